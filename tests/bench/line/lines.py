"""The lines that are emulated: how fast, how long, how lossy, and when they are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Quality:
    """``rate`` in bit/s each way, ``rtt`` in seconds without load, ``loss`` as a share of packets each way.

    ``queue``: packets that wait at most for their turn; what comes on top is dropped.
    """

    name: str
    rate: float
    rtt: float
    loss: float
    queue: int = 64


ORDINARY = Quality("ordinary", 128_000, 0.4, 0.02)
BAD = Quality("bad", 64_000, 0.6, 0.05)
GOOD = Quality("good", 100_000_000, 0.0, 0.0)
"""Only to learn how many bytes a program gives to a line that never troubles it."""

Cut = tuple[float, float]
"""Seconds after the first packet at which the line goes and comes back."""


def no_cuts() -> Iterator[Cut]:
    return iter(())


def cuts(seed: int, up: float = 15.0, down: tuple[float, float] = (5.0, 45.0)) -> Iterator[Cut]:
    """Without end: the line is up for ``up`` seconds on average, then down for a while; the same for a seed."""
    random, at = Random(seed), 0.0
    while True:
        begins = at + random.expovariate(1 / up)
        at = begins + random.uniform(*down)
        yield begins, at


def one_cut(seed: int, between: tuple[float, float] = (0.6, 1.4), down: float = 5.0) -> Iterator[Cut]:
    """Somewhere in the midst of an upload of some seconds."""
    begins = Random(seed).uniform(*between)
    return iter([(begins, begins + down)])


def three_cuts(every: float, down: float = 5.0) -> Iterator[Cut]:
    """Three hard ones: after ``every`` seconds up, ``down`` seconds without a line."""
    return iter([(every + number * (every + down), (number + 1) * (every + down)) for number in range(3)])
