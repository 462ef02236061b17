"""Two desks of one commune for the tests of the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.services import upkeep
from tests.clock import Clock
from tests.desk_fixture import make_desk
from tests.services.by_hand import Commune, Ledger


@pytest.fixture
def commune(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Commune]:
    one = make_desk(tmp_path / "one", clock, template, desk=1, device=2)
    two = make_desk(tmp_path / "two", clock, template, desk=2, device=3)
    yield Commune(one, two, Ledger())
    for desk in (one, two):
        assert upkeep.check(desk) == []
        desk.store.close()
