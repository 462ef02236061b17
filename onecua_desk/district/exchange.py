"""One exchange with a desk (protocol 2), over whatever brings its bytes: the line, a stick, a simulation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from onecua_desk import __version__
from onecua_desk.district.access import Desk, desk_of
from onecua_desk.district.answer import Standing, answer, forked
from onecua_desk.district.chains import chain_after, newest, sent, tag_at
from onecua_desk.district.database import District
from onecua_desk.district.denied import NEWER, UNREADABLE, Denied
from onecua_desk.district.files.wanted import wanted
from onecua_desk.district.fork import fork_of
from onecua_desk.district.judging import answered_through, heard_from
from onecua_desk.district.keys import keys
from onecua_desk.district.leases import leases_of
from onecua_desk.district.upload import Upload
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.codec import Garbled, Newer
from onecua_desk.wire.dialogue import PROTOCOL, Done, Hello, Kind, Mark, Where
from onecua_desk.wire.stream import Cut, records

Read = Callable[[int], bytes]
"""Gives at most so many bytes of what the desk sends, ``b""`` at the end."""


class _Spoken(msgspec.Struct, array_like=True):
    """The part of the first record that every protocol version has."""

    protocol: int


def exchange(district: District, token: str, read: Read) -> Iterator[bytes]:
    """Take in what ``read`` gives, committed frame by frame; then the bytes of the answer, made as they are asked for.

    ``Denied`` (400, 401, 409, 413) or ``Cut`` before anything is answered; frames that were complete stay. The answer
    opens one short transaction a piece, none between two.
    """
    return exchange_with(district, desk_of(district, token), read)


def exchange_with(district: District, desk: Desk, read: Read) -> Iterator[bytes]:
    """As ``exchange``, for a desk that has shown already who it is."""
    arriving = records(read)
    try:
        hello = _hello(arriving)
        desk.check(hello.device)
        if (fork := fork_of(district, hello)) is not None:
            return forked(fork)
        upload = _uploaded(arriving, Upload(district, desk, hello))
    except Newer as error:
        raise Denied(409, NEWER) from error
    except Garbled as error:
        raise Denied(400, UNREADABLE) from error
    return answer(district, desk, hello, upload, _close(district, desk, hello, upload))


def where(district: District, token: str) -> Where:
    """How far the log of this desk is here; ``Denied`` (401)."""
    desk = desk_of(district, token)
    with district.read() as connection:
        through = answered_through(connection, desk.device)
        return Where(through, sent(chain_after(connection, desk.device, through)))


def _hello(arriving: Iterator[tuple[Kind, bytes]]) -> Hello:
    kind, content = next(arriving, (None, b""))
    if kind is None:
        raise Cut("nothing came")
    if kind is not Kind.HELLO:
        raise Garbled("no greeting")
    try:
        if (spoken := msgspec.json.decode(content, type=_Spoken).protocol) > PROTOCOL:
            raise Denied(409, NEWER)
        if spoken < PROTOCOL:
            raise Garbled(f"protocol {spoken} at the place of {PROTOCOL}")
        return msgspec.json.decode(content, type=Hello)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Garbled(str(error)) from error


def _uploaded(arriving: Iterator[tuple[Kind, bytes]], upload: Upload) -> Upload:
    for kind, content in arriving:
        if kind is Kind.END:
            return upload
        if kind is Kind.DROPPED:
            upload.drop(content)
        elif kind is Kind.EVENTS:
            upload.take(content)
        else:
            raise Garbled(f"{kind.name} from a desk")
    raise Cut("no end")


def _close(district: District, desk: Desk, hello: Hello, upload: Upload) -> Standing:
    """Where desk and server stand after the upload; the answer tells no more, whatever is written meanwhile."""
    with district.write() as connection:
        now = district.now()
        heard_from(connection, desk.device, now)
        through = answered_through(connection, desk.device)
        at = hello.cursor.position
        done = Done(
            now=now,
            server=__version__,
            mark=Mark(at, tag_at(connection, at) or NO_TAG) if upload.taken else newest(connection),
            leases=leases_of(connection, desk.device, now.date(), hello.short),
            wanted=wanted(connection, desk.device),
            recipient=keys(connection).recipient,
        )
        return Standing(through, sent(chain_after(connection, desk.device, through)), done)
