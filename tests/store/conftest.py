"""What the store tests share: a closed store, and an open one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.store.engine import FILE, Store, open_store


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    """A closed store with the catalogue in it."""
    made = tmp_path / "data"
    made.mkdir()
    shutil.copy(template / FILE, made / FILE)
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(folder)
    yield opened
    opened.close()
