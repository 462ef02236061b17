"""Events and messages as bytes: JSON by msgspec, zstd on the line, and the digest that tells two events apart."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec
import zstandard

from onecua_desk.domain.events import KINDS, Event, EventId, Fact
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.wire.messages import WireEvent

T = TypeVar("T")

LARGEST = 16 * 1024 * 1024
"""Bytes a message may have when unpacked: a hostile frame must not fill the memory."""

LEVEL = 9


_UNREADABLE = (msgspec.MsgspecError, UnicodeError, RecursionError)
"""What msgspec raises for bytes that somebody made up: wrong, not UTF-8, nested without end."""


class Garbled(Exception):
    """The bytes are not a message of this protocol."""


class Newer(Garbled):
    """The bytes were written by a newer program than this one."""


NEWER = "Máy bên kia dùng phiên bản mới hơn; hãy cập nhật chương trình ở máy này rồi gửi lại."
"""What ``Newer`` means, as a sentence for the screen."""


class UnknownKind(Exception):
    """The event is of a kind that this version of the program does not know."""


def pack(message: msgspec.Struct) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL).compress(msgspec.json.encode(message))


def unpack(data: bytes, message: type[T]) -> T:
    """The message in ``data``; ``Garbled`` for anything else, however long it claims to be."""
    try:
        if not 0 <= zstandard.frame_content_size(data) <= LARGEST:
            raise Garbled("message too long")
        # Read as text first: msgspec steps over what stays raw without a look at its encoding.
        return msgspec.json.decode(zstandard.ZstdDecompressor().decompress(data).decode(), type=message)
    except (zstandard.ZstdError, *_UNREADABLE) as error:
        raise Garbled(str(error)) from error


def check_body(body: bytes, room: int = 0) -> None:
    """``Garbled`` for what is not one JSON value: it becomes part of the kept event, which nobody could read again.

    ``room``: levels of nesting that have to stay free.
    """
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
        msgspec.json.decode(b"[" * room + body + b"]" * room, type=msgspec.Raw)
    except _UNREADABLE as error:
        raise Garbled(f"a body that is no JSON: {error}") from error


def encode_fact(fact: Fact) -> bytes:
    return msgspec.json.encode(fact)


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(KINDS[kind])


def decode_fact(kind: str, body: bytes | str) -> Fact:
    """The fact of ``kind`` in ``body``; ``UnknownKind`` or ``Garbled`` where it is none."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    try:
        fact = _decoder(kind).decode(body)
    except (UserError, *_UNREADABLE) as error:
        raise Garbled(f"{kind}: {error}") from error
    if any(_has_zone(getattr(fact, field.name)) for field in fields(fact)):
        raise Garbled(f"{kind}: a moment with a time zone")
    return fact  # type: ignore[no-any-return]


def _has_zone(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def to_wire(event: Event) -> WireEvent:
    return WireEvent(
        device=event.id.device,
        seq=event.id.seq,
        dossier=(event.dossier.device, event.dossier.seq),
        at=event.at,
        login=event.official.login,
        name=event.official.name,
        kind=event.fact.kind,
        body=msgspec.Raw(encode_fact(event.fact)),
    )


def from_wire(wire: WireEvent) -> Event:
    """The event; ``UnknownKind`` or ``Garbled`` when its fact cannot be read."""
    return Event(
        id=EventId(wire.device, wire.seq),
        dossier=EventId(*wire.dossier),
        at=wire.at,
        official=Official(wire.login, wire.name),
        fact=decode_fact(wire.kind, bytes(wire.body)),
    )


def digest(wire: WireEvent) -> bytes:
    """SHA-256 over everything in the event, so that the same id with other content is noticed."""
    return hashlib.sha256(msgspec.json.encode(wire)).digest()
