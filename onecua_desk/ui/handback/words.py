"""What the hand-back screen says of a dossier, as plain functions of values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from onecua_desk.domain.applicant_fields import field_words, represents
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import lateness
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Returned
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Given, State
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.text import capitalised, uncapitalised
from onecua_desk.services.lookup import Story
from onecua_desk.ui.widgets.rich import Html, bold, join, soft
from onecua_desk.ui.words import appointment_words, code_words, grouped_number, grouped_phone, short_moment

_HOUR = timedelta(hours=1)
_TAX_CODE = (10, 13, 14)
"""Lengths of a tax code, the last one with its dash."""


def kept(due: datetime | None, ready: datetime | None, calendar: WorkCalendar) -> str:
    """How the result kept the appointment: ``"có kết quả trước hạn 2 ngày làm việc"``; empty without one of the two.

    Early (trước hạn) is a working day or more, as in reports; on the same day it is so many hours before its hour.
    """
    if due is None or ready is None:
        return ""
    if ready > due:
        days = lateness(due, ready, calendar)
        return f"có kết quả trễ {days} ngày làm việc" if days else "có kết quả sau giờ hẹn"
    if days := calendar.working_days_between(ready.date(), due.date()):
        return f"có kết quả trước hạn {days} ngày làm việc"
    hours = calendar.working_time(ready, due) // _HOUR
    return f"có kết quả trước giờ hẹn {hours} giờ làm việc" if hours else "có kết quả đúng hạn"


def result(dossier: Dossier) -> Html:
    found = dossier.result
    if found is None:
        return soft("Chưa có")
    note = f" · {found.note}" if found.note else ""
    return join("Số ", bold(found.number), f", ngày {found.day:%d/%m/%Y}, {found.copies} bản{note}")


def fee(dossier: Dossier) -> Html:
    """What is still due, then what was asked and paid."""
    asked = dossier.received.fee
    if asked.amount is None:
        return join(bold(dong(0)), soft(" · mức thu chưa ghi khi tiếp nhận"))
    if asked.amount == 0:
        return join(bold(dong(0)), soft(" · không thu"))
    paid = ", ".join(payment.words() for payment in dossier.payments)
    before = f" · đã thu {paid}" if paid else f" · {asked.words}"
    return join(bold(dong(dossier.owed)), soft(before))


def facts(story: Story, calendar: WorkCalendar, today: date) -> list[tuple[str, str]]:
    """The rows of the dossier: label, value."""
    dossier, received = story.dossier, story.dossier.received
    due = appointment_words(dossier.due, today) if dossier.due else "Chưa hẹn ngày"
    standing = kept(dossier.due, dossier.result_at, calendar)
    at_counter = received.return_at == received.unit.centre
    acts, who = represents(dossier.applicant.organisation), received.representative
    rows = [
        ("Mã hồ sơ", join(bold(code_words(dossier)))),
        ("Kết quả", result(dossier)),
        ("Hẹn trả", f"{due} · {standing}" if standing else due),
        ("Trả tại", "Quầy" if at_counter else capitalised(received.return_at)),
        ("Còn phải thu", fee(dossier)),
        ("Bản chính đã nộp", _papers(dossier.papers, originals=True)),
        ("Đã xuất trình", _papers(dossier.papers, originals=False)),
        (acts, who.words() if who else ""),
        ("Cần trợ giúp", ", ".join(one.label.lower() for one in received.help)),
        ("Đã trả lại", "; ".join(dossier.returned.originals) if dossier.returned else ""),
    ]
    return [(label, value) for label, value in rows if value]


def footer(story: Story, today: date) -> str:
    """When it came, when the result came, what was printed, and whether the level above knows."""
    dossier = story.dossier
    parts = [f"Tiếp nhận {short_moment(dossier.received_at, today)}, quầy {dossier.received.desk}"]
    if dossier.result_at:
        parts.append(f"có kết quả {short_moment(dossier.result_at, today)}")
    if any(line.refused for line in story.lines):
        parts.append("có việc cấp trên không nhận")
    if story.joined:
        parts.append("chưa gửi cấp trên" if story.unsent else "đã ở cấp trên")
    if dossier.rated:
        parts.append(f"đánh giá: {dossier.rated.rating.label.lower()}")
    return " · ".join(parts)


def person(dossier: Dossier) -> str:
    """The applicant as the official compares them with the card."""
    who = dossier.applicant
    kind = field_words(len(who.number) in _TAX_CODE)["number"]
    number = f"{kind} {grouped_number(who.number)}" if who.number else f"Chưa ghi {uncapitalised(kind)}"
    born = f"sinh {who.born:%d/%m/%Y}" if who.born else ""
    return " · ".join(part for part in (number, born, grouped_phone(who.phone)) if part)


def why_not(story: Story, calendar: WorkCalendar, now: datetime) -> tuple[str, str]:
    """Why nothing can be handed back, and what to do now; two empty texts when it can."""
    dossier = story.dossier
    match dossier.state:
        case State.RESULT_READY:
            return "", ""
        case State.RECEIVED | State.PROCESSING:
            return "Chưa có kết quả", _not_yet(dossier, calendar, now)
        case State.AWAITING_PAPERS:
            since = f" từ {appointment_words(dossier.asked_at, now.date())}" if dossier.asked_at else ""
            papers = "".join(f"\n• {paper}" for paper in dossier.missing)
            return f"Chờ bổ sung{since}", f"Còn thiếu:{papers}\nNếu người dân mang đến, hãy nhận bổ sung ở Hồ sơ."
        case State.PAUSED:
            return "Hồ sơ đang tạm dừng", "Xem lý do ở Hồ sơ và báo người dân."
        case State.RETURNED:
            return "Đã trả kết quả rồi", _closing(story, Returned.title, now.date())
        case _:
            return capitalised(dossier.state.label), _closing(story, "", now.date())


def _not_yet(dossier: Dossier, calendar: WorkCalendar, now: datetime) -> str:
    at = f" Hồ sơ đang ở {dossier.holder}." if dossier.holder else ""
    write = "\nNếu kết quả đã về quầy, hãy ghi kết quả ở Hồ sơ trước."
    if dossier.due is None:
        return f"Hồ sơ này chưa hẹn ngày.{at}{write}"
    due = appointment_words(dossier.due, now.date())
    if now <= dossier.due:
        return f"Hẹn trả {due}, còn trong hạn.{at}{write}"
    days = lateness(dossier.due, now, calendar)
    late = f"quá hạn {days} ngày làm việc" if days else "đã quá giờ hẹn"
    return f"Hẹn trả {due}, {late}: hãy xin lỗi người dân và báo lãnh đạo.{at}{write}"


def _closing(story: Story, title: str, today: date) -> str:
    """When and how it ended, by its newest line that counts (of that title, where one is given)."""
    dossier = story.dossier
    ended = next(
        (
            line
            for line in story.lines
            if not line.refused and (line.title == title or (not title and line.at == dossier.closed_at))
        ),
        None,
    )
    if ended is None:
        return f"Lúc {appointment_words(dossier.closed_at, today)}." if dossier.closed_at else ""
    return f"Lúc {appointment_words(ended.at, today)}, cán bộ {ended.who}.\n{ended.detail}"


def _papers(papers: Sequence[Given], *, originals: bool) -> str:
    left = [paper for paper in papers if not paper.shown and not paper.reused and paper.kind is PaperKind.ORIGINAL]
    shown = [paper for paper in papers if paper.shown]
    return "; ".join(f"{paper.name} ({paper.quantity})" for paper in (left if originals else shown))
