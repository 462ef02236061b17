"""A store of the first version has reports once its dossiers were worked through, with work going on meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from onecua_desk.domain.report import By, Column, Period
from onecua_desk.errors import UserError
from onecua_desk.services import processing, reports, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import course_backlog
from onecua_desk.store.tables import course, dossier, unpacked
from tests.desk_fixture import MAI, receive
from tests.services.first_version import old

__all__ = ["old"]

DOUBTFUL = 1
"""Of its dossiers: such are folded anew when another version takes the store over."""
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def how_many(desk: Desk) -> tuple[int, int]:
    with desk.store.read() as connection:
        return len(connection.execute(dossier.select()).all()), len(connection.execute(course.select()).all())


def test_every_dossier_of_the_old_store_is_counted_after_the_backlog(old: Desk) -> None:
    dossiers, counted = how_many(old)
    assert (dossiers > DOUBTFUL, counted) == (True, DOUBTFUL)
    assert upkeep.check(old) == []
    with pytest.raises(UserError, match="chưa dựng xong"):
        reports.report(old, YEAR, By.FIELD)
    assert reports.complete(old)
    report = reports.report(old, YEAR, By.FIELD)
    assert report.total[Column.RECEIVED] == how_many(old)[1] == dossiers
    assert upkeep.check(old) == []


def test_what_is_worked_on_before_its_turn_has_its_rows_and_keeps_them(old: Desk) -> None:
    with old.store.read() as connection:
        id = next(unpacked(row.id) for row in connection.execute(dossier.select()) if row.state == "received")
    processing.withdraw(old, MAI, id, "x")
    assert how_many(old)[1] == DOUBTFUL + 1
    assert upkeep.check(old) == []
    assert reports.complete(old)
    assert reports.report(old, YEAR, By.FIELD).total[Column.RESOLVED] >= 1
    assert upkeep.check(old) == []


def test_a_rebuild_leaves_no_backlog(old: Desk) -> None:
    upkeep.rebuild(old)
    with old.store.read() as connection:
        assert course_backlog.left(connection) == 0
    assert upkeep.check(old) == []


def test_what_was_done_until_it_was_stopped_stays_done_and_the_rest_follows(
    old: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "_BATCH", 2)
    dossiers, _ = how_many(old)
    told: list[tuple[int, int]] = []
    assert not reports.complete(old, lambda done, total: told.append((done, total)), lambda: len(told) == 2)
    assert how_many(old)[1] == DOUBTFUL + 4 < dossiers
    assert upkeep.check(old) == []
    with pytest.raises(UserError, match="chưa dựng xong"):
        reports.rates(old, YEAR)
    id = receive(old).id
    processing.withdraw(old, MAI, id, "x")
    left = told[-1][1] - told[-1][0]
    told.clear()
    assert reports.complete(old, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (left, left)
    assert how_many(old) == (dossiers + 1, dossiers + 1)
    assert upkeep.check(old) == []
    assert reports.complete(old, lambda *_: pytest.fail("nothing was left"))


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_a_backlog_is_worked_off_whether_or_not_it_fills_its_last_turn(old: Desk, most: int) -> None:
    dossiers, _ = how_many(old)
    turns = 1
    while True:
        with old.store.write() as connection:
            if not course_backlog.work_off(connection, most):
                break
        turns += 1
    assert how_many(old)[1] == dossiers
    assert dossiers / most <= turns <= dossiers / most + 1
    assert upkeep.check(old) == []
