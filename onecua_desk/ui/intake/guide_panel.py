"""F1, "Hỏi đáp": what citizens ask about the chosen procedure or any other, beside the open draft; also printed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import guide as guides
from onecua_desk.services.guide import Guide
from onecua_desk.ui.intake.case_box import CaseBox
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.guide_page import GuidePage
from onecua_desk.ui.intake.procedure_box import ProcedureBox
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import PutOut, Workplace

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_OTHERS_KEYS = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class GuidePanel(Card):
    """Reads only: the draft stays as it is until ``taken`` (a ``Procedure``) is answered. ``closed``: put it away.

    Arrows scroll, digits choose a case, letters look for another procedure.
    """

    taken = Signal(object)
    closed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._answers = Latest(workplace.tasks)
        self._channel = Channel.COUNTER
        self._in_form: Procedure | None = None
        self._guide: Guide | None = None
        self.box, self.case_box, self.page, self.notice = ProcedureBox(), CaseBox(), GuidePage(), Notice()
        self.area = Scroll(self.page)
        self._nothing = EmptyState(
            "Người dân hỏi thủ tục nào?", "Gõ mã, tên hoặc chữ đầu của thủ tục vào ô trên.", "info"
        )
        self._close = KeyButton("Đóng", "Esc", Kind.QUIET)
        self.print_button = KeyButton("In hướng dẫn", "Ctrl+P", Kind.QUIET, shown_only=True)
        self.large_button = KeyButton("Chữ to", "Ctrl+Shift+P", Kind.QUIET, shown_only=True)
        self.take_button = KeyButton("Nhận thủ tục này", "Enter", Kind.MAIN)
        self._lay_out()
        self._connect()

    def set_finder(self, finder: Finder) -> None:
        """``finder`` of the form: what it finds can be asked about."""
        self.box.set_finder(finder)

    def open(
        self,
        procedure: Procedure | None,
        case_id: str = "",
        channel: Channel = Channel.COUNTER,
        in_form: Procedure | None = None,
    ) -> None:
        """Answer about ``procedure`` and take the keyboard; ``None``: ask which one. ``in_form``: the chosen one."""
        self._in_form, self._channel = in_form, channel
        self.notice.hide()
        self.box.put(procedure)
        self._show_cases(case_id)
        self._ask()
        (self.area if procedure else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Close the list of the box; false when it is not open."""
        return self.box.close_list()

    def guide(self) -> Guide | None:
        """What is shown now."""
        return self._guide

    def event(self, event: QEvent) -> bool:
        # While the keyboard is here these keys mean the hand-out, whatever they mean on the rest of the screen.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _prints(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _prints(event):
            self._print(large=bool(event.modifiers() & _SHIFT))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take_button.isVisible():
            self._take()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _OTHERS_KEYS:
            self._pass_on(event)
        else:
            super().keyPressEvent(event)

    def _pass_on(self, event: QKeyEvent) -> None:
        """What is typed over the answers: a digit is a case, a letter begins a search."""
        if event.text().isdigit() and self.case_box.isVisible():
            QCoreApplication.sendEvent(self.case_box, event)
        else:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.box, event)

    def _show_cases(self, case_id: str = "") -> None:
        procedure = self.box.procedure()
        cases = procedure.cases_for(self._channel) if procedure else ()
        self.case_box.show_cases(())
        self.case_box.show_cases(cases)
        self.case_box.choose(case_id)
        self.case_box.setVisible(len(cases) > 1)

    def _choose(self) -> None:
        self._show_cases()
        self._ask()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        procedure, case, channel = self.box.procedure(), self.case_box.currentData(), self._channel
        self._nothing.setVisible(procedure is None)
        for widget in (self.area, self.print_button, self.large_button):
            widget.setVisible(procedure is not None)
        self.take_button.setVisible(procedure not in (None, self._in_form))
        if procedure is None:
            self._answers.drop()
            self._guide = None
            return
        desk, case_id = self._workplace.desk, case.id if case else ""
        self._answers.run(lambda: guides.guide(desk, procedure, case_id, channel), self._show)

    def _show(self, guide: Guide) -> None:
        self._guide = guide
        self.page.show_guide(guide)
        self.area.verticalScrollBar().setValue(0)

    def _take(self) -> None:
        self.taken.emit(self.box.procedure())

    def _print(self, *, large: bool) -> None:
        guide, place = self._guide, self._workplace
        if guide is None:
            return

        place.printing.run(
            lambda: place.print_paper(guides.hand_out(guide, large=large)), self._tell, self._tell_failure
        )

    def _tell(self, out: PutOut) -> None:
        self.notice.say(f"Tờ hướng dẫn đã ra {out.words()}.")

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error), Tone.LATE)

    def _connect(self) -> None:
        self.box.chosen.connect(self._choose)
        self.case_box.currentIndexChanged.connect(self._ask)
        self._close.clicked.connect(self.closed)
        self.take_button.clicked.connect(self._take)
        self.print_button.clicked.connect(lambda: self._print(large=False))
        self.large_button.clicked.connect(lambda: self._print(large=True))

    def _lay_out(self) -> None:
        head = Section(None, "Hỏi đáp")
        head.add_right(self._close)
        self.box.setAccessibleName("Thủ tục người dân hỏi")
        self.case_box.setAccessibleName("Trường hợp")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        verbs = QHBoxLayout()
        flow = FlowLayout(8)
        for button in (self.take_button, self.print_button, self.large_button):
            flow.addWidget(button)
        verbs.addLayout(flow, 1)
        for widget in (head, self.box, self.case_box, self.notice):
            self.body.addWidget(widget)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self._nothing, 1)
        self.body.addLayout(verbs)


def _prints(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_P and event.modifiers() & ~_SHIFT == _CONTROL
