"""Whether the machine's clock can be believed: a wrong one prints wrong dates."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from onecua_desk.store import log, settings

MOST_OFF = timedelta(minutes=10)
_SERVER_AHEAD = "server_ahead"


def note(connection: Connection, here: datetime, there: datetime) -> None:
    """Remember how many seconds the server's clock was ahead when it last answered."""
    settings.put(connection, _SERVER_AHEAD, int((there - here).total_seconds()))


def warnings(connection: Connection, device: int, now: datetime) -> tuple[str, ...]:
    """What makes the clock doubtful, one sentence each; ``device`` is this machine's number."""
    found = []
    newest = log.newest_of(connection, device)
    if newest and now < newest:
        found.append(f"Đồng hồ máy đang chỉ {now:%H:%M %d/%m/%Y}, trước việc đã ghi lúc {newest:%H:%M %d/%m/%Y}.")
    ahead = timedelta(seconds=settings.get(connection, _SERVER_AHEAD, int) or 0)
    if abs(ahead) > MOST_OFF:
        side = "chậm" if ahead > timedelta() else "nhanh"
        minutes = int(abs(ahead).total_seconds()) // 60
        found.append(f"Đồng hồ máy này {side} hơn máy chủ {minutes:,} phút.".replace(",", "."))
    return tuple(f"{sentence} Hãy chỉnh đồng hồ trước khi in giấy hẹn." for sentence in found)
