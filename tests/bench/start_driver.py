"""One start of the program, in a process of its own: milliseconds since the parent began it, and the memory then.

Imports stand in the functions: the measurement must not pay for modules that a start does not need.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

LETTERS = "dkks"


class Start:
    """What was seen, and when; ``began`` is the parent's ``time.monotonic``, one clock for all processes."""

    def __init__(self, began: float) -> None:
        self._began = began
        self.seen: dict[str, float] = {}

    def note(self, name: str) -> None:
        self.seen[name] = (time.monotonic() - self._began) * 1000

    def note_memory(self, name: str) -> None:
        from tests.bench.machine import memory_of

        self.seen[f"{name} rss"], self.seen[f"{name} peak"] = memory_of()


def _empty_window(start: Start) -> None:
    """The floor: Qt and nothing else."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    start.note("shown")
    start.note_memory("shown")


def _program(start: Start, folder: Path, signed_in: int | None) -> None:
    gc.disable()  # as the command does
    import_module("onecua_desk.opening")
    from PySide6.QtWidgets import QApplication

    from tests.bench import seat

    def at_the_door(_: seat.Seat) -> seat.Play:
        yield lambda: any(window.isVisible() for window in QApplication.topLevelWidgets())
        start.note("shown")
        start.note_memory("shown")

    def at_the_desk(here: seat.Seat) -> seat.Play:
        yield lambda: bool(here.program.window and here.program.window.isVisible())
        start.note("shown")
        window: Any = here.program.window
        screen = window.built("intake")  # to go there once more would read the catalogue once more
        box = screen.form.procedure.box
        _type(box)
        yield lambda: bool(box.offers())
        start.note("answers")
        start.note_memory("answers")
        for number in range(3):
            yield from _intake(screen, number)
        yield lambda: _has_tried(here.program)
        start.note_memory("three intakes")
        _code(here.desk)
        start.note_memory("coded")

    seat.run(folder, signed_in, at_the_door if signed_in is None else at_the_desk)


def _type(box) -> None:
    """Not by QtTest, which would be weighed too."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in LETTERS:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key, bare = Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(box, QKeyEvent(kind, key, bare, letter))


def _has_tried(program) -> bool:
    """The worker has tried its line and waits: all that it needs is imported."""
    return bool(program._line_status and program._line_status.next_at)


def _code(desk) -> None:
    """What waits for the line, as frames: where somebody answers, the worker does it in every turn."""
    from onecua_desk import memory
    from onecua_desk.sync.upload import Upload
    from onecua_desk.wire import model

    b"".join(Upload(desk, by_line=False).pieces())
    model.let_go()
    memory.give_back()


def _intake(screen, number: int):
    """One dossier from the form to its slip, with the preview in between."""
    form, printed = screen.form, []
    screen.saving.printed.connect(lambda *_: printed.append(True))
    screen.saving.not_printed.connect(lambda *_: printed.append(False))
    form.procedure.box.setText("2.000815")
    form.procedure.box.textEdited.emit("2.000815")
    yield lambda: bool(form.procedure.box.offers())
    form.procedure.box.choose(form.procedure.box.offers()[0])
    form.applicant.name.setText(f"Đặng Thị Ngọc {'ABC'[number]}")
    form.applicant.number.setText("034188001234")
    form.papers.papers.tick_required()
    yield screen.preview.has_page
    screen.main_verb()
    yield lambda: bool(printed)
    if not printed[0]:
        raise RuntimeError("the slip did not come out")


def main(began: float, what: str, folder: Path) -> None:
    start = Start(began)
    match what:
        case "empty window":
            _empty_window(start)
        case "door":
            _program(start, folder, None)
        case "desk":
            _program(start, folder, 0)
    print(json.dumps(start.seen))


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
