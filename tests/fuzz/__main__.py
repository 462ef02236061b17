"""``python -m tests.fuzz --seconds N``: look for bytes that a reader of the line does not survive.

What is found lands in ``tests/fuzz/found``; ``tests/wire/test_found.py`` tries everything there in every test run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped, unused-ignore]

with atheris.instrument_imports(include=["onecua_desk.wire"]):
    from tests.fuzz import targets

FOUND = Path(__file__).with_name("found")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the readers of the line.")
    parser.add_argument("--seconds", type=int, default=60)
    seconds = parser.parse_args().seconds
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(targets.seeds()):
            (Path(corpus) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=1024"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={FOUND}/", corpus], targets.fuzz)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
