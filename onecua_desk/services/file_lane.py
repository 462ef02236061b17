"""Scans on their way to the level above: what is left or parked, when they may go, what the lane notes down."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256 as fingerprint

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId, FileDropped
from onecua_desk.domain.file import File, named_in
from onecua_desk.domain.parts import Official
from onecua_desk.domain.sending import SendingRules as SendingRules
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Changes, Desk, Done, append
from onecua_desk.store import dossiers, file_lane, log, settings
from onecua_desk.store.file_lane import Waiting as Waiting
from onecua_desk.store.files import files_in

_RULES, _NOW, _TROUBLE = "sending_rules", "sending_now", "file_lane_trouble"


@dataclass(frozen=True, slots=True)
class Parked:
    """A file that does not go until a person has seen to it; ``name``, ``code`` and ``dossier`` say whose it is."""

    sha256: str
    name: str
    code: str
    size: int
    sentence: str
    dossier: EventId | None


@dataclass(frozen=True, slots=True)
class Standing:
    """``files`` and ``bytes`` that the server has not acknowledged, parked ones too; ``oldest``: since when.

    ``sent`` of ``size`` bytes of the file on its way have gone (0 of 0: none is). ``trouble``: why nothing goes now, in
    the server's words. ``opens``: when the hours for files begin, ``None`` while files may go.
    """

    files: int
    bytes: int
    sent: int
    size: int
    oldest: datetime | None
    parked: tuple[Parked, ...]
    trouble: str
    opens: datetime | None


def standing(desk: Desk) -> Standing:
    with desk.store.read() as connection:
        left = file_lane.left(connection)
        going = max(left, key=lambda one: one.sent, default=None)
        sent, size = (going.sent, going.size) if going is not None and going.sent else (0, 0)
        return Standing(
            files=len(left),
            bytes=sum(one.size - one.sent for one in left),
            sent=sent,
            size=size,
            oldest=file_lane.oldest(connection),
            parked=tuple(_parked(connection, one) for one in left if one.sentence),
            trouble=settings.get(connection, _TROUBLE, str) or "",
            opens=_rules_now(connection).opens(desk.now()),
        )


def _parked(connection: Connection, one: Waiting) -> Parked:
    for id in file_lane.dossiers_of(connection, one.sha256):
        entries = log.of_dossier(connection, id)
        known = log.sum_up(entries).dossier
        file = next((file for entry in entries if entry.event for file in _named(entry.event.fact, one.sha256)), None)
        return Parked(one.sha256, file.name if file else "", known.code if known else "", one.size, one.sentence, id)
    return Parked(one.sha256, "", "", one.size, one.sentence, None)


def _named(fact: object, sha256: str) -> list[File]:
    return [file for file in named_in(fact) if file.sha256 == sha256]


def rules(desk: Desk) -> SendingRules:
    with desk.store.read() as connection:
        return settings.get(connection, _RULES, SendingRules) or SendingRules()


def set_rules(desk: Desk, chosen: SendingRules) -> None:
    with desk.store.write() as connection:
        settings.put(connection, _RULES, chosen)


def send_now(desk: Desk) -> None:
    """The official asked: files go at once, parked ones too, whatever the hour, until none is left."""
    with desk.store.write() as connection:
        settings.put(connection, _NOW, True)
        file_lane.unpark(connection)


def try_again(desk: Desk) -> None:
    """Parked files join the lane again: a person has seen to them, or the program starts anew."""
    with desk.store.write() as connection:
        file_lane.unpark(connection)


def rules_now(desk: Desk) -> SendingRules:
    """Those that hold at the moment: without hours, once the official has asked."""
    with desk.store.read() as connection:
        return _rules_now(connection)


def _rules_now(connection: Connection) -> SendingRules:
    chosen = settings.get(connection, _RULES, SendingRules) or SendingRules()
    return SendingRules(chosen.kbit) if settings.get(connection, _NOW, bool) else chosen


def next_file(desk: Desk, passed_over: Sequence[str]) -> Waiting | None:
    """The smallest file that may go, save ``passed_over`` ones."""
    with desk.store.read() as connection:
        return file_lane.next_to_send(connection, passed_over)


def content_of(desk: Desk, sha256: str) -> bytes:
    """The file, compared with its fingerprint; ``UserError`` when it is not here or was damaged."""
    return files_in(desk.store.folder).read(sha256)


def keep_fetched(desk: Desk, sha256: str, content: bytes) -> None:
    """A colleague's file came from the level above; ``UserError`` when it is another one."""
    if fingerprint(content).hexdigest() != sha256:
        raise UserError("Bản quét lấy từ cấp trên không đúng nội dung đã ghi trong hồ sơ; hãy báo kỹ thuật.")
    files_in(desk.store.folder).put(content)


def reached(desk: Desk, sha256: str, sent: int) -> None:
    """The server keeps ``sent`` bytes of it."""
    with desk.store.write() as connection:
        file_lane.reached(connection, sha256, sent)


def acknowledged(desk: Desk, sha256: str) -> Changes:
    """The server has the whole file: its dossiers may be sent now, which is written together with it."""
    with desk.store.write() as connection:
        file_lane.done(connection, sha256, desk.now())
        changed = file_lane.dossiers_of(connection, sha256)
        for id in changed:
            dossiers.project(connection, id)
    return Changes(frozenset(changed))


def park(desk: Desk, sha256: str, sentence: str) -> None:
    with desk.store.write() as connection:
        file_lane.park(connection, sha256, sentence)


def give_up(desk: Desk, official: Official, sha256: str, reason: str) -> Done[None]:
    """A file that cannot be sent is dropped for ``reason``: from the lane, and from each dossier whose state allows."""
    why = clean(reason)
    if not why:
        raise UserError("Hãy ghi lý do bỏ tệp này.", field="reason")
    with desk.store.write() as connection:
        changed = file_lane.dossiers_of(connection, sha256)
        file_lane.give_up(connection, sha256)
        for id in changed:
            dossiers.project(connection, id)
            with suppress(UserError):  # its state takes no changes, or it was dropped before
                append(connection, desk, official, id, lambda _dossier, _at: FileDropped(sha256, why))
    return Done(None, Changes(frozenset(changed)))


def note(desk: Desk, trouble: str, *, empty: bool = False) -> None:
    """How the lane fares: the server's sentence while nothing goes; ``empty`` ends what ``send_now`` began."""
    with desk.store.read() as connection:
        known, hurried = settings.get(connection, _TROUBLE, str) or "", bool(settings.get(connection, _NOW, bool))
    if known == trouble and not (empty and hurried):
        return
    with desk.store.write() as connection:
        settings.put(connection, _TROUBLE, trouble)
        settings.put(connection, _NOW, hurried and not empty)
