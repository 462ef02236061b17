"""The version rises with every kind of event that is new, for then a desk sends again what a server held."""

from __future__ import annotations

import tomllib
from pathlib import Path

from onecua_desk import __version__
from onecua_desk.domain.events import KINDS

KNOWN = {"0.1.0": 23, "0.2.0": 27, "0.3.0": 28}
"""How many kinds each version knows; they only become more."""


def test_a_version_knows_so_many_kinds() -> None:
    assert KNOWN[__version__] == len(KINDS), "a new kind: raise the version, and RELEASED with it"


def test_the_package_says_the_same_version() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__
