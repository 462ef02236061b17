"""Work off the GUI thread, and news from other threads."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread, Slot

from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.tasks import InlineTasks, Latest, Tasks


class Heard(QObject):
    """Receives on the GUI thread, as a screen does."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.on_gui_thread: list[bool] = []

    @Slot(object)
    def hear(self, value: object) -> None:
        self.values.append(value)
        self.on_gui_thread.append(QThread.currentThread() is self.thread())


def fail() -> None:
    raise ZeroDivisionError


@pytest.fixture
def tasks(qapp):
    runner = Tasks()
    yield runner
    runner.close()


def test_a_job_runs_elsewhere_and_its_value_arrives_on_the_gui_thread(qtbot, tasks):
    heard, ran_in = Heard(), []

    def job() -> int:
        ran_in.append(threading.current_thread())
        return 2**40

    tasks.run(job, heard.hear)
    qtbot.waitUntil(lambda: bool(heard.values))
    assert heard.values == [2**40]
    assert heard.on_gui_thread == [True]
    assert ran_in[0] is not threading.main_thread()


def test_jobs_run_in_the_order_they_were_asked_for(qtbot, tasks):
    heard = Heard()
    for number in range(50):
        tasks.run(partial(int, number), heard.hear)
    qtbot.waitUntil(lambda: len(heard.values) == 50)
    assert heard.values == list(range(50))


def test_an_error_arrives_where_it_was_asked_for(qtbot, tasks):
    heard = Heard()
    tasks.run(fail, heard.hear, heard.hear)
    qtbot.waitUntil(lambda: bool(heard.values))
    assert isinstance(heard.values[0], ZeroDivisionError)


def test_an_error_nobody_asked_for_is_raised_on_the_gui_thread(qtbot, tasks):
    with qtbot.captureExceptions() as raised:
        tasks.run(fail, lambda value: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    with pytest.raises(ZeroDivisionError):
        InlineTasks().run(fail, lambda value: None)


def test_closing_finishes_what_was_asked_and_delivers_nothing_more(qapp):
    runner, heard = Tasks(), Heard()
    done: list[int] = []
    for number in range(3):
        runner.run(partial(done.append, number), heard.hear)
    runner.close()
    runner.run(lambda: done.append(9), heard.hear)
    qapp.processEvents()
    assert done == [0, 1, 2]
    assert heard.values == []


def test_only_the_newest_answer_is_delivered_and_overtaken_questions_are_not_asked(qtbot, tasks):
    heard, asked, gate = Heard(), [], threading.Event()
    latest = Latest(tasks)

    def search(text: str) -> str:
        gate.wait(5)
        asked.append(text)
        return text

    tasks.run(partial(gate.wait, 5), lambda value: None)
    for text in ("n", "ng", "ngu"):
        latest.run(partial(search, text), heard.hear)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.values))
    assert heard.values == asked == ["ngu"]


def test_a_dropped_question_neither_answers_nor_fails(qtbot, tasks):
    heard, latest = Heard(), Latest(tasks)
    latest.run(fail, heard.hear, heard.hear)
    latest.drop()
    tasks.run(lambda: "after", heard.hear)
    qtbot.waitUntil(lambda: bool(heard.values))
    assert heard.values == ["after"]


def test_news_from_any_thread_is_heard_on_the_gui_thread(qtbot):
    bridge, heard = Bridge(), Heard()
    bridge.changed.connect(heard.hear)
    bridge.sync_status.connect(heard.hear)
    news = {1: "keys stay numbers"}
    with qtbot.waitSignals([bridge.changed, bridge.sync_status]):
        threads = [
            threading.Thread(target=bridge.announce, args=(news,)),
            threading.Thread(target=bridge.report, args=("offline",)),
        ]
        for thread in threads:
            thread.start()
            thread.join()
    assert heard.values == [news, "offline"]
    assert heard.values[0] is news
    assert heard.on_gui_thread == [True, True]


def test_news_after_closing_is_dropped_without_an_error(qtbot):
    bridge = Bridge()
    bridge.close()
    with qtbot.assertNotEmitted(bridge.changed):
        bridge.announce("late")


def test_news_for_a_bridge_that_qt_has_deleted_is_dropped(qtbot):
    bridge = Bridge()
    with qtbot.waitSignal(bridge.destroyed):
        bridge.deleteLater()
    bridge.announce("too late")
    bridge.report("too late")
