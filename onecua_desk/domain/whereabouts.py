"""Where a dossier is, as one Vietnamese sentence to read out at the counter or on the phone, or to take home."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.channel import Channel
from onecua_desk.domain.citizen import masked, sex_of
from onecua_desk.domain.deadline import lateness
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, Fact, HandedOver, Refused, Stopped, Withdrawn
from onecua_desk.domain.fees import dong
from onecua_desk.domain.numbering import serial_of
from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.text import clean

_PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{12}|[0-9]{9})(?![0-9])")
_ENDED: Mapping[State, tuple[type[Refused | Stopped | Withdrawn], str]] = {
    State.REFUSED: (Refused, "đã bị từ chối giải quyết"),
    State.STOPPED: (Stopped, "đã dừng giải quyết"),
    State.WITHDRAWN: (Withdrawn, "đã được rút"),
}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``sentence``: without a personal number, it is said aloud; ``bring``: what to come with, a line each.

    ``written``: the sentence for the citizen's paper, where the code, the appointment and ``bring`` stand beside it.
    """

    sentence: str
    bring: tuple[str, ...] = ()
    written: str = ""


def whereabouts(
    dossier: Dossier, events: Sequence[Event], now: datetime, calendar: WorkCalendar, *, unsent: bool = False
) -> Whereabouts:
    """``events``: those of the dossier that count, in their order; ``unsent``: the level above does not know yet."""
    said = _standing(dossier, events, now, _term(dossier, now, calendar))
    written = _standing(dossier, events, now, _term_beside(dossier, now, calendar), beside=True)
    sentence = _listed(f"{_name(dossier)} {said}", _not_sent(unsent))
    return Whereabouts(f"{sentence}.", _bring(dossier), f"Hồ sơ{_whose(dossier)} {written}.")


def named(who: Applicant) -> str:
    """The name as it may be shown to anybody who asks."""
    return _said(who.name)


def addressed(who: Applicant) -> str:
    """``"bà Đặng Thị Ngọc Bích"``: by the sex as stated, else by the personal number; an organisation by its name."""
    title = "" if who.organisation else {"Nam": "ông", "Nữ": "bà"}.get(who.sex or sex_of(who.number), "ông/bà")
    return " ".join(part for part in (title, _said(who.name)) if part)


def _name(dossier: Dossier) -> str:
    whose = _whose(dossier)
    if dossier.awaits_number:
        return f"Hồ sơ số tạm {dossier.code}{whose} (số chính thức sẽ được cấp sau)"
    before = f" (số tạm trên giấy hẹn: {serial_of(dossier.provisional)})" if dossier.provisional else ""
    return f"Hồ sơ {dossier.code}{before}{whose}"


def _whose(dossier: Dossier) -> str:
    return f" của {addressed(dossier.applicant)}" if _said(dossier.applicant.name) else ""


def _standing(dossier: Dossier, events: Sequence[Event], now: datetime, term: str, *, beside: bool = False) -> str:
    """``beside``: what to bring stands in a list of its own."""
    match dossier.state:
        case State.RECEIVED | State.PROCESSING:
            return _listed(_place(dossier, events, now), term)
        case State.AWAITING_PAPERS:
            return _awaiting(dossier, now, beside=beside)
        case State.PAUSED:
            return "đang tạm dừng giải quyết, thời gian tạm dừng không tính vào hạn"
        case State.RESULT_READY:
            return _ready(dossier, now, beside=beside)
        case State.RETURNED:
            return _returned(dossier)
        case ended:
            return _end(events, *_ENDED[ended])


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _awaiting(dossier: Dossier, now: datetime, *, beside: bool) -> str:
    since = f" từ {_day(dossier.asked_at.date(), now)}" if dossier.asked_at else ""
    papers = "" if beside else "; ".join(_list(dossier.missing))
    return _listed(f"đang chờ bổ sung giấy tờ{since}", f"xin mang đến: {papers}" if papers else "")


def _place(dossier: Dossier, events: Sequence[Event], now: datetime) -> str:
    handed = _last(events, HandedOver)
    if dossier.state is State.PROCESSING and handed is not None:
        return f"đang ở {_said(dossier.holder) or 'nơi giải quyết'} từ {_day(handed.at.date(), now)}"
    centre = _said(dossier.received.unit.centre) or "quầy tiếp nhận"
    return f"đang ở {centre} từ {_day(dossier.received_at.date(), now)}"


def _term(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> str:
    due = dossier.due
    if due is None:
        return "chưa hẹn ngày trả"
    if now > due:
        return f"đã {_late(due, now, calendar)} (hẹn trả {_moment(due)}), xin lỗi vì chậm trễ"
    left = f" ({left})" if (left := _left(due, now, calendar)) else ""
    if again := _put_off(dossier, due):
        return f"xin lỗi vì chậm trễ, đã hẹn lại {_moment(due)}{left} thay cho ngày {again:%d/%m/%Y}"
    return f"hẹn trả {_moment(due)}{left}"


def _left(due: datetime, now: datetime, calendar: WorkCalendar) -> str:
    if due.date() == now.date():
        return "hôm nay"
    days = calendar.working_days_between(now.date(), due.date())
    return f"còn {days} ngày làm việc" if days else ""


def _term_beside(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> str:
    """The term where the appointment itself is read beside it."""
    due = dossier.due
    if due is None:
        return "chưa hẹn ngày trả"
    if now > due:
        return f"đã {_late(due, now, calendar)}, xin lỗi vì chậm trễ"
    again = _put_off(dossier, due)
    sorry = f"xin lỗi vì chậm trễ, đã hẹn lại thay cho ngày {again:%d/%m/%Y}" if again else ""
    left = "trả trong hôm nay" if due.date() == now.date() else _left(due, now, calendar)
    return _listed(sorry, left)


def _late(due: datetime, now: datetime, calendar: WorkCalendar) -> str:
    days = lateness(due, now, calendar)
    return f"quá hẹn {days} ngày làm việc" if days else "quá giờ hẹn"


def _put_off(dossier: Dossier, due: datetime) -> datetime | None:
    """The appointment before this one, where an apology made this one."""
    last = dossier.apologies[-1] if dossier.apologies else None
    return last.due_before if last and last.due == due else None


def _ready(dossier: Dossier, now: datetime, *, beside: bool) -> str:
    since = f" từ {_day(dossier.result_at.date(), now)}" if dossier.result_at else ""
    fee = f", còn phải nộp {dong(dossier.owed)}" if dossier.owed else ""
    if dossier.received.return_by is Channel.POST:
        return f"đã có kết quả{since}, sẽ gửi qua bưu chính như đã đăng ký{fee}"
    if dossier.received.return_by is Channel.ONLINE:
        return f"đã có kết quả{since}, sẽ trả trực tuyến như đã đăng ký{fee}"
    where = _said(dossier.received.return_at) or "nơi đã nộp hồ sơ"
    bring = "" if beside else f"mang theo giấy hẹn và căn cước{fee}"
    return _listed(f"đã có kết quả{since}, xin đến {where} để nhận", bring)


def _returned(dossier: Dossier) -> str:
    gone = dossier.returned
    when = f" lúc {_moment(dossier.closed_at)}" if dossier.closed_at else ""
    if gone is None:
        return f"đã trả kết quả{when}"
    if gone.how is Channel.POST:
        number = _bare(gone.consignment)
        return _listed(f"đã gửi kết quả qua bưu chính{when}", f"số hiệu bưu gửi {number}" if number else "")
    if gone.how is Channel.ONLINE:
        return f"đã trả kết quả trực tuyến{when}"
    to = _said(gone.collector.name)
    return f"đã trả kết quả{when}" + (f" cho {to}" if to else "")


def _end(events: Sequence[Event], kind: type[Refused | Stopped | Withdrawn], words: str) -> str:
    ended = _last(events, kind)
    if ended is None:  # the level above did not take the receipt itself
        return "chưa được cấp trên ghi nhận, cán bộ đang kiểm tra lại"
    return f"{words} lúc {_moment(ended.at)}{_why(ended.fact)}"


def _why(fact: Fact) -> str:
    reason = _said(fact.reason) if isinstance(fact, Refused | Stopped | Withdrawn) else ""
    basis = _said(fact.basis) if isinstance(fact, Stopped) else ""
    return (f", lý do: {reason}" if reason else "") + (f", căn cứ: {basis}" if basis else "")


def _not_sent(unsent: bool) -> str:
    return "thông tin này chưa gửi lên cấp trên" if unsent else ""


def _bring(dossier: Dossier) -> tuple[str, ...]:
    if dossier.state is State.AWAITING_PAPERS:
        return _list(dossier.missing)
    if dossier.state is not State.RESULT_READY:
        return ()
    fee = (f"{dong(dossier.owed)} phí, lệ phí",) if dossier.owed else ()
    if dossier.received.return_by is not Channel.COUNTER:
        return fee
    return ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Thẻ căn cước (người đến thay: giấy ủy quyền)", *fee)


def _list(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(said for text in texts if (said := _said(text)))


def _said(text: str) -> str:
    """A text of others within the sentence, without anybody's personal number."""
    return _PERSONAL.sub(lambda found: masked(found[0]), _bare(text))


def _bare(text: str) -> str:
    """Without stops of its own."""
    return clean(text).strip(" .;,:")


def _last(events: Sequence[Event], kind: type[object]) -> Event | None:
    return next((event for event in reversed(events) if isinstance(event.fact, kind)), None)


def _moment(at: datetime) -> str:
    """``"17 giờ ngày 25/11/2026"``, as it is said."""
    minutes = f" {at.minute:02d}" if at.minute else ""
    return f"{at.hour} giờ{minutes} ngày {at:%d/%m/%Y}"


def _day(day: date, now: datetime) -> str:
    return f"{day:%d/%m}" if day.year == now.year else f"{day:%d/%m/%Y}"
