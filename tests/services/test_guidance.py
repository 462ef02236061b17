"""Forms 02 and 03 at the desk: the fact stands alone in the log, is numbered once, and its paper says it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import event

from onecua_desk.domain.events import Guided, PaperPrinted, TurnedAway
from onecua_desk.domain.parts import Given, Help
from onecua_desk.domain.procedure import Channel, PaperKind, Procedure, RequiredPaper
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import guidance, lookup, notices, processing, replica, upkeep
from onecua_desk.services.desk import Desk, record
from onecua_desk.services.guidance import Guidance, missing_of
from onecua_desk.services.intake import Draft
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.lookup import Chip
from onecua_desk.services.papers import Printout
from onecua_desk.services.replica_up import UNKNOWN
from onecua_desk.store import log
from onecua_desk.store.log import Entry
from onecua_desk.wire.dialogue import Verdicts
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, MAI, UNIT, procedure, receive
from tests.paper.samples import page_texts, squeezed
from tests.services.by_hand import Commune, hear, said

MISSING = (
    "Giấy chứng sinh (không có: văn bản người làm chứng hoặc giấy cam đoan về việc sinh): 01 bản chính",
    "Giấy tờ tùy thân còn giá trị (hộ chiếu/CCCD/thẻ căn cước/căn cước điện tử): xuất trình bản chính",
)
FORM = Given("Tờ khai đăng ký khai sinh theo mẫu", PaperKind.FORM, 1)


def draft(**changes: object) -> Draft:
    return replace(Draft(procedure=procedure(BIRTH), applicant=BICH, papers=(FORM,)), **changes)  # type: ignore[arg-type]


def facts(desk: Desk, kind: str) -> list[Guided | TurnedAway]:
    return [entry.event.fact for entry in alone(desk) if entry.event and entry.wire.kind == kind]  # type: ignore[misc]


def alone(desk: Desk) -> list[Entry]:
    """The events that begin no dossier."""
    with desk.store.read() as connection:
        ids = log.dossiers_in_order(connection)
        entries = [entry for id in ids for entry in log.of_dossier(connection, id)]
    return [entry for entry in entries if entry.wire.kind in ("guided", "turned_away")]


def text(printout: Printout) -> str:
    return squeezed(" ".join(page_texts(printout.pdf)))


def guide(desk: Desk, **changes: object) -> Guidance:
    return guidance.guide(desk, MAI, draft(**changes)).value


# what is missing


def test_missing_is_what_is_required_and_neither_there_nor_waived() -> None:
    assert missing_of(draft()) == MISSING
    assert missing_of(draft(waived=(MISSING[0].rpartition(":")[0],))) == MISSING[1:]
    assert missing_of(draft(papers=())) == ("Tờ khai đăng ký khai sinh theo mẫu: 01 bản", *MISSING)
    assert missing_of(Draft()) == ()


def test_a_paper_asked_for_twice_is_missing_once_where_one_is_there() -> None:
    asked = RequiredPaper("Ảnh 4x6", PaperKind.ORIGINAL, 2)
    twice = replace(procedure(BIRTH), papers=(asked, asked))
    assert missing_of(draft(procedure=twice, papers=(Given("Ảnh 4x6", PaperKind.ORIGINAL, 2),))) == (
        "Ảnh 4x6: 02 bản chính",
    )


def test_only_the_papers_of_the_case_and_the_channel_are_asked_for() -> None:
    online = missing_of(draft(channel=Channel.ONLINE, papers=()))
    assert any("điện tử tương tác" in text for text in online)
    several: Procedure = procedure("1.004222")
    for case in several.cases:
        wanted = [paper.name for paper in several.papers_for(case, Channel.COUNTER) if not paper.optional]
        found = missing_of(Draft(procedure=several, case=case.id))
        assert [text.rpartition(":")[0] for text in found] == wanted


# form 02 before receipt


def test_the_fact_stands_alone_and_makes_no_dossier(desk: Desk) -> None:
    done = guidance.guide(desk, MAI, draft(), reason="  Chưa mang giấy chứng sinh ")
    assert done.changes.dossiers == {done.value.id}
    (fact,) = facts(desk, "guided")
    assert isinstance(fact, Guided)
    assert (fact.procedure, fact.procedure_name, fact.applicant) == (BIRTH, "Đăng ký khai sinh", BICH)
    assert (fact.missing, fact.reason, fact.unit, fact.ruleset) == (MISSING, "Chưa mang giấy chứng sinh", UNIT, "2025")
    assert fact.number == done.value.number == "1-Q1/HDHS"
    assert lookup.page(desk, Chip.ALL, "") == []
    assert upkeep.check(desk) == []
    assert upkeep.rebuild(desk) == 0
    assert upkeep.check(desk) == []
    receive(desk)
    assert upkeep.rebuild(desk) == 1
    assert upkeep.check(desk) == []


def test_its_paper_says_who_has_to_bring_what(desk: Desk) -> None:
    notices.write_contact(desk.store, " 0222 3888 999 ")
    printout = guide(desk).printout()
    assert (printout.form, printout.dossier, printout.title) == (
        FormKind.SUPPLEMENT,
        None,
        "Phiếu bổ sung 1-Q1/HDHS 2026",
    )
    for words in (*MISSING, BICH.name, "Số: 1-Q1/HDHS", "ngày 23 tháng 11 năm 2026", MAI.name, "0222 3888 999"):
        assert squeezed(words) in text(printout)


def test_who_reads_badly_gets_it_in_large_type(desk: Desk) -> None:
    assert guide(desk, help=(Help.SEE,)).layout is Layout.LARGE
    assert guide(desk, help=(Help.HEAR,)).layout is Layout.NORMAL


def test_the_case_stands_in_the_name_of_the_procedure(desk: Desk) -> None:
    several = procedure("1.004222")
    made = guidance.guide(desk, MAI, Draft(procedure=several, case="5", applicant=BICH)).value
    assert made.notice.procedure == f"{several.name} ({several.case('5').name})"


def test_own_lines_replace_the_list_and_empty_ones_fall_away(desk: Desk) -> None:
    done = guidance.guide(desk, MAI, draft(), missing=("Tờ khai: sửa lại ngày sinh", "  ", ""))
    assert done.value.notice.missing == ("Tờ khai: sửa lại ngày sinh",)


@pytest.mark.parametrize(
    ("changes", "missing", "field"),
    [
        ({"procedure": None}, None, "procedure"),
        ({"applicant": replace(BICH, name=" ")}, None, "applicant.name"),
        ({}, (" ",), "missing"),
    ],
)
def test_what_cannot_be_said_is_told_at_its_field_and_nothing_is_written(
    desk: Desk, changes: dict[str, object], missing: tuple[str, ...] | None, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        guidance.guide(desk, MAI, draft(**changes), missing=missing)
    assert refused.value.field == field
    assert facts(desk, "guided") == []


# numbers


def test_numbers_run_through_the_year_apart_for_each_form_and_begin_anew(desk: Desk, clock: Clock) -> None:
    assert [guide(desk).number for _ in range(3)] == ["1-Q1/HDHS", "2-Q1/HDHS", "3-Q1/HDHS"]
    assert guidance.turn_away(desk, MAI, draft(), "Không thuộc thẩm quyền").value.number == "1-Q1/TCHS"
    clock.turn(days=60)
    assert guide(desk).number == "1-Q1/HDHS"


def test_no_number_is_given_twice_where_two_ask_at_once(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: guide(desk).number, range(12)))
    assert sorted(int(number.partition("-")[0]) for number in numbers) == list(range(1, 13))


def test_two_desks_never_share_a_number_and_see_each_others_facts(commune: Commune) -> None:
    assert guidance.guide(commune.one, MAI, draft()).value.number == "1-Q1/HDHS"
    commune.settle_all()
    assert guidance.guide(commune.two, MAI, draft()).value.number == "1-Q2/HDHS"
    assert guidance.guide(commune.one, MAI, draft()).value.number == "2-Q1/HDHS"
    commune.settle_all()
    for desk in (commune.one, commune.two):
        assert sorted(fact.number for fact in facts(desk, "guided")) == ["1-Q1/HDHS", "1-Q2/HDHS", "2-Q1/HDHS"]
        assert lookup.page(desk, Chip.ALL, "") == []
        assert replica.standing(desk).outbox.events == 0


def test_numbers_and_reasons_are_found_by_their_index_among_any_number_of_events(desk: Desk) -> None:
    with desk.store.read() as connection:
        statements: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *told: statements.append(told[2]))
        log.said_alone(connection, "guided", "number", datetime(2026, 1, 1))
        (statement,) = statements
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("$.number", "guided", "2026")).all()
    assert "USING INDEX event_alone (kind=? AND at>?)" in str(plan)


def test_a_refused_fact_is_settled_like_any_other(commune: Commune) -> None:
    guidance.guide(commune.one, MAI, draft())
    commune.ledger.exchange(commune.one, lambda _: "Phiếu thuộc đơn vị khác.")
    (refusal,) = replica.refusals(commune.one)
    assert (refusal.title, refusal.sentence) == ("Hướng dẫn bổ sung", "Phiếu thuộc đơn vị khác.")
    processing.settle(commune.one, refusal.id)
    assert replica.refusals(commune.one) == []


def test_it_takes_another_number_with_what_waits_after_a_backup_was_put_back(commune: Commune) -> None:
    made = guidance.guide(commune.one, MAI, draft()).value
    dossier = receive(commune.one)
    answer = commune.ledger.answer(spoken := said(commune.one), lambda _: "held")
    hear(commune.one, spoken.asked, replace(answer, verdicts=Verdicts(40, UNKNOWN, taken=True), pages=[]))
    (entry,) = alone(commune.one)
    assert entry.wire.seq > made.id.seq
    assert tuple(entry.wire.dossier) == (entry.wire.device, entry.wire.seq)
    assert upkeep.check(commune.one) == []
    (row,) = lookup.page(commune.one, Chip.ALL, "")
    assert (row.code, row.id.seq) == (dossier.code, entry.wire.seq + 1)


# form 03 before receipt


def test_turning_away_is_a_fact_with_its_reason_and_its_paper(desk: Desk) -> None:
    done = guidance.turn_away(desk, MAI, draft(), " Nội dung không thuộc thẩm quyền của xã. ")
    (fact,) = facts(desk, "turned_away")
    assert (fact.reason, fact.number) == ("Nội dung không thuộc thẩm quyền của xã.", "1-Q1/TCHS")
    printout = done.value.printout()
    assert printout.form is FormKind.REFUSAL
    assert squeezed("với lý do cụ thể như sau: Nội dung không thuộc thẩm quyền của xã.") in text(printout)
    assert lookup.page(desk, Chip.ALL, "") == []


def test_nobody_is_turned_away_without_a_reason(desk: Desk) -> None:
    with pytest.raises(UserError, match="lý do") as refused:
        guidance.turn_away(desk, MAI, draft(), "  ")
    assert refused.value.field == "reason"
    assert facts(desk, "turned_away") == []


def test_the_reasons_offered_are_the_desks_own_most_frequent_first(desk: Desk) -> None:
    common = guidance.usual_reasons(desk)
    assert len(common) == 4
    for reason in ("Ngoài tỉnh", "Trùng hồ sơ", "Trùng hồ sơ"):
        guidance.turn_away(desk, MAI, draft(), reason)
    assert guidance.usual_reasons(desk) == ("Trùng hồ sơ", "Ngoài tỉnh", *common)


# the forms of a dossier


def test_form_02_of_a_dossier_takes_its_number_from_the_code_and_a_reprint_is_marked(desk: Desk) -> None:
    dossier = receive(desk)
    with pytest.raises(UserError, match="chưa có việc"):
        notices.supplement_form(desk, dossier.id)
    processing.request_supplement(desk, MAI, dossier.id, ("Giấy chứng sinh",), "Bản nộp bị mờ")
    first = notices.supplement_form(desk, dossier.id)
    assert (first.dossier, first.reprint) == (dossier.id, 0)
    number = f"{dossier.code.partition('-')[2]}/HDHS"
    assert first.title == f"Phiếu bổ sung {number}"
    for words in ("Giấy chứng sinh", "Lý do: Bản nộp bị mờ", f"Mã hồ sơ: {dossier.code}", f"Số: {number}", BICH.name):
        assert squeezed(words) in text(first)
    assert "Bảninlại" not in text(first)
    record(desk, MAI, dossier.id, lambda *_: PaperPrinted(FormKind.SUPPLEMENT, 0, "Canon"))
    again = notices.supplement_form(desk, dossier.id)
    assert again.reprint == 1
    assert "Bảninlạilần1" in text(again)


def test_a_second_request_is_another_paper_with_its_own_number_and_no_mark(desk: Desk) -> None:
    dossier = receive(desk)
    processing.request_supplement(desk, MAI, dossier.id, ("Giấy chứng sinh",))
    record(desk, MAI, dossier.id, lambda *_: PaperPrinted(FormKind.SUPPLEMENT, 0, "Canon"))
    processing.supplement(desk, MAI, dossier.id, (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),))
    assert notices.supplement_form(desk, dossier.id).reprint == 1, "the first request can still be printed again"
    processing.request_supplement(desk, MAI, dossier.id, ("Sổ hộ khẩu",))
    second = notices.supplement_form(desk, dossier.id)
    assert second.reprint == 0
    assert squeezed(f"Số: {dossier.code.partition('-')[2]}.2/HDHS") in text(second)
    assert "Sổhộkhẩu" in text(second)
    assert "Giấychứngsinh" not in text(second)


def test_form_03_of_a_dossier_names_who_refused_it(desk: Desk) -> None:
    dossier = receive(desk)
    with pytest.raises(UserError, match="phiếu từ chối"):
        notices.refusal_form(desk, dossier.id)
    processing.refuse(desk, replace(MAI, name="Trần Thị Lan"), dossier.id, "Hồ sơ giả mạo")
    printout = notices.refusal_form(desk, dossier.id)
    for words in ("như sau: Hồ sơ giả mạo", "Trần Thị Lan", f"Mã hồ sơ: {dossier.code}"):
        assert squeezed(words) in text(printout)


def test_the_unit_on_the_paper_is_the_desks(desk: Desk) -> None:
    notice = guide(desk).notice
    assert (notice.parent, notice.centre, notice.place) == (UNIT.parent, UNIT.centre, UNIT.place)
