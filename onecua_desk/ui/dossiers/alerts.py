"""What the official must know of a dossier before anything else: how it stands, where it is, what stops it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Contradicted
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import State
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.twice import overpaid
from onecua_desk.services.replica import Refusal
from onecua_desk.ui.dossiers.reading import Reading
from onecua_desk.ui.widgets.rich import Html, bold, join
from onecua_desk.ui.words import appointment_words, short_day, short_moment


@dataclass(frozen=True, slots=True)
class Alert:
    tone: Tone
    text: Html


def alerts(reading: Reading) -> tuple[Alert, ...]:
    """The server's refusals first, then the standing."""
    refusals = tuple(Alert(Tone.LATE, _refusal(one, reading)) for one in reading.refusals)
    return (
        *refusals,
        *_returned_twice(reading),
        *_paid_twice(reading),
        Alert(_tone(reading), join_lines(_standing(reading))),
    )


def _tone(reading: Reading) -> Tone:
    """In time, but an apology would have to be written today."""
    tone = reading.story.standing.tone
    return Tone.DUE if reading.should_be_put_off and tone is not Tone.LATE else tone


def _returned_twice(reading: Reading) -> Iterator[Alert]:
    """Two desks handed it back without knowing of each other; who was refused has it in *Cần xử lý* as well."""
    for line in reading.story.lines:
        if line.title == Contradicted.title:
            yield Alert(
                Tone.LATE, join(bold("Đã trả ở hai quầy"), f": {line.detail}.\nHãy hỏi lại người nhận và quầy đó.")
            )


def _paid_twice(reading: Reading) -> Iterator[Alert]:
    """Two desks took the fee without knowing of each other."""
    if too_much := overpaid(reading.dossier):
        paid = ", ".join(payment.words() for payment in reading.dossier.payments)
        advice = "Hãy hỏi các quầy, trả lại tiền rồi hủy khoản thu trùng."
        yield Alert(Tone.LATE, join(bold(f"Đã thu thừa {dong(too_much)}"), f": {paid}.\n{advice}"))


def join_lines(lines: Iterator[str]) -> Html:
    first, *more = lines
    return join(first, *(part for line in more for part in (Html("<br>"), line)))


def _refusal(refusal: Refusal, reading: Reading) -> Html:
    what = bold(f"Cấp trên không nhận «{refusal.title}»")
    detail = f": {refusal.detail}" if refusal.detail else ""
    return join(what, f" ({short_moment(refusal.at, reading.today)}{detail})\n{refusal.sentence}")


def _standing(reading: Reading) -> Iterator[str]:
    dossier = reading.dossier
    match dossier.state:
        case State.AWAITING_PAPERS:
            since = f" từ {short_moment(dossier.asked_at, reading.today)}" if dossier.asked_at else ""
            yield join(bold("Chờ bổ sung"), f"{since}, thời hạn tạm dừng")
            yield from (f"• {paper}" for paper in dossier.missing)
        case State.RESULT_READY:
            yield from _result(dossier, reading)
        case State.RECEIVED | State.PROCESSING:
            yield _appointment(dossier, reading)
            yield from _put_off(reading)
            yield from _whereabouts(dossier, reading)
        case _:
            since = f" {short_moment(dossier.closed_at, reading.today)}" if dossier.closed_at else ""
            yield join(bold(dossier.state.label), since)


def _appointment(dossier: Dossier, reading: Reading) -> Html:
    if dossier.due is None:
        return bold("Chưa hẹn ngày trả")
    if dossier.due.date() == reading.today:
        return join(bold(reading.story.standing.words), f" ({dossier.due:%H:%M})")
    when = appointment_words(dossier.due, reading.today)
    if reading.days_late:
        return join(bold(f"Quá hạn {reading.days_late} ngày làm việc"), f" (hẹn {when})")
    return join(bold(reading.story.standing.words), f" (hẹn {when})")


def _put_off(reading: Reading) -> Iterator[str]:
    """The apology that is due."""
    by = reading.term.notice_by
    if reading.should_be_put_off and by is not None:
        in_time = f"chậm nhất {appointment_words(by, reading.today)}"
        yield f"Nếu không kịp: xin lỗi, hẹn lại {in_time}." if reading.at <= by else "Chưa xin lỗi, hẹn lại người nộp."


def _result(dossier: Dossier, reading: Reading) -> Iterator[str]:
    result = dossier.result
    number = f" số {result.number}, ngày {short_day(result.day, reading.today)}" if result else ""
    copies = f", {result.copies} bản" if result else ""
    yield join(bold("Có kết quả"), f"{number}{copies}")
    if dossier.due:
        yield f"Hẹn trả {appointment_words(dossier.due, reading.today)}"
    if dossier.owed:
        yield f"Còn phải thu {dong(dossier.owed)}"


def _whereabouts(dossier: Dossier, reading: Reading) -> Iterator[str]:
    """With whom it is, and whether they signed for it; since when it is there stands in what is read out."""
    if dossier.state is State.RECEIVED:
        yield "Đang ở quầy, chưa chuyển xử lý."
        return
    signed = dossier.taken_over_at
    taken = f"đã ký nhận {short_moment(signed, reading.today)}" if signed else "chưa ký nhận"
    yield f"Đang ở: {dossier.holder}, {taken}."
