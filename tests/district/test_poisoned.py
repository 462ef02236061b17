"""What one desk sends must never make the server's own log unreadable, and a revoked desk is not heard to its end."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import msgspec
import pytest

from onecua_desk.district.access import revoke
from onecua_desk.district.database import District
from onecua_desk.district.days import server_day
from onecua_desk.district.denied import Denied
from onecua_desk.district.exchange import exchange
from onecua_desk.wire.dialogue import Mark
from tests.district.speaking import START, Enrol, Speaker
from tests.district.writing import DAY, with_body


@pytest.mark.parametrize(
    "body",
    [b"NaN", b"Infinity", b"", b"[1,]", b'"\\ud800"', b"{},5", b"{}]", b"[" * 30_000, b"[" * 950 + b"]" * 950],
    ids=["NaN", "Infinity", "empty", "comma", "surrogate", "two values", "bracket", "open", "deep"],
)
@pytest.mark.parametrize("kind", ["received", "of-a-newer-program"])
def test_a_body_that_is_no_json_is_never_kept(speaker: Enrol, database: District, kind: str, body: bytes) -> None:
    one = speaker()
    one.receive()
    one.sync()
    good = one.receive()
    one.log[-1] = with_body(good, body, kind)
    with pytest.raises(Denied) as refused:
        one.sync()
    assert refused.value.status == 400

    day = server_day(database, one.enrolment.token, DAY, parts=True)
    assert day.through == 1
    lost = Speaker(one.enrolment, one._carry)
    assert len(lost.sync().own) == 1

    one.log[-1] = good
    assert one.sync().told.through == 2


def test_a_desk_that_is_revoked_while_it_sends_is_refused_from_there_on(speaker: Enrol, database: District) -> None:
    one = speaker()
    for _ in range(150):
        one.receive()
    hello, first, *rest = one.upload()

    def arriving() -> Iterator[bytes]:
        yield hello
        yield first
        revoke(database, one.device)
        yield b"".join(rest)

    left, buffered = arriving(), BytesIO()

    def read(most: int) -> bytes:
        nonlocal buffered
        if not (piece := buffered.read(most)):
            buffered = BytesIO(next(left, b""))
            piece = buffered.read(most)
        return piece

    with pytest.raises(Denied) as refused:
        exchange(database, one.enrolment.token, read)
    assert refused.value.status == 401


def test_a_desk_that_names_thousands_of_places_does_not_keep_the_server(speaker: Enrol) -> None:
    one = speaker()
    one.receive()
    one.sync()
    real = one.cursor
    one.cursor = Mark(1 << 60, b"elsewhere"[:8])
    invented = tuple(Mark(position, b"elsewhere"[:8]) for position in range(20_000, 2, -1))
    told = one.send(hello=one.hello(checkpoints=(real, *invented, START)))
    assert told.fork is not None
    assert told.fork.agreed == real.position


@pytest.mark.parametrize(
    "odd", ["a\0b", "\u202eabc", "e\u0301" * 500, "\U0001f600"], ids=["NUL", "RTL", "marks", "wide"]
)
@pytest.mark.parametrize("field", ["login", "name", "kind"])
def test_odd_letters_in_an_event_are_judged_and_harm_nothing(speaker: Enrol, field: str, odd: str) -> None:
    one, two = speaker(1), speaker(2)
    one.receive()
    one.log[-1] = msgspec.structs.replace(one.log[-1], **{field: odd})
    one.receive()
    told = one.sync()
    assert told.told.through == 2
    assert 2 in told.accepted()
    assert one.log[-1] in [placed.event for placed in two.sync().events]
