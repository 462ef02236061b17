"""Step 1: which procedure, how it came, which of its cases, and the day where the catalogue names no limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.case_box import CaseBox
from onecua_desk.ui.intake.favourite_row import FavouriteRow
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_box import ProcedureBox
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.date_edit import DateEdit
from onecua_desk.ui.widgets.field import Field, Fields

_CHOOSE_CASE = "Hãy chọn trường hợp của thủ tục."


class ProcedurePanel(Card):
    """``chosen``: another procedure, case or channel; ``changed``: anything; ``answered``: the official goes on.

    ``asked``: what the citizen asks about the procedure that is marked or chosen.
    """

    chosen = Signal()
    changed = Signal()
    answered = Signal()
    asked = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self._finder = Finder()
        self._favourites: list[Procedure | None] = []
        self.box, self.channel_box, self.case_box, self.day_edit = ProcedureBox(), QComboBox(), CaseBox(), DateEdit()
        self.channel_box.addItems([channel.label for channel in Channel])
        self.channel_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.channel_box.setMinimumContentsLength(14)
        self._again = KeyButton("Như hồ sơ trước", "Ctrl+L", Kind.QUIET)
        self._ask = KeyButton("Hỏi đáp", "F1", Kind.QUIET)
        self.row = FavouriteRow()
        self._again_cell, self._channel_cell = _on_top(self._again), _on_top(self.channel_box)
        self._case = _beside("Trường hợp", fields.add("case", Field("", self.case_box)))
        self._due = _beside("Ngày hẹn trả", fields.add("due", Field("", self.day_edit)))
        self._lay_out(fields)
        self._connect()
        self._show_questions()

    def set_finder(self, finder: Finder) -> None:
        """The catalogue and the fees as they are now; what is chosen becomes that of now, with all answers to it."""
        self._finder = finder
        self.box.set_finder(finder)
        self._renew()
        self._offer_again()

    def set_favourites(self, codes: Sequence[str]) -> None:
        """What stands on Shift+F1 and the keys after it; a code that is not offered leaves its key empty."""
        self._favourites = [self._finder.by_code(code) for code in codes]
        keys = {one.code: f"Shift+F{number}" for number, one in enumerate(self._favourites, start=1) if one}
        self.box.set_keys(keys)
        self.row.show_procedures(self._favourites)
        self._show_questions()

    def take_favourite(self, key: int) -> None:
        """Choose what stands on ``key`` (1 to 10); the one that is chosen already keeps its ticks and cases."""
        found = self._favourites[key - 1] if key <= len(self._favourites) else None
        if found is None:
            return
        if found == self.procedure():
            self.box.put(found)
            self.answered.emit()
        else:
            self.box.choose(found)

    def procedure(self) -> Procedure | None:
        return self.box.procedure()

    def in_question(self) -> Procedure | None:
        """What the official is looking at: the marked offer of the open list, else what is chosen."""
        return self.box.marked() or self.procedure()

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

    def check_case(self) -> None:
        """``UserError(field="case")`` where papers and limit depend on a case that nobody chose yet."""
        if self.procedure() and self.case() is None:
            raise UserError(_CHOOSE_CASE, field="case")

    def errors(self) -> Iterator[UserError]:
        if self.procedure() is None:
            yield UserError("Hãy chọn thủ tục.", field="procedure")
        elif self.case() is None:
            yield UserError(_CHOOSE_CASE, field="case")
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

    def kept(self) -> dict[str, object]:
        """The answers so far, for a draft; what is being searched for counts as not answered."""
        procedure = self.procedure()
        return {
            "procedure": procedure.code if procedure else "",
            "channel": self.channel().value,
            "case": self.case_id(),
            "day": self.day_edit.text(),
        }

    def restore(self, kept: Mapping[str, object]) -> None:
        """Put the answers back, without moving the keyboard; a procedure that is offered no more is said at its box.

        The catalogue must be loaded (``set_finder``): what it does not know cannot be shown.
        """
        code, channels = str(kept.get("procedure", "")), [channel.value for channel in Channel]
        self.box.put(self._finder.by_code(code))
        self._problem.set_warning(self._finder.gone(code))
        channel = kept.get("channel")
        self._put_channel(channels.index(channel) if isinstance(channel, str) and channel in channels else 0)
        self._list_cases(fresh=True)
        self.case_box.choose(str(kept.get("case", "")))
        self.day_edit.setText(str(kept.get("day", "")))
        self._choose_case()

    def clear(self) -> None:
        """Empty again; the procedure that stood here is offered as "Như hồ sơ trước"."""
        if procedure := self.procedure():
            self._last = procedure.code
        self.box.choose(None)
        self._put_channel(0)
        self.day_edit.clear()
        self._choose()

    def _lay_out(self, fields: Fields) -> None:
        self.channel_box.setAccessibleName("Cách nộp")
        self.box.setAccessibleName("Thủ tục")
        self._problem = fields.add("procedure", Field("", self.box))
        find, questions = FieldRow(), FieldRow()
        find.add(_on_top(Section(1, "Thủ tục")), 104)
        find.add(self._problem, 200, 1)
        find.add(self._again_cell, 190)
        find.add(_on_top(self._ask), 100)
        questions.add(self._channel_cell, 190)
        questions.add(self._case, 300, 1)
        questions.add(self._due, 230)
        self.body.addLayout(find)
        self.body.addWidget(self.row)
        self.body.addLayout(questions)
        for button in (self._again, self._ask):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for one, following in pairwise((self.box, self.channel_box, self.case_box, self.day_edit)):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        self.box.chosen.connect(self._problem.clear)
        self.box.chosen.connect(self._choose)
        self.box.chosen.connect(self.answered)
        self.channel_box.currentIndexChanged.connect(self._choose)
        self.case_box.currentIndexChanged.connect(self._choose_case)
        self.case_box.taken.connect(self.answered)
        self.day_edit.textChanged.connect(self.changed)
        self.row.pressed.connect(self.take_favourite)
        self._again.clicked.connect(lambda: self.box.choose(self._finder.by_code(self._last)))
        self._ask.clicked.connect(self.asked)

    def _choose(self) -> None:
        self._list_cases()
        self._choose_case()

    def _choose_case(self) -> None:
        self._show_questions()
        self.chosen.emit()
        self.changed.emit()

    def _renew(self) -> None:
        before = self.procedure()
        if before is None:
            return
        now = self._finder.by_code(before.code)
        if now is None:
            why = self._finder.gone(before.code) or f"Danh mục không còn thủ tục {before.code}."
            self._problem.set_error(f"{why} Hãy chọn thủ tục khác.")
        elif now != before:
            case = self.case_id()
            self.box.renew(now)
            self._list_cases()
            self.case_box.choose(case)
            self._choose_case()

    def _put_channel(self, index: int) -> None:
        self.channel_box.blockSignals(True)
        self.channel_box.setCurrentIndex(index)
        self.channel_box.blockSignals(False)

    def _list_cases(self, *, fresh: bool = False) -> None:
        procedure = self.procedure()
        if fresh:
            self.case_box.show_cases(())
        self.case_box.show_cases(procedure.cases_for(self.channel()) if procedure else ())

    def _show_questions(self) -> None:
        procedure, case = self.procedure(), self.case()
        cases = procedure.cases_for(self.channel()) if procedure else ()
        self._case.setVisible(len(cases) > 1)
        self._due.setVisible(case is not None and case.limit is None)
        self._channel_cell.setVisible(procedure is not None)
        # The favourites give their room to the papers as soon as there is a procedure; their keys work all the same.
        self.row.setVisible(procedure is None and any(self._favourites))
        self._offer_again()

    def _offer_again(self) -> None:
        found = self._finder.by_code(self._last) if self._last else None
        self._again_cell.setVisible(found is not None and self.procedure() is None)
        self._again.setToolTip(found.name if found else "")


def _on_top(widget: QWidget) -> QWidget:
    """``widget`` in line with the input beside it, also when a sentence stands below that."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(widget)
    column.addStretch(1)
    widget.setMinimumHeight(current().px(current().field_height))
    return whole


def _beside(label: str, field: Field) -> QWidget:
    """The label on the left of its field: a line less where the papers need the height."""
    words, whole = QLabel(label), QWidget()
    mark(words, "role", "soft")
    words.setBuddy(field.input)
    field.input.setAccessibleName(label)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(words)
    row.addWidget(field, 1)
    return whole
