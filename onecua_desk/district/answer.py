"""The answer to an upload as a stream: lost own events, verdicts, others' events, and where the desk stands then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from onecua_desk.district import pages
from onecua_desk.district.access import Desk
from onecua_desk.district.database import District
from onecua_desk.district.pages import Told
from onecua_desk.district.upload import Upload
from onecua_desk.wire.dialogue import Done, Fork, Hello, Kind, Refusal, Run, Verdicts
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.stream import Writer

_MOST_TOLD = 5_000
_MOST_WORDS = 128 * 1024  # characters of sentences in one record

_PIECE = 4 * 1024


class Standing(NamedTuple):
    """What was true when the upload had ended: the device's ``through`` and ``chain``, and the last record."""

    through: int
    chain: bytes
    done: Done


def forked(fork: Fork) -> Iterator[bytes]:
    writer = Writer()
    return iter([writer.record(Kind.FORK, msgspec.json.encode(fork)) + writer.end()])


def answer(district: District, desk: Desk, hello: Hello, upload: Upload, standing: Standing) -> Iterator[bytes]:
    """The bytes, a few KiB at a time."""
    return _gathered(_records(district, desk, hello, upload, standing))


def _records(district: District, desk: Desk, hello: Hello, upload: Upload, standing: Standing) -> Iterator[bytes]:
    writer, coder = Writer(), FrameCoder()
    if not upload.taken:
        for rows in pages.lost(district, desk, hello, standing.through):
            yield writer.record(Kind.OWN, coder.encode(rows))
    for told in _groups(pages.verdicts(district, desk, *_asked(hello, upload, standing))):
        yield writer.record(Kind.VERDICTS, msgspec.json.encode(_verdicts(standing, upload.taken, told)))
    if not upload.taken:
        for tag, rows in pages.news(district, desk, hello.cursor.position, standing.done.mark.position):
            yield writer.record(Kind.EVENTS, tag + coder.encode(rows))
    # The clock of the moment in which this is told: a long answer on a bad line takes longer than a desk's may be off.
    done = msgspec.structs.replace(standing.done, now=district.now())
    yield writer.record(Kind.DONE, msgspec.json.encode(done)) + writer.end()


def _asked(hello: Hello, upload: Upload, standing: Standing) -> tuple[Sequence[int], range]:
    """Old events that were sent once more, and the new ones: all, or those that are the same here."""
    if upload.taken:
        return upload.again, range(max(hello.answered + 1, upload.first), upload.proven + 1)
    return upload.again, range(hello.answered + 1, standing.through + 1)


def _groups(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Each fits into one record; at least one, even if empty."""
    group: list[Told] = []
    words = 0
    for one in told:
        if group and (len(group) == _MOST_TOLD or words + len(one.sentence) > _MOST_WORDS):
            yield group
            group, words = [], 0
        group.append(one)
        words += len(one.sentence)
    yield group


def _verdicts(standing: Standing, taken: bool, told: Sequence[Told]) -> Verdicts:
    refused = tuple(Refusal(one.seq, one.sentence) for one in told if one.sentence)
    held = tuple(one.seq for one in told if one.position is None and not one.sentence)
    return Verdicts(standing.through, standing.chain, tuple(_runs(told)), refused, held, taken)


def _runs(told: Sequence[Told]) -> Iterator[Run]:
    run: Run | None = None
    for seq, position, _ in told:
        if position is None:
            continue
        if run and (seq, position) == (run.seq + run.count, run.position + run.count):
            run = Run(run.seq, run.position, run.count + 1)
            continue
        if run:
            yield run
        run = Run(seq, position, 1)
    if run:
        yield run


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Small records travel together: each piece on the line costs a head of its own."""
    waiting = b""
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _PIECE:
            yield waiting
            waiting = b""
    if waiting:
        yield waiting
