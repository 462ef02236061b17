"""An explanation on paper: what it says of the dossier as it stood, its print in the log, its template, its sizes."""

from __future__ import annotations

from datetime import datetime

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Explained, ExplanationPrinted
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.resources import resource
from onecua_desk.services import lookup, notices, papers, print_settings, processing, templates, terms
from onecua_desk.services.desk import Desk, record
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.store import log
from onecua_desk.wire.codec import decode_fact
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, receive
from tests.paper.samples import squeezed
from tests.services.test_dossier_papers import CAUSE, apologise, bring_out, found, said


def late(desk: Desk, clock: Clock) -> Dossier:
    """Put off once, and past the new day too."""
    dossier = receive(desk, THREE_DAYS)
    apologise(desk, dossier.id)
    processing.hand_over(desk, MAI, dossier.id, "Địa chính - Xây dựng")
    clock.at = datetime(2026, 12, 4, 9)
    return dossier


def explanation(desk: Desk, id: EventId) -> Explanation:
    with desk.store.read() as connection:
        value = notices.letter(FormKind.EXPLANATION, log.of_dossier(connection, id), "")
    assert isinstance(value, Explanation)
    return value


def test_the_explanation_says_what_the_dossier_was_when_it_was_written(desk: Desk, clock: Clock) -> None:
    dossier = late(desk, clock)
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Cán bộ nghỉ ốm", " Đã giao  người khác ")
    told_at = clock.at
    clock.turn(hours=3)
    processing.record_result(desk, MAI, dossier.id, "412/2026", clock.at.date())
    value = explanation(desk, dossier.id)
    unit = dossier.received.unit
    assert (value.parent, value.centre, value.to) == (unit.parent, unit.centre, unit.parent)
    assert (value.agency, value.holder) == (dossier.received.solved_by, "Địa chính - Xây dựng")
    assert (value.appointed, value.again) == (dossier.due, datetime(2026, 12, 2, 17))
    assert (value.late_from, value.days_late, value.ended, value.outcome) == (dossier.due, 5, None, "")
    assert (value.cause, value.reason, value.remedy) == (
        LateCause.OWN.label,
        "Cán bộ nghỉ ốm",
        "Đã giao người khác",
    )
    assert (value.number, value.at) == (f"{dossier.code.partition('-')[2]}/BC", told_at)
    assert (value.official, value.signer) == (MAI.name, "")
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nói thêm")
    again = explanation(desk, dossier.id)
    assert (again.ended, again.outcome, again.number.partition(".")[2]) == (clock.at, "Có kết quả", "2/BC")


def test_what_ended_late_stays_as_late_as_it_ended(desk: Desk, clock: Clock) -> None:
    dossier = receive(desk, THREE_DAYS)
    clock.at = datetime(2026, 11, 27, 18, 20)
    terms.stop(desk, MAI, dossier.id, "Luật Hộ tịch", "Đã có ở nơi khác")
    clock.turn(days=30)
    terms.explain(desk, MAI, dossier.id, CAUSE, "Nói sau")
    value = explanation(desk, dossier.id)
    assert (value.days_late, value.ended, value.outcome) == (0, datetime(2026, 11, 27, 18, 20), "Dừng giải quyết")
    assert squeezed("Quá hạn: 1 giờ 20 phút, tính từ") in said(notices.explanation_form(desk, dossier.id))


def test_what_ended_while_papers_were_waited_for_had_come_to_rest_when_they_were_asked_for(
    desk: Desk, clock: Clock
) -> None:
    dossier = receive(desk, THREE_DAYS)
    clock.at = datetime(2026, 12, 4, 9)
    processing.request_supplement(desk, MAI, dossier.id, ("Giấy chứng sinh",))
    clock.turn(days=3)
    processing.withdraw(desk, MAI, dossier.id, "Không làm nữa")
    terms.explain(desk, MAI, dossier.id, CAUSE, "Nói sau")
    value = explanation(desk, dossier.id)
    assert (value.ended, value.outcome) == (datetime(2026, 12, 4, 9), "Chờ bổ sung")


def test_an_explanation_of_version_0_2_says_since_when_it_was_late_and_no_number_of_days(
    desk: Desk, clock: Clock
) -> None:
    dossier = receive(desk, THREE_DAYS)
    clock.at = datetime(2026, 12, 4, 9)
    old = decode_fact("explained", b'{"cause":"own","text":"Ngh\xe1\xbb\x89 \xe1\xbb\x91m"}')
    assert old == Explained(LateCause.OWN, "Nghỉ ốm")
    record(desk, MAI, dossier.id, lambda *_: old)
    value = explanation(desk, dossier.id)
    assert (value.late_from, value.days_late, value.remedy) == (dossier.due, 0, "")
    words = said(notices.explanation_form(desk, dossier.id))
    assert squeezed("Quá hạn: từ 17 giờ 00 phút, ngày 27/11/2026") in words


def test_an_explanation_is_one_of_the_papers_and_its_print_is_a_kind_of_its_own(desk: Desk, clock: Clock) -> None:
    dossier = late(desk, clock)
    assert "báo cáo giải trình" not in found(desk, dossier.id)
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nghỉ ốm")
    its = found(desk, dossier.id)["báo cáo giải trình"]
    assert (its.words, its.printed, its.owed, its.reader) == ("Báo cáo giải trình", 0, True, "nơi nhận")
    bring_out(desk, its.make(desk, MAI))
    with desk.store.read() as connection:
        (printed,) = [one for one in log.of_dossier(connection, dossier.id) if one.wire.kind == "explanation_printed"]
    assert printed.event is not None
    assert isinstance(printed.event.fact, ExplanationPrinted)
    again = found(desk, dossier.id)["báo cáo giải trình"]
    assert (again.printed, again.owed) == (1, False)
    assert again.make(desk, MAI).reprint == 1
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nói thêm")
    assert found(desk, dossier.id)["báo cáo giải trình"].make(desk, MAI).reprint == 0


def test_a_print_of_the_explanation_that_nobody_saw_the_end_of_is_told_as_doubtful(desk: Desk, clock: Clock) -> None:
    dossier = late(desk, clock)
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nghỉ ốm")
    papers.begin(desk, MAI, notices.explanation_form(desk, dossier.id), "HP")  # and here the machine lost its power
    second = notices.explanation_form(desk, dossier.id)
    assert second.reprint == 1
    bring_out(desk, second)
    lines = [line.detail for line in lookup.story(desk, dossier.id).lines if line.title == ExplanationPrinted.title]
    assert ["máy dừng giữa chừng" in detail for detail in lines] == [False, True]


def test_a_roll_and_large_type_hold_the_explanation_too(desk: Desk, clock: Clock) -> None:
    dossier = late(desk, clock)
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nghỉ ốm")
    assert papers.size(notices.explanation_form(desk, dossier.id).pdf) == (148, 210)
    roll = PrintSettings(forms={PrintForm.EXPLANATION: PrintWay("XP-80C", Stock.ROLL)})
    print_settings.write(desk.store, roll)
    assert papers.size(notices.explanation_form(desk, dossier.id).pdf)[0] == 80


def test_a_broken_template_of_the_explanation_is_named_and_the_paper_comes_all_the_same(
    desk: Desk, clock: Clock
) -> None:
    dossier = late(desk, clock)
    terms.explain(desk, MAI, dossier.id, LateCause.OWN, "Nghỉ ốm")
    built_in = notices.explanation_form(desk, dossier.id)
    own = templates.folder(desk) / "giai-trinh.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    source = resource("forms/giai-trinh.toml").read_text(encoding="utf-8")
    own.write_text(source.replace("{nguyen_nhan}", "{nguyen_nhin}"), encoding="utf-8")
    paper = notices.explanation_form(desk, dossier.id)
    assert (paper.pdf, paper.template) == (built_in.pdf, None)
    assert "giai-trinh.toml" in paper.remark
    own.write_text(source.replace("hồ sơ quá hạn", "của tỉnh"), encoding="utf-8")
    assert squeezed("BÁO CÁO GIẢI TRÌNH CỦA TỈNH") in said(notices.explanation_form(desk, dossier.id))
