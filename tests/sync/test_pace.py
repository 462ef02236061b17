"""What is said of an upload under way: measured, and nothing before there is a measure."""

from __future__ import annotations

from onecua_desk.sync.pace import SECONDS, Pace, Progress


class Stopwatch:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_nothing_is_promised_before_the_line_has_taken_something() -> None:
    said = Pace(Stopwatch()).progress(10, 5_000)
    assert (said.bytes_per_second, said.seconds_left) == (None, None)
    assert (said.events_left, said.bytes_left) == (10, 1_000)


def test_what_is_left_takes_as_long_as_what_went_before() -> None:
    watch = Stopwatch()
    pace = Pace(watch)
    for _ in range(2):
        watch.at += 1
        pace.took(1_000)
        pace.gave(100, 10_000)
    assert pace.progress(300, 30_000) == Progress(200, 300, 2_000, 3_000, 1_000, 3)
    assert pace.progress(0, 0) == Progress(200, 0, 2_000, 0, 1_000, 0)


def test_the_pace_is_that_of_the_last_seconds() -> None:
    watch = Stopwatch()
    pace = Pace(watch)
    for size in [10_000] * 5 + [100] * 20:
        watch.at += 1
        pace.took(size)
        pace.gave(10, 1_000)
    assert pace.progress(10, 1_000).bytes_per_second == 100
    assert SECONDS < 20
