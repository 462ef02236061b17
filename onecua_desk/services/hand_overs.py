"""What the desk handed over on a day, to whom, and the list that goes along with the papers (danh sách bàn giao)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId, HandedOver
from onecua_desk.domain.hand_over_list import HandedDossier, HandOverList
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import hand_overs, log

_NAMED = 60
"""Letters of the receiver in the title of the list: printers take no more than 255 bytes."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who got ``dossiers`` of a day; ``name`` as it was written first."""

    name: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class _Handed:
    """A hand-over that counts, the dossier as it stands now, and what was said to the receiver."""

    dossier: Dossier
    event: Event
    to: str
    note: str


def count(desk: Desk, day: date) -> int:
    """How many dossiers this desk handed over on ``day``."""
    with desk.store.read() as connection:
        return len(hand_overs.handed_on(connection, identity.of(connection).device, day))


def receivers(desk: Desk, day: date) -> tuple[Receiver, ...]:
    """Who was given dossiers by this desk on ``day``, in the order of the first hand-over."""
    with desk.store.read() as connection:
        handed = list(_handed(connection, identity.of(connection).device, day))
    names: dict[str, str] = {}
    dossiers: dict[str, set[EventId]] = {}
    for one in handed:
        names.setdefault(_same(one.to), one.to)
        dossiers.setdefault(_same(one.to), set()).add(one.dossier.id)
    return tuple(Receiver(name, len(dossiers[key])) for key, name in names.items())


def day_list(desk: Desk, official: Official, *, day: date, receiver: str) -> Printout:
    """The list of what this desk handed to ``receiver`` on ``day``; ``UserError`` where it was nothing."""
    with desk.store.read() as connection:
        its = identity.of(connection)
        handed = [one for one in _handed(connection, its.device, day) if _same(one.to) == _same(receiver)]
    if not handed:
        raise UserError(f"Ngày {day:%d/%m/%Y} quầy này chưa bàn giao hồ sơ nào cho {receiver}.")
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.hand_over_list import hand_over_list

    listed = _listed(its.unit, official, handed)
    return Printout(PrintForm.LIST, f"Danh sách bàn giao {day:%Y-%m-%d} {receiver[:_NAMED]}", hand_over_list(listed))


def _listed(unit: Unit, official: Official, handed: Sequence[_Handed]) -> HandOverList:
    """Each dossier once, with what was said last."""
    last_of = {one.dossier.id: one for one in handed}
    moments = [one.event.at for one in handed]
    return HandOverList(
        parent=unit.parent,
        centre=unit.centre,
        place=unit.place,
        receiver=handed[0].to,
        first=min(moments),
        last=max(moments),
        official=official.name,
        lines=tuple(map(_line, last_of.values())),
    )


def that_count(connection: Connection, id: EventId) -> tuple[Dossier | None, list[Event]]:
    """A dossier and its events, without those that were refused or do not fit."""
    events: list[Event] = []
    dossier = log.sum_up(log.of_dossier(connection, id), lambda event, _: events.append(event)).dossier
    return dossier, events


def lists_of(dossier: Dossier, events: Iterable[Event], device: int) -> tuple[tuple[date, str], ...]:
    """On which days ``device`` handed the dossier to whom, the newest first: the lists that it stands on.

    ``events``: those of the dossier that count.
    """
    its = [(one.event.at.date(), one.to) for one in _of(dossier, events, device)]
    return tuple({(day, _same(to)): (day, to) for day, to in reversed(its)}.values())


def _handed(connection: Connection, device: int, day: date) -> Iterator[_Handed]:
    for id in hand_overs.handed_on(connection, device, day):
        dossier, events = that_count(connection, id)
        if dossier is not None:
            yield from (one for one in _of(dossier, events, device) if one.event.at.date() == day)


def _of(dossier: Dossier, events: Iterable[Event], device: int) -> Iterator[_Handed]:
    """The hand-overs that ``device`` wrote, without what an older register said when it was imported."""
    for event in events:
        told_by_register = dossier.received.imported and event.at <= dossier.received_at
        if event.id.device == device and isinstance(event.fact, HandedOver) and not told_by_register:
            yield _Handed(dossier, event, event.fact.to, event.fact.note)


def _same(name: str) -> str:
    """Two names that are equal so are one receiver; the marks stay, for *Hùng* and *Hưng* are two people."""
    return name.casefold()


def _line(handed: _Handed) -> HandedDossier:
    dossier, received, who = handed.dossier, handed.dossier.received, handed.dossier.applicant
    return HandedDossier(
        code=dossier.code,
        procedure=received.procedure_name + (f" ({received.case})" if received.case else ""),
        sets=received.sets,
        applicant=who.name,
        address=who.address,
        phone=who.phone,
        received_at=dossier.received_at,
        due=dossier.due,
        note=handed.note,
    )
