"""A screen of its own for a journey: an X server that nobody sees, a window manager, and somebody who types there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.cups_fixture import until

PROGRAMS = ("Xvfb", "xkbcomp", "openbox", "xdotool")
SIZE = (1366, 768)
_TYPING, _SCANNING = "12", "0"
"""Milliseconds between two keys. Where a key goes up and down again in one millisecond, X counts it as held down."""
_AGAIN, _LONGEST = 1.0, 60.0
"""Seconds until a key is pressed once more, and until a program that says nothing is given up."""
_HEADER = 25
"""Numbers of four bytes at the head of an XWD file; then colours, then the picture."""
_SPARE_KEYS = [f"FK{number}" for number in range(13, 25)]
_KEYMAP = """\
xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols { include "pc+us" KEYS };
};
"""


@dataclass(frozen=True)
class XScreen:
    """``display``: what ``DISPLAY`` names."""

    display: str
    folder: Path

    def environment(self) -> dict[str, str]:
        """For programs that are to show their windows here, with no input method of this machine between."""
        own = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        return {name: value for name, value in os.environ.items() if not name.startswith("QT_")} | own

    def keys(self, *names: str) -> None:
        """Press keys one after another, as xdotool names them: ``"ctrl+d"``, ``"F12"``."""
        self.do("key", *names)

    def press_until(self, key: str, true: Callable[[], object]) -> None:
        """Again and again: for a key that does nothing while the window is not ready for it."""
        pressed = 0.0

        def there() -> object:
            nonlocal pressed
            if (done := true()) or time.monotonic() - pressed < _AGAIN:
                return done
            pressed = time.monotonic()
            self.keys(key)
            return False

        until(there, self.picture)

    def type(self, text: str) -> None:
        self.do("type", "--delay", _TYPING, text)

    def scan(self, text: str) -> None:
        """As a scanner does it: in a burst, Enter behind it."""
        self.do("type", "--args", "1", "--delay", _SCANNING, text, "key", "Return")

    def windows(self, title: str) -> set[str]:
        """The numbers of the visible windows with this title."""
        found = self._xdotool("search", "--onlyvisible", "--name", f"^{title}$")
        return set(found.stdout.split())

    def bring_up(self, window: str) -> None:
        """Give this window the keyboard."""
        until(lambda: self._xdotool("windowactivate", "--sync", window).returncode == 0, self.picture)

    def do(self, *command: str) -> None:
        done = self._xdotool(*command)
        assert done.returncode == 0, done.stderr

    def picture(self) -> str:
        """Where a picture of the screen lies now, to be said when a journey comes to no end."""
        file = Path(tempfile.gettempdir()) / f"onecua-journey-{os.getpid()}.png"
        _read_xwd((self.folder / "Xvfb_screen0").read_bytes()).save(file)
        return f"the screen shows {file}"

    def _xdotool(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *command], env=self.environment(), capture_output=True, text=True, timeout=_LONGEST, check=False
        )


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if not shutil.which(name)]


@contextmanager
def x_screen(letters: str = "") -> Iterator[XScreen]:
    """A screen on a display number that was free; it is gone afterwards.

    Its keyboard is American, with keys of their own for those of ``letters`` that have none there (at most 12): a key
    that xdotool made only while it types would come too late for a program that is busy.
    """
    folder = Path(tempfile.mkdtemp(prefix="onecua-x-"))
    server, display = _start_server(folder)
    screen = XScreen(display, folder)
    try:
        _give_keys(screen, sorted(set(letters) - set(map(chr, range(128)))))
        manager = _start(["openbox"], screen.environment())
        try:
            until(lambda: screen._xdotool("get_desktop").returncode == 0, lambda: "openbox does not answer")
            yield screen
        finally:
            _end(manager)
    finally:
        _end(server)
        shutil.rmtree(folder, ignore_errors=True)


def _start_server(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The server names the display that it took when it is ready."""
    mine, its = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-fbdir"]
    server = _start([*command, folder], os.environ, its)
    os.close(its)
    with open(mine, encoding="ascii") as said:
        number = said.readline().strip()
    assert number, f"Xvfb did not start: {server.wait(_LONGEST)}"
    return server, f":{number}"


def _give_keys(screen: XScreen, letters: Sequence[str]) -> None:
    pairs = zip(_SPARE_KEYS, letters, strict=False)
    keys = " ".join(f"key <{key}> {{ [ U{ord(letter):04X} ] }};" for key, letter in pairs)
    command, keymap = ["xkbcomp", "-w", "0", "-", screen.display], _KEYMAP.replace("KEYS", keys)
    subprocess.run(command, input=keymap, text=True, env=screen.environment(), timeout=_LONGEST, check=True)


def _start(command: Sequence[str | Path], environment: Mapping[str, str], *kept: int) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, pass_fds=kept)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(_LONGEST)


def _read_xwd(data: bytes) -> Image.Image:
    """X's own picture file, as Xvfb keeps its screen in one: 32 bits a pixel, blue first."""
    numbers = [int.from_bytes(data[4 * n : 4 * n + 4], "big") for n in range(_HEADER)]
    head, width, height, line, colours = numbers[0], numbers[4], numbers[5], numbers[12], numbers[19]
    pixels = data[head + 12 * colours :]
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", line, 1)
