"""A scanner at a serial port, or at USB like one: a thread that reads it, and finds it again after it was unplugged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import serial
from serial.tools import list_ports

from onecua_desk.ui.scanner.lines import Lines, read

_QUIET = 0.1
"""Seconds without a byte that end a scan."""
_AGAIN = 1.0
"""Seconds until a port that is not there is tried again."""

Take = Callable[[str, str], None]
"""Given the text, and the sentence about its letters."""
Say = Callable[[bool], None]
"""Told whether the port is open, at each change."""


def ports() -> list[tuple[str, str]]:
    """The machine's serial ports as (name, words), by name."""
    found = [(port.device, port.description or port.device) for port in list_ports.comports()]
    return sorted((name, name if words in ("n/a", name) else f"{name}: {words}") for name, words in found)


class SerialScanner:
    """``take`` and ``say`` are called on its thread, until ``stop``.

    9600 baud is what scanners come with; those at USB do not mind.
    """

    def __init__(self, port: str, take: Take, say: Say, prefix: str = "", suffix: str = "") -> None:
        self._port, self._take, self._say = port, take, say
        self._prefix, self._suffix = prefix, suffix
        self._end = threading.Event()
        self._open: bool | None = None
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """The thread ends after its next look at the port; nothing is told any more."""
        self._end.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while not self._end.is_set():
            # An adapter that is pulled out shows as either, and pyserial's own code trips over a port closed under it.
            with suppress(serial.SerialException, OSError, TypeError), self._opened() as line:
                self._tell(True)
                for scan in self._scans(line):
                    self._hand_on(scan)
            self._tell(False)
            self._end.wait(_AGAIN)

    @contextmanager
    def _opened(self) -> Iterator[serial.Serial]:
        with serial.Serial(self._port, 9600, timeout=_QUIET) as line:
            line.reset_input_buffer()  # what was scanned while nobody listened is not for the one who sits here now
            yield line

    def _scans(self, line: serial.Serial) -> Iterator[bytes]:
        lines = Lines(self._suffix)
        while not self._end.is_set():
            data = line.read(max(1, line.in_waiting))
            yield from lines.feed(data) if data else lines.silence()

    def _hand_on(self, scan: bytes) -> None:
        text, doubt = read(scan, self._prefix)
        if not self._end.is_set():
            self._take(text, doubt)

    def _tell(self, is_open: bool) -> None:
        if is_open is not self._open and not self._end.is_set():
            self._open = is_open
            self._say(is_open)
