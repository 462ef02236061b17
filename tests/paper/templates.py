"""Templates that a test makes of a form's own source, and what is said of one that must not be taken."""

from __future__ import annotations

import pytest

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.template import BrokenTemplate, Template
from onecua_desk.paper.template_reading import read
from onecua_desk.resources import resource

NAME = "2025/bo-sung.toml"
SOURCE = resource("forms", "bo-sung.toml").read_text(encoding="utf-8")


def made(source: str, files: dict[str, bytes] | None = None, letter: Letter = Letter.SUPPLEMENT) -> Template:
    return read(letter, NAME, source, files)


def sentence(source: str, files: dict[str, bytes] | None = None, letter: Letter = Letter.SUPPLEMENT) -> str:
    """What is said of a template that must not be taken."""
    with pytest.raises(BrokenTemplate) as caught:
        made(source, files, letter)
    return str(caught.value)
