"""Papers on their way to a real print queue: size, pages, letters and codes of what came out, and every way to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Help
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import intake, lookup, print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.ui.printing import cups
from onecua_desk.ui.printing.way import way
from onecua_desk.ui.workplace import Workplace
from tests.cups_fixture import Printed, PrintServer, print_server, printer, until
from tests.desk_fixture import MAI, draft, receive, settings_in
from tests.paper.samples import page_texts, scanned_codes
from tests.ui.seat import take_seat

__all__ = ["print_server", "printer"]

A5, A4 = (148, 210), (210, 297)


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    return receive(desk)


@pytest.fixture
def workplace(desk: Desk, printer: str) -> Workplace:
    """A desk whose papers all come out of the test's printer."""
    choose(desk, PrintWay(printer))
    return take_seat(desk).workplace


def choose(desk: Desk, default: PrintWay, **forms: PrintWay) -> None:
    print_settings.write(desk.store, PrintSettings(default, {PrintForm(form): own for form, own in forms.items()}))


def sizes(printed: Printed) -> list[tuple[int, int]]:
    """Of the pages, in whole millimetres."""
    with pypdfium2.PdfDocument(printed.pdf) as document:
        return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in map(size_of, document)]


def size_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)


def prints(desk: Desk, dossier: Dossier) -> int:
    return lookup.story(desk, dossier.id).dossier.reprints(FormKind.SLIP)


def test_two_copies_come_out_on_a5_with_their_letters_and_codes(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier, tmp_path: Path
) -> None:
    out = workplace.print_slip(dossier.id)
    assert out.words() == f"máy in {printer}"
    (job,) = print_server.printed(printer)
    assert (job.title, job.copies, sizes(job)) == (f"Giấy hẹn {dossier.code}", 1, [A5, A5])
    assert "sides=one-sided" in job.options
    assert all("Tiếp nhận hồ sơ của: Đặng Thị Ngọc Bích" in page for page in page_texts(job.pdf))
    assert scanned_codes(job.pdf, 1, 300, tmp_path) == {f"QR-Code:{dossier.code}", f"CODE-128:{dossier.code}"}
    assert prints(workplace.desk, dossier) == 1


def test_both_copies_come_out_on_one_sheet_of_a4(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier, tmp_path: Path
) -> None:
    choose(workplace.desk, PrintWay(printer, Stock.PAIR))
    workplace.print_slip(dossier.id)
    (job,) = print_server.printed(printer)
    assert sizes(job) == [A4]
    assert "Liên 1: Lưu" in page_texts(job.pdf)[0]
    assert "Liên 2: Giao khách hàng" in page_texts(job.pdf)[0]
    assert f"QR-Code:{dossier.code}" in scanned_codes(job.pdf, 0, 300, tmp_path)


def test_a_roll_is_as_long_as_its_text(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier, tmp_path: Path
) -> None:
    choose(workplace.desk, PrintWay(), slip=PrintWay(printer, Stock.ROLL))
    workplace.print_slip(dossier.id)
    (job,) = print_server.printed(printer)
    ((width, height),) = sizes(job)
    assert width == 80
    assert 100 < height < 200
    assert f"QR-Code:{dossier.code}" in scanned_codes(job.pdf, 0, 203, tmp_path)


def test_each_form_goes_to_its_own_printer_tray_and_number_of_copies(
    workplace: Workplace, print_server: PrintServer, printer: str, desk: Desk
) -> None:
    print_server.add("may-a4")
    choose(desk, PrintWay(printer), large_slip=PrintWay("may-a4", tray="Tray2", copies=2))
    helped = intake.receive(desk, replace(draft(desk), help=(Help.READ,)), MAI).value
    assert workplace.print_slip(helped.id).printer == "may-a4"
    (job,) = print_server.printed("may-a4")
    assert (job.copies, sizes(job)) == (2, [A4, A4])
    assert "InputSlot=Tray2" in job.options
    assert print_server.printed(printer) == []


def test_printed_again_it_says_so_on_paper(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier
) -> None:
    workplace.print_slip(dossier.id)
    workplace.print_slip(dossier.id)
    first, second = print_server.printed(printer)
    assert "Bản in lại" not in page_texts(first.pdf)[0]
    assert all("Bản in lại lần 1" in page for page in page_texts(second.pdf))


def test_any_paper_goes_the_same_way_and_only_those_of_a_dossier_are_counted(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier
) -> None:
    page = workplace.print_slip(dossier.id)
    slip = print_server.printed(printer)[0].pdf
    out = workplace.print_paper(Printout(PrintForm.LIST, "Bảng kê 23/11/2026", slip))
    assert out == page
    assert [job.title for job in print_server.printed(printer)] == [f"Giấy hẹn {dossier.code}", "Bảng kê 23/11/2026"]
    assert prints(workplace.desk, dossier) == 1


def test_the_trays_are_those_of_the_driver(print_server: PrintServer, printer: str) -> None:
    assert way() is cups
    assert printer in cups.printers()
    assert [tray.label for tray in cups.trays(printer)] == ["Tự chọn", "Khay 1", "Khay 2", "Khay tay"]
    assert cups.trays("may-khong-co") == []


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("cupsdisable", "-r", "Đang sửa"), r"đang bị tạm dừng trên máy này \(Đang sửa\)"),
        (("cupsdisable",), "đang bị tạm dừng trên máy này. Hãy cho máy in chạy lại"),
        (("cupsreject",), "đang không nhận bản in. Hãy chọn máy khác"),
        (("lpadmin", "-x"), "Không thấy máy in|không thấy máy in nào"),
    ],
    ids=["stopped with a reason", "stopped", "rejecting", "vanished"],
)
def test_a_queue_that_does_not_print_is_a_sentence_and_no_trace_of_it_comes_out_later(
    workplace: Workplace,
    print_server: PrintServer,
    printer: str,
    dossier: Dossier,
    command: tuple[str, ...],
    sentence: str,
) -> None:
    print_server.run(*command, printer)
    with pytest.raises(UserError, match=sentence) as raised:
        workplace.print_slip(dossier.id)
    assert raised.value.field == "printer"
    assert prints(workplace.desk, dossier) == 0
    if command[0] == "lpadmin":
        return
    print_server.run("cupsenable", printer)
    print_server.run("cupsaccept", printer)
    workplace.print_slip(dossier.id)
    (job,) = print_server.printed(printer)
    assert "Bản in lại" not in page_texts(job.pdf)[0]


def test_without_paper_the_job_waits_and_the_official_is_told_what_to_do(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier
) -> None:
    print_server.empty(printer)
    workplace.print_slip(dossier.id)
    until(lambda: "media-empty" in print_server.run("lpstat", "-l", "-p", printer), print_server.log)
    out = workplace.print_slip(receive(workplace.desk).id)
    assert out.words() == f"máy in {printer}; máy in hết giấy: hãy cho giấy vào, máy tự in tiếp, không cần in lại"
    assert len(print_server.waiting(printer)) == 2
    print_server.fill(printer)
    assert len(print_server.printed(printer)) == 2


def test_a_print_server_that_is_gone_is_a_sentence(
    workplace: Workplace, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    with pytest.raises(UserError, match="không thấy máy in nào"):
        workplace.print_slip(dossier.id)
    assert prints(workplace.desk, dossier) == 0
    out = workplace.save_slip(dossier.id)
    assert out.file is not None
    assert out.file.read_bytes().startswith(b"%PDF")
    assert prints(workplace.desk, dossier) == 1


def test_a_printer_that_took_the_job_and_never_answered_makes_the_next_paper_bear_the_mark(
    workplace: Workplace,
    print_server: PrintServer,
    printer: str,
    dossier: Dossier,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "lp").write_text(f'#!/bin/sh\n{shutil.which("lp")} "$@"\nexec sleep 60\n', encoding="utf-8")
    (slow / "lp").chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(slow), prepend=os.pathsep)
        patched.setattr(cups, "PATIENCE", 3)
        with pytest.raises(UserError, match=r"không trả lời.* Hãy xem giấy có ra không trước khi in lại\."):
            workplace.print_slip(dossier.id)
    workplace.print_slip(dossier.id)
    assert ["Bản in lại lần 1" in page_texts(job.pdf)[0] for job in print_server.printed(printer)] == [False, True]


_KILLED = """
import os, signal, sys
from pathlib import Path
from onecua_desk.opening import open_desk
from onecua_desk.services import slips
from onecua_desk.ui.printing import cups
from onecua_desk.ui import workplace
from tests.desk_fixture import settings_in
from tests.ui.seat import take_seat

def then_die(job):
    told = send(job)
    os.kill(os.getpid(), signal.SIGKILL)
    return told

send, cups.send = cups.send, then_die
desk = open_desk(settings_in(Path(sys.argv[1])))
take_seat(desk).workplace.print_slip(slips.last(desk))
"""


def test_killed_between_printer_and_record_the_next_paper_bears_the_mark(
    workplace: Workplace, print_server: PrintServer, printer: str, dossier: Dossier
) -> None:
    folder = workplace.desk.store.folder
    workplace.desk.store.close()
    root = Path(__file__).parents[2]
    died = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder)],
        cwd=root,
        env={**os.environ, "CUPS_SERVER": print_server.address, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert died.returncode == -9
    again = open_desk(settings_in(folder), workplace.desk.now)
    try:
        take_seat(again).workplace.print_slip(dossier.id)
        first, second = print_server.printed(printer)
        assert "Bản in lại" not in page_texts(first.pdf)[0]
        assert "Bản in lại lần 1" in page_texts(second.pdf)[0]
        details = [line.detail for line in lookup.story(again, dossier.id).lines]
        assert f"Giấy hẹn · {printer} (máy dừng giữa chừng, chưa rõ giấy đã ra chưa)" in details
    finally:
        again.store.close()
