"""What was printed can be printed again to the byte, whatever came since; and the copy counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Help
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.resources import resource
from onecua_desk.services import (
    control,
    exact,
    intake,
    lookup,
    notices,
    paper_settings,
    papers,
    payments,
    print_settings,
    processing,
    slips,
    templates,
    terms,
)
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.store import log
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, THREE_DAYS, draft, receive
from tests.paper.samples import page_texts
from tests.services.repeated import print_out, prints

Make = Callable[[Desk, EventId], Printout]
FILES = (
    "bo-sung.toml",
    "tu-choi.toml",
    "2025/xin-loi.toml",
    "2025/dung-giai-quyet.toml",
    "phieu-kiem-soat.toml",
    "giai-trinh.toml",
)


def province_writes(desk: Desk, name: str, title: str) -> None:
    """A template of the province's own for a form: the one that comes with the program under another title."""
    built_in = resource(f"forms/{name}").read_text(encoding="utf-8")
    own = templates.folder(desk) / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(re.sub('^tieu_de = "(.*)"$', rf'tieu_de = "\1 ({title})"', built_in, flags=re.M), encoding="utf-8")
    assert templates.problems(desk) == ()


def much_happens(desk: Desk, clock: Clock, id: EventId) -> None:
    """Corrected, put off, other papers and settings, another template and another telephone."""
    clock.turn(minutes=5)
    processing.correct(desk, MAI, id, {"name": "Đặng Thị Ngọc Bịch", "phone": "0977111222"}, "ghi nhầm")
    terms.apologise(desk, MAI, id, LateCause.WORKLOAD, "đông hồ sơ", date(2026, 12, 1))
    province_writes(desk, "giay-hen.toml", "GIẤY HẸN CỦA TỈNH")
    province_writes(desk, "bo-sung.toml", "PHIẾU CỦA TỈNH")
    notices.write_contact(desk.store, "0222.3.999.999")
    roll = PrintWay("", Stock.ROLL)
    print_settings.write(desk.store, PrintSettings(forms={PrintForm.SLIP: roll, PrintForm.SUPPLEMENT: roll}))


def test_a_slip_comes_out_as_it_did_the_first_and_the_second_time(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    first = print_out(desk, slips.slip(desk, id))
    processing.correct(desk, MAI, id, {"address": "Tổ 9, Suối Trong"}, "đổi địa chỉ")
    second = print_out(desk, slips.slip(desk, id))
    much_happens(desk, clock, id)
    third = print_out(desk, slips.slip(desk, id))
    again = [exact.paper(desk, id, one) for one in prints(desk, id)]
    assert [one.pdf for one in again] == [first.pdf, second.pdf, third.pdf]
    assert len({one.pdf for one in again}) == 3
    assert [(one.copies, one.roll, one.reprint) for one in again] == [(2, False, 0), (2, False, 1), (1, True, 2)]


def test_a_paper_of_the_province_is_repeated_with_the_template_it_had(desk: Desk) -> None:
    province_writes(desk, "giay-hen.toml", "GIẤY HẸN CŨ")
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    province_writes(desk, "giay-hen.toml", "GIẤY HẸN MỚI")
    second = print_out(desk, slips.slip(desk, id))
    (templates.folder(desk) / "giay-hen.toml").unlink()
    assert [exact.paper(desk, id, one).pdf for one in prints(desk, id)] == [first.pdf, second.pdf]


def test_payments_and_a_slip_in_large_type_are_repeated_as_they_were(desk: Desk, clock: Clock) -> None:
    wanted = replace(draft(desk, THREE_DAYS, BICH), amount=8_000, help=(Help.SEE,))
    id = intake.receive(desk, wanted, MAI).value.id
    first = print_out(desk, slips.slip(desk, id))
    clock.turn(minutes=1)
    payments.pay(desk, MAI, id, Payment(8_000))
    assert slips.slip(desk, id).pdf != first.pdf
    again = exact.paper(desk, id, prints(desk, id)[0])
    assert (again.pdf, again.form) == (first.pdf, PrintForm.LARGE_SLIP)


@pytest.mark.parametrize(
    ("help", "before"), [((Help.SEE,), Layout.LARGE_0_2), ((), Layout.NORMAL_0_2)], ids=["large", "A5"]
)
def test_a_paper_of_a_release_before_this_one_is_repeated_as_that_release_set_it(
    desk: Desk, help: tuple[Help, ...], before: Layout
) -> None:
    id = intake.receive(desk, replace(draft(desk, THREE_DAYS, BICH), amount=8_000, help=help), MAI).value.id
    terms.apologise(desk, MAI, id, LateCause.WORKLOAD, f"đông {'x' * 70} hồ sơ", date(2026, 12, 1))
    with desk.store.read() as connection:
        value = notices.letter(FormKind.APOLOGY, log.of_dossier(connection, id), "")
    now = notices.apology_form(desk, id)
    then = replace(now, pdf=notices.draw(FormKind.APOLOGY, value, 0, before))
    assert then.pdf != now.pdf
    print_out(desk, then)
    assert exact.paper(desk, id, prints(desk, id)[0]).pdf == then.pdf


def asked(desk: Desk, id: EventId) -> Make:
    processing.request_supplement(desk, MAI, id, ("Giấy chứng sinh",), "thiếu")
    return notices.supplement_form


def refused(desk: Desk, id: EventId) -> Make:
    processing.refuse(desk, MAI, id, "Không thuộc thẩm quyền")
    return notices.refusal_form


def put_off(desk: Desk, id: EventId) -> Make:
    terms.apologise(desk, MAI, id, LateCause.WORKLOAD, "đông hồ sơ", date(2026, 12, 1))
    return notices.apology_form


def stopped(desk: Desk, id: EventId) -> Make:
    terms.stop(desk, MAI, id, "QĐ 5", "tranh chấp")
    return notices.stop_form


def handed_over(desk: Desk, id: EventId) -> Make:
    processing.hand_over(desk, MAI, id, "Tư pháp")
    return control.control_slip


def explained(desk: Desk, id: EventId) -> Make:
    terms.explain(desk, MAI, id, LateCause.OWN, "Cán bộ nghỉ ốm", "Đã giao người khác")
    return notices.explanation_form


@pytest.mark.parametrize("happens", [asked, refused, put_off, stopped, handed_over, explained])
def test_every_form_is_repeated_as_it_came_out(
    desk: Desk, clock: Clock, happens: Callable[[Desk, EventId], Make]
) -> None:
    notices.write_contact(desk.store, "0222.3.888.888")
    id = receive(desk, THREE_DAYS).id
    if happens is explained:
        clock.at = datetime(2026, 12, 1, 9)
    make = happens(desk, id)
    clock.turn(minutes=2)
    first = print_out(desk, make(desk, id))
    clock.turn(minutes=2)
    for name in FILES:
        province_writes(desk, name, "PHIẾU CỦA TỈNH")
    second = print_out(desk, make(desk, id))
    for name in FILES:
        province_writes(desk, name, "PHIẾU MỚI CỦA TỈNH")
    notices.write_contact(desk.store, "0222.3.999.999")
    clock.turn(days=400)
    assert [exact.paper(desk, id, one).pdf for one in prints(desk, id)] == [first.pdf, second.pdf]
    assert first.pdf != second.pdf


def test_the_explanation_is_repeated_as_it_stood_though_the_dossier_and_the_calendar_went_on(
    desk: Desk, clock: Clock
) -> None:
    id = receive(desk, THREE_DAYS).id
    clock.at = datetime(2026, 12, 1, 9)
    first = print_out(desk, explained(desk, id)(desk, id))
    (printed,) = prints(desk, id)
    clock.turn(days=1)
    processing.record_result(desk, MAI, id, "412/2026", date(2026, 12, 2))
    off = {**desk.calendar.days_off, date(2026, 11, 30): "Nghỉ bù"}
    later = replace(desk, calendar=replace(desk.calendar, days_off=off))
    assert exact.paper(later, id, printed).pdf == first.pdf
    assert "chưa có kết quả" in page_texts(notices.explanation_form(later, id).pdf)[0]
    copy = exact.paper(desk, id, printed)
    exact.printed(desk, MAI, id, printed, copy, "HP")
    told = lookup.story(desk, id).lines[0]
    assert (told.title, told.detail) == ("In giải trình", "Báo cáo giải trình · chép lại bản in đầu · HP")
    assert lookup.story(desk, id).dossier.reprints(FormKind.EXPLANATION) == 1


def test_a_copy_is_told_in_the_story_and_counts_for_no_later_print(desk: Desk) -> None:
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    print_out(desk, slips.slip(desk, id))
    changes = exact.printed(desk, MAI, id, prints(desk, id)[0], exact.paper(desk, id, prints(desk, id)[0]), "HP")
    assert changes.dossiers == {id}
    story = lookup.story(desk, id)
    assert story.lines[0].detail == "Giấy hẹn · chép lại bản in đầu · HP"
    assert story.dossier.reprints(FormKind.SLIP) == 2
    assert slips.slip(desk, id).reprint == 2
    assert exact.paper(desk, id, prints(desk, id)[-1]).pdf == first.pdf  # the copy of the copy


def test_what_is_no_print_cannot_be_repeated(desk: Desk) -> None:
    id = receive(desk).id
    for wrong in (id, EventId(9, 9)):
        with pytest.raises(UserError, match="Không có lần in nào"):
            exact.paper(desk, id, wrong)
    assert prints(desk, id) == []


def test_a_control_slip_is_not_repeated_by_another_measure_than_it_was_printed_with(desk: Desk, clock: Clock) -> None:
    id = receive(desk, THREE_DAYS).id
    handed_over(desk, id)
    put_off(desk, id)
    clock.at = datetime(2026, 11, 30, 9)
    processing.record_result(desk, MAI, id, "412/2026", date(2026, 11, 30))
    first = print_out(desk, control.control_slip(desk, id))
    (printed,) = prints(desk, id)
    paper_settings.write(desk.store, PaperSettings(extension_counts=True))
    with pytest.raises(UserError, match="cài đặt nay đã khác lúc in"):
        exact.paper(desk, id, printed)
    paper_settings.write(desk.store, PaperSettings())
    assert exact.paper(desk, id, printed).pdf == first.pdf


@pytest.mark.parametrize("now", [False, True])
def test_the_copy_of_a_practice_paper_is_never_without_the_word(desk: Desk, now: bool) -> None:
    paper_settings.write(desk.store, PaperSettings(training=True))
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    left = papers.sheets(desk, first, Stock.A5)
    paper_settings.write(desk.store, PaperSettings(training=now))
    copy = exact.paper(desk, id, prints(desk, id)[0])
    assert (copy.pdf, copy.sample, copy.remark) == (first.pdf, True, "")
    assert page_texts(papers.sheets(desk, copy, Stock.A5)) == page_texts(left)
    exact.printed(desk, MAI, id, prints(desk, id)[0], copy, "HP")
    assert exact.paper(desk, id, prints(desk, id)[-1]).sample


def test_the_copy_of_a_paper_of_every_day_bears_the_word_in_training_only(desk: Desk) -> None:
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    for training in (True, False):
        paper_settings.write(desk.store, PaperSettings(training=training))
        copy = exact.paper(desk, id, prints(desk, id)[0])
        assert copy.pdf == first.pdf
        assert ("có chữ MẪU vì đang bật «Tập huấn»" in copy.remark) is training
        exact.printed(desk, MAI, id, prints(desk, id)[0], copy, "HP")
        told = lookup.story(desk, id).lines[0].detail
        assert told.endswith("HP (có chữ MẪU vì đang tập huấn)") is training
        assert all(("MẪU" in text) is training for text in page_texts(papers.sheets(desk, copy, Stock.A5)))
