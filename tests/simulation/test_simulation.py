"""Short runs of the simulation; ``python -m tests.simulation`` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulation.__main__ import play
from tests.simulation.world import world

STEPS = 120


@pytest.mark.parametrize("seed", [3, 4, 7])
def test_whatever_the_line_does_nothing_is_lost_doubled_or_told_differently(
    seed: int, tmp_path: Path, template: Path
) -> None:
    assert play(tmp_path, template, seed, STEPS) == ""


def test_a_seed_tells_the_same_story_again(tmp_path: Path, template: Path) -> None:
    told = []
    for name in ("once", "again"):
        with world(tmp_path / name, template, seed=3) as made:
            for _ in range(40):
                made.step()
            told.append(made.story)
    assert told[0] == told[1]


@pytest.mark.long
@pytest.mark.parametrize("seed", [22, 555, 561, 573])
def test_what_once_went_wrong_goes_well(seed: int, tmp_path: Path, template: Path) -> None:
    assert play(tmp_path, template, seed, 300) == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 110))
def test_the_same_with_many_steps(seed: int, tmp_path: Path, template: Path) -> None:
    assert play(tmp_path, template, seed, 1500) == ""
