"""The verbs of the dossier screen, and which of them a dossier offers, the one that comes next first."""

from __future__ import annotations

from enum import StrEnum

from onecua_desk.domain import events
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Fact
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.ui.dossiers.reading import Reading


class Verb(StrEnum):
    """Each with its words; ``SETTLE`` first of all where the server refused something."""

    SETTLE = "Xử lý việc bị từ chối"
    HAND_BACK = "Trả kết quả"
    SUPPLEMENT = "Bổ sung đủ"
    RECORD_RESULT = "Ghi kết quả"
    ASK_PAPERS = "Yêu cầu bổ sung"
    HAND_OVER = "Chuyển xử lý"
    PRINT = "In lại giấy hẹn"
    CORRECT = "Sửa thông tin"
    WITHDRAW = "Rút hồ sơ"
    REFUSE = "Từ chối"


_WRITES: dict[Verb, type[Fact]] = {
    Verb.HAND_BACK: events.Returned,
    Verb.SUPPLEMENT: events.Supplemented,
    Verb.RECORD_RESULT: events.ResultRecorded,
    Verb.ASK_PAPERS: events.SupplementRequested,
    Verb.HAND_OVER: events.HandedOver,
    Verb.PRINT: events.PaperPrinted,
    Verb.CORRECT: events.Corrected,
    Verb.WITHDRAW: events.Withdrawn,
    Verb.REFUSE: events.Refused,
}
"""In the order in which they are offered."""

_NEXT = {
    State.RECEIVED: Verb.HAND_OVER,
    State.PROCESSING: Verb.RECORD_RESULT,
    State.AWAITING_PAPERS: Verb.SUPPLEMENT,
    State.RESULT_READY: Verb.HAND_BACK,
}


def main_verb(reading: Reading) -> Verb | None:
    """What F12 does; nothing for a dossier that is closed or paused."""
    return Verb.SETTLE if reading.refusals else _NEXT.get(reading.dossier.state)


def other_verbs(reading: Reading) -> tuple[Verb, ...]:
    """What else the state allows, the most usual first."""
    main = main_verb(reading)
    return tuple(verb for verb, kind in _WRITES.items() if verb is not main and reading.dossier.allows(kind))


def words(verb: Verb, dossier: Dossier) -> str:
    """The verb as its button says it."""
    if verb is Verb.PRINT and not dossier.reprints(FormKind.SLIP):
        return "In giấy hẹn"
    return verb.value
