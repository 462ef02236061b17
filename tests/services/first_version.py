"""A desk's store as the first version left it, opened by this one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.opening import open_desk
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE
from tests.clock import Clock
from tests.desk_fixture import MONDAY, settings_in

GOLDEN = Path(__file__).parent.parent / "golden" / "desk-1.sqlite3.gz"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Desk]:
    """What reports count must be worked out first."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / FILE).write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    desk = open_desk(settings_in(tmp_path / "desk"), Clock(MONDAY.replace(hour=11)))
    yield desk
    desk.store.close()
