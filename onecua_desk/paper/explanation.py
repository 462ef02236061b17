"""The explanatory note on a late dossier (báo cáo giải trình): the law fixes no form for it, this one is ours."""

from __future__ import annotations

from datetime import datetime

from onecua_desk.domain.explanation import Explanation
from onecua_desk.paper.agency import agency_texts
from onecua_desk.paper.content import content
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template
from onecua_desk.paper.words import moment_in_words


def explanation(value: Explanation, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of the note; the same value gives the same bytes on any day. ``reprint``: as for the slip."""
    texts = {
        **agency_texts(value),
        "don_vi": value.parent,
        "kinh_gui": value.to,
        "noi_xu_ly": value.holder,
        "gio_nhan": moment_in_words(value.received_at),
        "hen_cu": _moment(value.appointed),
        "hen_lai": _moment(value.again),
        "tinh_hinh": _standing(value),
        "qua_han": _lateness(value),
        "nguyen_nhan": value.cause,
        "khac_phuc": value.remedy,
        "can_bo": value.official,
    }
    said = content(Letter.EXPLANATION, value.ruleset, texts, mark=value.number, author=value.centre, code=value.code)
    return letter_pdf(said, template, look, reprint)


def _moment(moment: datetime | None) -> str:
    return moment_in_words(moment) if moment else ""


def _standing(value: Explanation) -> str:
    """What became of it, or that nothing has until now."""
    if value.ended is None:
        return f"Đến {moment_in_words(value.at)} chưa có kết quả"
    return f"{value.outcome} lúc {moment_in_words(value.ended)}"


def _lateness(value: Explanation) -> str:
    """How long in working days, or in hours where it ended on the very day, and from which appointment."""
    if value.late_from is None:
        return ""
    long, since = _how_long(value.late_from, value), f"từ {moment_in_words(value.late_from)}"
    return f"{long}, tính {since}" if long else since


def _how_long(since: datetime, value: Explanation) -> str:
    """Nothing where nobody counted."""
    until = value.ended or value.at
    if value.days_late:
        return f"{value.days_late} ngày làm việc"
    if since.date() != until.date():
        return ""
    hours, minutes = divmod(int((until - since).total_seconds()) // 60, 60)
    return f"{hours} giờ {minutes:02} phút" if hours else f"{minutes} phút"
