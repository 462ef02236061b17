"""A stick, and a server that was put back from a backup while packages were on their way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from onecua_desk.district.tables import device
from onecua_desk.domain.payment import Payment
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, payments, replica, upkeep
from onecua_desk.store import serials
from tests.carried import Carried, carried
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, receive


@pytest.fixture
def by_stick(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Carried]:
    with carried(tmp_path, clock, template) as made:
        yield made


def back_up(folder: Path) -> None:
    database = folder / "district" / "district.sqlite3"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(folder / "copy")) as target:
        source.backup(target)


def put_back(by_stick: Carried, folder: Path) -> None:
    """The district runs on from the backup."""
    by_stick.district.close()
    for one in (folder / "district").glob("district.sqlite3*"):
        one.unlink()
    shutil.copy(folder / "copy", folder / "district" / "district.sqlite3")


def test_a_server_that_was_put_back_asks_for_one_more_package(by_stick: Carried, tmp_path: Path) -> None:
    desk = by_stick.desks[1]
    receive(desk)
    by_stick.round()
    back_up(tmp_path)
    receive(desk)
    by_stick.round()
    put_back(by_stick, tmp_path)
    receive(desk)
    told = by_stick.round()
    assert (told.again, "ghi một gói nữa" in told.words()) == (True, True)
    assert not by_stick.round().again
    assert by_stick.statuses() == ["accepted"] * 3
    assert upkeep.check(desk) == []


def test_an_answer_of_another_order_changes_nothing_and_says_so(by_stick: Carried, tmp_path: Path) -> None:
    desk, other = by_stick.desks[1], by_stick.desks[2]
    back_up(tmp_path)
    receive(other)
    by_stick.round(2)
    receive(desk)
    first = by_stick.out()
    receive(desk)
    second = by_stick.out()
    by_stick.back(by_stick.up(first.path).answer)
    put_back(by_stick, tmp_path)
    for _ in range(3):
        receive(other)
    by_stick.round(2)  # hears of the fork
    by_stick.round(2)
    answer = by_stick.up(second.path).answer
    for _ in range(2):
        with pytest.raises(UserError, match=r"\(gói 2\) không nối .*: chưa ghi gì\. Hãy ghi gói mới"):
            by_stick.back(answer)
    assert by_stick.statuses() == ["accepted", "waiting"]
    assert len(by_stick.codes()) == 3
    assert by_stick.round().again
    by_stick.round()
    assert by_stick.statuses() == ["accepted"] * 2
    assert len(by_stick.codes()) == 6
    assert upkeep.check(desk) == []


def test_a_package_that_is_late_never_doubles_what_went_up_since(
    by_stick: Carried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protocol 1 left a number without an event; then the server is put back to before it."""
    desk = by_stick.desks[1]
    dossier = receive(desk, COPY)
    by_stick.round()
    back_up(tmp_path)
    with by_stick.district.write() as connection:
        connection.execute(update(device).where(device.c.number == dossier.id.device).values(last_seq=2))
    by_stick.round()
    with monkeypatch.context() as patch:
        patch.setattr(serials, "take", lambda *_: dossier.code)
        receive(desk)
    assert by_stick.round().again, "what the server had under the number might have been lost here"
    by_stick.round()
    payments.pay(desk, MAI, dossier.id, Payment(2_000))
    assert by_stick.round().again
    late = by_stick.out()
    assert late.events == 1
    assert by_stick.statuses() == ["accepted", "refused", "waiting"]
    put_back(by_stick, tmp_path)
    for _ in range(3):
        by_stick.round()
    by_stick.up(late.path)
    by_stick.round()
    assert lookup.story(desk, dossier.id).dossier.paid == 2_000
    assert by_stick.statuses().count("accepted") == 2
    assert len(replica.refusals(desk)) == 1
    assert not by_stick.round().again
    assert upkeep.check(desk) == []
