"""``sh tests/bench/line.sh``: our exchange and its peers over the same emulated lines, in one run."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench import machine
from tests.bench.line import lines, ours, peers, scans
from tests.bench.line.facts import documents
from tests.bench.line.hosts import possible
from tests.bench.line.lines import BAD, GOOD, ORDINARY, Cut, Quality
from tests.bench.line.outcome import Outcome, Row, table
from tests.bench.line.runs import Conditions, Program, run

DAY_SEED = 5
FIRST_SEED = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """One line as it is measured: how it is cut (by seed), with or without TLS, and how long a client may try."""

    name: str
    quality: Quality
    tls: bool
    cuts: Callable[[int], Iterator[Cut]] | None = None
    longest: float = 300.0

    def conditions(self, seed: int) -> Conditions:
        cuts = partial(self.cuts, seed) if self.cuts else lines.no_cuts
        return Conditions(self.quality, seed, cuts, self.tls, self.longest)


ORDINARY_PLAIN = Setting("ordinary", ORDINARY, tls=False)
ONE_CUT = Setting("ordinary, one cut", ORDINARY, tls=False, cuts=lines.one_cut, longest=240.0)
SETTINGS = (
    ORDINARY_PLAIN,
    Setting("ordinary, TLS 1.3", ORDINARY, tls=True),
    ONE_CUT,
    Setting("bad", BAD, tls=False, cuts=lines.cuts, longest=240.0),
    Setting("bad, TLS 1.3", BAD, tls=True, cuts=lines.cuts, longest=240.0),
)
SCANS = Setting("ordinary, three cuts", ORDINARY, tls=False, cuts=lambda _: lines.three_cuts(30.0), longest=600.0)
FEW_SCANS = Setting("ordinary, three cuts", ORDINARY, tls=False, cuts=lambda _: lines.three_cuts(2.0, 1.0))


class Measured:
    """The rows of the table, one after the other; ``only``: the names of the lines that are wanted."""

    def __init__(self, only: Sequence[str] | None) -> None:
        self.rows: list[Row] = []
        self._only = only
        self._alone: dict[tuple[str, bool], int] = {}

    def add(self, setting: Setting, program: Program, seeds: int, missing: str = "") -> None:
        """``missing``: why the program cannot be run."""
        if self._only and setting.name not in self._only:
            return
        if missing:
            self.rows.append(Row(setting.name, program.name, (), note=missing))
            return
        found = []
        for seed in range(FIRST_SEED, FIRST_SEED + seeds):
            found.append(run(program, setting.conditions(seed)))
            _tell(setting, program, seed, found[-1])
        self.rows.append(Row(setting.name, program.name, found, self._bytes_alone(setting, program)))

    def _bytes_alone(self, setting: Setting, program: Program) -> int | None:
        """Bytes up where nothing is cut, so that what was sent again can be told."""
        if setting.cuts is None:
            return None
        key = (program.name, setting.tls)
        if key not in self._alone:
            self._alone[key] = run(program, Setting("", GOOD, setting.tls).conditions(FIRST_SEED)).up
        return self._alone[key]


def _tell(setting: Setting, program: Program, seed: int, outcome: Outcome) -> None:
    print(f"{setting.name}, {program.name}, seed {seed}: {outcome}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the namespaces go away
    print(machine.words(), flush=True)
    if not possible():
        print("No root or no TUN here: a TCP proxy emulates rate, delay and cuts, but neither loss nor slow start.")
    measured = Measured(options.only)
    with tempfile.TemporaryDirectory(prefix="onecua-line-day-") as folder:
        (_quick if options.quick else _all)(measured, Path(folder), options)
    print(table(measured.rows))
    return 0


def _all(measured: Measured, folder: Path, options: argparse.Namespace) -> None:
    events = ours.filled(folder / "day", DAY_SEED)
    others = documents(events)
    pouch = peers.Pouch(others)
    missing = pouch.missing()
    for setting in SETTINGS:
        measured.add(setting, ours.Ours(folder / "day", events), options.seeds)
        for batch in peers.batches(others):
            measured.add(setting, batch, options.slow_seeds if batch.slow else options.seeds)
        measured.add(setting, pouch, options.slow_seeds, missing)
    _scans(measured, folder / "scans")


def _quick(measured: Measured, folder: Path, _: argparse.Namespace) -> None:
    events = ours.filled(folder / "day", DAY_SEED)
    measured.add(ORDINARY_PLAIN, ours.Ours(folder / "day", events), 2)
    for batch in peers.batches(documents(events)):
        if not batch.slow:
            measured.add(ORDINARY_PLAIN, batch, 1)
    measured.add(ONE_CUT, ours.Ours(folder / "day", events), 1)
    scans.filled(folder / "scans", 3, 40_000)
    measured.add(FEW_SCANS, scans.OurLane(folder / "scans"), 1)


def _scans(measured: Measured, folder: Path) -> None:
    scans.filled(folder)
    tuspy = scans.Tuspy(folder)
    measured.add(SCANS, scans.OurLane(folder), 1)
    measured.add(SCANS, tuspy, 1, tuspy.missing())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sh tests/bench/line.sh", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="runs on each line (default: 5)")
    parser.add_argument("--slow-seeds", type=int, default=1, help="runs of what takes minutes (default: 1)")
    parser.add_argument(
        "--only", action="append", choices=[one.name for one in (*SETTINGS, SCANS)], help="this line alone"
    )
    parser.add_argument("--quick", action="store_true", help="about a minute: few runs of the quick ones")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
