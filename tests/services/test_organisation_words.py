"""An organisation's fields are called what the intake form calls them, wherever its story is told."""

from __future__ import annotations

import pytest

from onecua_desk.domain.events import Corrected
from onecua_desk.domain.parts import Applicant, Change
from onecua_desk.domain.story_line import detail
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, processing, replica
from onecua_desk.services.desk import Desk
from tests.desk_fixture import BIRTH, MAI, receive
from tests.services.by_hand import Ledger, said

COMPANY = Applicant("Công ty Đông Tiến", "0101234567", address="Thôn 1", organisation=True)
EDITS = {"name": "Công ty Đông Tiến Phát", "number": "0101234568", "address": "Thôn 2"}
TOLD = (
    "Tên tổ chức: Công ty Đông Tiến → Công ty Đông Tiến Phát; Mã số thuế: 0101234567 → 0101234568; "
    "Trụ sở: Thôn 1 → Thôn 2"
)


def test_the_story_and_what_was_refused_speak_of_an_organisation(desk: Desk) -> None:
    id = receive(desk, BIRTH, COMPANY).id
    processing.correct(desk, MAI, id, EDITS)
    assert lookup.story(desk, id).lines[0].detail == TOLD
    last = said(desk).events[-1].seq
    Ledger().exchange(desk, lambda event: "Không." if event.seq == last else "accepted")
    assert [one.detail for one in replica.refusals(desk)] == [TOLD]
    assert lookup.story(desk, id).lines[0].detail == TOLD


def test_an_organisation_keeps_its_name_and_what_a_person_has_can_still_be_read(desk: Desk) -> None:
    dossier = receive(desk, BIRTH, COMPANY)
    with pytest.raises(UserError, match="Tên tổ chức không được để trống"):
        processing.correct(desk, MAI, dossier.id, {"name": " "})
    old = Corrected((Change("born", "", "1990-01-02"), Change("number", "1", "2")), "")
    assert detail(old, dossier) == "Ngày sinh: (trống) → 1990-01-02; Mã số thuế: 1 → 2"
    assert detail(old, None) == old.detail() == "Ngày sinh: (trống) → 1990-01-02; Số định danh: 1 → 2"
