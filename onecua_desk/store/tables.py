"""The tables as SQLAlchemy sees them, and the two ways a value is written in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Integer, MetaData, String, Table

from onecua_desk.domain.events import EventId

_metadata = MetaData()


def _table(name: str, *columns: str) -> Table:
    """``"seq:int"`` is a whole number, anything else text; keys and indexes stand in ``migrations.py``."""
    split = (column.partition(":") for column in columns)
    return Table(name, _metadata, *(Column(key, Integer if kind == "int" else String) for key, _, kind in split))


setting = _table("setting", "key", "value")
official = _table("official", "login", "name", "password")
procedure = _table("procedure", "code", "valid_from", "body")
procedure_use = _table("procedure_use", "code", "times:int")
draft = _table("draft", "key", "began", "changed", "login", "who", "what", "body")
serial = _table("serial", "day", "first:int", "last:int")
event = _table(
    "event",
    *("device:int", "seq:int", "dossier:int", "at", "login", "name", "kind", "body"),
    *("status", "position:int", "sentence"),
)
fee_table = _table(
    "fee_table",
    *("id:int", "procedure", "rule", "first", "last", "decision", "written_at", "written_by", "ended_at", "ended_by"),
)
dossier = _table(
    "dossier",
    *("arrival:int", "id:int", "code", "procedure", "procedure_name", "applicant", "number", "phone"),
    *("received_at", "due", "state", "open:int", "unsent:int", "trouble:int", "fold", "provisional"),
)
course = _table(
    "course",
    *("arrival:int", "reach:int", "received_at", "resolved_at", "online:int", "since", "due", "due_by_law"),
    *("waiting:int", "field", "unit", "elsewhere:int", "login", "official", "ending", "cause", "limit_value:int"),
    *("limit_unit", "scanned:int", "result_scanned:int", "reused:int", "charged:int", "paid_online:int", "rating"),
)
course_term = _table("course_term", "arrival:int", "since", "until", "due", "due_by_law", "waiting:int")
checkpoint = _table("checkpoint", "position:int", "tag")
displaced = _table(
    "displaced",
    *("id:int", "device:int", "seq:int", "dossier:int", "at", "login", "name", "kind", "body", "since", "settled:int"),
)
chain_head = _table("chain_head", "seq:int", "head")
lease = _table("lease", "day", "first:int", "last:int")
file_lane = _table("file_lane", "sha256", "size:int", "sent:int", "sentence", "done_at")
file_named = _table("file_named", "device:int", "seq:int", "sha256")
handed = _table("handed", "device:int", "seq:int", "login", "note", "at")
register_entry = _table("register_entry", "year:int", "number:int", "volume:int", "dossier:int", "late")
template = _table("template", "sha256", "body")
printed_paper = _table("printed_paper", "device:int", "seq:int", "sha256", "sample:int")
saved_file = _table("saved_file", "id:int", "at", "login", "name", "what", "path")
dossier_key = _table("dossier_key", "key", "arrival:int")
procedure_said = _table("procedure_said", "words")
dossier_search = _table("dossier_search", "rowid:int", "dossier_search")


def packed(id: EventId) -> int:
    """An event id as one 64-bit key: 2**40 events for each device."""
    return id.device << 40 | id.seq


def unpacked(key: int) -> EventId:
    return EventId(key >> 40, key & (1 << 40) - 1)


def moment(at: datetime) -> str:
    """A moment as the text that sorts like time: ``"2026-11-21T09:41:12"``."""
    return at.isoformat(timespec="seconds")
