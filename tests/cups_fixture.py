"""A print server of its own for tests: a real cupsd in a temporary folder, whose printers lay their paper into folders.

Nothing of a print server that runs on the machine is touched: own configuration, own port, own spool, and no root
needed. ``tests/run.sh`` installs the package.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

CUPSD = Path("/usr/sbin/cupsd")
PROGRAMS = Path("/usr/lib/cups")
_OWN = Path(__file__).parent / "cups"
_PATIENCE = 30.0
_NUMBERS = count(1)

_FILES = """\
ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root
FatalErrors config listen
"""
_SERVER = """\
Listen 127.0.0.1:{port}
ServerName localhost
Browsing Off
LogLevel info
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""


@dataclass(frozen=True)
class Printed:
    """One job that came out: the PDF as the printer got it, and what it was told besides."""

    pdf: bytes
    title: str
    copies: int
    options: str


@dataclass(frozen=True)
class PrintServer:
    """``root``: everything it has; ``address`` is what ``CUPS_SERVER`` names."""

    root: Path
    port: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def add(self, name: str) -> None:
        """A printer with two trays that takes A4, A5 and paper of any size."""
        (self.root / "paper" / name).mkdir(parents=True)
        self.run("lpadmin", "-p", name, "-v", f"paper:{self.root}/paper/{name}", "-P", str(_OWN / "paper.ppd"), "-E")

    def remove(self, name: str) -> None:
        self.run("lpadmin", "-x", name)

    def empty(self, name: str) -> None:
        """No paper, until ``fill``."""
        (self.root / "paper" / name / "empty").touch()

    def fill(self, name: str) -> None:
        (self.root / "paper" / name / "empty").unlink()

    def run(self, *command: str) -> str:
        path = os.pathsep.join((os.environ["PATH"], str(CUPSD.parent)))
        environment = {**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C.UTF-8", "PATH": path}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    def waiting(self, name: str) -> list[str]:
        """The jobs that have not come out yet."""
        return self.run("lpstat", "-W", "not-completed", "-o", name).splitlines()

    def printed(self, name: str) -> list[Printed]:
        """What has come out, oldest first, once nothing waits any more."""
        until(lambda: not self.waiting(name), self.log)
        return [_printed(pdf) for pdf in sorted((self.root / "paper" / name).glob("*.pdf"), key=lambda p: int(p.stem))]

    def log(self) -> str:
        return (self.root / "log" / "error").read_text("utf-8", "replace")[-4000:]


@contextmanager
def running_cups() -> Iterator[PrintServer]:
    """A print server without printers; it is gone afterwards, with all it had."""
    root = Path(tempfile.mkdtemp(prefix="onecua-cups-"))  # not pytest's folder: filters run as another user
    root.chmod(0o755)
    server = PrintServer(root, _free_port())
    _lay_out(root, server.port)
    process = subprocess.Popen(
        [CUPSD, "-f", "-c", root / "cupsd.conf", "-s", root / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(server.port), lambda: f"cupsd did not start: {process.poll()}")
        yield server
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def print_server() -> Iterator[PrintServer]:
    if not CUPSD.exists():
        pytest.skip("the package cups is not installed")
    with running_cups() as server:
        yield server


@pytest.fixture
def printer(print_server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fresh printer of the server that this test's program sees."""
    name = f"may-in-{next(_NUMBERS)}"
    print_server.add(name)
    monkeypatch.setenv("CUPS_SERVER", print_server.address)
    return name


def until(true: Callable[[], object], otherwise: Callable[[], str]) -> None:
    """Ask again and again; after the deadline the test fails with what ``otherwise`` says."""
    deadline = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.02)


def _lay_out(root: Path, port: int) -> None:
    for folder in ("spool", "cache", "state", "tmp", "log", "ppd", "ssl", "paper", "bin/backend"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    for part in PROGRAMS.iterdir():
        if part.name != "backend":
            (root / "bin" / part.name).symlink_to(part)
    backend = root / "bin" / "backend" / "paper"
    shutil.copy(_OWN / "backend.sh", backend)
    backend.chmod(0o700)  # CUPS runs as root what only root may run
    (root / "cups-files.conf").write_text(_FILES.format(root=root), "utf-8")
    (root / "cupsd.conf").write_text(_SERVER.format(port=port), "utf-8")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _printed(pdf: Path) -> Printed:
    title, copies, options = pdf.with_suffix(".txt").read_text("utf-8").splitlines()
    return Printed(pdf.read_bytes(), title, int(copies), options)
