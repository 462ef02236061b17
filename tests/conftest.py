"""What every test gets: real desks, and failure on any unexpected warning in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.desk_fixture import clock, desk, template

__all__ = ["clock", "desk", "template"]

# No rule is timed: on a machine that has other work an example takes ten times as long.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests that take many seconds too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A line of WARNING or more fails the test, unless the test is marked ``loud`` because it provokes one."""
    yield
    if request.node.get_closest_marker("loud"):
        return
    records = [record for phase in ("setup", "call", "teardown") for record in caplog.get_records(phase)]
    lines = [record for record in records if record.levelno >= logging.WARNING]
    assert not lines, [record.getMessage() for record in lines]
