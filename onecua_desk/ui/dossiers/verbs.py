"""The verbs of the dossier screen, and which of them a dossier offers, the one that comes next first."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from onecua_desk.domain import events
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Fact
from onecua_desk.domain.parts import State
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
    TAKE_OVER = "Nhận bàn giao"
    PUT_OFF = "Xin lỗi, hẹn lại"
    PAY = "Thu phí"
    UNDELIVERED = "Bưu chính chuyển hoàn"
    UNDO = "Hủy ghi trả kết quả"
    RATE = "Ghi đánh giá"
    EXPLAIN = "Giải trình quá hạn"
    PRINT = "In giấy tờ"
    SCANS = "Quét giấy tờ"
    CORRECT = "Sửa thông tin"
    VOID = "Hủy khoản thu"
    STOP = "Dừng giải quyết"
    WITHDRAW = "Rút hồ sơ"
    REFUSE = "Từ chối"


_WRITES: dict[Verb, type[Fact]] = {
    Verb.HAND_BACK: events.Returned,
    Verb.SUPPLEMENT: events.Supplemented,
    Verb.RECORD_RESULT: events.ResultRecorded,
    Verb.ASK_PAPERS: events.SupplementRequested,
    Verb.HAND_OVER: events.HandedOver,
    Verb.TAKE_OVER: events.TakenOver,
    Verb.PUT_OFF: events.Apologised,
    Verb.PAY: events.FeePaid,
    Verb.UNDELIVERED: events.Undelivered,
    Verb.RATE: events.Rated,
    Verb.EXPLAIN: events.Explained,
    Verb.PRINT: events.PaperPrinted,
    Verb.SCANS: events.FilesAttached,
    Verb.CORRECT: events.Corrected,
    Verb.UNDO: events.HandBackUndone,
    Verb.VOID: events.FeeVoided,
    Verb.STOP: events.Stopped,
    Verb.WITHDRAW: events.Withdrawn,
    Verb.REFUSE: events.Refused,
}
"""In the order in which they are offered."""

_SENSIBLE: dict[Verb, Callable[[Reading], bool]] = {
    Verb.PAY: lambda reading: reading.dossier.owed > 0,
    Verb.VOID: lambda reading: bool(reading.dossier.payments),
    Verb.UNDELIVERED: lambda reading: went_by_post(reading.dossier),
    Verb.RATE: lambda reading: reading.dossier.state.closed or reading.dossier.state is State.AWAITING_PAPERS,
    Verb.TAKE_OVER: lambda reading: reading.dossier.taken_over_at is None,
    Verb.PUT_OFF: lambda reading: reading.can_be_put_off,
    Verb.EXPLAIN: lambda reading: reading.term.late,
    Verb.STOP: lambda reading: reading.term.stops,
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
    """What else the state allows, the most usual first; an apology before all when it is time for one."""
    main = main_verb(reading)
    offered = [verb for verb in _WRITES if verb is not main and _offered(verb, reading)]
    if reading.should_be_put_off and Verb.PUT_OFF in offered:
        offered.sort(key=lambda verb: verb is not Verb.PUT_OFF)
    return tuple(offered)


def _offered(verb: Verb, reading: Reading) -> bool:
    return reading.dossier.allows(_WRITES[verb]) and _SENSIBLE.get(verb, lambda _: True)(reading)


def words(verb: Verb, dossier: Dossier) -> str:
    """The verb as its button says it."""
    if verb is Verb.RATE and dossier.rated:
        return "Ghi lại đánh giá"
    if verb is Verb.EXPLAIN and dossier.explained:
        return "Giải trình thêm"
    return verb.value
