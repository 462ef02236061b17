"""Printing and its record: at most one paper without the mark, whatever happens between printer and disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import PaperPrinted
from onecua_desk.domain.parts import Help
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import intake, lookup, papers, print_settings, slips
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock, print_form
from tests.clock import Clock
from tests.desk_fixture import MAI, draft, receive
from tests.paper.samples import page_texts

ROLL = PrintSettings(forms={PrintForm.SLIP: PrintWay("XP-80C", Stock.ROLL)})


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    return receive(desk)


def prints(desk: Desk, dossier: Dossier) -> list[str]:
    """What the log says of its printing, oldest first."""
    lines = lookup.story(desk, dossier.id).lines
    return [line.detail for line in reversed(lines) if line.title == PaperPrinted.title]


def print_once(desk: Desk, dossier: Dossier) -> Printout:
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "Quầy 1")
    papers.printed(desk, MAI, slip, "Quầy 1")
    return slip


def test_the_first_print_bears_no_mark_and_each_further_one_its_number(desk: Desk, dossier: Dossier) -> None:
    assert [print_once(desk, dossier).reprint for _ in range(3)] == [0, 1, 2]
    assert "Bản in lại lần 3" in page_texts(slips.slip(desk, dossier.id).pdf)[0]
    assert prints(desk, dossier)[-1] == "Giấy hẹn · in lại lần 2 · Quầy 1"


def test_a_printer_that_took_nothing_leaves_no_trace(desk: Desk, dossier: Dossier) -> None:
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "Quầy 1")
    papers.not_printed(desk, slip)
    assert print_once(desk, dossier).reprint == 0
    assert prints(desk, dossier) == ["Giấy hẹn · Quầy 1"]


def test_after_a_stop_in_the_middle_the_next_print_is_marked_and_the_doubt_is_in_the_log(
    desk: Desk, dossier: Dossier
) -> None:
    papers.begin(desk, MAI, slips.slip(desk, dossier.id), "Quầy 1")  # and here the machine lost its power
    assert [print_once(desk, dossier).reprint for _ in range(2)] == [1, 2]
    assert prints(desk, dossier) == [
        "Giấy hẹn · Quầy 1 (máy dừng giữa chừng, chưa rõ giấy đã ra chưa)",
        "Giấy hẹn · in lại lần 1 · Quầy 1",
        "Giấy hẹn · in lại lần 2 · Quầy 1",
    ]


def test_a_stop_in_the_middle_marks_only_the_form_of_that_dossier(desk: Desk, clock: Clock, dossier: Dossier) -> None:
    other = receive(desk)
    papers.begin(desk, MAI, slips.slip(desk, dossier.id), "Quầy 1")
    assert print_once(desk, other).reprint == 0
    with desk.store.read() as connection:
        assert papers.reprints(connection, dossier, FormKind.SUPPLEMENT) == 0
        assert papers.reprints(connection, dossier, FormKind.SLIP) == 1


def test_a_paper_that_belongs_to_no_dossier_is_not_written_down(desk: Desk, dossier: Dossier) -> None:
    sheet = Printout(PrintForm.LIST, "Bảng kê 23/11/2026", b"%PDF")
    papers.begin(desk, MAI, sheet, "Quầy 1")
    assert papers.printed(desk, MAI, sheet, "Quầy 1") == Changes()
    papers.not_printed(desk, sheet)
    assert sheet.file_name == "Bang ke 23-11-2026.pdf"


def test_who_cannot_read_gets_the_slip_in_large_type_and_it_counts_as_the_slip(desk: Desk, dossier: Dossier) -> None:
    print_settings.write(desk.store, ROLL)
    helped = intake.receive(desk, replace(draft(desk), help=(Help.SEE,)), MAI).value
    assert slips.slip(desk, dossier.id).form is PrintForm.SLIP
    first = print_once(desk, helped)
    assert first.form is PrintForm.LARGE_SLIP
    assert papers.size(first.pdf) == (210, 297)
    assert print_once(desk, helped).reprint == 1
    heard = intake.receive(desk, replace(draft(desk), help=(Help.HEAR,)), MAI).value
    assert slips.slip(desk, heard.id).form is PrintForm.SLIP


def test_the_slip_has_the_layout_of_its_paper(desk: Desk, dossier: Dossier) -> None:
    usual = slips.slip(desk, dossier.id)
    assert (papers.size(usual.pdf), usual.copies) == ((148, 210), 2)
    assert papers.size(papers.sheets(desk, usual, Stock.PAIR)) == (297, 210)
    print_settings.write(desk.store, ROLL)
    roll = slips.slip(desk, dossier.id)
    assert (papers.size(roll.pdf)[0], roll.copies) == (80, 1)


def test_the_last_slip_is_that_of_the_dossier_received_last(desk: Desk) -> None:
    assert slips.last(desk) is None
    first, second = receive(desk), receive(desk)
    print_once(desk, first)
    assert slips.last(desk) == second.id


@pytest.mark.parametrize(
    ("form", "stock", "size"),
    [
        (None, Stock.A5, (148, 210)),
        (None, Stock.PAIR, (210, 297)),
        (PrintForm.SLIP, Stock.ROLL, (80, 185)),
        (PrintForm.LARGE_SLIP, Stock.A5, (210, 297)),
    ],
)
def test_the_trial_page_has_the_size_of_the_paper_to_try(
    desk: Desk, form: PrintForm | None, stock: Stock, size: tuple[int, int]
) -> None:
    assert papers.size(papers.trial("Quầy 1", form, stock, desk.now()).pdf) == size


# settings


def test_a_form_without_its_own_way_is_printed_as_all_are(desk: Desk) -> None:
    assert print_settings.read(desk.store) == PrintSettings()
    default, own = PrintWay("Canon", Stock.PAIR), PrintWay("HP", tray="Tray2", copies=2)
    chosen = PrintSettings(default).with_way(PrintForm.SUPPLEMENT, own)
    print_settings.write(desk.store, chosen)
    kept = print_settings.read(desk.store)
    assert kept == chosen
    assert kept.way(FormKind.SLIP) == default
    assert kept.way(FormKind.SUPPLEMENT) == own
    assert kept.with_way(PrintForm.SUPPLEMENT, None).way(FormKind.SUPPLEMENT) == default
    assert kept.with_way(None, None).default == PrintWay()


def test_a_paper_that_a_form_cannot_be_printed_on_counts_as_its_own() -> None:
    chosen = PrintSettings(PrintWay("XP-80C", Stock.ROLL))
    assert chosen.way(PrintForm.SLIP).stock is Stock.ROLL
    assert chosen.way(PrintForm.LIST).stock is Stock.A5
    assert chosen.way(PrintForm.LARGE_SLIP).stock is Stock.A5


def test_every_statutory_form_belongs_to_a_line_of_the_settings() -> None:
    assert print_form(FormKind.REFUSAL) is PrintForm.REFUSAL
    assert print_form(FormKind.REGISTER) is PrintForm.OTHER
    assert {print_form(form) for form in FormKind} <= set(PrintForm)
