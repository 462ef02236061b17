"""The page of legal gaps points at files, settings and pages that are there."""

from __future__ import annotations

import re
from pathlib import Path

from onecua_desk.paper.letters import Letter

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "phap-ly.md").read_text(encoding="utf-8")


def test_every_module_that_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:domain|services|paper)/\w+\.py)`", PAGE))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / "onecua_desk" / name).is_file()] == []


def test_every_setting_of_papers_that_it_names_has_that_name_on_the_screen() -> None:
    card = (ROOT / "onecua_desk" / "ui" / "settings" / "papers.py").read_text(encoding="utf-8")
    named = re.findall(r"Giấy tờ và sổ → «([^»…]+)", PAGE)
    assert len(named) == 4
    assert [name for name in named if name not in card] == []


def test_every_template_and_page_that_it_names_is_there() -> None:
    files = {letter.file for letter in Letter}
    assert set(re.findall(r"`([\w-]+\.toml)`", PAGE)) - {"onecua-desk.toml"} <= files
    assert all((ROOT / "docs" / name).is_file() for name in re.findall(r"\]\(([\w-]+\.md)\)", PAGE))
