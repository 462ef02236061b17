"""The verbs of the dossier screen, and which of them a dossier offers, the one that comes next first."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from onecua_desk.domain import events
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Fact
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services.handback import went_by_post
from onecua_desk.ui.dossiers.reading import Reading


class Verb(StrEnum):
    """Each with its words; ``SETTLE`` first of all where the server refused something."""

    SETTLE = "Xử lý việc bị từ chối"
    HAND_BACK = "Trả kết quả"
    SUPPLEMENT = "Bổ sung đủ"
    RECORD_RESULT = "Ghi kết quả"
    ASK_PAPERS = "Yêu cầu bổ sung"
    HAND_OVER = "Chuyển xử lý"
    PAY = "Thu phí"
    UNDELIVERED = "Bưu chính chuyển hoàn"
    UNDO = "Hủy ghi trả kết quả"
    RATE = "Ghi đánh giá"
    PRINT = "In lại giấy hẹn"
    SCANS = "Quét giấy tờ"
    CORRECT = "Sửa thông tin"
    VOID = "Hủy khoản thu"
    WITHDRAW = "Rút hồ sơ"
    REFUSE = "Từ chối"


_WRITES: dict[Verb, type[Fact]] = {
    Verb.HAND_BACK: events.Returned,
    Verb.SUPPLEMENT: events.Supplemented,
    Verb.RECORD_RESULT: events.ResultRecorded,
    Verb.ASK_PAPERS: events.SupplementRequested,
    Verb.HAND_OVER: events.HandedOver,
    Verb.PAY: events.FeePaid,
    Verb.UNDELIVERED: events.Undelivered,
    Verb.RATE: events.Rated,
    Verb.PRINT: events.PaperPrinted,
    Verb.SCANS: events.FilesAttached,
    Verb.CORRECT: events.Corrected,
    Verb.UNDO: events.HandBackUndone,
    Verb.VOID: events.FeeVoided,
    Verb.WITHDRAW: events.Withdrawn,
    Verb.REFUSE: events.Refused,
}
"""In the order in which they are offered."""

_SENSIBLE: dict[Verb, Callable[[Dossier], bool]] = {
    Verb.PAY: lambda dossier: dossier.owed > 0,
    Verb.VOID: lambda dossier: bool(dossier.payments),
    Verb.UNDELIVERED: went_by_post,
    Verb.RATE: lambda dossier: dossier.state.closed or dossier.state is State.AWAITING_PAPERS,
}
"""Where the state alone does not say it: a citizen rates when they leave with something, be it form 02 or 03."""

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
    return tuple(verb for verb in _WRITES if verb is not main and _offered(verb, reading.dossier))


def _offered(verb: Verb, dossier: Dossier) -> bool:
    return dossier.allows(_WRITES[verb]) and _SENSIBLE.get(verb, lambda _: True)(dossier)


def words(verb: Verb, dossier: Dossier) -> str:
    """The verb as its button says it."""
    if verb is Verb.RATE and dossier.rated:
        return "Ghi lại đánh giá"
    if verb is Verb.PRINT and not dossier.reprints(FormKind.SLIP):
        return "In giấy hẹn"
    return verb.value
