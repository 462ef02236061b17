"""A process of the demo never outlives the block that started it, however early Ctrl+C comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from onecua_desk.demo.children import child

ENDLESS = [sys.executable, "-c", "print('on', flush=True); import time; time.sleep(600)"]


def test_the_child_ends_with_the_block() -> None:
    with child(ENDLESS, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "on\n"
    assert started.returncode not in (None, 0)


def test_ctrl_c_in_the_block_ends_the_child() -> None:
    with pytest.raises(KeyboardInterrupt), child(ENDLESS) as started:
        signal.raise_signal(signal.SIGINT)
    assert started.returncode not in (None, 0)


@pytest.mark.skipif(os.name == "nt", reason="needs a child that signals its parent")
def test_ctrl_c_while_the_child_is_being_started_counts_once_it_can_be_killed() -> None:
    began: list[subprocess.Popen[str]] = []

    class Started(subprocess.Popen[str]):
        def __enter__(self) -> Started:
            began.append(self)
            signal.raise_signal(signal.SIGINT)
            return self

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", Started)
        with pytest.raises(KeyboardInterrupt), child(ENDLESS):
            raise AssertionError("the block must not begin")
    assert began[0].returncode not in (None, 0)
