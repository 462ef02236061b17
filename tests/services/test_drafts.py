"""Drafts: kept as they are typed, gone with the dossier that they become."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.errors import UserError
from onecua_desk.services import drafts, intake
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import MAI, draft


def test_a_draft_is_written_over_and_keeps_its_beginning(desk: Desk, clock: Clock) -> None:
    began = desk.now()
    drafts.keep(desk, MAI, "a", "", "Khai sinh", "{}")
    clock.turn(minutes=3)
    drafts.keep(desk, MAI, "a", "Đặng Thị Hà", "Khai sinh", '{"name":"Đặng Thị Hà"}')
    (kept,) = drafts.open_drafts(desk)
    assert (kept.began, kept.changed, kept.who) == (began, desk.now(), "Đặng Thị Hà")
    assert kept.login == MAI.login


def test_drafts_stand_in_the_order_in_which_they_were_begun_until_one_is_dropped(desk: Desk, clock: Clock) -> None:
    for key in ("b", "a", "c"):
        drafts.keep(desk, MAI, key, key, "", "{}")
        clock.turn(minutes=1)
    drafts.drop(desk, "a")
    drafts.drop(desk, "never kept")
    assert [one.key for one in drafts.open_drafts(desk)] == ["b", "c"]


def test_a_saved_dossier_takes_its_draft_away_and_no_other(desk: Desk) -> None:
    for key in ("mine", "other"):
        drafts.keep(desk, MAI, key, key, "", "{}")
    intake.receive(desk, draft(desk), MAI, kept="mine")
    assert [one.key for one in drafts.open_drafts(desk)] == ["other"]


def test_a_refused_save_keeps_the_draft(desk: Desk) -> None:
    drafts.keep(desk, MAI, "mine", "", "", "{}")
    with pytest.raises(UserError):
        intake.receive(desk, replace(draft(desk), procedure=None), MAI, kept="mine")
    assert [one.key for one in drafts.open_drafts(desk)] == ["mine"]
