"""What happens to the term of a dossier: an apology with a new date, a stop, who signed for it, why it was late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain import events
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import FARTHEST, appointment, lateness
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Official
from onecua_desk.domain.procedure import LimitUnit
from onecua_desk.domain.ruleset import FormKind, check_ruleset, is_ruleset, ruleset_named
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import paper_settings
from onecua_desk.services.desk import Desk, Done, record
from onecua_desk.services.paper_settings import PaperSettings

MORE_DAYS = 5
"""Working days that are proposed for a term that is not counted in working days: a week."""


@dataclass(frozen=True, slots=True)
class Term:
    """What is allowed to a dossier's term now, by its rule set and the settings of the desk.

    ``apologies_left``: how often it may still be put off; ``notice_by``: until when the apology has to be written, the
    closing of a working day, ``None`` without an appointment. ``late``: past the appointment that reports count from,
    now or when it was resolved. ``stops``: its rule set has a form for a stop.
    """

    apologies_left: int
    notice_by: datetime | None
    late: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class PutOff:
    """The dossier after an apology; ``in_time``: it was written by ``notice_by``, as the law asks."""

    dossier: Dossier
    notice_by: datetime
    in_time: bool


def term(desk: Desk, dossier: Dossier) -> Term:
    """What is allowed to the term of ``dossier`` at this moment."""
    chosen, ruleset = paper_settings.read(desk.store), dossier.received.ruleset
    late = _is_late(dossier, chosen, desk.now())
    if not is_ruleset(ruleset):
        return Term(0, None, late, stops=False)
    return Term(
        apologies_left=max(0, _most(chosen, ruleset) - len(dossier.apologies)),
        notice_by=_notice_by(dossier.due, chosen, ruleset, desk.calendar) if dossier.due else None,
        late=late,
        stops=FormKind.STOP in ruleset_named(ruleset).forms,
    )


def proposed(desk: Desk, dossier: Dossier) -> date:
    """The new date to offer: as many working days again, from today, as the law gave, or ``MORE_DAYS``.

    Work starts anew when the cause is gone, so a term of working days is offered once more in full; a term of hours,
    calendar days or of the same day says little about the work that is left. Never on or before the old appointment.
    """
    limit, now = dossier.received.limit, desk.now()
    today = max(now.date(), dossier.due.date()) if dossier.due else now.date()
    if limit is not None and limit.unit is LimitUnit.WORKING_DAYS:
        again = appointment(limit, now, desk.calendar).due.date()
        return max(again, desk.calendar.next_working_day(today))
    return desk.calendar.working_day_after(today, MORE_DAYS)


def apologise(desk: Desk, official: Official, id: EventId, cause: LateCause, reason: str, due: date) -> Done[PutOff]:
    """Write to the citizen why, and put the appointment off to the closing of ``due``, once.

    What is written later than the law asks is written all the same, and says so. ``UserError``: without an appointment
    or a reason, on a day off, on a day that is not later, more often than is allowed.
    """
    why = _told(reason, "reason", "Hãy ghi lý do, để người nộp hiểu vì sao chậm.")
    chosen = paper_settings.read(desk.store)

    def make(dossier: Dossier, at: datetime) -> events.Apologised:
        _check_allowed(dossier, chosen)
        if dossier.due is None:
            raise UserError(f"Hồ sơ {dossier.code} chưa hẹn ngày trả nên không có ngày để hẹn lại.")
        return events.Apologised(cause, why, dossier.due, _new_due(due, dossier.due, at, desk.calendar))

    done = record(desk, official, id, make)
    before = done.value.apologies[-1].due_before
    by = _notice_by(before, chosen, done.value.received.ruleset, desk.calendar)
    return Done(PutOff(done.value, by, desk.now() <= by), done.changes)


def stop(desk: Desk, official: Official, id: EventId, basis: str, reason: str) -> Done[Dossier]:
    """End the dossier without a result (form 05 of 2025). ``UserError`` where its rule set knows no such thing."""
    on = _told(basis, "basis", "Hãy ghi căn cứ dừng: văn bản, điều khoản hoặc sự việc.")
    why = _told(reason, "reason", "Hãy ghi lý do.")

    def make(dossier: Dossier, _: datetime) -> events.Stopped:
        ruleset = dossier.received.ruleset
        if is_ruleset(ruleset) and FormKind.STOP not in ruleset_named(ruleset).forms:
            raise UserError(
                f"Hồ sơ {dossier.code} nhận theo quy định {ruleset}, chưa có thông báo dừng giải quyết; "
                "hãy dùng «Từ chối» hoặc «Rút hồ sơ»."
            )
        return events.Stopped(on, why)

    return record(desk, official, id, make)


def take_over(desk: Desk, official: Official, id: EventId, by: str, note: str = "") -> Done[Dossier]:
    """Those who process the dossier signed for it: ``by`` is the name that signed."""
    who = _told(by, "by", "Hãy ghi họ tên người ký nhận.")

    def make(dossier: Dossier, _: datetime) -> events.TakenOver:
        if dossier.taken_over_at:
            raise UserError(f"Hồ sơ {dossier.code} đã được ký nhận lúc {dossier.taken_over_at:%H:%M %d/%m/%Y}.")
        return events.TakenOver(who, clean(note))

    return record(desk, official, id, make)


def explain(
    desk: Desk, official: Official, id: EventId, cause: LateCause, text: str, remedy: str = ""
) -> Done[Dossier]:
    """Write down why the dossier is or was late, and what is done about it. ``UserError`` where it never was."""
    told = _told(text, "text", "Hãy ghi nội dung giải trình.")
    chosen = paper_settings.read(desk.store)

    def make(dossier: Dossier, at: datetime) -> events.Explained:
        due = _counted_due(dossier, chosen)
        if due is None or not _is_late(dossier, chosen, at):
            raise UserError(f"Hồ sơ {dossier.code} không quá hạn nên không cần giải trình.")
        days = lateness(due, dossier.at_rest_since or at, desk.calendar)
        return events.Explained(cause, told, clean(remedy), due, days)

    return record(desk, official, id, make)


def _told(text: str, field: str, sentence: str) -> str:
    told = clean(text)
    if not told:
        raise UserError(sentence, field=field)
    return told


def _most(chosen: PaperSettings, ruleset: str) -> int:
    return ruleset_named(ruleset).max_extensions if chosen.max_extensions is None else chosen.max_extensions


def _check_allowed(dossier: Dossier, chosen: PaperSettings) -> None:
    ruleset = dossier.received.ruleset
    check_ruleset(ruleset, dossier.code)
    most, times = _most(chosen, ruleset), len(dossier.apologies)
    if times < most:
        return
    rule = ruleset_named(ruleset).extension_rule if chosen.max_extensions is None else "theo cài đặt của đơn vị"
    already = f"đã hẹn lại {times} lần" if times else "không được hẹn lại"
    raise UserError(f"Hồ sơ {dossier.code} {already}; chỉ được hẹn lại tối đa {most} lần ({rule}).")


def _new_due(day: date, before: datetime, now: datetime, calendar: WorkCalendar) -> datetime:
    due = calendar.closing(day)
    if due <= before:
        raise UserError(f"Ngày hẹn lại phải sau ngày hẹn cũ ({before:%d/%m/%Y}).", field="due")
    if due <= now:
        raise UserError("Ngày hẹn lại đã qua; hãy chọn ngày từ hôm nay trở đi.", field="due")
    if off := calendar.reason(day):
        raise UserError(f"Ngày {day:%d/%m/%Y} không làm việc ({off}); hãy chọn ngày làm việc.", field="due")
    if day - now.date() > FARTHEST:
        raise UserError("Ngày hẹn lại cách hôm nay hơn một năm; hãy kiểm tra lại.", field="due")
    return due


def _notice_by(due: datetime, chosen: PaperSettings, ruleset: str, calendar: WorkCalendar) -> datetime:
    """The closing of the working day so many working days before the appointment."""
    days = ruleset_named(ruleset).apology_notice_days if chosen.notice_days is None else chosen.notice_days
    return calendar.closing(calendar.working_day_after(due.date(), -days))


def _is_late(dossier: Dossier, chosen: PaperSettings, now: datetime) -> bool:
    """Whether the term ended before the dossier did, was put to rest, or ``now``.

    What ends while papers are waited for was put to rest before: reports count it so too.
    """
    due = _counted_due(dossier, chosen)
    return due is not None and (dossier.at_rest_since or now) > due


def _counted_due(dossier: Dossier, chosen: PaperSettings) -> datetime | None:
    """The appointment from which it counts as late."""
    return dossier.due if chosen.extension_counts else dossier.due_by_law
