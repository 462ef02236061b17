"""Why a citizen pays less than the fee: a usual reason or one of their own, and how much is taken off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from onecua_desk.domain.payment import Exemption
from onecua_desk.domain.text import clean
from onecua_desk.ui.widgets.field import Field

REASONS = (
    "Người có công với cách mạng",
    "Hộ nghèo",
    "Hộ cận nghèo",
    "Trẻ em",
    "Người cao tuổi",
    "Người khuyết tật",
    "Đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn",
)
"""Whom the law on fees names (Luật Phí và lệ phí 97/2015 Art. 10); the province says who pays nothing and who half."""


class ExemptionInputs(QObject):
    """Two inputs that a key opens and takes away again; an empty reason is no exemption."""

    changed = Signal()
    left = Signal()
    """It was put away while the keyboard was in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = QShortcut(QKeySequence("Ctrl+G"), parent)
        self._key.activated.connect(self._toggle)
        self.reason, self.percent = QComboBox(editable=True), QSpinBox()
        self.reason.addItems(list(REASONS))
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = QLineEdit(placeholderText="lý do, hoặc phím mũi tên")
        self.reason.setLineEdit(edit)
        edit.setCompleter(None)  # type: ignore[arg-type]  # it would complete against the input method
        self.percent.setRange(1, 100)
        self.percent.setSuffix(" %")
        self.reason_field, self.percent_field = Field("Miễn, giảm vì", self.reason), Field("Giảm", self.percent)
        self._shown = self._open = False
        self.clear()
        self.reason.editTextChanged.connect(self.changed)
        self.percent.valueChanged.connect(self.changed)

    def _toggle(self) -> None:
        """A reason that was given is taken back only from within."""
        filled = self._open and clean(self.reason.currentText()) and not self._has_keyboard()
        if filled or not self.close():
            self.open()

    def _has_keyboard(self) -> bool:
        return self.reason.hasFocus() or self.percent.hasFocus()

    def step_back(self) -> bool:
        """Esc: put away what says nothing yet; false when there is nothing to put away."""
        return not clean(self.reason.currentText()) and self.close()

    def set_shown(self, shown: bool) -> None:
        """Whether there is a fee that could be less."""
        self._shown = shown
        self._show()

    def open(self) -> None:
        self._open = True
        self._show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> bool:
        """Take the exemption back; false when none was open."""
        if not self._open or not self._shown:
            return False
        had_keyboard = self._has_keyboard()
        self.clear()
        if had_keyboard:
            self.left.emit()
        return True

    def exemption(self) -> Exemption | None:
        reason = clean(self.reason.currentText())
        return Exemption(reason, self.percent.value()) if reason and self._open and self._shown else None

    def clear(self) -> None:
        self._open = False
        self._fill("", 100)

    def kept(self) -> dict[str, object]:
        return {
            "exempt": self._open,
            "exempt_reason": self.reason.currentText(),
            "exempt_percent": self.percent.value(),
        }

    def restore(self, kept: Mapping[str, object]) -> None:
        self._open = kept.get("exempt") is True
        percent = kept.get("exempt_percent")
        self._fill(str(kept.get("exempt_reason") or ""), percent if isinstance(percent, int) else 100)

    def _fill(self, reason: str, percent: int) -> None:
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText(reason)
        self.percent.setValue(percent)
        self._show()

    def _show(self) -> None:
        self._key.setEnabled(self._shown)
        for field in (self.reason_field, self.percent_field):
            field.setVisible(self._shown and self._open)
        self.changed.emit()
