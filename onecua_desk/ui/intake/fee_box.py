"""The fees that come into question: the usual one is preset; where only the official can know, it asks to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.fee_choice import usual
from onecua_desk.domain.fees import FeeRule
from onecua_desk.ui.intake.elided_box import ElidedBox

_USUAL, _CHOOSE = "Thông thường", "Chọn mức thu…"


class FeeBox(ElidedBox):
    """What is chosen stays while a fee of its name is offered, whatever it costs by then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[FeeRule, ...] = ()
        self._before = ""

    def show_rules(self, rules: Sequence[FeeRule], *, anew: bool = False) -> None:
        """Offer ``rules``; ``anew``: nothing that was chosen before counts any more."""
        if tuple(rules) == self._rules and not anew:
            return
        chosen = self.currentText() if len(self._rules) > 1 else self._before  # the only one was nobody's choice
        self._before = "" if anew else chosen
        self.blockSignals(True)
        self._rules = tuple(rules)
        self.clear()
        if len(rules) > 1 and usual(rules) is None:
            self.addItem(_CHOOSE)
        self.addItems([rule.name or _USUAL for rule in rules])
        self.choose(self._before)
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """The fee of this name as the list shows it, where there is one; else the usual one, or the question."""
        found, place = self.findText(name) if name else -1, usual(self._rules)
        self.setCurrentIndex(found if found >= 0 else 0 if place is None else self._row(place))

    def chosen(self) -> str:
        """The name for ``choose``; empty while it is still to be chosen."""
        return "" if self.place() is None else self.currentText()

    def chosen_in_0_2(self, name: str) -> str:
        """What a draft of 0.2 tells by ``name``: there the first fee was preset, so that it was nobody's choice."""
        return "" if self._rules and name == (self._rules[0].name or _USUAL) else name

    def rules(self) -> tuple[FeeRule, ...]:
        return self._rules

    def place(self) -> int | None:
        """Of the chosen rule among all; ``None`` while it is still to be chosen, or where there is none."""
        place = self.currentIndex() - self._row(0)
        return place if 0 <= place < len(self._rules) else None

    def rule(self) -> FeeRule | None:
        place = self.place()
        return None if place is None else self._rules[place]

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change what is paid

    def _row(self, place: int) -> int:
        return place + self.count() - len(self._rules)
