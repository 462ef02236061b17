"""How a dossier stands against its appointment, as a word and a tone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import lateness
from onecua_desk.domain.parts import State


class Tone(StrEnum):
    """What a state means to the official; the screen gives each a colour besides its word."""

    LATE = "late"
    DUE = "due"
    OK = "ok"
    WAIT = "wait"
    UNSENT = "unsent"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Standing:
    """``words`` always say it; ``tone`` only repeats it."""

    tone: Tone
    words: str


_FIXED = {
    State.AWAITING_PAPERS: Tone.WAIT,
    State.PAUSED: Tone.WAIT,
    State.RESULT_READY: Tone.OK,
    State.RETURNED: Tone.PLAIN,
    State.REFUSED: Tone.PLAIN,
    State.STOPPED: Tone.PLAIN,
    State.WITHDRAWN: Tone.PLAIN,
}


def standing(state: State, due: datetime | None, now: datetime, calendar: WorkCalendar) -> Standing:
    """The standing at ``now``. Only a dossier that somebody works on can be late: waiting for papers stops the term."""
    if state in _FIXED:
        return Standing(_FIXED[state], state.label)
    if due is None:
        return Standing(Tone.PLAIN, "Chưa hẹn ngày")
    if now > due:
        days = lateness(due, now, calendar)
        return Standing(Tone.LATE, f"Quá hạn {days} ngày" if days else "Quá giờ hẹn")
    if due.date() == now.date():
        return Standing(Tone.DUE, "Hẹn hôm nay")
    return Standing(Tone.OK, "Trong hạn")
