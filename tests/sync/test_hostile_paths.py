"""Paths that the system itself does not take, for the packages that are carried by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecua_desk.district.bundle import take_in
from onecua_desk.errors import UserError
from onecua_desk.sync import stick
from tests.carried import carried
from tests.clock import Clock


def test_a_path_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path, clock: Clock, template: Path) -> None:
    loop = tmp_path / "loop"
    try:
        loop.symlink_to(loop)
    except OSError:  # Windows lets only administrators
        loop = tmp_path / "nowhere" / "at all"
    with carried(tmp_path, clock, template, desks=1) as town:
        for path in (Path("/a\0b"), tmp_path / "x\0.ocp", loop):
            with pytest.raises(UserError) as refused:
                stick.read(town.desks[1], path, lambda _: None)
            assert "\0" not in str(refused.value)
            assert "lỗi số" not in str(refused.value)
            with pytest.raises(UserError) as refused:
                stick.write(town.desks[1], path)
            assert "\0" not in str(refused.value)
            with pytest.raises(UserError) as refused:
                take_in(town.district, path)
            assert "\0" not in str(refused.value)
