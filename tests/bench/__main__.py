"""``python -m tests.bench``: measures everything and prints the table of ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from tests.bench import (
    applicants,
    forms,
    lateness,
    machine,
    old_pc,
    procedures,
    receive,
    registers,
    reports,
    scan_page,
    scanner,
    search,
    sheets,
    slip,
    start,
)
from tests.bench.figures import Line, table

PARTS: Mapping[str, Callable[[int], list[Line]]] = {
    "receive": receive.lines,
    "slip": slip.lines,
    "forms": forms.lines,
    "sheets": sheets.lines,
    "registers": registers.lines,
    "pages": scan_page.lines,
    "search": search.lines,
    "reports": reports.lines,
    "procedures": procedures.lines,
    "applicants": applicants.lines,
    "scanner": scanner.lines,
    "start": start.lines,
    "lateness": lateness.lines,
}
OLD = ", old PC"
# The disk is slow only where saving is measured: what makes it slow costs time on the processor too.
SLOWED: Mapping[str, Callable[[int], list[Line]]] = {
    "receive": lambda count: receive.lines(count, old_pc.slow_machine() + old_pc.slow_disk(), OLD),
    "start": lambda count: start.lines(count, old_pc.slow_machine(), OLD),
    "lateness": lambda count: lateness.lines(count, old_pc.slow_machine(), OLD),
}


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    print(machine.words(), flush=True)
    chosen = options.only or list(PARTS)
    found = [one for name in chosen for one in PARTS[name](options.dossiers)]
    if options.old_pc:
        found += [one for name in chosen if name in SLOWED for one in SLOWED[name](options.dossiers)]
    print(table(found))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=100_000, help="so many are in the store (default: 100,000)")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be given several times")
    parser.add_argument(
        "--old-pc",
        action="store_true",
        help="receive, start and lateness once more with half a core, 2 GiB and a slow disk",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
