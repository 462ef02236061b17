"""Files on a stick that are no packages and were made to harm whoever opens them."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from onecua_desk.wire import package
from onecua_desk.wire.age import make_keys
from onecua_desk.wire.package import LARGEST_PACKAGE, Broken, Kind, Label, NoPackage, Package, Secret, opened

SECRET = Secret.of_token("token")
LABEL = Label(2, "H02.15.23", 1, 1, datetime(2026, 11, 23, 9, 41), SECRET.name)


def packed(label: Label = LABEL) -> bytes:
    file = BytesIO()
    package.write(file, label, [(Kind.STREAM, b"x")], make_keys().recipient, SECRET)
    return file.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ocp")
    with opened(tmp_path / "pipe.ocp") as file, pytest.raises(NoPackage):
        Package(file)
    writer = os.open(tmp_path / "pipe.ocp", os.O_RDWR)
    with opened(tmp_path / "pipe.ocp") as file, pytest.raises(NoPackage):
        Package(file)
    os.close(writer)


def test_a_file_that_is_far_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.ocp"
    path.write_bytes(packed())
    os.truncate(path, LARGEST_PACKAGE + 1)
    with opened(path) as file, closing(Package(file)) as found, pytest.raises(Broken):
        found.check(SECRET)


@pytest.mark.parametrize("unit", ["\x1b[2J", "H02\n", "\u202eH02", "H02\x00", "\x9b31m"])
def test_a_unit_that_would_play_with_the_terminal_is_not_shown(unit: str) -> None:
    with pytest.raises(NoPackage):
        Package(BytesIO(packed(replace(LABEL, unit=unit))))


def test_a_good_one_is_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "good.ocp").write_bytes(packed())
    with opened(tmp_path / "good.ocp") as file, closing(Package(file)) as found:
        found.check(SECRET)
        assert found.label == LABEL
