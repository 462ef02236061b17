"""The screen Tiếp nhận: the form on the left; appointment, fee, slip and the main verb on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services.intake import Quote
from onecua_desk.ui.intake.clock_question import ClockQuestion
from onecua_desk.ui.intake.drafts import Drafts
from onecua_desk.ui.intake.drafts_bar import DraftsBar
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.form import IntakeForm
from onecua_desk.ui.intake.known_procedures import KnownProcedures
from onecua_desk.ui.intake.layout import lay_out
from onecua_desk.ui.intake.live_quote import LiveQuote
from onecua_desk.ui.intake.news import IntakeNews
from onecua_desk.ui.intake.pages import SidePages
from onecua_desk.ui.intake.receipt_offer import ReceiptOffer
from onecua_desk.ui.intake.saving import Saving
from onecua_desk.ui.intake.slip_preview import SlipPreview
from onecua_desk.ui.intake.summary_card import SummaryCard
from onecua_desk.ui.intake.verbs import IntakeVerbs
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.widgets.freeze import Freeze
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:  # with the forms 02 and 03, which the first screen does not need
    from onecua_desk.services.guidance import Guidance


class IntakeScreen(Screen):
    """``saved`` carries the new ``Dossier``; ``dossier_wanted`` the id of one that the official wants to see."""

    saved = Signal(object)
    dossier_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._loaded = False
        self.notice, self.drafts_bar = IntakeNews(), DraftsBar()
        self.form = IntakeForm(workplace)
        self._area = Scroll(self.form)
        self.summary, self.preview, self.verbs = SummaryCard(), SlipPreview(), IntakeVerbs()
        self.saving, self._freeze = Saving(workplace, self), Freeze(self)
        self.clock = ClockQuestion(workplace, self.saving, self.main_verb, self._resume, self.preview)
        above, slip = (self.notice, self.clock), (self.form.applicant.duplicate, self.summary, self.preview)
        self.side = lay_out(self, above, self._area, self.drafts_bar, slip, self.verbs)
        self.drafts = Drafts(workplace, self.form, self)
        self.pages = SidePages(workplace, self.form, self.side, lambda: self.drafts.key, self)
        self.known = KnownProcedures(workplace, self.form.procedure)
        self._receipts = ReceiptOffer(workplace, self.form.terms.pay, self)
        self.quote = LiveQuote(workplace, self.form.draft, self)
        self._connect()
        self._connect_pages()

    def shown(self) -> None:
        self.keep_up()

    def keep_up(self) -> None:
        """The day may have turned and the fees may have changed: what is typed stays, what follows from it is anew."""
        self.form.applicant.set_today(self._workplace.desk.now().date())
        self.quote.ask()
        self.known.load()

    def first_focus(self) -> QWidget:
        """Where the talk goes on: at the procedure, or at what is still to be asked of the citizen."""
        form, page = self.form, self.pages.page()
        if page is not None and self.pages.covers_form():
            return page
        return form.applicant.next_empty() if form.procedure.procedure() else form.procedure.box

    def resumes(self, kept: QWidget) -> bool:
        """Not on a button, which the next Enter would press; and without a procedure the form begins at its start."""
        if self.pages.covers_form():
            return False
        return self.form.procedure.procedure() is not None and self.form.isAncestorOf(kept)

    def writing(self) -> bool:
        return self.saving.saving or self.pages.writing() or self.drafts.writing()

    def leaving(self) -> None:
        self.drafts.flush()

    def unsaved(self) -> str:
        """Only what could not be written: everything else is there again at the next start."""
        if not self.drafts.unwritten:
            return ""
        return f"Hồ sơ đang nhập của {self._citizen()} chưa ghi được vào máy."

    def take_card(self, text: str) -> None:
        """A card was scanned, wherever the keyboard is: it is this citizen's, or the next one has come."""
        self.pages.close()
        if self.form.applicant.is_another(text):
            self.put_aside()
        self.form.take_scan(text)

    def main_verb(self) -> None:
        if self._busy() or self.clock.confirm() or (self.saving.printing and not self.form.is_touched()):
            return  # F12 once more, while the first is still at work; or it answers what is asked
        self.form.settle()
        if errors := self.form.errors() or self.form.doubts():
            self._show_errors(errors)
            return
        if (pages := self.pages.pages_waiting()) and self.form.asked.is_new("pages waiting"):
            self.notice.say(f"Còn {pages} trang quét chưa lưu: F5 để lưu, hoặc F12 lần nữa để bỏ.", Tone.DUE)
            return
        self.drafts.flush()
        self._set_saving(True)
        self.saving.save(self.form.draft(), self.drafts.key)

    def back(self) -> bool:
        if self._busy():
            return True
        page, focused = self.pages.page(), QApplication.focusWidget()
        if page and focused and page.isAncestorOf(focused) and self.pages.back():
            return True
        if self.clock.back() or self.form.step_back() or self.pages.back():
            return True
        if self.form.is_touched() and not self.notice.asking:
            key = self.drafts.key
            self.notice.ask_to_clear(self._citizen(), lambda: self._discard(key))
            return True
        if not self.notice.isHidden():
            self._continue()
            return True
        return False

    def refresh(self, changes: object) -> None:
        self.quote.ask()

    def _connect(self) -> None:
        for told in (self.quote.ask, self.drafts.note, self.pages.follow):
            self.form.changed.connect(told)
        self.quote.quoted.connect(self._show_quote)
        self.quote.drawn.connect(self.preview.show_page)
        self.form.procedure.answered.connect(self.notice.pass_on)
        self.notice.again.connect(self.saving.print_slip)
        self.notice.as_file.connect(self.saving.save_slip)
        self.notice.go_on.connect(self._continue)
        self.saving.saved.connect(self._take_saved)
        self.saving.refused.connect(self._show_refusal)
        self.saving.printed.connect(self.notice.tell_printed)
        self.saving.not_printed.connect(self.notice.tell_not_printed)
        self.verbs.save.clicked.connect(self.main_verb)
        self.verbs.clear.clicked.connect(self.back)
        self.verbs.put_aside.clicked.connect(self.put_aside)
        self.drafts.listed.connect(self._show_drafts)
        self.drafts.resumed.connect(self._show_draft)
        self.drafts.ended.connect(self.pages.end_draft)
        self.drafts.failed.connect(self.notice.tell_not_kept)
        self.drafts_bar.chosen.connect(self.open_draft)
        self.drafts_bar.asked_for_next.connect(self._open_next_draft)

    def _connect_pages(self) -> None:
        self.known.loaded.connect(self._take_catalogue)
        self.known.pinned.connect(self.notice.say)
        self.form.procedure.asked.connect(self.pages.open_guide)
        self.verbs.print_again.clicked.connect(self.saving.print_last)
        self.verbs.scans.clicked.connect(self.pages.open_scans)
        self.verbs.supplement.clicked.connect(lambda: self._ask(FormKind.SUPPLEMENT))
        self.verbs.refusal.clicked.connect(lambda: self._ask(FormKind.REFUSAL))
        self.pages.closed.connect(self._resume)
        self.pages.taken.connect(self.form.procedure.box.choose)
        self.pages.busy.connect(self._set_guiding)
        self.pages.guided.connect(self._take_guided)
        self.pages.turned_away.connect(self._take_turned_away)
        self.notice.give_again.connect(self.pages.give_again)
        self.notice.give_as_file.connect(self.pages.give_as_file)
        self.pages.printed.connect(self.notice.tell_given)
        self.pages.not_printed.connect(self.notice.tell_not_given)
        self.form.changed.connect(lambda: self.verbs.set_scans(len(self.form.files)))
        self.form.applicant.dossier_wanted.connect(self.dossier_wanted)

    def _take_catalogue(self, finder: Finder) -> None:
        self.pages.set_finder(finder)
        if not self._loaded:
            self._loaded = True
            self.drafts.load()

    def _busy(self) -> bool:
        """While something becomes of the draft in the form nobody may change which one that is."""
        return self.saving.saving or self.pages.writing()

    def _ask(self, form: FormKind) -> None:
        """F7 and F8: what is missing in the form is said at its field."""
        if self._busy():
            return
        self.form.settle()
        try:
            self.pages.ask(form)
        except UserError as error:
            self._show_errors([error])

    def _set_guiding(self, writing: bool) -> None:
        self._freeze.set_on(writing)
        self.drafts.hold(writing)

    def _take_guided(self, guidance: Guidance, _: str) -> None:
        """Form 02 is on the disk: the draft stays, and waits for the citizen to come back."""
        self.form.guided_at = guidance.notice.at
        self.drafts.note()

    def _take_turned_away(self, _: Guidance, key: str) -> None:
        """Form 03 is on the disk: with it the draft has ended."""
        self.drafts.end(key)
        self._stand_ready()

    def put_aside(self) -> None:
        """F11: this citizen went to fetch something; their draft waits, and the next one is served."""
        if self.form.is_touched() and not self._busy():
            self.drafts.put_aside()
            self._stand_ready()

    def open_draft(self, key: str) -> None:
        if not self._busy():
            self.drafts.open(key)
            self._show_draft()

    def _open_next_draft(self) -> None:
        if not self._busy():
            self.drafts.open_next()
            self._show_draft()

    def _show_draft(self) -> None:
        """Another draft has come into the form."""
        self.notice.forget_question()
        self.pages.show_draft()
        if self.isVisible():
            self._resume()

    def _show_quote(self, quote: Quote) -> None:
        who, asked = self.form.applicant.applicant(), self.form.procedure.day_is_asked()
        self.summary.show_quote(quote, who, day_is_asked=asked)

    def _take_saved(self, dossier: Dossier, key: str) -> None:
        self._freeze.set_on(False)
        self.verbs.set_saving(False)
        self.drafts.end(key)
        self.notice.tell_saved(dossier)
        self._stand_ready()
        self.saved.emit(dossier)

    def _show_refusal(self, error: Exception) -> None:
        self._set_saving(False)
        if self.clock.asks(error):
            return
        self.known.load()  # perhaps what is shown is not so any more
        if not isinstance(error, UserError):
            raise error
        self._show_errors([error])

    def _show_errors(self, errors: list[UserError]) -> None:
        """At their fields, which must be in sight; what concerns no field stands above."""
        if self.pages.covers_form():
            self.pages.close()
        if not self.form.show_errors(errors):
            self.notice.say(str(errors[0]), Tone.LATE)

    def _discard(self, key: str) -> None:
        self.drafts.end(key)
        self._stand_ready()

    def _stand_ready(self) -> None:
        """For the next citizen, at the top of the empty form."""
        self.notice.forget_question()
        self.pages.show_draft()
        self._area.verticalScrollBar().setValue(0)
        self.quote.ask_now()
        self.form.procedure.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _continue(self) -> None:
        self.notice.dismiss()
        self._resume()

    def _resume(self) -> None:
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_drafts(self) -> None:
        self.drafts_bar.show_drafts(self.drafts.everything(), self.drafts.key, self._workplace.official.login)

    def _citizen(self) -> str:
        return self.form.applicant.applicant().name or "người nộp chưa ghi tên"

    def _set_saving(self, saving: bool) -> None:
        self._freeze.set_on(saving)
        self.drafts.hold(saving)
        self.verbs.set_saving(saving)
