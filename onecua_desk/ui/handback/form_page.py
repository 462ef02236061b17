"""The page of a verb about a result that has gone out already: undo it, or say why the citizen is not satisfied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from onecua_desk.ui.dossiers.verb_form import VerbForm
from onecua_desk.ui.dossiers.verb_panel import VerbPanel
from onecua_desk.ui.widgets.card import Card


class FormPage(Card):
    """``done`` carries the ``Outcome``; ``left``: nothing was written."""

    done = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: VerbForm | None = None

    def start(self, panel: VerbPanel) -> None:
        self.close_form()
        self.form = VerbForm(panel)
        self.form.done.connect(self.done)
        self.form.cancelled.connect(self.left)
        self.body.addWidget(self.form)
        self.form.show()  # what a layout takes in is otherwise shown a moment later, too late for the keyboard
        self.form.start()

    def close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.body.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def may_leave(self) -> bool:
        """False, with a reminder at the form, while typed work would be lost or is being written."""
        return self.form is None or self.form.may_leave()
