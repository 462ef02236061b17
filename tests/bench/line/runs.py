"""One run: two hosts with a line between them, a server at one end, a client at the other, and what it came to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol

from tests.bench.line import proxy
from tests.bench.line.certificate import Certificate, make
from tests.bench.line.hosts import DISTRICT_ADDRESS, hosts, possible
from tests.bench.line.lines import Cut, Quality
from tests.bench.line.outcome import Outcome
from tests.bench.line.wan import DOWN, UP, Wan

_PORT, _TLS_PORT = 18420, 18443


class Program(Protocol):
    """A pair of client and server that carries the day. ``folder`` is a new one for each run."""

    name: str

    def prepare(self, folder: Path) -> None:
        """What the run begins with."""

    def serve(self, host: str, port: int, folder: Path) -> Sequence[str]:
        """The server's command."""

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        """The client's command; the last line that it prints is JSON with ``seconds`` and ``requests``."""

    def doubled(self, folder: Path) -> int | None:
        """Events that the server has more often than once; ``None`` where it cannot be told."""


@dataclass(frozen=True)
class Between:
    """The two ends of one run: where the server listens, what the client calls, and how commands get there."""

    desk: Sequence[str]
    district: Sequence[str]
    listens: str
    port: int
    called: str
    line: Wan | proxy.Proxy


@dataclass(frozen=True, slots=True)
class Conditions:
    """``cuts`` makes the same ones every time; ``longest``: seconds after which a client is given up."""

    quality: Quality
    seed: int
    cuts: Callable[[], Iterator[Cut]]
    tls: bool
    longest: float


def run(program: Program, conditions: Conditions) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="onecua-line-") as name, ExitStack() as stack:
        folder = Path(name)
        program.prepare(folder)
        between = stack.enter_context(_between(conditions))
        stack.enter_context(_serving(between, program.serve(between.listens, between.port, folder), between.port))
        url, authority = f"http://{between.called}", None
        if conditions.tls:
            certificate = make(folder, between.listens)
            stack.enter_context(_serving(between, _front(between, certificate), _TLS_PORT))
            url, authority = f"https://{between.called}", certificate.authority
        found = _asked([*between.desk, *program.ask(url, folder, authority)], authority, conditions.longest)
        return _outcome(found, between.line, conditions, program.doubled(folder))


@contextmanager
def _between(conditions: Conditions) -> Iterator[Between]:
    behind = _TLS_PORT if conditions.tls else _PORT
    if not possible():
        with proxy.proxy(conditions.quality, conditions.cuts(), behind) as line:
            yield Between((), (), "127.0.0.1", _PORT, f"127.0.0.1:{line.port}", line)
        return
    with hosts(conditions.quality, conditions.cuts(), conditions.seed) as made:
        yield Between(made.desk, made.district, DISTRICT_ADDRESS, _PORT, f"{DISTRICT_ADDRESS}:{behind}", made.wan)


@contextmanager
def _serving(between: Between, command: Sequence[str], port: int) -> Iterator[None]:
    process = subprocess.Popen([*between.district, *command], stdout=subprocess.DEVNULL)
    try:
        subprocess.run([*between.district, *module("reachable", between.listens, port)], check=True)
        yield
    finally:
        process.terminate()
        process.wait()


def _front(between: Between, certificate: Certificate) -> list[str]:
    return module("tls_front", between.listens, _TLS_PORT, between.port, certificate.shown, certificate.key)


def _asked(command: Sequence[str], authority: Path | None, longest: float) -> Mapping[str, Any]:
    trust = {name: str(authority) for name in ("REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")} if authority else {}
    try:
        done = subprocess.run(
            command, env={**os.environ, **trust}, stdout=subprocess.PIPE, text=True, timeout=longest, check=True
        )
    except subprocess.TimeoutExpired:
        return {"seconds": None, "requests": 0}
    found: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _outcome(found: Mapping[str, Any], line: Wan | proxy.Proxy, conditions: Conditions, doubled: int | None) -> Outcome:
    until = conditions.longest if found["seconds"] is None else found["seconds"]
    cuts = list(takewhile(lambda cut: cut[0] < until, conditions.cuts()))
    up, down = line.counted[UP], line.counted[DOWN]
    return Outcome(
        seconds=found["seconds"],
        up=up.application,
        down=down.application,
        on_line=up.on_line + down.on_line,
        requests=found["requests"],
        cuts=len(cuts),
        gone=sum(min(ends, until) - begins for begins, ends in cuts),
        doubled=doubled if found["seconds"] is not None else None,
        cpu=found.get("cpu"),
    )


def module(name: str, *arguments: object) -> list[str]:
    """The command that runs a module of this package."""
    return [sys.executable, "-m", f"tests.bench.line.{name}", *map(str, arguments)]


def served(folder: Path, host: str, port: int) -> list[str]:
    """The command that runs our server, as it is installed."""
    where = ("--folder", str(folder), "--host", host, "--port", str(port))
    return [sys.executable, "-m", "onecua_desk.district", "serve", *where]


def copied(source: Path, target: Path) -> None:
    """What was prepared once, for one run."""
    shutil.copytree(source, target)
