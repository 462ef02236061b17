"""The district's tables: who may write, every event with its verdict, the dossiers, and what went wrong."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    null,
)

metadata = MetaData()

schema = Table("schema", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

unit = Table(
    "unit",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("centre", Text, nullable=False),
    Column("place", Text, nullable=False),
)

# One row a desk that was ever enrolled, and row DISTRICT_DEVICE, without unit and token, for the district's own events.
# last_seq: the highest seq that was ever answered; the next event to judge is the one after it.
device = Table(
    "device",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("unit", Text, ForeignKey("unit.code")),
    Column("desk", Integer, nullable=False),
    Column("token_hash", LargeBinary, unique=True),
    Column("enrolled_at", DateTime, nullable=False),
    Column("revoked_at", DateTime),
    Column("last_seq", BigInteger, nullable=False, default=0),
    Column("last_contact", DateTime),
)
_IN_USE = device.c.revoked_at.is_(null())
Index("desk_in_use", device.c.unit, device.c.desk, unique=True, sqlite_where=_IN_USE, postgresql_where=_IN_USE)

# Every event that was ever judged. content: the event as it travelled; digest: its SHA-256; received_at: the server's
# time; position: its place in the order of commit, only where it was accepted.
event = Table(
    "event",
    metadata,
    Column("device", BigInteger, ForeignKey("device.number"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
    Column("dossier_device", BigInteger, nullable=False),
    Column("dossier_seq", BigInteger, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("position", BigInteger, unique=True),
    Column("sentence", Text, nullable=False),
    CheckConstraint("(position IS NULL) = (sentence <> '')", name="accepted_or_refused"),
)
Index("event_down", event.c.unit, event.c.position)
Index("event_dossier", event.c.dossier_device, event.c.dossier_seq)

# imported: the SHA-256 of Received.imported, only where there is one: a key of any length fits into the index.
dossier = Table(
    "dossier",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
    Column("code", Text, nullable=False, unique=True),
    Column("day", Date, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("imported", LargeBinary),
    UniqueConstraint("unit", "day", "serial"),
)
_FROM_REGISTER = dossier.c.imported.is_not(null())
Index(
    "dossier_imported",
    dossier.c.unit,
    dossier.c.imported,
    unique=True,
    sqlite_where=_FROM_REGISTER,
    postgresql_where=_FROM_REGISTER,
)

# The same (device, seq) came again with other content: the first stays in the log, the other one is kept here.
alarm = Table(
    "alarm",
    metadata,
    Column("device", BigInteger, ForeignKey("device.number"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

operator = Table(
    "operator",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("made_at", DateTime, nullable=False),
)
