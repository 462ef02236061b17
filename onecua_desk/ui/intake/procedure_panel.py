"""Step 1: which procedure, how it came, which of its cases, and the day where the catalogue names no limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.date_edit import DateEdit
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_box import ProcedureBox
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field, Fields

_USUAL = "Thông thường"
_CHOOSE = "Chọn trường hợp…"


class ProcedurePanel(Card):
    """``chosen``: another procedure, case or channel; ``changed``: anything; ``answered``: the official goes on."""

    chosen = Signal()
    changed = Signal()
    answered = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self._finder = Finder()
        self.box, self.channel_box, self.case_box, self.day_edit = ProcedureBox(), QComboBox(), QComboBox(), DateEdit()
        self.channel_box.addItems([channel.label for channel in Channel])
        self.channel_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.channel_box.setMinimumContentsLength(14)
        self.case_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._again = KeyButton("Như hồ sơ trước", "Ctrl+L", Kind.QUIET)
        self._case = fields.add("case", Field("Trường hợp", self.case_box))
        self._due = fields.add("due", Field("Ngày hẹn trả", self.day_edit))
        self._lay_out(fields)
        self._connect()
        self._show_questions()

    def set_finder(self, finder: Finder) -> None:
        self._finder = finder
        self.box.set_finder(finder)
        self._offer_again()

    def procedure(self) -> Procedure | None:
        return self.box.procedure()

    def channel(self) -> Channel:
        return list(Channel)[self.channel_box.currentIndex()]

    def case(self) -> Case | None:
        """The case that holds now; ``None`` while it is still to be chosen."""
        procedure = self.procedure()
        if procedure is None:
            return None
        cases = procedure.cases_for(self.channel())
        return cases[0] if len(cases) == 1 else self.case_box.currentData()

    def case_id(self) -> str:
        """The id for the draft: empty where there is nothing to choose or nothing was chosen."""
        chosen: Case | None = None if self._case.isHidden() else self.case_box.currentData()
        return chosen.id if chosen else ""

    def errors(self) -> Iterator[UserError]:
        if self.procedure() is None:
            yield UserError("Hãy chọn thủ tục.", field="procedure")
        elif self.case() is None:
            yield UserError("Hãy chọn trường hợp của thủ tục.", field="case")
        elif self.day_is_asked() and not self.day_edit.value():
            missing = "Thủ tục này chưa có thời hạn trong danh mục: hãy nhập ngày hẹn trả."
            yield UserError(self.day_edit.problem() or missing, field="due")

    def day_is_asked(self) -> bool:
        return not self._due.isHidden()

    def first_question(self) -> QWidget | None:
        """What this step still has to ask after the procedure; ``None`` when the talk can go on."""
        if not self._case.isHidden() and self.case_box.currentData() is None:
            return self.case_box
        return self.day_edit if self.day_is_asked() and not self.day_edit.value() else None

    def clear(self) -> None:
        """Empty again; the procedure that stood here is offered as "Như hồ sơ trước"."""
        if procedure := self.procedure():
            self._last = procedure.code
        self.box.choose(None)
        self.channel_box.setCurrentIndex(0)
        self.day_edit.clear()
        self._choose()
        self._offer_again()

    def _lay_out(self, fields: Fields) -> None:
        heading = Section(1, "Thủ tục")
        questions = FieldRow()
        questions.add(self._case, 260, 1)
        questions.add(self._due, 170)
        heading.add_right(self._again)
        heading.add_right(self.channel_box)
        self.channel_box.setAccessibleName("Cách nộp")
        self.body.addWidget(heading)
        self.box.setAccessibleName("Thủ tục")
        self.body.addWidget(fields.add("procedure", Field("", self.box)))
        self.box.chosen.connect(fields["procedure"].clear)
        self.body.addLayout(questions)
        self._again.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for one, following in pairwise((self.box, self.channel_box, self.case_box, self.day_edit)):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        self.box.chosen.connect(self._choose)
        self.box.chosen.connect(self.answered)
        self.channel_box.currentIndexChanged.connect(self._choose)
        self.case_box.currentIndexChanged.connect(self._choose_case)
        self.day_edit.textChanged.connect(self.changed)
        self._again.clicked.connect(lambda: self.box.choose(self._finder.by_code(self._last)))

    def _choose(self) -> None:
        self._list_cases()
        self._choose_case()

    def _choose_case(self) -> None:
        self._show_questions()
        self.chosen.emit()
        self.changed.emit()

    def _list_cases(self) -> None:
        before = self.case_box.currentData()
        procedure = self.procedure()
        cases = procedure.cases_for(self.channel()) if procedure else ()
        self.case_box.blockSignals(True)
        self.case_box.clear()
        if not any(_is_usual(case) for case in cases):
            self.case_box.addItem(_CHOOSE, None)
        for case in cases:
            self.case_box.addItem(case_words(case), case)
        asking = self.case_box.count() - len(cases)
        self.case_box.setCurrentIndex(asking + cases.index(before) if before in cases else 0)
        self.case_box.blockSignals(False)

    def _show_questions(self) -> None:
        procedure, case = self.procedure(), self.case()
        self._case.setVisible(procedure is not None and len(procedure.cases_for(self.channel())) > 1)
        self._due.setVisible(case is not None and case.limit is None)

    def _offer_again(self) -> None:
        found = self._finder.by_code(self._last) if self._last else None
        self._again.setVisible(found is not None)
        self._again.setToolTip(found.name if found else "")


def case_words(case: Case) -> str:
    """A case as it is read in the list, with its limit."""
    name = case.name or _USUAL
    return f"{name} · {case.limit.words()}" if case.limit else name


def _is_usual(case: Case) -> bool:
    return not case.id or case.name.startswith(_USUAL)
