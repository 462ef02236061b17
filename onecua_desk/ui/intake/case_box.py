"""The cases of a procedure, each with its number: a digit chooses one, a letter goes to the next that begins so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from onecua_desk.domain.procedure import Case
from onecua_desk.domain.text import fold
from onecua_desk.ui.intake.elided_box import ElidedBox

_USUAL = "Thông thường"
_CHOOSE = "Chọn trường hợp…"
_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CaseBox(ElidedBox):
    """``taken``: a digit chose a case, and the talk can go on."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[Case, ...] = ()
        self._letters: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Offer ``cases``; the one that is chosen stays if it is among them, else the usual one, if there is one."""
        before, self._cases = self.currentData(), tuple(cases)
        self._letters = _own_letters(cases)
        self.blockSignals(True)
        self.clear()
        usual = next((number for number, case in enumerate(cases) if _is_usual(case)), None)
        if usual is None:
            self.addItem(_CHOOSE, None)
        for number, case in enumerate(cases, start=1):
            self.addItem(f"{number}  {case_words(case)}", case)
        self.setCurrentIndex(self._place(cases.index(before)) if before in cases else usual or 0)
        self.blockSignals(False)

    def choose(self, case_id: str) -> None:
        """The case with this id, if it is offered."""
        for number, case in enumerate(self._cases):
            if case.id == case_id:
                self.setCurrentIndex(self._place(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = "" if event.modifiers() & _TYPING else fold(event.text())
        if text.isdigit():
            self._take(int(text) - 1)
        elif text.isalpha():
            self._go_to(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not move an appointment

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._cases):
            self.setCurrentIndex(self._place(number))
            self.taken.emit()

    def _go_to(self, letter: str) -> None:
        here = self.currentIndex() - self._place(0)
        count = len(self._cases)
        order = [(here + step) % count for step in range(1, count + 1)]
        found = next((number for number in order if self._letters[number] == letter), None)
        if found is not None:
            self.setCurrentIndex(self._place(found))

    def _place(self, number: int) -> int:
        """The row of a case: a row that asks to choose may stand first."""
        return number + self.count() - len(self._cases)


def case_words(case: Case) -> str:
    """A case as it is read in the list, with its limit."""
    name = case.name or _USUAL
    return f"{name} · {case.limit.words()}" if case.limit else name


def _is_usual(case: Case) -> bool:
    return not case.id or case.name.startswith(_USUAL)


def _own_letters(cases: Sequence[Case]) -> list[str]:
    """The first letter of each case behind the words with which all of them begin."""
    words = [fold(case.name or _USUAL).split() for case in cases]
    shared = 0
    while words and all(len(one) > shared + 1 and one[shared] == words[0][shared] for one in words):
        shared += 1
    return [one[shared][0] for one in words]
