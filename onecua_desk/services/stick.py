"""What a desk remembers of the packages that it wrote onto a stick, and who may write and read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import day_look, identity
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.services.replica_up import Asked
from onecua_desk.store import dossiers, file_lane, settings, verdicts
from onecua_desk.store.file_lane import Waiting
from onecua_desk.wire import age
from onecua_desk.wire.dialogue import MOST_DAYS
from onecua_desk.wire.package import Label, Secret

_REMEMBERED = 16
"""Packages whose answers are still read; one a day on the way is many."""

_AT_ONCE = 50
"""Files that are noted as received in one transaction."""

_KEPT = "stick"


@dataclass(frozen=True, slots=True)
class Out:
    """A package that was written: its ``seal`` (hex), and what its answer belongs to. ``back``: when that was read."""

    number: int
    at: datetime
    seal: str
    asked: Asked
    events: int = 0
    files: int = 0
    back: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """``identity``, ``recipient``: the desk's own age keys; ``number``: of the newest package."""

    identity: str
    recipient: str
    number: int = 0
    out: tuple[Out, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """What a new package needs: its label, the server's public key, and the secret of its seal."""

    label: Label
    recipient: str
    secret: Secret


def begin(desk: Desk) -> Writing:
    """A new package has a number from here on. ``UserError`` where the desk cannot write any yet."""
    with desk.store.write() as connection:
        me, secret = identity.of(connection), Secret.of_token(_line(connection).token)
        recipient = settings.get(connection, identity.RECIPIENT, str)
        if not recipient or not age.is_recipient(recipient):
            raise UserError(
                "Máy này chưa có khóa của cấp trên để ghi gói: hãy để máy gửi một lần qua đường truyền, "
                "hoặc xin cấp trên mã ghi danh mới."
            )
        kept = _kept(connection)
        kept = replace(kept, number=kept.number + 1)
        settings.put(connection, _KEPT, kept)
        label = Label(me.device, me.unit.code, me.desk, kept.number, desk.now(), secret.name, kept.recipient)
        return Writing(label, recipient, secret)


def written(desk: Desk, out: Out) -> None:
    """Remember what the answer to this package will belong to; the oldest ones are forgotten."""
    with desk.store.write() as connection:
        kept = _kept(connection)
        settings.put(connection, _KEPT, replace(kept, out=(*kept.out, out)[-_REMEMBERED:]))


def files_waiting(desk: Desk) -> list[Waiting]:
    """The scans that a package may bring, smallest first; parked ones wait for a person."""
    with desk.store.read() as connection:
        return [one for one in file_lane.left(connection) if not one.sentence]


def files_arrived(desk: Desk, fingerprints: Sequence[str]) -> Iterator[Changes]:
    """The server has these: some in one transaction, so that no save waits for all of them."""
    for first in range(0, len(fingerprints), _AT_ONCE):
        with desk.store.write() as connection:
            changed = set[EventId]()
            for fingerprint in fingerprints[first : first + _AT_ONCE]:
                file_lane.done(connection, fingerprint, desk.now())
                changed.update(file_lane.dossiers_of(connection, fingerprint))
            for id in changed:
                dossiers.project(connection, id)
        yield Changes(frozenset(changed))


def days_wanted(desk: Desk) -> tuple[date, ...]:
    """The closed days of which the half of the level above is still to come, newest first."""
    with desk.store.read() as connection:
        wanted = day_look.to_ask(connection) | day_look.after_files(connection)
    return tuple(sorted(wanted, reverse=True))[:MOST_DAYS]


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads: the desk itself. ``whose``: the package that the answer belongs to; ``None`` when it is forgotten."""

    secret: Secret
    identity: str
    whose: Out | None


def reading(desk: Desk, label: Label) -> Reading:
    """What is needed to read the answer with this label; ``UserError`` where it is another desk's, or no answer."""
    with desk.store.write() as connection:
        me, secret, kept = identity.of(connection), Secret.of_token(_line(connection).token), _kept(connection)
    if (label.device, label.unit) != (me.device, me.unit.code):
        raise UserError(
            f"Gói này của quầy {label.desk}, đơn vị {label.unit}; máy này là quầy {me.desk}, đơn vị {me.unit.code}. "
            "Chưa đọc gì."
        )
    if not label.answers:
        raise UserError("Đây là gói của quầy gửi lên (.ocp); hãy chọn gói trả lời của cấp trên (.oca).")
    if label.key != secret.name:
        raise UserError("Gói trả lời này theo mã ghi danh đã thay; hãy ghi gói mới mang lên cấp trên.")
    whose = next((one for one in kept.out if one.seal == label.answers.hex()), None)
    return Reading(secret, kept.identity, whose)


def came_back(desk: Desk, whose: Out) -> int:
    """The answer to this package was read; how many events of the package the server has accepted."""
    with desk.store.write() as connection:
        kept, now = _kept(connection), desk.now()
        out = tuple(replace(one, back=now) if one.seal == whose.seal else one for one in kept.out)
        settings.put(connection, _KEPT, replace(kept, out=out))
        asked = whose.asked
        return verdicts.accepted(connection, asked.hello.device, asked.hello.answered, asked.last)


@dataclass(frozen=True, slots=True)
class StickState:
    """``enrolled``: with a district; ``possible``: the desk can write packages; ``newest``: the last one it wrote."""

    enrolled: bool
    possible: bool
    newest: Out | None


def state(desk: Desk) -> StickState:
    with desk.store.read() as connection:
        kept, line = settings.get(connection, _KEPT, _Kept), settings.get(connection, "line", Line)
        recipient = settings.get(connection, identity.RECIPIENT, str)
    enrolled, newest = line is not None, kept.out[-1] if kept and kept.out else None
    return StickState(enrolled, enrolled and bool(recipient), newest)


def _line(connection: Connection) -> Line:
    found = settings.get(connection, "line", Line)
    if found is None:
        raise UserError("Quầy chưa ghi danh với cấp trên nên chưa có gói nào để mang bằng USB.")
    return found


def _kept(connection: Connection) -> _Kept:
    """In a writing transaction: the desk's keys are made when they are needed for the first time."""
    found = settings.get(connection, _KEPT, _Kept)
    if found is None:
        found = _Kept(*age.make_keys())
        settings.put(connection, _KEPT, found)
    return found
