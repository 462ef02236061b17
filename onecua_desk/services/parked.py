"""What a person does with an event that the level above refused: send it anew, drop it, or give it to a colleague."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from onecua_desk.domain import story_line
from onecua_desk.domain.dossier import Dossier, apply
from onecua_desk.domain.events import (
    ALONE,
    Contradicted,
    Corrected,
    Event,
    EventId,
    Fact,
    FeePaid,
    Numbered,
    PaperPrinted,
    Received,
)
from onecua_desk.domain.fees import dong
from onecua_desk.domain.numbering import placed
from onecua_desk.domain.parts import Change, Official
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Changes, Desk, Done, append
from onecua_desk.store import copied, dossiers, handed, log, received_anew, register, serials

_STAYS = (Received, PaperPrinted, Contradicted, Numbered)
"""Of a dossier that is received again under another code: its papers are printed anew, and it got its number."""


@dataclass(frozen=True, slots=True)
class Left:
    """An event that could not be taken along, and why: where it was refused too, it stays in *Cần xử lý*."""

    title: str
    detail: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """``dossier`` after what was sent anew, ``None`` where it concerns none; ``left`` did not follow it.

    ``printed_anew``: its code is a new one, so the slip has to be printed again.
    """

    dossier: Dossier | None
    printed_anew: bool = False
    left: tuple[Left, ...] = ()


def send_corrected(desk: Desk, official: Official, id: EventId) -> Done[Sent]:
    """Write the same fact anew where the dossier's state now allows it; the refused event is settled with that.

    A receipt is written again under a new code, with the moment, the appointment and everything else that it had, and
    what was written of the dossier since follows it. ``UserError`` where it is not possible: nothing is written then.
    """
    with desk.store.write() as connection:
        entry = _refused(connection, id)
        if entry.event is None:
            raise UserError("Bản chương trình này không đọc được việc đó; hãy cập nhật rồi làm lại.")
        note = "Gửi lại"
        if isinstance(entry.event.fact, Received):
            sent = _receive_anew(connection, entry.event, entry.event.fact)
            assert sent.dossier is not None
            note = f"Nhận lại với mã {sent.dossier.code}"
        elif type(entry.event.fact) in ALONE:
            sent = _write_alone(connection, desk, official, entry.event.fact)
        else:
            sent = Sent(append(connection, desk, official, entry.event.dossier, _anew(connection, entry.event.fact)))
        changed = {_settle(connection, desk, id, official.login, note)}
        return Done(sent, Changes(frozenset(changed | ({sent.dossier.id} if sent.dossier else set()))))


def withdraw(desk: Desk, official: Official, id: EventId, reason: str) -> Done[None]:
    """It shall not be: settled, with ``reason``; it stays in the dossier's story as refused."""
    why = clean(reason)
    if not why:
        raise UserError("Hãy ghi lý do.", field="reason")
    with desk.store.write() as connection:
        dossier = _settle(connection, desk, id, official.login, why)
    return Done(None, Changes(frozenset({dossier})))


def hand_to(desk: Desk, id: EventId, colleague: Official, note: str = "") -> Done[None]:
    """``colleague`` shall deal with it: it stays in *Cần xử lý* and says so."""
    with desk.store.write() as connection:
        entry = _refused(connection, id)
        handed.note(connection, id, colleague.login, clean(note), desk.now())
    return Done(None, Changes(frozenset({EventId(*entry.wire.dossier)})))


def _refused(connection: Connection, id: EventId) -> log.Entry:
    entry = log.find(connection, id)
    if entry is None or entry.status != "refused":
        raise UserError("Việc này đã được xử lý rồi.")
    return entry


def _settle(connection: Connection, desk: Desk, id: EventId, login: str, note: str) -> EventId:
    dossier = log.settle(connection, id)
    handed.note(connection, id, login, note, desk.now())
    dossiers.project(connection, dossier)
    return dossier


def _anew(connection: Connection, fact: Fact) -> Callable[[Dossier, datetime], Fact]:
    """Makes the fact as the dossier takes it today."""

    def make(dossier: Dossier, _: datetime) -> Fact:
        match fact:
            case Corrected():
                return replace(fact, edits=_edits_today(dossier, fact.edits))
            case FeePaid() if fact.payment.amount > dossier.owed:
                raise UserError(f"Hồ sơ này chỉ còn phải thu {dong(dossier.owed)}.", field="fee")
            case Numbered():
                return Numbered(_official_code(connection, dossier))
        return fact

    return make


def _official_code(connection: Connection, dossier: Dossier) -> str:
    me = identity.of(connection)
    code = serials.take_official(connection, me.unit.code, me.desk, placed(dossier.code).day)
    if code is None:
        raise UserError("Chưa có số chính thức của ngày đó; máy sẽ tự xin khi có đường truyền.")
    return code


def _edits_today(dossier: Dossier, edits: tuple[Change, ...]) -> tuple[Change, ...]:
    today = (Change(edit.field, dossier.applicant.value(edit.field), edit.new) for edit in edits)
    left = tuple(edit for edit in today if edit.old != edit.new)
    if not left:
        raise UserError("Hồ sơ đã ghi đúng như vậy rồi; hãy rút việc này.")
    return left


def _write_alone(connection: Connection, desk: Desk, official: Official, fact: Fact) -> Sent:
    id = _next_id(connection)
    log.append(connection, Event(id, id, desk.now(), official, fact))
    return Sent(None)


def _next_id(connection: Connection) -> EventId:
    device = identity.of(connection).device
    return EventId(device, log.next_seq(connection, device))


def _receive_anew(connection: Connection, old: Event, fact: Received) -> Sent:
    """The citizen came at that moment and was promised that day: both stay, and so does who received it."""
    if fact.imported and register.taken_over(connection, fact.imported):
        raise UserError("Dòng này của sổ cũ đã thành hồ sơ khác; hãy rút việc này.")
    me = identity.of(connection)
    if copied.is_copy(connection):
        raise UserError("Máy vừa được khôi phục từ bản sao lưu; hãy làm lại sau khi liên lạc được với cấp trên.")
    code = serials.take(connection, me.unit.code, me.desk, old.at)
    id = _next_id(connection)
    received = Event(id, id, old.at, old.official, replace(fact, code=code))
    following = _Following(connection, apply(None, received), [log.append(connection, received)])
    for entry in log.of_dossier(connection, old.dossier):
        if entry.status != "settled" and entry.wire.seq != old.id.seq:
            following.take(entry)
    received_anew.note(connection, old.dossier)
    dossiers.project_entries(connection, id, following.entries)
    return Sent(following.dossier, True, tuple(following.left))


class _Following:
    """Takes what was written of the old dossier along to the new one."""

    def __init__(self, connection: Connection, dossier: Dossier, entries: list[log.Entry]) -> None:
        self._connection = connection
        self.dossier, self.entries = dossier, entries
        self.left: list[Left] = []

    def take(self, entry: log.Entry) -> None:
        fact = entry.event.fact if entry.event else None
        try:
            if not isinstance(fact, _STAYS):
                self._follow(entry.event)
        except UserError as error:
            told = story_line.detail(fact, self.dossier) if fact else ""
            self.left.append(Left(fact.title if fact else entry.wire.kind, told, str(error)))
            return
        id = EventId(entry.wire.device, entry.wire.seq)
        if entry.status == "refused":
            log.settle(self._connection, id)
        log.drop(self._connection, id, f"Nhận lại với mã {self.dossier.code}")

    def _follow(self, old: Event | None) -> None:
        """With its own moment: what takes a payment back names when it was paid."""
        if old is None:
            raise UserError("Bản chương trình này không đọc được.")
        event = replace(old, id=_next_id(self._connection), dossier=self.dossier.id)
        self.dossier = apply(self.dossier, event)
        self.entries.append(log.append(self._connection, event))
