"""The section "Thêm": what few applicants have. Closed, it is a line of badges that says what is set in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Help
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.applicant_representative import RepresentativeInputs
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.folded_field import FoldedField
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.presence import set_present

_LONGEST = 44
"""Letters of a badge, so that one long text does not fill the line."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class MoreSection(QWidget):
    """Leaving it by Tab or Enter closes it, so that the papers come back into view.

    The mouse leaves it open, or what is about to be clicked would move away.
    """

    changed = Signal()
    opened = Signal(bool)

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.representative = RepresentativeInputs(fields, self)
        self.email, self.note, self.visited = QLineEdit(), QLineEdit(), QLineEdit()
        self.visited.setPlaceholderText("Nhà riêng, nhà văn hóa thôn…")
        self.ticks = {kind: QCheckBox(kind.label) for kind in Help}
        self._inputs, self._badges = QWidget(), QWidget()
        self._badge_row = FlowLayout(6, self._badges)
        self._lay_out(fields)
        self._connect(fields)
        self.open(False)

    def help(self) -> tuple[Help, ...]:
        return tuple(kind for kind, tick in self.ticks.items() if tick.isChecked())

    def is_open(self) -> bool:
        return not self._inputs.isHidden()

    def has_keyboard(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self._inputs.isAncestorOf(now)

    def open(self, opened: bool) -> None:
        set_present(self._inputs, opened)
        self._show_badges()
        self.opened.emit(opened)
        if opened:
            QTimer.singleShot(0, self, self._come_into_view)  # once the form has made room

    def badges(self) -> list[str]:
        """What is set, as the closed section says it."""
        who, place, note = self.representative, clean(self.visited.text()), clean(self.note.text())
        value = who.value()
        said = [f"{who.title()}: {value.name}" if value else ""]
        said += [kind.label for kind in self.help()]
        said += [f"Lưu động: {place}" if place else "", clean(self.email.text()), f"Ghi chú: {note}" if note else ""]
        return [text for text in said if text]

    def clear(self) -> None:
        self.restore({})
        self.open(False)

    def is_touched(self) -> bool:
        return bool(self.badges())

    def kept(self) -> dict[str, object]:
        texts = {"email": self.email.text(), "visited": self.visited.text(), "note": self.note.text()}
        return texts | {"help": [kind.value for kind in self.help()], "representative": self.representative.kept()}

    def restore(self, kept: Mapping[str, object]) -> None:
        for name, edit in {"email": self.email, "visited": self.visited, "note": self.note}.items():
            edit.setText(str(kept.get(name, "")))
        helped, representative = kept.get("help"), kept.get("representative")
        for kind, tick in self.ticks.items():
            tick.setChecked(isinstance(helped, (list, tuple)) and kind.value in helped)
        self.representative.restore(representative if isinstance(representative, Mapping) else {})

    def eventFilter(self, edit: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _BY_KEY and self._was_left():
            self.open(False)
        return super().eventFilter(edit, event)

    def _was_left(self) -> bool:
        return QApplication.focusWidget() is not None and not self.has_keyboard()

    def _lay_out(self, fields: Fields) -> None:
        column, lines = QVBoxLayout(self), QVBoxLayout(self._inputs)
        for box in (column, lines):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(8)
        column.addWidget(self._badges)
        column.addWidget(self._inputs)
        who, sent, rest = FieldRow(), self.representative, FieldRow()
        who.add(sent.name_field, 165, 3)
        who.add(sent.number_field, 136, 1)
        who.add(Field("Điện thoại", sent.phone), 118, 1)
        who.add(sent.authority_field, 190, 3)
        rest.add(Field("Địa chỉ của người đó", sent.address), 200, 2)
        rest.add(fields.add("applicant.email", FoldedField("Email", self.email)), 150, 1)
        rest.add(Field("Ghi chú", self.note), 150, 2)
        lines.addLayout(who)
        lines.addLayout(rest)
        lines.addLayout(self._help_line())

    def _help_line(self) -> FieldRow:
        line, ticks = FieldRow(), QWidget()
        row = FlowLayout(14, ticks)
        for tick in self.ticks.values():
            row.addWidget(tick)
        line.add(Field("Người nộp cần giúp (phiếu in chữ lớn)", ticks), 385)
        line.add(Field("Tiếp nhận lưu động tại", self.visited), 200, 1)
        return line

    def _connect(self, fields: Fields) -> None:
        self.representative.changed.connect(self.changed)
        for edit in (self.email, self.note, self.visited):
            edit.textChanged.connect(self.changed)
        for tick in self.ticks.values():
            tick.toggled.connect(self.changed)
        for each in (*self.representative.edits().values(), self.email, self.note, *self.ticks.values(), self.visited):
            each.installEventFilter(self)
        self.changed.connect(self._show_badges)
        for name in ("representative.name", "representative.number", "applicant.email"):
            field = fields[name]
            assert isinstance(field, FoldedField)
            field.failed.connect(lambda: self.open(True))

    def _come_into_view(self) -> None:
        """All of it where it fits, not only the input that has the keyboard."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.height() < area.viewport().height():
            area.ensureWidgetVisible(self, 0, 16)

    def _show_badges(self) -> None:
        texts = [] if self.is_open() else self.badges()
        while (item := self._badge_row.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for text in texts:
            badge = Badge(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", Tone.WAIT)
            badge.setToolTip(text)
            self._badge_row.addWidget(badge)
        set_present(self._badges, bool(texts))
        set_present(self, bool(texts) or self.is_open())
