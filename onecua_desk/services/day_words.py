"""What is said of a day's close: where it stands, whether both sides are equal, and what the chain proves."""

from __future__ import annotations

from datetime import datetime

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.standing import Tone
from onecua_desk.services.day_look import DayState, Look

EQUAL = "Khớp"
_DIFFERS = "Lệch"
_ALONE = "Chưa có phần của cấp trên"


def state_words(look: Look) -> str:
    """Whether the day is closed, and what happened since."""
    match look.state:
        case DayState.OPEN:
            return "Chưa chốt"
        case DayState.CLOSED:
            return "Đã chốt"
        case DayState.LATE:
            return f"Đã chốt, có việc ghi sau khi chốt ({look.late})"
        case DayState.RENUMBERED:
            return "Đã chốt, sổ được đánh số lại sau khi chốt"


def state_badge(look: Look) -> tuple[str, Tone]:
    """The same in a word or two."""
    if look.state is DayState.OPEN:
        return "Chưa chốt", Tone.UNSENT
    return ("Đã chốt", Tone.OK) if look.state is DayState.CLOSED else ("Cần chốt lại", Tone.DUE)


def result_badge(look: Look) -> tuple[str, Tone]:
    """The outcome in a word or two: equal, different, or not known yet."""
    if not look.enrolled:
        return "Làm việc một mình", Tone.UNSENT
    if look.server is None:
        return "Chưa đối chiếu", Tone.UNSENT
    return (EQUAL, Tone.OK) if look.equal else (_DIFFERS, Tone.LATE if look.proven is False else Tone.DUE)


def verdict(look: Look) -> str:
    """The outcome as one sentence, with what is to be done."""
    if look.server is None and not look.own.parts:
        return "Ngày này quầy chưa ghi việc nào."
    if not look.enrolled:
        return "Quầy làm việc một mình, chưa ghi danh với cấp trên: biên bản chỉ có sổ của máy này."
    if look.server is None:
        return f"{_ALONE}: {_what_brings_it(look)}.{_unsent(look)}"
    if look.proven is False:
        return "Chuỗi sổ của hai bên khác nhau: giữ nguyên máy và biên bản này, báo kỹ thuật."
    if look.differences:
        return f"Lệch ở {len(look.differences)} hồ sơ, xem từng hồ sơ bên dưới.{_unsent(look)}"
    if look.server.totals != look.own.totals:
        return "Sổ ở máy đã đổi sau lần đối soát: hãy đối soát lại."
    return f"Khớp: cấp trên có đủ {_events(look)}, giống từng việc một."


def closing_words(look: Look) -> str:
    """Who closed the day and when; empty while nobody has."""
    if not look.closings:
        return ""
    newest = look.closings[-1]
    again = f"lần {newest.fact.nth} " if newest.fact.nth > 1 else ""
    return f"chốt {again}lúc {_moment(newest.at)}, {newest.official}"


def asked_words(look: Look) -> str:
    """When the half of the level above came, and how far it reached."""
    if not look.enrolled:
        return "không có, quầy chưa ghi danh"
    if look.server is None or look.asked_at is None:
        return "chưa có"
    return f"nhận lúc {_moment(look.asked_at)}, đến việc số {grouped(look.server.through)}"


def chain_words(look: Look) -> str:
    """What the two chains say of each other."""
    if not look.enrolled:
        return "sổ của riêng máy này"
    if look.proven is None or look.server is None:
        return "chưa đối chiếu với cấp trên"
    if not look.proven:
        return "khác chuỗi của cấp trên"
    if look.server.through < look.through:
        return f"trùng với cấp trên đến việc số {grouped(look.server.through)}"
    return "trùng với chuỗi của cấp trên"


def head_groups(head: str) -> str:
    """``"3fa291bc…"`` in fours, as people compare it: ``"3fa2 91bc …"``."""
    return " ".join(head[start : start + 4] for start in range(0, len(head), 4))


def _what_brings_it(look: Look) -> str:
    """How the half of the level above comes: by itself, once it was asked for."""
    if look.asking:
        return "sẽ đối chiếu khi có đường truyền"
    match look.state:
        case DayState.OPEN:
            return "hãy chốt ngày thì máy mới hỏi và đối chiếu"
        case DayState.LATE | DayState.RENUMBERED:
            return "hãy chốt lại thì máy mới hỏi và đối chiếu"
        case DayState.CLOSED:
            return "hãy đối soát lại"


def _events(look: Look) -> str:
    return f"{grouped(look.own.totals.events)} việc của quầy trong ngày"


def _unsent(look: Look) -> str:
    return f" Còn {grouped(look.unsent)} việc chờ gửi." if look.unsent else ""


def _moment(at: datetime) -> str:
    return f"{at:%H:%M %d/%m/%Y}"
