"""Dossiers whose receipt was refused and that were received again under another code: their events are dealt with."""

from __future__ import annotations

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.store import settings
from onecua_desk.store.tables import packed, unpacked

_KEY = "received_anew"


def note(connection: Connection, dossier: EventId) -> None:
    """Another dossier has everything of this one; what it did not take along was listed to a person."""
    settings.put(connection, _KEY, [*_everything(connection), packed(dossier)])


def dossiers(connection: Connection) -> frozenset[EventId]:
    """All of them: that an event of one is refused is no news."""
    return frozenset(map(unpacked, _everything(connection)))


def _everything(connection: Connection) -> list[int]:
    return settings.get(connection, _KEY, list[int]) or []
