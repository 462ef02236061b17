"""Uncaught errors: a sentence for the official, a report for the technician."""

from __future__ import annotations

import logging
import shutil
import sys
import threading
from datetime import datetime

import pytest

from onecua_desk.clock import vietnam_now
from onecua_desk.errors import UserError
from onecua_desk.ui.failures import Failures


@pytest.fixture
def shown() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def failures(qapp, tmp_path, shown):
    hooks = sys.excepthook, threading.excepthook
    failures = Failures(tmp_path / "reports", lambda title, text: shown.append((title, text)))
    failures.install()
    yield failures
    failures.close()
    sys.excepthook, threading.excepthook = hooks


def test_a_user_error_is_shown_as_its_sentence_and_leaves_no_report(failures, shown, tmp_path):
    error = UserError("Ổ đĩa đã đầy; hãy xóa bớt tệp.")
    sys.excepthook(UserError, error, None)
    assert shown == [("Chưa làm được", "Ổ đĩa đã đầy; hãy xóa bớt tệp.")]
    assert not list((tmp_path / "reports").glob("loi-*"))


@pytest.mark.loud
def test_a_bug_is_logged_reported_in_a_file_and_told_plainly(failures, shown, tmp_path, caplog):
    try:
        raise KeyError("missing")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    [report] = (tmp_path / "reports").glob("loi-*.txt")
    assert "KeyError: 'missing'" in report.read_text(encoding="utf-8")
    assert shown[0][0] == "Chương trình gặp lỗi"
    assert str(report) in shown[0][1]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.loud
def test_a_report_that_cannot_be_written_is_told_without_a_file(failures, shown, tmp_path):
    shutil.rmtree(tmp_path / "reports")
    (tmp_path / "reports").write_text("a file where the folder was")
    sys.excepthook(KeyError, KeyError("missing"), None)
    assert len(shown) == 1
    assert "hãy báo người hỗ trợ kỹ thuật" in shown[0][1]


@pytest.mark.loud
def test_a_folder_that_cannot_be_made_does_not_stop_the_start(qapp, tmp_path, shown):
    hooks = sys.excepthook, threading.excepthook
    (tmp_path / "reports").write_text("a file where the folder should be")
    failures = Failures(tmp_path / "reports", lambda title, text: shown.append((title, text)))
    failures.install()
    sys.excepthook(KeyError, KeyError("missing"), None)
    failures.close()
    sys.excepthook, threading.excepthook = hooks
    assert len(shown) == 1


@pytest.mark.loud
def test_the_report_tells_where_it_happened_in_vietnam_time(failures, tmp_path):
    before = vietnam_now()
    try:
        int("không phải số")
    except ValueError as error:
        trace = error.__traceback__
        sys.excepthook(ValueError, error.with_traceback(None), trace)
    [report] = (tmp_path / "reports").glob("loi-*.txt")
    said = report.read_text(encoding="utf-8")
    assert 'int("không phải số")' in said
    assert before <= datetime.fromisoformat(said.splitlines()[2]) <= vietnam_now()


@pytest.mark.loud
def test_a_bug_in_another_thread_is_told_on_the_gui_thread(qtbot, failures, shown):
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0][0] == "Chương trình gặp lỗi"


def test_an_error_while_one_is_shown_opens_no_second_dialog(qapp, tmp_path):
    seen: list[str] = []

    def show(title: str, text: str) -> None:
        seen.append(title)
        many.tell(UserError("một lỗi nữa"))

    many = Failures(tmp_path, show)
    many.tell(UserError("lỗi"))
    assert seen == ["Chưa làm được"]


def test_closing_gives_the_hooks_back_to_python(qapp, tmp_path):
    before = sys.excepthook, threading.excepthook
    failures = Failures(tmp_path, lambda title, text: None)
    failures.install()
    failures.close()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
    sys.excepthook, threading.excepthook = before
