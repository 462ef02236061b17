"""The panel of *Sửa thông tin*: the applicant's data put right; what changes is shown before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QComboBox, QLineEdit

from onecua_desk.domain.applicant_fields import asked_of, represents
from onecua_desk.domain.parts import tidy
from onecua_desk.domain.text import uncapitalised
from onecua_desk.errors import UserError
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.widgets.rich import Html, bold, join

_SEXES = ("", "Nam", "Nữ")
_DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class CorrectDraft:
    """``values`` as typed, in the order of the form."""

    values: tuple[tuple[str, str], ...]
    reason: str


class CorrectPanel(VerbPanel):
    title = "Sửa thông tin"
    confirm = "Lưu sửa đổi"

    def build(self) -> None:
        who, received = self.reading.dossier.applicant, self.reading.dossier.received
        self.labels = asked_of(who.organisation)
        self._old = {name: self.shown(name) for name in self.labels}
        self.inputs: dict[str, QLineEdit | QComboBox] = {}
        if who.organisation and received.representative:
            self.tell(f"{represents(who.organisation)}: {received.representative.words()}", "soft")
        for name, label in self.labels.items():
            self.inputs[name] = self._input(name)
            self.ask(name, label, self.inputs[name], "ngày/tháng/năm" if name == "born" else "")
        self.reason = QLineEdit(placeholderText="Ví dụ: nhập sai khi tiếp nhận")
        self.ask("reason", "Lý do sửa (nếu có)", self.reason)
        self._summary = self.tell("", "")
        self._summarise()

    def shown(self, name: str) -> str:
        """A field's value as a person writes it."""
        born = self.reading.dossier.applicant.born
        if name == "born":
            return born.strftime(_DAY) if born else ""
        return self.reading.dossier.applicant.value(name)

    def draft(self) -> CorrectDraft:
        return CorrectDraft(tuple((name, _text(widget)) for name, widget in self.inputs.items()), self.reason.text())

    def write(self, draft: CorrectDraft) -> Outcome:
        edits = changed(self._old, dict(draft.values))
        new = {name: _stored(name, text) for name, _, text in edits}
        done = processing.correct(self.workplace.desk, self.workplace.official, self.id, new, draft.reason)
        return Outcome(f"Đã sửa: {', '.join(uncapitalised(self.labels[name]) for name in new)}.", done.changes)

    def _input(self, name: str) -> QLineEdit | QComboBox:
        if name == "sex":
            box = QComboBox()
            box.addItems(sorted({*_SEXES, self._old[name]}, key=lambda sex: (sex not in _SEXES, sex)))
            box.setCurrentText(self._old[name])
            box.currentTextChanged.connect(self._summarise)
            return box
        line = QLineEdit(self._old[name])
        line.setCursorPosition(0)
        line.textChanged.connect(self._summarise)
        return line

    def _summarise(self) -> None:
        if not hasattr(self, "_summary"):
            return
        edits = changed(self._old, {name: _text(widget) for name, widget in self.inputs.items()})
        lines = [_edit(self.labels[name], old, new) for name, old, new in edits]
        self._summary.setText("<br>".join([bold("Sẽ sửa"), *lines]) if lines else "Chưa sửa gì.")


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """``(field, old, new)`` where they differ by more than white space or the grouping of digits."""
    typed = {name: tidy(name, text) for name, text in new.items()}
    return [(name, old[name], text) for name, text in typed.items() if text != tidy(name, old[name])]


def _edit(label: str, old: str, new: str) -> Html:
    return join(f"{label}: {old or '(trống)'} → ", bold(new or "(trống)"))


def _text(widget: QLineEdit | QComboBox) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.currentText()


def _stored(name: str, text: str) -> str:
    """A tidy value as the log keeps it: a day as ISO text; ``UserError(field="born")`` where it is none."""
    if name != "born" or not text:
        return text
    try:
        return datetime.strptime(text, _DAY).date().isoformat()
    except ValueError:
        raise UserError("Hãy nhập ngày sinh dạng ngày/tháng/năm, ví dụ 05/09/1990.", field="born") from None
