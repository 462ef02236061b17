"""The fuzzer's targets stand the bytes that they begin with, and everything that was ever found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import targets

FOUND = sorted((Path(targets.__file__).parent / "found").glob("*"))


HOSTILE = [*targets.seeds(), b"", *[file.read_bytes() for file in FOUND]]


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: data[:9].hex())
def test_readers_of_the_line_stand_these_bytes(data: bytes) -> None:
    targets.fuzz(data)
