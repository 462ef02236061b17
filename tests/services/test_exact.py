"""What was printed can be printed again to the byte, whatever happened since, and counts for nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from msgspec import Raw
from msgspec.structs import replace as replace_in

from onecua_desk.domain.events import Event, EventId, PaperPrinted
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
    papers,
    payments,
    print_settings,
    processing,
    slips,
    templates,
    terms,
)
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.store import dossiers, log
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import Placed
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, THREE_DAYS, draft, receive

Make = Callable[[Desk, EventId], Printout]
FILES = ("bo-sung.toml", "tu-choi.toml", "2025/xin-loi.toml", "2025/dung-giai-quyet.toml", "phieu-kiem-soat.toml")


def print_out(desk: Desk, paper: Printout) -> Printout:
    papers.begin(desk, MAI, paper, "HP")
    papers.printed(desk, MAI, paper, "HP")
    return paper


def prints(desk: Desk, id: EventId) -> list[EventId]:
    """The events that can be repeated, oldest first."""
    return [line.id for line in reversed(lookup.story(desk, id).lines) if line.again]


def province_writes(desk: Desk, name: str, title: str) -> None:
    """A template of the province's own for a form: the one that comes with the program under another title."""
    built_in = resource(f"forms/{name}").read_text(encoding="utf-8")
    own = templates.folder(desk) / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(built_in.replace('"{ten_mau}"', f'"{{ten_mau}} ({title})"'), encoding="utf-8")
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


@pytest.mark.parametrize("happens", [asked, refused, put_off, stopped, handed_over])
def test_every_form_is_repeated_as_it_came_out(
    desk: Desk, clock: Clock, happens: Callable[[Desk, EventId], Make]
) -> None:
    notices.write_contact(desk.store, "0222.3.888.888")
    id = receive(desk, THREE_DAYS).id
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


def test_a_copy_is_told_in_the_story_and_counts_for_no_later_print(desk: Desk) -> None:
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    print_out(desk, slips.slip(desk, id))
    changes = exact.printed(desk, MAI, id, prints(desk, id)[0], "HP")
    assert changes.dossiers == {id}
    story = lookup.story(desk, id)
    assert story.lines[0].detail == "Giấy hẹn · đúng bản in đầu · HP"
    assert story.dossier.reprints(FormKind.SLIP) == 2
    assert slips.slip(desk, id).reprint == 2
    assert exact.paper(desk, id, prints(desk, id)[-1]).pdf == first.pdf  # the copy of the copy


def test_what_is_no_print_cannot_be_repeated(desk: Desk) -> None:
    id = receive(desk).id
    for wrong in (id, EventId(9, 9)):
        with pytest.raises(UserError, match="Không có lần in nào"):
            exact.paper(desk, id, wrong)
    assert prints(desk, id) == []


def test_a_print_of_an_older_program_is_not_offered_because_it_does_not_say_how_it_was_set(desk: Desk) -> None:
    """It said neither the telephone nor the roll: the copy would be another paper."""
    id, printed = receive(desk).id, EventId(5, 1)
    wire = to_wire(Event(printed, id, desk.now(), MAI, PaperPrinted(FormKind.SLIP, 0, "HP")))
    old = replace_in(wire, body=Raw(b'{"form":"slip","reprint":0,"printer":"HP"}'))
    with desk.store.write() as connection:
        log.place(connection, Placed(1, old))
        dossiers.project(connection, id)
    assert prints(desk, id) == []
    with pytest.raises(UserError, match="bản chương trình trước in"):
        exact.paper(desk, id, printed)
