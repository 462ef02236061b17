"""A scanner at a serial port, played by the other end of a real pseudo-terminal."""

from __future__ import annotations

import os
import queue
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.ui.scanner import serial_port
from onecua_desk.ui.scanner.lines import OLD_CODES, Lines, read
from onecua_desk.ui.scanner.serial_port import SerialScanner
from tests.ui.ports import line_of_two_ends

CARD = "034188001234||Đặng Thị Ngọc Bích|29021988|Nữ|Tổ dân phố số 5, Suối Trong, Bắc Ninh|15042021"
PATIENCE = 20


@dataclass
class Plug:
    """A port under one name, behind which scanners are plugged in and pulled out."""

    name: Path
    ours: list[int] = field(default_factory=list)

    def insert(self) -> None:
        scanner, port = line_of_two_ends()
        tty.setraw(port)
        self.name.symlink_to(os.ttyname(port))
        self.ours = [scanner, port]

    def send(self, data: bytes) -> None:
        os.write(self.ours[0], data)

    def pull(self) -> None:
        if self.ours:
            self.name.unlink()
        for end in self.ours:
            os.close(end)
        self.ours = []


@dataclass
class Desk:
    scans: queue.Queue[tuple[str, str]] = field(default_factory=queue.Queue)
    states: queue.Queue[bool] = field(default_factory=queue.Queue)

    def listen(self, port: str, prefix: str = "", suffix: str = "") -> SerialScanner:
        made = SerialScanner(port, lambda text, doubt: self.scans.put((text, doubt)), self.states.put, prefix, suffix)
        made.start()
        return made


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    made = Plug(tmp_path / "ttyACM0")
    yield made
    made.pull()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(serial_port, "_AGAIN", 0.02)
    return Desk()


def test_a_card_sent_with_enter_arrives_letter_for_letter(plug: Plug, desk: Desk) -> None:
    plug.insert()
    scanner = desk.listen(str(plug.name))
    assert desk.states.get(timeout=PATIENCE)
    plug.send(f"{CARD}\r\n".encode())
    assert desk.scans.get(timeout=PATIENCE) == (CARD, "")
    scanner.stop()
    scanner.join()
    assert desk.scans.empty()


def test_a_scan_without_an_end_is_whole_when_nothing_more_comes(plug: Plug, desk: Desk) -> None:
    plug.insert()
    scanner = desk.listen(str(plug.name), prefix="~")
    assert desk.states.get(timeout=PATIENCE)
    plug.send(b"~H02.15.23-261123-1001")
    assert desk.scans.get(timeout=PATIENCE) == ("H02.15.23-261123-1001", "")
    scanner.stop()
    scanner.join()


def test_a_scanner_that_is_pulled_out_and_plugged_in_again_is_found(plug: Plug, desk: Desk) -> None:
    scanner = desk.listen(str(plug.name))
    assert desk.states.get(timeout=PATIENCE) is False
    for number in range(3):
        plug.insert()
        assert desk.states.get(timeout=PATIENCE) is True
        plug.send(f"H02.15.23-261123-100{number}\r".encode())
        assert desk.scans.get(timeout=PATIENCE)[0] == f"H02.15.23-261123-100{number}"
        plug.pull()
        assert desk.states.get(timeout=PATIENCE) is False
    scanner.stop()
    scanner.join()


def test_a_thread_that_was_stopped_tells_nothing_more(plug: Plug, desk: Desk) -> None:
    plug.insert()
    scanner = desk.listen(str(plug.name))
    assert desk.states.get(timeout=PATIENCE)
    scanner.stop()
    plug.send(b"0341\r")
    scanner.join()
    assert desk.scans.empty()
    assert desk.states.empty()


TEXTS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1)


@given(st.lists(TEXTS, max_size=4), st.sampled_from([b"\r", b"\n", b"\r\n", b"\t", b"\x03\r"]), st.data())
def test_however_the_bytes_are_cut_the_same_scans_come_out(texts: list[str], end: bytes, data: st.DataObject) -> None:
    stream, lines, found = b"".join(text.encode() + end for text in texts), Lines(), list[bytes]()
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += lines.feed(stream[:size])
        stream = stream[size:]
    assert [read(scan)[0] for scan in found + lines.silence()] == texts


def test_an_old_code_page_is_read_and_said() -> None:
    text, doubt = read("034188001234||Hà Văn Tâm".encode("cp1252", "ignore"))
    assert (text[:16], doubt) == ("034188001234||Hà", OLD_CODES)


@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(read(data)[0], str)


def test_noise_without_end_is_forgotten() -> None:
    lines = Lines()
    for _ in range(100):
        assert lines.feed(b"\xff" * 1000) == []
    assert len(lines.silence()[0]) <= 8192
