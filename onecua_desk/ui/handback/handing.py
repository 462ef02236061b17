"""The act of handing back and what follows it: the sentence, the citizen's rating, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Rating
from onecua_desk.domain.procedure import Channel
from onecua_desk.domain.standing import Tone
from onecua_desk.services import handback, post
from onecua_desk.services.desk import Done
from onecua_desk.ui.dossiers.rate import RatePanel
from onecua_desk.ui.dossiers.reading import Reading, read
from onecua_desk.ui.dossiers.undelivered import UndeliveredPanel
from onecua_desk.ui.dossiers.undo import UndoPanel
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.handback.after import handed_over, went_by_counter
from onecua_desk.ui.handback.collect import HandBackDraft
from onecua_desk.ui.handback.form_page import FormPage
from onecua_desk.ui.handback.rating_bar import RatingBar
from onecua_desk.ui.widgets.notice import Notice, Verb
from onecua_desk.ui.workplace import Workplace


class Handing(QObject):
    """Owns the notice, the question for a rating and the page of the forms; the screen lays them out.

    ``done``: the code of the dossier that was handed back; ``failed``: nothing was written. ``asking``: the form page
    is to be shown beside this story; ``answered``: it is no longer needed; ``look_again``: the id of a dossier to show;
    ``undo_wanted``: answer with ``undo``.
    """

    done = Signal(str)
    failed = Signal(object)
    asking = Signal(object)
    answered = Signal()
    look_again = Signal(object)
    undo_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._handing_back = False
        self._following: Callable[[], None] | None = None
        self._last: EventId | None = None
        self.notice, self.rating, self.page = Notice(), RatingBar(), FormPage()
        self.notice.dismissed.connect(self.rating.hide)
        self.rating.chosen.connect(self._rate)
        self.page.done.connect(self._form_done)
        self.page.left.connect(self.leave)

    def hand_back(self, draft: HandBackDraft) -> None:
        """Write it; ``done`` or ``failed`` follows."""
        self._handing_back = True
        self._place.tasks.run(lambda: self._write(draft), self._handed_back, self._failed)

    def when_written(self, act: Callable[[], None]) -> None:
        """Run ``act`` now, or as soon as the hand-back under way is written; not if it fails: that must be seen."""
        if self._handing_back:
            self._following = act
        else:
            act()

    def say_done(self, done: Done[Dossier], *, gone: bool = False) -> None:
        """Say what was handed over, and ask the citizen; not who gets it by post, nor who is ``gone``."""
        dossier = done.value
        self._last = dossier.id
        look: Verb = ("Xem lại", partial(self.look_again.emit, dossier.id))
        undo: Verb = ("Hoàn tác", self.undo_wanted.emit)
        self.notice.say(handed_over(dossier), Tone.OK, [look, undo])
        if went_by_counter(dossier) and not gone:
            self.rating.ask()
        self._place.announce(done.changes)

    def undo(self) -> None:
        """Ask why the last hand-back is taken back."""
        self._ask(UndoPanel)

    def undelivered(self, id: EventId) -> None:
        """The post brought a result back: ask why."""
        self._last = id
        self._ask(UndeliveredPanel)

    def writing(self) -> bool:
        return self._handing_back or (self.page.form is not None and self.page.form.writing)

    def may_leave(self) -> bool:
        """False, with a reminder, while a form holds typed work."""
        if not self.page.may_leave():
            return False
        self.page.close_form()
        return True

    def unsaved(self) -> str:
        form = self.page.form
        return f"Trả kết quả: đang ghi dở «{form.panel.title}»." if form and form.panel.typed() else ""

    def clear(self) -> None:
        """The citizen is gone: nothing is asked any more."""
        self.notice.dismiss()

    def leave(self) -> None:
        """Give the form up; not while it is being written."""
        if not self.writing():
            self.page.close_form()
            self.answered.emit()

    def _write(self, draft: HandBackDraft) -> Done[Dossier]:
        desk, official, way = self._place.desk, self._place.official, draft.way
        if way.how is Channel.POST:
            return post.send(desk, official, draft.id, way.consignment, draft.payment, draft.originals)
        return handback.hand_back(
            desk, official, draft.id, way.collector, draft.payment, how=way.how, originals=draft.originals
        )

    def _handed_back(self, done: Done[Dossier]) -> None:
        following = self._written()
        self.done.emit(done.value.code)
        if following:
            following()
        self.say_done(done, gone=following is not None)

    def _failed(self, error: Exception) -> None:
        self._written()
        self.failed.emit(error)

    def _written(self) -> Callable[[], None] | None:
        """Nothing is being written any more; what waited for that."""
        following, self._following, self._handing_back = self._following, None, False
        return following

    def _rate(self, rating: Rating) -> None:
        """Who is not satisfied is asked why; the other two answers are one key."""
        if rating is Rating.NOT_SATISFIED:
            self._ask(partial(RatePanel, chosen=rating))
            return
        desk, official, id = self._place.desk, self._place.official, self._last
        assert id is not None
        self.rating.hide()
        self._place.tasks.run(lambda: handback.rate(desk, official, id, rating), partial(self._rated, rating))

    def _rated(self, rating: Rating, done: Done[Dossier]) -> None:
        self.notice.say(f"Đã ghi đánh giá «{rating.label}», hồ sơ {done.value.code}.", Tone.OK)
        self._place.announce(done.changes)

    def _ask(self, panel: Callable[[Workplace, Reading], VerbPanel]) -> None:
        desk, id = self._place.desk, self._last
        assert id is not None

        def show(reading: Reading) -> None:
            self.clear()
            self.asking.emit(reading.story)
            self.page.start(panel(self._place, reading))

        self._place.tasks.run(lambda: read(desk, id), show)

    def _form_done(self, outcome: Outcome) -> None:
        self.page.close_form()
        self.answered.emit()
        self.notice.say(outcome.sentence, Tone.OK)
