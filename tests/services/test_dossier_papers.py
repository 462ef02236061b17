"""Which papers a dossier has, how often each was printed, and what forms 04 and 05 say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Apologised, Event, EventId
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Help
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.errors import UserError
from onecua_desk.services import (
    dossier_papers,
    intake,
    lookup,
    notices,
    paper_settings,
    papers,
    payments,
    processing,
    terms,
)
from onecua_desk.services.desk import Desk
from onecua_desk.services.dossier_papers import FORMS, DossierPaper
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.papers import Printout
from onecua_desk.store import dossiers, log
from tests.desk_fixture import COPY, MAI, THREE_DAYS, draft, receive
from tests.paper.samples import page_texts, squeezed
from tests.services.test_terms import NEXT, written

CAUSE = LateCause.OTHER_BODY


def found(desk: Desk, id: EventId) -> dict[str, DossierPaper]:
    return {paper.called: paper for paper in dossier_papers.papers_of(desk, id)}


def said(paper: Printout) -> str:
    return squeezed(" ".join(page_texts(paper.pdf)))


def bring_out(desk: Desk, paper: Printout) -> None:
    papers.begin(desk, MAI, paper, "tệp PDF")
    papers.printed(desk, MAI, paper, "tệp PDF")


def apologise(desk: Desk, id: EventId, due: date = NEXT) -> Dossier:
    return terms.apologise(desk, MAI, id, CAUSE, "Chờ xác minh", due).value.dossier


def test_a_new_dossier_has_its_slip_its_control_slip_and_its_status(desk: Desk) -> None:
    its = dossier_papers.papers_of(desk, receive(desk).id)
    assert [(paper.words, paper.printed, paper.owed) for paper in its] == [
        ("Giấy hẹn (mẫu 01)", 0, False),
        ("Phiếu kiểm soát (mẫu 06)", 0, False),
        ("Phiếu tình trạng hồ sơ", None, False),
    ]


def test_every_paper_that_something_was_written_with_is_there_and_owed_until_it_came_out(desk: Desk) -> None:
    id = receive(desk, COPY).id
    apologise(desk, id, date(2026, 12, 9))
    payments.pay(desk, MAI, id, Payment(500))
    processing.hand_over(desk, MAI, id, "Tư pháp")
    processing.request_supplement(desk, MAI, id, ("Giấy chứng sinh",))
    terms.stop(desk, MAI, id, "Luật Hộ tịch", "Đã có ở nơi khác")
    its = found(desk, id)
    assert list(its) == [
        "giấy hẹn",
        "phiếu bổ sung",
        "văn bản xin lỗi",
        "thông báo dừng",
        "phiếu kiểm soát",
        "danh sách bàn giao",
        "phiếu thu",
        "phiếu tình trạng",
    ]
    assert {called for called, paper in its.items() if paper.owed} == {
        "phiếu bổ sung",
        "văn bản xin lỗi",
        "thông báo dừng",
    }
    for paper in its.values():
        assert paper.make(desk, MAI).pdf.startswith(b"%PDF")
    bring_out(desk, its["văn bản xin lỗi"].make(desk, MAI))
    again = found(desk, id)["văn bản xin lỗi"]
    assert (again.printed, again.owed) == (1, False)


def test_the_numbers_of_the_forms_are_those_of_the_rules_it_was_received_under(desk: Desk) -> None:
    old = written(desk, ruleset="2018")
    assert [paper.words for paper in dossier_papers.papers_of(desk, old.id)][:2] == [
        "Giấy hẹn (mẫu 01)",
        "Phiếu kiểm soát (mẫu 05)",
    ]
    newer = written(desk, 2, ruleset="2031")
    assert [paper.words for paper in dossier_papers.papers_of(desk, newer.id)][:2] == ["Giấy hẹn", "Phiếu kiểm soát"]
    for make in FORMS.values():
        with pytest.raises(UserError):
            make(desk, newer.id)


def test_form_04_names_both_days_the_reason_and_its_number(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    apologise(desk, dossier.id)
    with desk.store.read() as connection:
        value = notices.letter(FormKind.APOLOGY, log.of_dossier(connection, dossier.id), "0222 3888 999")
    assert isinstance(value, Apology)
    assert (value.due_before, value.due, value.reason) == (dossier.due, datetime(2026, 12, 2, 17), "Chờ xác minh")
    assert (value.number, value.agency) == (f"{dossier.code.partition('-')[2]}/PXL", dossier.received.decided_by)
    words = said(notices.apology_form(desk, dossier.id))
    for part in ("Chờ xác minh", dossier.code, "17 giờ 00 phút", "02 tháng 12 năm 2026", dossier.applicant.name):
        assert squeezed(part) in words


def test_form_05_names_its_basis_and_its_reason(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    terms.stop(desk, MAI, dossier.id, "Văn bản số 15/TP", "Đã đăng ký nơi khác")
    with desk.store.read() as connection:
        value = notices.letter(FormKind.STOP, log.of_dossier(connection, dossier.id), "0222 3888 999")
    assert isinstance(value, StopNotice)
    assert (value.stopped_at, value.contact, value.official) == (desk.now(), "0222 3888 999", MAI.name)
    words = said(notices.stop_form(desk, dossier.id))
    for part in ("Văn bản số 15/TP", "Đã đăng ký nơi khác", dossier.code, f"{dossier.code.partition('-')[2]}/TBDG"):
        assert squeezed(part) in words


def test_a_second_apology_is_another_paper_and_its_first_print_bears_no_mark(desk: Desk) -> None:
    paper_settings.write(desk.store, PaperSettings(max_extensions=2))
    dossier = receive(desk, THREE_DAYS)
    apologise(desk, dossier.id)
    bring_out(desk, notices.apology_form(desk, dossier.id))
    assert notices.apology_form(desk, dossier.id).reprint == 1
    apologise(desk, dossier.id, date(2026, 12, 9))
    second = notices.apology_form(desk, dossier.id)
    assert (second.reprint, second.title) == (0, f"Văn bản xin lỗi {dossier.code.partition('-')[2]}.2/PXL")


def test_an_apology_that_lost_against_another_desks_is_on_no_paper(desk: Desk) -> None:
    dossier = receive(desk, THREE_DAYS)
    assert dossier.due is not None
    other = Apologised(CAUSE, "Quầy khác", dossier.due, datetime(2026, 12, 4, 17))
    with desk.store.write() as connection:
        apologised = Event(EventId(5, 1), dossier.id, desk.now(), MAI, other)
        log.append(connection, apologised)
        lost = Apologised(CAUSE, "Quầy này", dossier.due, datetime(2026, 12, 2, 17))
        log.append(connection, Event(EventId(5, 2), dossier.id, desk.now(), MAI, lost))
        dossiers.project(connection, dossier.id)
    assert lookup.counts(desk)[lookup.Chip.TROUBLE] == 1
    words = said(notices.apology_form(desk, dossier.id))
    assert (squeezed("Quầy khác") in words, squeezed("Quầy này") in words) == (True, False)


@pytest.mark.parametrize(
    "form", [FormKind.SUPPLEMENT, FormKind.REFUSAL, FormKind.APOLOGY, FormKind.STOP, FormKind.EXPLANATION]
)
def test_a_form_of_something_that_never_happened_is_not_printed(desk: Desk, form: FormKind) -> None:
    with pytest.raises(UserError, match="chưa có việc để in"):
        FORMS[form](desk, receive(desk).id)


def test_whoever_reads_badly_gets_the_letter_in_large_type(desk: Desk) -> None:
    made = intake.receive(desk, replace(draft(desk, THREE_DAYS), help=(Help.SEE,)), MAI).value
    apologise(desk, made.id)
    assert papers.size(notices.apology_form(desk, made.id).pdf) == (210, 297)
    plain = receive(desk, THREE_DAYS)
    apologise(desk, plain.id)
    assert papers.size(notices.apology_form(desk, plain.id).pdf) == (148, 210)


def test_a_dossier_that_is_not_here_has_no_papers(desk: Desk) -> None:
    assert dossier_papers.papers_of(desk, EventId(7, 7)) == ()
