"""What is said about the line and about what the level above has: honest words, without a widget."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import capitalised
from onecua_desk.sync.pace import Progress
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.words import short_moment

if TYPE_CHECKING:  # the window starts without them
    from onecua_desk.services import file_lane
    from onecua_desk.services.replica import Outbox, Standing

_PREFIX = {
    LineState.ALONE: "Làm việc một mình",
    LineState.BUSY: "Đang gửi",
    LineState.ONLINE: "Có đường truyền",
    LineState.OFFLINE: "Ngoại tuyến",
    LineState.LACKING: "Cấp trên trả lời chưa hết",
    LineState.UNWELCOME: "Cấp trên chưa nhận quầy này",
    LineState.BROKEN: "Lỗi khi đồng bộ",
}
_TONES = {
    LineState.BUSY: Tone.WAIT,
    LineState.LACKING: Tone.LATE,
    LineState.UNWELCOME: Tone.LATE,
    LineState.BROKEN: Tone.LATE,
}


_DIFFERS = "Nhật ký của máy này khác bản ở cấp trên; mọi việc vẫn gửi được, hãy báo kỹ thuật đối chiếu"


def line_words(status: LineStatus | None, standing: Standing) -> tuple[str, Tone]:
    """One line for the foot of the window: the line, what waits and since when, what a person must settle.

    "Đã gửi" is said only of what the server has answered, scans and all.
    """
    words, tone = _line(status, standing)
    if not standing.matters:
        return words, tone
    lost = standing.matters == standing.displaced  # that mostly comes back by itself
    return f"{words} · {standing.matters} việc cần xử lý", Tone.DUE if lost and tone is not Tone.LATE else Tone.LATE


def _line(status: LineStatus | None, standing: Standing) -> tuple[str, Tone]:
    if status.state is LineState.ALONE if status else not standing.enrolled:
        return f"{_PREFIX[LineState.ALONE]} · dữ liệu ở máy này", Tone.UNSENT
    outbox, rest = standing.outbox, _rest(standing, status.at.date() if status else None)
    if status is None:  # the program calls as soon as its window stands
        return f"Đang kết nối · {rest}", Tone.UNSENT
    tone = _TONES.get(status.state, Tone.UNSENT)
    if outbox.events == outbox.held and status.state is LineState.BUSY:
        return "Đang liên lạc với cấp trên", tone
    if outbox.events == outbox.held and status.state is LineState.ONLINE:
        return capitalised(rest), Tone.DUE if outbox.held else Tone.UNSENT if standing.files else Tone.OK
    return f"{_PREFIX[status.state]} · {rest}", tone


def headline(status: LineStatus | None, standing: Standing, today: date) -> str:
    """The same below the badge that already names the line."""
    if status is None or status.state is LineState.ALONE:
        return "Mọi hồ sơ được giữ ở máy này"
    refused = standing.outbox.refused
    return capitalised(_rest(standing, today)) + (f", {refused} việc không được nhận" if refused else "")


def _rest(standing: Standing, today: date | None) -> str:
    outbox = standing.outbox
    if outbox.events > outbox.held:
        waiting = f"{outbox.dossiers} hồ sơ" if outbox.dossiers else f"{outbox.events} việc"
        return f"{waiting} chờ gửi{_since(outbox.oldest, today)}"
    if outbox.held:
        return f"{outbox.held} việc cấp trên chưa đọc được"
    if standing.files:
        return f"còn {standing.files} bản quét chờ gửi"
    return f"đã gửi hết lúc {_when(standing.answered_at, today)}" if standing.answered_at else "không có gì chờ gửi"


def state_words(status: LineStatus | None) -> tuple[str, Tone]:
    """The badge: the line and nothing else."""
    state = status.state if status else LineState.ALONE
    if state is LineState.ONLINE:
        return _PREFIX[state], Tone.OK
    return "Đang liên lạc" if state is LineState.BUSY else _PREFIX[state], _TONES.get(state, Tone.UNSENT)


def explanation(status: LineStatus | None) -> str:
    """What the state means for the official, and whether there is anything to do."""
    match status.state if status else LineState.ALONE:
        case LineState.ALONE:
            return "Quầy chưa ghi danh với cấp trên. Mọi việc vẫn làm được; sau này ghi danh thì máy tự gửi."
        case LineState.OFFLINE if status and status.sentence:
            return f"{status.sentence} Hồ sơ vẫn an toàn ở máy này."
        case LineState.OFFLINE:
            return "Chưa có đường truyền. Cứ làm việc bình thường: khi có đường truyền, máy tự gửi."
        case LineState.LACKING | LineState.UNWELCOME | LineState.BROKEN if status and status.sentence:
            return f"{status.sentence} Hồ sơ vẫn an toàn ở máy này và sẽ được gửi khi sửa xong."
        case _:
            return ""


def facts(standing: Standing, last: LineStatus | None, today: date, *, calling: bool = False) -> list[tuple[str, str]]:
    """What the server has and has not, and the last run (``last``: the newest status that ended one).

    ``calling``: a run goes on, so when the next one begins is not known.
    """
    outbox = standing.outbox
    rows = [
        ("Chưa gửi", _unsent(outbox, today) if standing.enrolled else ""),
        ("Đã ở cấp trên", _there(standing, today) if standing.enrolled else ""),
        ("Đang chờ có lại", f"{standing.displaced} việc của quầy khác, xem Cần xử lý" if standing.displaced else ""),
        ("Chuỗi kiểm tra", _DIFFERS if standing.chain_differs else ""),
        ("Chờ cấp trên cập nhật", f"{outbox.held} việc trong số đó, cấp trên chưa đọc được" if outbox.held else ""),
        ("Cấp trên không nhận", f"{outbox.refused} việc, xem Cần xử lý" if outbox.refused else ""),
    ]
    if last and last.state is not LineState.ALONE:
        rows += [("Lần chạy gần nhất", _run(last, today)), ("Lần thử tới", "" if calling else _next(last, today))]
    return [(label, value) for label, value in rows if value]


def progress_words(progress: Progress) -> str:
    """What is left of this upload, and how long that takes: "Còn 1.040 việc, 9,8 KB, khoảng 40 giây"."""
    left = f"Còn {progress.events_left:,} việc".replace(",", ".")
    amount = f", {size(progress.bytes_left)}" if progress.bytes_left else ""
    return f"{left}{amount}{f', khoảng {lasting(progress.seconds_left)}' if progress.seconds_left else ''}"


def lasting(seconds: int) -> str:
    """``"40 giây"``, ``"3 phút"``, ``"2 giờ"``: nobody needs it more exactly."""
    if seconds < 90:
        return f"{seconds} giây"
    return f"{round(seconds / 60)} phút" if seconds < 5400 else f"{round(seconds / 3600)} giờ"


def lane_words(lane: file_lane.Standing) -> str:
    """The files that the server still has to get, and why they wait."""
    left = f"Còn {lane.files} tệp, {size(lane.bytes)}"
    if lane.trouble:
        return f"{left}. {lane.trouble}"
    if lane.opens:
        return f"{left}. Gửi từ {lane.opens:%H:%M} theo giờ đã đặt trong Cài đặt."
    return left if lane.size else f"{left}, gửi sau các việc khác"


def size(count: int) -> str:
    """Bytes as people say them: ``"0 byte"``, ``"3,2 KB"``, ``"1,5 MB"``."""
    if count < 1000:
        return f"{count} byte"
    amount, unit = (count / 1000, "KB") if count < 1_000_000 else (count / 1_000_000, "MB")
    return f"{amount:.1f} {unit}".replace(".", ",")


def _unsent(outbox: Outbox, today: date) -> str:
    if not outbox.events:
        return "Không có gì"
    whose = f" của {outbox.dossiers} hồ sơ" if outbox.dossiers else ""
    return f"{outbox.events} việc{whose}{_since(outbox.oldest, today)}"


def _there(standing: Standing, today: date) -> str:
    if standing.answered_at is None:
        return "Chưa có gì: cấp trên chưa trả lời lần nào"
    rest = standing.outbox.events or standing.outbox.refused or standing.files
    return f"{'Mọi việc khác' if rest else 'Tất cả'}, trả lời lần cuối {_when(standing.answered_at, today)}"


def _run(last: LineStatus, today: date) -> str:
    seconds = f"{last.milliseconds / 1000:.1f} giây".replace(".", ",")
    return f"{_when(last.at, today)} · gửi {size(last.bytes_up)}, nhận {size(last.bytes_down)}, {seconds}"


def _next(last: LineStatus, today: date) -> str:
    return _when(last.next_at, today) if last.next_at else ""


def _since(oldest: datetime | None, today: date | None) -> str:
    return f", cũ nhất {_when(oldest, today)}" if oldest else ""


def _when(at: datetime, today: date | None) -> str:
    if today is None or at.date() == today:
        return f"{at:%H:%M}" if today else f"{at:%d/%m %H:%M}"
    return short_moment(at, today)
