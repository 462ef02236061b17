"""Papers that are waited for in a real desk: a term of calendar days that ends on a day off gains the waiting once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.procedure import Case, Limit, LimitUnit
from onecua_desk.services import intake, processing
from onecua_desk.services.desk import Desk
from onecua_desk.store import catalogue
from tests.clock import Clock
from tests.desk_fixture import BIRTH, MAI, draft, procedure


def received_for(desk: Desk, days: int) -> Dossier:
    """A dossier with a term of so many calendar days."""
    chosen = replace(procedure(BIRTH), cases=(Case(limit=Limit(days, LimitUnit.DAYS)),))
    with desk.store.write() as connection:
        catalogue.replace_all(connection, [chosen])
    return intake.receive(desk, replace(draft(desk), procedure=chosen, case=""), MAI).value


def waited(desk: Desk, clock: Clock, dossier: Dossier, asked: str, came: str) -> Dossier:
    clock.at = datetime.fromisoformat(asked)
    processing.request_supplement(desk, MAI, dossier.id, ("Ảnh",))
    clock.at = datetime.fromisoformat(came)
    return processing.supplement(desk, MAI, dossier.id, ()).value


def test_each_pause_is_added_to_the_term_and_not_to_the_monday_on_which_it_happened_to_end(
    desk: Desk, clock: Clock
) -> None:
    dossier = received_for(desk, 5)  # Monday 23/11: ends on Saturday 28/11, due on Monday 30/11
    assert dossier.due == datetime(2026, 11, 30, 17)
    once = waited(desk, clock, dossier, "2026-11-25 09:00", "2026-11-26 09:00")
    assert (once.due, once.waited) == (datetime(2026, 11, 30, 17), 1)
    twice = waited(desk, clock, once, "2026-11-26 10:00", "2026-11-28 09:00")
    assert (twice.due, twice.due_by_law, twice.waited) == (*[datetime(2026, 12, 1, 17)] * 2, 3)
