"""A package on a USB stick: sections encrypted to their reader (age), and a seal that says which desk it belongs to.

The bytes are in ``docs/protocol.md``. Nothing of a package is decrypted before its seal was found right.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, BinaryIO

import msgspec
from msgspec import Meta

from onecua_desk.wire import age
from onecua_desk.wire.messages import Device

PACKAGE, ANSWER = ".ocp", ".oca"
"""How the names of the files end: what a desk wrote, and what the server answered."""

LARGEST_SECTION = 128 * 1024 * 1024
"""Bytes of one section when encrypted: it is held in memory."""

LARGEST_PACKAGE = 3 * 1024**3
"""Bytes of a package; a desk writes at most 2 GiB of scans into one."""

_MAGIC = b"ONECUA-PACKAGE-1\n"
_KEY = b"onecua package 1"
_SEAL = 32
_PIECE = 256 * 1024
_IN_MEMORY = 8 * 1024 * 1024
_LARGEST_LABEL = 4096

Seal = Annotated[bytes, Meta(min_length=_SEAL, max_length=_SEAL)]


class NoPackage(Exception):
    """The bytes do not begin as a package does, or their label says nothing that we could read."""


class Broken(Exception):
    """The seal is not right: the package was cut, altered, or sealed with another secret."""


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands outside, readable by everybody: whose package it is, never what is in it.

    ``device``, ``unit``, ``desk``: of the desk, also on an answer. ``number``: counted by the desk. ``at``: when it was
    written. ``key``: which secret seals it (see ``key_name``). ``recipient``: the desk's public age key, to which the
    answer is to be encrypted. ``answers``: on an answer the seal of what it answers, on a package nothing.
    """

    device: Device
    unit: Annotated[str, Meta(max_length=64)]
    desk: Annotated[int, Meta(ge=0, le=99)]
    number: Annotated[int, Meta(ge=1, lt=1 << 40)]
    at: Annotated[datetime, Meta(tz=False)]
    key: Annotated[bytes, Meta(min_length=4, max_length=4)]
    recipient: Annotated[str, Meta(max_length=200)] = ""
    answers: Annotated[bytes, Meta(max_length=_SEAL)] = b""


def stem(label: Label) -> str:
    """The name of its file without the ending: whose it is, for people who carry several."""
    return f"onecua-{label.unit.replace('.', '_')}-{label.desk}-{label.at:%y%m%d-%H%M}-{label.number}"


class Kind(IntEnum):
    """What a section is.

    ``STREAM``: the records of an exchange (``wire/stream.py``). ``FILE``: one scan. ``RECEIVED``: which files
    the server has now. ``DAYS``: closed days whose half at the level above is wanted (``tuple[date, ...]``, at most
    ``dialogue.MOST_DAYS``), in an answer those halves (``tuple[ServerDay, ...]``); JSON.
    """

    STREAM = 1
    FILE = 2
    RECEIVED = 3
    DAYS = 4


class Received(msgspec.Struct, frozen=True):
    """In an answer: the SHA-256 (hex) of the files that the server has taken from the package, or had already."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """What desk and server share, made of the desk's token; of its hash, which is all that the server keeps."""

    key: bytes

    @classmethod
    def of_token(cls, token: str) -> Secret:
        return cls.of_hash(hashlib.sha256(token.encode()).digest())

    @classmethod
    def of_hash(cls, token_hash: bytes) -> Secret:
        return cls(hmac.digest(token_hash, _KEY, "sha256"))

    @property
    def name(self) -> bytes:
        """4 bytes that tell two secrets apart and give neither away."""
        return hmac.digest(self.key, b"name", "sha256")[:4]


Section = tuple[Kind, bytes]


def write(file: BinaryIO, label: Label, sections: Iterable[Section], recipient: str, secret: Secret) -> bytes:
    """Write a package to ``recipient`` (a public age key) into ``file``; its seal. Memory: one section."""
    sealing = hmac.new(secret.key, digestmod="sha256")

    def put(data: bytes) -> None:
        sealing.update(data)
        file.write(data)

    told = msgspec.json.encode(label)
    put(_MAGIC + len(told).to_bytes(2) + told)
    for kind, content in sections:
        packed = age.encrypt(content, recipient)
        put(bytes([kind]) + len(packed).to_bytes(4))
        put(packed)
    file.write(sealing.digest())
    return sealing.digest()


def opened(path: Path) -> BinaryIO:
    """The file ``path`` to read a package from. A pipe or a device of that name is none, and is not waited for."""
    return open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0)))


class Package:
    """A package that is being read from ``file``. ``label`` can be believed after ``check``, and not before."""

    def __init__(self, file: BinaryIO) -> None:
        """Reads the label; ``NoPackage`` where there is none."""
        self._file = file
        self._head = self._take(len(_MAGIC) + 2)
        size = int.from_bytes(self._head[-2:])
        if self._head[:-2] != _MAGIC or size > _LARGEST_LABEL:
            raise NoPackage("not the beginning of a package")
        told = self._take(size)
        self._head += told
        try:
            self.label = msgspec.json.decode(told.decode(), type=Label)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise NoPackage(str(error)) from error
        if not self.label.unit.isprintable():  # it is shown before the seal is checked, also on a terminal
            raise NoPackage("a unit that nobody could read")
        self.seal = b""
        self._checked: IO[bytes] | None = None

    def check(self, secret: Secret) -> None:
        """Read the rest and compare the seal; ``Broken`` where it is wrong.

        What was read is kept (encrypted as it is), so that a stick that gives other bytes the second time is no way in.
        """
        here = self._file.tell()
        if self._file.seek(0, os.SEEK_END) > LARGEST_PACKAGE:
            raise Broken("longer than any package")
        self._file.seek(here)
        kept = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # closed by close()
        sealing, tail = hmac.new(secret.key, self._head, "sha256"), b""
        while piece := self._file.read(_PIECE):
            tail += piece
            whole, tail = tail[:-_SEAL], tail[-_SEAL:]
            sealing.update(whole)
            kept.write(whole)
        if not hmac.compare_digest(sealing.digest(), tail):
            kept.close()
            raise Broken("the seal is not right")
        kept.seek(0)
        self.seal, self._checked = tail, kept

    def sections(self, identity: str) -> Iterator[Section]:
        """What is in it, for the holder of ``identity`` (a secret age key); ``age.NotForUs`` for anybody else.

        ``Broken`` where the desk wrote something else than sections.
        """
        assert self._checked is not None
        while head := self._checked.read(5):
            size = int.from_bytes(head[1:])
            packed = self._checked.read(size) if size <= LARGEST_SECTION else b""
            if len(packed) < size or head[0] not in list(Kind):
                raise Broken("no section")
            yield Kind(head[0]), age.decrypt(packed, identity)

    def close(self) -> None:
        if self._checked:
            self._checked.close()

    def _take(self, size: int) -> bytes:
        data = self._file.read(size) or b""  # nothing at all: a pipe that is open and silent
        if len(data) < size:
            raise NoPackage("too short")
        return data
