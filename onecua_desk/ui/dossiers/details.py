"""The right column: the selected dossier with its story, or the form of the verb that is being done to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Changes
from onecua_desk.ui.dossiers.ask_papers import AskPapersPanel
from onecua_desk.ui.dossiers.closing import RefusePanel, WithdrawPanel
from onecua_desk.ui.dossiers.correct import CorrectPanel
from onecua_desk.ui.dossiers.explain import ExplainPanel
from onecua_desk.ui.dossiers.fee import PayPanel, VoidPanel
from onecua_desk.ui.dossiers.hand_over import HandOverPanel
from onecua_desk.ui.dossiers.head import Head
from onecua_desk.ui.dossiers.print_papers import PrintPanel
from onecua_desk.ui.dossiers.put_off import PutOffPanel
from onecua_desk.ui.dossiers.rate import RatePanel
from onecua_desk.ui.dossiers.reading import Reading, read
from onecua_desk.ui.dossiers.reprints import Reprints
from onecua_desk.ui.dossiers.result import ResultPanel
from onecua_desk.ui.dossiers.settle import SettlePanel
from onecua_desk.ui.dossiers.stop import StopPanel
from onecua_desk.ui.dossiers.story_page import StoryPage
from onecua_desk.ui.dossiers.supplement import SupplementPanel
from onecua_desk.ui.dossiers.take_over import TakeOverPanel
from onecua_desk.ui.dossiers.undelivered import UndeliveredPanel
from onecua_desk.ui.dossiers.undo import UndoPanel
from onecua_desk.ui.dossiers.verb_form import VerbForm
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

_PANELS: dict[Verb, type[VerbPanel]] = {
    Verb.SETTLE: SettlePanel,
    Verb.SUPPLEMENT: SupplementPanel,
    Verb.RECORD_RESULT: ResultPanel,
    Verb.ASK_PAPERS: AskPapersPanel,
    Verb.HAND_OVER: HandOverPanel,
    Verb.TAKE_OVER: TakeOverPanel,
    Verb.PUT_OFF: PutOffPanel,
    Verb.PAY: PayPanel,
    Verb.UNDELIVERED: UndeliveredPanel,
    Verb.UNDO: UndoPanel,
    Verb.RATE: RatePanel,
    Verb.EXPLAIN: ExplainPanel,
    Verb.PRINT: PrintPanel,
    Verb.CORRECT: CorrectPanel,
    Verb.VOID: VoidPanel,
    Verb.STOP: StopPanel,
    Verb.WITHDRAW: WithdrawPanel,
    Verb.REFUSE: RefusePanel,
}


class Details(Card):
    """``hand_back``, ``scans``: id of the dossier that this is done to elsewhere.

    ``left``: a form was closed, the keyboard is free.
    """

    hand_back = Signal(object)
    scans = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._reads = workplace, Latest(workplace.tasks)
        self._wanted: EventId | None = None
        self.reading: Reading | None = None
        self.form: VerbForm | None = None
        self.head, self.notice, self.story = Head(), Notice(), StoryPage()
        self.empty = EmptyState("Chưa chọn hồ sơ", "Chọn một dòng trong danh sách, hoặc quét mã trên giấy hẹn.")
        self._inner = QStackedWidget()
        self._inner.addWidget(self.story)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.head, self.notice, self._inner):
            column.addWidget(part)
        self._outer = QStackedWidget()
        self._outer.addWidget(self.empty)
        self._outer.addWidget(shown)
        self.body.addWidget(self._outer)
        self.story.chosen.connect(self.start)
        self.reprints = Reprints(workplace, self.notice)
        self.story.told.slip_wanted.connect(self._print_status)
        self.story.again.connect(self._print_exactly)

    def show_dossier(self, id: EventId | None) -> None:
        """Show another dossier; ask ``may_leave`` first."""
        if id != self._wanted:
            self.notice.hide()
            self._close_form()
        self._wanted = id
        if id is None:
            self._reads.drop()
            self.reading = None
            self._outer.setCurrentIndex(0)
        else:
            self._read(id)

    def shown_id(self) -> EventId | None:
        return self._wanted

    def refresh(self, changes: Changes | None) -> None:
        if self._wanted and (changes is None or self._wanted in changes.dossiers):
            self._read(self._wanted)

    def may_leave(self) -> bool:
        """False, with a reminder at the form, while typed work would be lost or is being written."""
        return self.form is None or self.form.may_leave()

    def writing(self) -> bool:
        return self.form is not None and self.form.writing

    def unsaved(self) -> str:
        if self.form is None or not self.form.panel.typed():
            return ""
        return f"Hồ sơ: đang ghi dở «{self.form.panel.title}»."

    def focus_verbs(self) -> None:
        """Enter on a line: the keyboard goes to the verb that comes next."""
        self.story.verbs.focus_first()

    def press_main(self) -> None:
        """F12: write the form, or begin the verb that comes next."""
        if self.form is not None:
            self.form.write()
        else:
            self.story.verbs.press_main()

    def back(self) -> bool:
        if self.form is None:
            return False
        self.form.leave()
        return True

    def start(self, verb: Verb) -> None:
        """Begin ``verb`` on the dossier that is on screen (not while another one is being read)."""
        reading = self.reading
        if reading is None or reading.dossier.id != self._wanted or self.form is not None:
            return
        if elsewhere := {Verb.HAND_BACK: self.hand_back, Verb.SCANS: self.scans}.get(verb):
            elsewhere.emit(reading.dossier.id)
            return
        self.notice.hide()
        self.form = VerbForm(_PANELS[verb](self._workplace, reading))
        self.form.done.connect(self._done)
        self.form.cancelled.connect(self._cancel)
        self._inner.addWidget(self.form)
        self._inner.setCurrentWidget(self.form)
        self.form.start()

    def print_again(self) -> None:
        """Ctrl+P: the slip, at once; its mark says that it is a reprint."""
        self.start(Verb.PRINT)
        if self.form is not None and isinstance(self.form.panel, PrintPanel):
            self.form.panel.choose(0)
            self.form.write()

    def _print_status(self) -> None:
        if self._wanted is not None:
            self.reprints.status(self._wanted)

    def _print_exactly(self, printed: EventId) -> None:
        if self._wanted is not None:
            self.reprints.exactly(self._wanted, printed)

    def _read(self, id: EventId) -> None:
        self._reads.run(lambda: read(self._workplace.desk, id), self._show, self._failed)

    def _show(self, reading: Reading) -> None:
        another = self.reading is None or self.reading.dossier.id != reading.dossier.id
        self.reading = reading
        self.head.show_dossier(reading.dossier)
        self.story.show_reading(reading)
        self._outer.setCurrentIndex(1)
        if another:
            self.story.to_top()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.reading = None
        self.empty.say(str(error), "Đồng bộ (F9) rồi tìm lại, hoặc hỏi quầy đã tiếp nhận.")
        self._outer.setCurrentIndex(0)

    def _done(self, outcome: Outcome) -> None:
        self._close_form()
        self.notice.say(outcome.sentence, Tone.OK)
        self.left.emit()
        if outcome.paper is not None and self.reading is not None:
            told = partial(self._tell_paper, self.reading.dossier, outcome.sentence)
            self._workplace.printing.run(outcome.paper, told)

    def _tell_paper(self, dossier: Dossier, before: str, came_out: tuple[str, Tone]) -> None:
        """How the paper came out; another dossier may be on screen by then."""
        paper, tone = came_out
        still_here = dossier.id == self._wanted and self.form is None
        self.notice.say(f"{before} {paper}" if still_here else f"Hồ sơ {dossier.code}: {paper}", tone)

    def _cancel(self) -> None:
        self._close_form()
        self.left.emit()

    def _close_form(self) -> None:
        if self.form is not None:
            self._inner.setCurrentWidget(self.story)
            self._inner.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
