"""A labelled input with its error below it, and the inputs of a form by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.errors import UserError
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.presence import set_present


class Field(QWidget):
    """The label above, the input, and a line for an error, a warning or a hint; what is empty takes no height."""

    def __init__(self, label: str, widget: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input, self._hint = widget, hint
        self._label, self._message = QLabel(label), QLabel()
        self._label.setBuddy(widget)
        set_present(self._label, bool(label))
        mark(self._label, "role", "soft")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        if label:
            widget.setAccessibleName(label)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for part in (self._label, widget, self._message):
            rows.addWidget(part)
        rows.addStretch(1)
        self.setFocusProxy(widget)
        self._forget_error_when_edited()
        self.clear()

    def set_error(self, sentence: str) -> None:
        """What is wrong and what to do; stays until the input is edited."""
        self._say(sentence, "error")

    def show_error(self, error: UserError) -> None:
        """The same; a field that is a list goes to the line that is meant."""
        self.set_error(str(error))

    def set_warning(self, sentence: str) -> None:
        """What the official should look at; does not stop anything."""
        self._say(sentence, "warning")

    def clear(self) -> None:
        """No error, no warning: the hint again, if there is one."""
        self._show(self._hint, "soft", "")

    def message(self) -> str:
        """What stands below the input now."""
        return self._message.text()

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self.input.setAccessibleName(label)

    def _say(self, sentence: str, state: str) -> None:
        if sentence:
            self._show(sentence, state, state)
        else:
            self.clear()

    def _show(self, text: str, role: str, state: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        mark(self._message, "role", role)
        mark(self.input, "state", state)
        self.input.setAccessibleDescription(text)

    def _forget_error_when_edited(self) -> None:
        for name in ("textEdited", "textChanged", "currentIndexChanged", "dateChanged", "toggled"):
            signal = getattr(self.input, name, None)
            if signal is not None:
                signal.connect(self.clear)
                return


class Fields:
    """The fields of one form under the names that ``UserError.field`` uses."""

    def __init__(self) -> None:
        self._fields: dict[str, Field] = {}

    def add(self, name: str, field: Field) -> Field:
        self._fields[name] = field
        return field

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def show(self, error: UserError) -> bool:
        """Put the sentence at its field and the keyboard into it; false when no field here has that name."""
        field = self._fields.get(error.field or "")
        if field is None:
            return False
        field.show_error(error)
        field.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear(self) -> None:
        for field in self._fields.values():
            field.clear()
