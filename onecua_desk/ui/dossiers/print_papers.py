"""The panel of *In giấy tờ*: every paper of the dossier, how often each was printed, and where it came out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from onecua_desk.services.dossier_papers import DossierPaper
from onecua_desk.ui.dossiers.form_print import came_out
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.widgets.presence import set_present

_KEYS = 9
_INDENT = 28


@dataclass(frozen=True, slots=True)
class PrintDraft:
    """The place of the chosen paper in the list."""

    chosen: int


class PrintPanel(VerbPanel):
    """What was asked for and never came out is chosen first, otherwise the slip."""

    title = "In giấy tờ"
    confirm = "In"

    def build(self) -> None:
        self.papers = self.reading.papers
        self._group, rows = QButtonGroup(self), QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, paper in enumerate(self.papers):
            radio, below = _radio(paper.words, place + 1), _below(paper)
            radio.setAccessibleDescription(below.text())
            self._group.addButton(radio, place)
            column.addWidget(radio)
            column.addWidget(below)
        self.ask("paper", "", rows)
        self.tell("In theo hồ sơ hiện nay; bản in lại ghi rõ là bản in lại.", "soft")
        self.choose(next((place for place, paper in enumerate(self.papers) if paper.owed), 0))

    def choose(self, place: int) -> None:
        self._group.button(place).setChecked(True)

    def draft(self) -> PrintDraft:
        return PrintDraft(self._group.checkedId())

    def runner(self) -> Runner:
        return self.workplace.printing

    def typed(self) -> bool:
        """Another choice is no work that could be lost."""
        return False

    def write(self, draft: PrintDraft) -> Outcome:
        place, chosen = self.workplace, self.papers[draft.chosen]
        paper = chosen.make(place.desk, place.official)
        return Outcome(came_out(chosen.called, paper, place.print_paper(paper)), None)


def _radio(words: str, number: int) -> QRadioButton:
    """Nine papers have a key; a dossier that was handed over again and again has more."""
    return KeyRadio(words, f"Ctrl+{number}") if number <= _KEYS else QRadioButton(words)


def _below(paper: DossierPaper) -> QLabel:
    """Which of several papers it is and how often it was printed, under its name."""
    label = QLabel(" · ".join(text for text in (paper.about, _times(paper)) if text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(current().px(_INDENT), 0, 0, 6)
    mark(label, "role", "warning" if paper.owed else "soft")
    set_present(label, bool(label.text()))
    return label


def _times(paper: DossierPaper) -> str:
    if paper.printed is None:
        return ""
    if paper.printed:
        return f"đã in {paper.printed} lần"
    return f"chưa in, {paper.reader} chưa có" if paper.owed else "chưa in"
