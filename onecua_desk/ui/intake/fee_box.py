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
    """What the official chose is taken whenever a fee of its name is offered, whatever it costs by then.

    It is not forgotten over a way of submitting that has other fees: the citizen may change their mind again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[FeeRule, ...] = ()
        self._chosen = ""
        for signal in (self.currentIndexChanged, self.activated):  # the second also where it was shown already
            signal.connect(self._take_choice)

    def show_rules(self, rules: Sequence[FeeRule], *, anew: bool = False) -> None:
        """Offer ``rules``; ``anew``: nothing that was chosen before counts any more."""
        if tuple(rules) == self._rules and not anew:
            return
        if anew:
            self._chosen = ""
        self.blockSignals(True)
        self._rules = tuple(rules)
        self.clear()
        if len(rules) > 1 and usual(rules) is None:
            self.addItem(_CHOOSE)
        self.addItems([rule.name or _USUAL for rule in rules])
        self._show_chosen()
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """The fee of this name as the list shows it, where there is one; else the usual one, or the question."""
        self._chosen = name
        self._show_chosen()
        self._chosen = name  # what is shown in its place was nobody's choice

    def chosen(self) -> str:
        """The name for ``choose``, offered now or not; empty while nobody chose one."""
        return self._chosen

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

    def _take_choice(self) -> None:
        self._chosen = "" if self.place() is None else self.currentText()

    def _show_chosen(self) -> None:
        found, place = self.findText(self._chosen) if self._chosen else -1, usual(self._rules)
        self.setCurrentIndex(found if found >= 0 else 0 if place is None else self._row(place))

    def _row(self, place: int) -> int:
        return place + self.count() - len(self._rules)
