"""The whole way with the real program on a real screen: card scanned, slip out of the printer, result handed back."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onecua_desk.clock import vietnam_now
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, print_settings
from onecua_desk.services.identity import Identity
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay
from onecua_desk.store.engine import FILE
from tests.cups_fixture import Printed, PrintServer, print_server, printer, until
from tests.desk_fixture import BICH, BICH_CARD, MAI, PASSWORD, UNIT, settings_in
from tests.journeys.x_screen import XScreen, missing_programs, x_screen
from tests.paper.samples import page_texts, scanned_codes

__all__ = ["print_server", "printer"]

INITIALS, PROCEDURE = "dkks", "Đăng ký khai sinh"
_COMMAND = [sys.executable, "-m", "onecua_desk"]
_LONGEST = 60.0


@pytest.fixture
def screen() -> Iterator[XScreen]:
    if missing := missing_programs():
        pytest.skip(f"not installed: {', '.join(missing)}; tests/run.sh does it, as root or by sudo")
    with x_screen(BICH_CARD) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, printer: str) -> Path:
    """The data of a desk that was set up for the official and this printer."""
    desk = open_desk(settings_in(tmp_path / "desk"), vietnam_now)
    identity.set_up(desk.store, Identity(UNIT, 1, 0), MAI, PASSWORD)
    print_settings.write(desk.store, PrintSettings(forms={PrintForm.SLIP: PrintWay(printer)}))
    desk.store.close()
    return tmp_path / "desk"


@contextmanager
def program(screen: XScreen, folder: Path) -> Iterator[None]:
    """``onecua-desk`` with the official signed in; at the end the keyboard closes its window, and it ends well."""
    with (folder / "said.txt").open("w") as said:
        started = subprocess.Popen([*_COMMAND, "--folder", folder], env=screen.environment(), stderr=said)
        try:
            sign_in(screen)
            yield
            screen.keys("alt+F4")
            assert started.wait(_LONGEST) == 0, screen.picture()
        finally:
            started.kill()
            started.wait()


def sign_in(screen: XScreen) -> None:
    door = wait_for_window(screen, "")
    screen.bring_up(door)
    screen.type(PASSWORD)
    screen.keys("Return")
    screen.bring_up(wait_for_window(screen, door))


def wait_for_window(screen: XScreen, before: str) -> str:
    """The one window of the program, when it is no longer the one ``before``."""
    found: set[str] = set()

    def another() -> bool:
        found.clear()
        found.update(screen.windows(UNIT.centre))
        return len(found) == 1 and before not in found

    until(another, screen.picture)
    return found.pop()


def stored(folder: Path, query: str) -> list[tuple[str, ...]]:
    """The store is only looked at, as another program may while the desk has it."""
    with closing(sqlite3.connect(f"{(folder / FILE).as_uri()}?mode=ro", uri=True)) as store:
        return store.execute(query).fetchall()


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*_COMMAND, *words], capture_output=True, text=True, timeout=_LONGEST, check=False)


def take_in(screen: XScreen, folder: Path) -> str:
    """A citizen by card, the procedure by its initials, keyboard only; the new dossier's code."""
    screen.type(INITIALS)
    screen.press_until("Return", lambda: stored(folder, "SELECT what FROM draft") == [(PROCEDURE,)])
    screen.keys("F4")
    screen.scan(BICH_CARD)  # into the search box of another screen
    until(lambda: stored(folder, "SELECT who FROM draft") == [(BICH.name,)], screen.picture)
    screen.keys("ctrl+d", "F12")
    until(lambda: stored(folder, "SELECT code FROM dossier"), screen.picture)
    ((code,),) = stored(folder, "SELECT code FROM dossier")
    return code


def printed(print_server: PrintServer, printer: str, screen: XScreen) -> Printed:
    until(lambda: print_server.printed(printer), screen.picture)
    (slip,) = print_server.printed(printer)
    return slip


def hand_back(screen: XScreen, folder: Path, code: str) -> None:
    screen.keys("F3")
    screen.scan(code)
    screen.press_until("F12", lambda: stored(folder, "SELECT state FROM dossier") == [("returned",)])


def test_from_the_card_to_the_paper_in_the_printer_and_back_to_the_citizen(
    screen: XScreen, folder: Path, print_server: PrintServer, printer: str, tmp_path: Path
) -> None:
    with program(screen, folder):
        code = take_in(screen, folder)
        slip = printed(print_server, printer, screen)
    assert slip.title == f"Giấy hẹn {code}"
    assert all(f"Tiếp nhận hồ sơ của: {BICH.name}" in page for page in page_texts(slip.pdf))
    assert scanned_codes(slip.pdf, 1, 300, tmp_path) == {f"QR-Code:{code}", f"CODE-128:{code}"}
    assert stored(folder, "SELECT key FROM draft") == []

    script = tmp_path / "result.jsonl"
    script.write_text(json.dumps({"do": "result", "dossier": code, "number": "412/2026"}), "utf-8")
    assert command("play", script, "--folder", folder).returncode == 0

    with program(screen, folder):
        hand_back(screen, folder, code)
    assert [kind for (kind,) in stored(folder, "SELECT kind FROM event ORDER BY seq")] == [
        "received",
        "paper_printed",
        "result_recorded",
        "returned",
    ]
    checked = command("check", "--folder", folder)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "nguyên vẹn" in checked.stdout
