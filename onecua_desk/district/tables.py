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

# Every event that was ever answered. content: the event as it travelled; digest: its SHA-256; received_at: the server's
# time; day: the desk's; position: its place in the order of commit, only where it was accepted; sentence: why it was
# refused. With neither it is held. chain: of this device up to here, where nothing below is missing; tag: of the order.
event = Table(
    "event",
    metadata,
    Column("device", BigInteger, ForeignKey("device.number"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
    Column("dossier_device", BigInteger, nullable=False),
    Column("dossier_seq", BigInteger, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("position", BigInteger, unique=True),
    Column("sentence", Text, nullable=False),
    Column("chain", LargeBinary),
    Column("tag", LargeBinary),
    CheckConstraint("position IS NULL OR sentence = ''", name="accepted_or_refused"),
)
Index("event_down", event.c.unit, event.c.position)
Index("event_dossier", event.c.dossier_device, event.c.dossier_seq)
Index("event_day", event.c.device, event.c.day)

# code, day, serial: the official ones as soon as there are; serial is negative in a provisional code, and provisional
# the one that the dossier was received under. imported: the SHA-256 of Received.imported, only where there is one: a
# key of any length fits into the index.
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
    Column("provisional", Text),
    UniqueConstraint("unit", "day", "serial"),
)
_PROVISIONAL = dossier.c.provisional.is_not(null())
Index(
    "dossier_provisional",
    dossier.c.provisional,
    unique=True,
    sqlite_where=_PROVISIONAL,
    postgresql_where=_PROVISIONAL,
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

# Serials first to last of a unit's day (NULL: of every day) that belong to a device, for ever: see leases.py.
lease = Table(
    "lease",
    metadata,
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
    Column("device", BigInteger, ForeignKey("device.number"), nullable=False),
    Column("day", Date),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)
Index("lease_unit", lease.c.unit, lease.c.day)
Index("lease_device", lease.c.device, lease.c.day)

# What a person should look into; alarms.py says what seq, digest and content are in each kind.
alarm = Table(
    "alarm",
    metadata,
    Column("device", BigInteger, ForeignKey("device.number"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False, server_default="content"),
    Column("seen", Integer, nullable=False, server_default="0"),
)

# Which accepted event names which file: nothing else may be uploaded.
file_mention = Table(
    "file_mention",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("sha256", Text, primary_key=True),
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
)
Index("file_mention_unit", file_mention.c.unit, file_mention.c.sha256)

# Every file that a unit ever sent whole. missing_since: the disk has lost or damaged it since; desks are asked for it.
file = Table(
    "file",
    metadata,
    Column("unit", Text, ForeignKey("unit.code"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("completed_at", DateTime, nullable=False),
    Column("missing_since", DateTime),
)

# Files on their way: how much of each is here, the length of its part on the disk says.
upload = Table(
    "upload",
    metadata,
    Column("id", Text, primary_key=True),
    Column("device", BigInteger, ForeignKey("device.number"), nullable=False),
    Column("unit", Text, ForeignKey("unit.code"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("touched_at", DateTime, nullable=False),
    UniqueConstraint("device", "sha256"),
)

operator = Table(
    "operator",
    metadata,
    Column("login", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("made_at", DateTime, nullable=False),
)

# Keys of the server itself, each made at its first need; identity is the secret half.
secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("recipient", Text, nullable=False),
)
