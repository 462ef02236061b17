"""What stands in *Cần xử lý* and why, in words."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.events import EventId
from onecua_desk.services.file_lane import Parked
from onecua_desk.services.replica import Displaced, Refusal
from onecua_desk.ui.sync.matters import Sort, matters
from tests.desk_fixture import MONDAY

DOSSIER = EventId(3, 7)
LOST = Displaced(1, DOSSIER, DOSSIER, "H02.15.23-261123-2007", "Tiếp nhận", "", "Trần Thị Lan", MONDAY, MONDAY)


def test_what_another_desk_wrote_comes_back_by_itself_and_only_after_a_day_is_somebody_asked() -> None:
    (one,) = matters((), [LOST], (), ())
    assert one.sort is Sort.DISPLACED
    assert "tự gửi lại khi có đường truyền" in one.said
    assert one.said.endswith("thì hãy hỏi Trần Thị Lan.")


def test_what_the_level_above_wrote_itself_has_to_be_written_there_again() -> None:
    (one,) = matters((), [replace(LOST, id=EventId(1, 4), who="Phòng Tư pháp")], (), ())
    assert "do Phòng Tư pháp ở cấp trên ghi. Hãy báo cấp trên ghi lại" in one.said


def test_what_is_about_no_dossier_of_this_machine_leads_to_none() -> None:
    alone = Refusal(DOSSIER, DOSSIER, "", "Chốt ngày", "", MONDAY, "Không.")
    found = matters([alone], [LOST, replace(LOST, here=False)], (), ())
    assert [one.dossier for one in found] == [None, DOSSIER, None]


def test_a_parked_file_leads_to_its_dossier() -> None:
    (one,) = matters((), (), [Parked("ab" * 32, "Tờ khai", "", 9, "Tệp lớn quá.", DOSSIER)], ())
    assert (one.sort, one.dossier, one.title, one.said) == (Sort.FILE, DOSSIER, "Tệp «Tờ khai»", "Tệp lớn quá.")
