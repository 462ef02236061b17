"""Prints whose end nobody has seen: written down before the printer gets the form, taken away after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.store import settings

_KEY = "printing_begun"


@dataclass(frozen=True, slots=True)
class BegunPrint:
    """``printer`` got ``form`` of ``dossier``, and nobody knows yet whether the paper came out.

    ``template``, ``contact`` and ``roll``: as ``PaperPrinted`` has them.
    """

    dossier: EventId
    form: FormKind
    printer: str
    template: str = ""
    contact: str = ""
    roll: bool = False


def everything(connection: Connection) -> list[BegunPrint]:
    return settings.get(connection, _KEY, list[BegunPrint]) or []


def put(connection: Connection, begun: Sequence[BegunPrint]) -> None:
    """Write ``begun`` in the place of all that was written before."""
    settings.put(connection, _KEY, begun)


def renumber(connection: Connection, number: Callable[[EventId], EventId]) -> None:
    """The dossiers have other numbers now; a code would not do: a desk put back from a backup gives one out twice."""
    put(connection, [replace(one, dossier=number(one.dossier)) for one in everything(connection)])
