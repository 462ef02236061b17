"""Papers that the dossier's story offers: the status slip, and a form as it was printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import exact, whereabouts
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace


class Reprints(QObject):
    """Prints off the window's thread and says in ``notice`` how it came out."""

    def __init__(self, workplace: Workplace, notice: Notice) -> None:
        super().__init__(notice)
        self._workplace, self._notice = workplace, notice

    def status(self, dossier: EventId) -> None:
        """The slip that says where the dossier is now."""
        self._run(partial(self._print_status, dossier))

    def exactly(self, dossier: EventId, printed: EventId) -> None:
        """The paper that the event ``printed`` tells of."""
        self._run(partial(self._print_exactly, dossier, printed))

    def _run(self, work: Callable[[], tuple[str, Tone]]) -> None:
        self._notice.say("Đang in…", Tone.PLAIN)
        self._workplace.printing.run(work, self._tell, self._failed)

    def _print_status(self, dossier: EventId) -> tuple[str, Tone]:
        place = self._workplace
        out = place.print_paper(whereabouts.status_form(place.desk, place.official, dossier))
        return out.told("phiếu tình trạng"), Tone.OK

    def _print_exactly(self, dossier: EventId, printed: EventId) -> tuple[str, Tone]:
        place = self._workplace
        paper = exact.paper(place.desk, dossier, printed)
        out = place.print_paper(paper)
        where = out.printer or "tệp PDF"
        place.announce(exact.printed(place.desk, place.official, dossier, printed, paper, where))
        if paper.remark:
            return out.told(paper.title), Tone.DUE
        return out.told(f"lại đúng bản {paper.title}"), Tone.OK

    def _tell(self, said: tuple[str, Tone]) -> None:
        self._notice.say(*said)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notice.say(str(error), Tone.LATE)
