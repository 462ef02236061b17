"""The screen Tiếp nhận: the form on the left; appointment, fee, slip and the main verb on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import number_warnings
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import intake
from onecua_desk.services.intake import Quote
from onecua_desk.ui.intake import slip_words
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.form import IntakeForm
from onecua_desk.ui.intake.live_quote import LiveQuote
from onecua_desk.ui.intake.saving import Saving
from onecua_desk.ui.intake.slip_preview import SlipPreview
from onecua_desk.ui.intake.slip_words import Act
from onecua_desk.ui.intake.summary_card import SummaryCard
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.freeze import Freeze
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.rich import bold, join
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import PutOut, Workplace

_SIDE = 430
"""The widest that the right column grows, px."""

_CLEAR, _SAVE = "Bỏ, nhập lại từ đầu", "Lưu và in"


class IntakeScreen(Screen):
    """``saved`` carries the new ``Dossier``."""

    saved = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._loaded = False
        self._asking = self._passing = False
        self.notice = Notice()
        self.form = IntakeForm(lambda day: intake.named_due(workplace.desk, day))
        self._area = Scroll(self.form)
        self.summary, self.preview = SummaryCard(), SlipPreview()
        self.save_button = KeyButton(_SAVE, "F12", Kind.MAIN)
        self.clear_button = KeyButton("Làm lại", "Esc")
        self.quote = LiveQuote(workplace, self.form.draft, self)
        self.saving, self._freeze = Saving(workplace, self), Freeze(self)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        self.form.applicant.set_today(self._workplace.desk.now().date())
        self.quote.ask()
        if not self._loaded:
            self._loaded = True
            desk = self._workplace.desk
            self._workplace.tasks.run(lambda: Finder(intake.procedures(desk)), self.form.procedure.set_finder)

    def first_focus(self) -> QWidget:
        """Where the talk goes on: at the procedure, or at what is still to be asked of the citizen."""
        form = self.form
        return form.applicant.next_empty() if form.procedure.procedure() else form.procedure.box

    def resumes(self, kept: QWidget) -> bool:
        """Not on a button, which the next Enter would press; and an empty form begins at its beginning."""
        return self.form.is_touched() and self.form.isAncestorOf(kept)

    def writing(self) -> bool:
        return self.saving.saving

    def main_verb(self) -> None:
        if self.saving.saving or (self.saving.printing and not self.form.is_touched()):
            return  # F12 once more, while the first is still at work
        if errors := self.form.errors():
            self.form.show_errors(errors)
            return
        self._set_saving(True)
        self.saving.save(self.form.draft())

    def back(self) -> bool:
        if self.saving.saving or self.form.step_back():
            return True
        if self.form.is_touched() and not self._asking:
            self._ask_to_clear()
            return True
        if not self.notice.isHidden():
            self._continue()
            return True
        return False

    def refresh(self, changes: object) -> None:
        self.quote.ask()

    def unsaved(self) -> str:
        if not self.form.is_touched():
            return ""
        so_far = "còn đang được ghi vào máy" if self.saving.saving else "chưa lưu"
        return f"Hồ sơ đang nhập của {self._citizen()} {so_far}."

    def _lay_out(self) -> None:
        left, right, verbs = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(10)
        right.setSpacing(10)
        left.addWidget(self.notice)
        left.addWidget(self._area, 1)
        verbs.setSpacing(8)
        verbs.addWidget(self.save_button, 1)
        verbs.addWidget(self.clear_button)
        right.addWidget(self.summary)
        right.addWidget(self.preview, 1)
        right.addLayout(verbs)
        side = QWidget()
        right.setContentsMargins(0, 0, 0, 0)
        side.setLayout(right)
        side.setMaximumWidth(_SIDE)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addLayout(left, 5)
        columns.addWidget(side, 3)

    def _connect(self) -> None:
        self.form.changed.connect(self.quote.ask)
        self.quote.quoted.connect(self._show_quote)
        self.quote.drawn.connect(self.preview.show_page)
        self.notice.dismissed.connect(self._forget_notice)
        self.form.procedure.answered.connect(self._begin_next)
        self.saving.saved.connect(self._take_saved)
        self.saving.refused.connect(self._show_refusal)
        self.saving.printed.connect(self._tell_printed)
        self.saving.not_printed.connect(self._tell_not_printed)
        self.save_button.clicked.connect(self.main_verb)
        self.clear_button.clicked.connect(self.back)

    def _show_quote(self, quote: Quote) -> None:
        who = self.form.applicant.applicant()
        at_number = number_warnings(who.number, who.born, who.sex)
        others = [warning for warning in quote.warnings if warning not in at_number]
        self.summary.show_quote(quote, warnings=others, day_is_asked=self.form.procedure.day_is_asked())

    def _take_saved(self, dossier: Dossier) -> None:
        self._set_saving(False)
        self.notice.say(join("Đã lưu hồ sơ ", bold(dossier.code), ", giấy hẹn đang ra…"), Tone.OK, lasting=True)
        self._begin_anew()
        self.saved.emit(dossier)

    def _show_refusal(self, error: Exception) -> None:
        self._set_saving(False)
        if not isinstance(error, UserError):
            raise error
        if not self.form.show_errors([error]):
            self.notice.say(str(error), Tone.LATE)

    def _tell_printed(self, dossier: Dossier, out: PutOut) -> None:
        sentence, verbs = slip_words.came_out(dossier, out)
        acts = {
            Act.OPEN: lambda: self._open_file(out),
            Act.AGAIN: lambda: self.saving.print_slip(dossier),
            Act.NEXT: self._continue,
        }
        self.notice.say(sentence, Tone.OK, [(verb.value, acts[verb]) for verb in verbs])
        self._passing = True

    def _tell_not_printed(self, dossier: Dossier, error: Exception) -> None:
        why = str(error) if isinstance(error, UserError) else "lỗi của chương trình."
        self._passing = False
        verbs = [
            (Act.AGAIN.value, lambda: self.saving.print_slip(dossier)),
            (Act.SAVE.value, lambda: self.saving.save_slip(dossier)),
        ]
        self.notice.say(slip_words.did_not_come_out(dossier, why), Tone.LATE, verbs)
        if not isinstance(error, UserError):
            raise error  # a bug: reported by ``failures``, after the official knows that nothing is lost

    def _open_file(self, out: PutOut) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.file))):
            self.notice.say(f"Máy này chưa có chương trình mở tệp PDF; giấy hẹn nằm ở {out.file}", Tone.DUE)

    def _ask_to_clear(self) -> None:
        verbs = [("Nhập tiếp", self._continue), (_CLEAR, self._clear)]
        self.notice.say(f"Bỏ hồ sơ đang nhập của {self._citizen()}? Hồ sơ này chưa lưu.", Tone.DUE, verbs)
        self._asking, self._passing = True, False
        self.notice.focus_verb()

    def _clear(self) -> None:
        self._begin_anew()
        self.notice.dismiss()

    def _begin_anew(self) -> None:
        self.form.clear()
        self._area.verticalScrollBar().setValue(0)
        self.quote.ask_now()

    def _continue(self) -> None:
        self.notice.dismiss()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_notice(self) -> None:
        self._asking = self._passing = False

    def _begin_next(self) -> None:
        """The next citizen is served: good news about the last one has been read, bad news stays."""
        if self._passing:
            self.notice.dismiss()

    def _citizen(self) -> str:
        return self.form.applicant.applicant().name or "người nộp chưa ghi tên"

    def _set_saving(self, saving: bool) -> None:
        self._freeze.set_on(saving)
        self.save_button.setText("Đang lưu…" if saving else _SAVE)
