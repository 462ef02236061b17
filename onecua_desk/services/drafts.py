"""Dossiers that are being taken in, kept so that no power cut and no absent paper costs what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.parts import Official
from onecua_desk.services.desk import Desk
from onecua_desk.store import drafts
from onecua_desk.store.drafts import KeptDraft

__all__ = ["KeptDraft", "drop", "keep", "open_drafts"]


def keep(desk: Desk, official: Official, key: str, who: str, what: str, body: str) -> None:
    """Write down what stands in the form now; on the disk when this returns."""
    now = desk.now()
    with desk.store.write() as connection:
        drafts.put(connection, KeptDraft(key, now, now, official.login, who, what, body))


def drop(desk: Desk, key: str) -> None:
    """The official gave the draft up."""
    with desk.store.write() as connection:
        drafts.drop(connection, key)


def open_drafts(desk: Desk) -> Sequence[KeptDraft]:
    """Every draft at this desk, whoever began it, oldest first."""
    with desk.store.read() as connection:
        return drafts.everything(connection)
