"""``python -m tests.simulation --steps 2000 --seed 7 --seeds 20``: runs that a seed repeats exactly."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.simulation.killing import Killed
from tests.simulation.world import Broken, World, make_template, world

_TOLD = 25
"""Steps that a failure shows."""


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="onecua-simulation-") as name:
        template = make_template(Path(name) / "template")
        for seed in range(options.seed, options.seed + options.seeds):
            began = time.monotonic()
            ended = play(Path(name) / str(seed), template, seed, options.steps)
            failed += bool(ended)
            took = time.monotonic() - began
            print(ended or f"seed {seed}: {options.steps} steps, all is well ({took:.1f} s)", flush=True)
    return 1 if failed else 0


def play(folder: Path, template: Path, seed: int, steps: int) -> str:
    """Empty when nothing is wrong; else what is, with the seed and the last steps."""
    with world(folder, template, seed) as made:
        try:
            for _ in range(steps):
                made.step()
            made.heal()
            made.check()
        except (Exception, Killed) as error:
            return _told(made, seed, error)
    return ""


def _told(made: World, seed: int, error: BaseException) -> str:
    what = str(error) if isinstance(error, Broken) else traceback.format_exc()
    last = "\n".join(made.story[-_TOLD:])
    return f"seed {seed}, {len(made.seats)} desks, after step {len(made.story)}:\n{last}\n{what}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--steps", type=int, default=1000, help="steps of each run (default: 1,000)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, one after the other (default: 1)")
    return parser


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets of texts must come in the same order every time
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"})
    sys.exit(main(sys.argv[1:]))
