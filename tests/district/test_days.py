"""The level above's half of a day: small, only the asking desk's own, judged as it was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.days import server_day
from onecua_desk.district.denied import Denied
from onecua_desk.domain.day_close import Manifest, Mark, Sum, Written, manifest
from onecua_desk.domain.day_compare import Advice, Own, compare
from onecua_desk.domain.events import EventId, FeePaid, FilesAttached, Guided, Received, Refused, TurnedAway
from onecua_desk.domain.fact import Fact
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.wire.chain import GENESIS, link
from onecua_desk.wire.codec import digest, from_wire
from onecua_desk.wire.days import NO_CHAIN, ServerDay
from onecua_desk.wire.enrolment import read_enrolment
from onecua_desk.wire.messages import WireEvent
from tests.district.speaking import Speaker, through
from tests.district.writing import AT, DAY, handed_over, printed, received, received_unknown, wire
from tests.district_fixture import NOW, UNIT, EnrolledDistrict


@pytest.fixture
def speaker(enrolled: EnrolledDistrict) -> Speaker:
    return Speaker(enrolled.enrolments[0], through(enrolled.district, enrolled.enrolments[0]))


def half(enrolled: EnrolledDistrict, speaker: Speaker, day: date = DAY, *, parts: bool = True) -> ServerDay:
    return server_day(enrolled.district, speaker.enrolment.token, day, parts=parts)


def head(events: Sequence[WireEvent]) -> str:
    chain = GENESIS
    for event in events:
        chain = link(chain, event)
    return chain.hex()


def test_a_day_is_counted_as_it_was_judged(enrolled: EnrolledDistrict, speaker: Speaker) -> None:
    speaker.write(replace(received(1001), payment=Payment(8_000)))
    speaker.receive(1002)
    speaker.receive(1002)  # the same number once more: refused
    speaker.write(FeePaid(Payment(2_000, PayWay.TRANSFER)), about=2)
    speaker.log.append(wire(speaker.device, 5, handed_over(), (speaker.device, 1), AT + timedelta(days=1)))
    speaker.sync()
    found = half(enrolled, speaker)
    assert found.totals.counts == {"fee_paid": 1, "received": 2}
    assert found.totals.refused == {"received": 1}
    assert (found.totals.used, found.totals.void) == (("1001–1002",), ("1002",))
    assert found.totals.by_procedure == {"2.000635": Sum(2, 10_000)}
    assert found.totals.by_way == {"cash": Sum(1, 8_000), "transfer": Sum(1, 2_000)}
    assert (found.totals.first, found.totals.last, found.through) == (1, 4, 5)
    assert found.chain == head(speaker.log)
    assert found.now == NOW
    assert [part.events for part in found.parts or ()] == [1, 2, 1]


def test_it_is_told_of_the_asking_desks_own_day_only(enrolled: EnrolledDistrict, speaker: Speaker) -> None:
    speaker.receive()
    speaker.sync()
    other = Speaker(enrolled.enrolments[1], through(enrolled.district, enrolled.enrolments[1]))
    empty = half(enrolled, other)
    assert (empty.totals.events, empty.parts, empty.through, empty.chain) == (0, (), 0, NO_CHAIN)
    assert half(enrolled, speaker, DAY + timedelta(days=1)).totals.events == 0
    with pytest.raises(Denied):
        server_day(enrolled.district, "nobody's", DAY, parts=False)


def test_what_this_server_cannot_read_yet_stands_apart(enrolled: EnrolledDistrict, speaker: Speaker) -> None:
    speaker.receive()
    with received_unknown():
        speaker.sync()
    found = half(enrolled, speaker)
    assert (found.totals.events, found.totals.held) == (0, 1)
    assert [part.held for part in found.parts or ()] == [1]


def test_only_files_that_are_here_count(enrolled: EnrolledDistrict, speaker: Speaker) -> None:
    speaker.receive()
    scans = tuple(File(f"{number:064x}", 1_000 + number, 1, f"Trang {number}") for number in (1, 2))
    speaker.write(FilesAttached(scans), about=1)
    speaker.sync()
    assert half(enrolled, speaker).totals.scans == 0
    with enrolled.district.write() as connection:
        row = {"unit": UNIT.code, "sha256": scans[0].sha256, "at": NOW}
        connection.execute(
            sql("INSERT INTO file (unit, sha256, size, completed_at) VALUES (:unit, :sha256, 1, :at)"), row
        )
    totals = half(enrolled, speaker).totals
    assert (totals.scans, totals.scan_bytes) == (1, 1_001)


def test_a_day_of_two_hundred_dossiers_is_told_in_less_than_four_kilobytes(
    enrolled: EnrolledDistrict, speaker: Speaker, http: requests.Session
) -> None:
    for number in range(200):
        procedure = f"1.{number % 30:06}"
        speaker.write(replace(received(1001 + number), procedure=procedure, payment=Payment(8_000)))
        speaker.write(printed(), about=2 * number + 1)
    speaker.sync()
    url = f"{enrolled.url}/v2/days/{DAY.isoformat()}"
    headers = {"Authorization": f"Bearer {speaker.enrolment.token}"}
    small = http.get(url, headers=headers, timeout=20)
    assert len(small.content) < 4_096
    found = msgspec.json.decode(small.content, type=ServerDay)
    assert (found.totals.events, found.totals.money, found.parts) == (400, 1_600_000, None)
    whole = http.get(url, params={"dossiers": "1"}, headers=headers, timeout=20)
    assert len(whole.content) < 12_288
    assert len(msgspec.json.decode(whole.content, type=ServerDay).parts or ()) == 200


def test_the_day_is_told_to_nobody_else(enrolled: EnrolledDistrict, http: requests.Session) -> None:
    url = f"{enrolled.url}/v2/days/{DAY.isoformat()}"
    assert http.get(url, timeout=20).status_code == 401
    token = {"Authorization": f"Bearer {enrolled.enrolments[0].token}"}
    assert http.get(f"{enrolled.url}/v2/days/khong-phai-ngay", headers=token, timeout=20).status_code in (400, 404)


ALONE = {"procedure": "1", "procedure_name": "x", "applicant": Applicant("A"), "unit": UNIT, "ruleset": "2025"}
FACTS: dict[str, Fact] = {
    "hand over": handed_over(),
    "print": printed(),
    "pay": FeePaid(Payment(3_000)),
    "refuse": Refused("sai"),
    "guide": Guided(**ALONE, number="1", reason="", missing=("đơn",)),  # type: ignore[arg-type]
    "turn away": TurnedAway(**ALONE, number="2", reason="sai"),  # type: ignore[arg-type]
}
STEPS = st.one_of(
    st.tuples(st.just("receive"), st.integers(1001, 1006), st.integers(0, 1)),
    st.tuples(st.sampled_from(sorted(FACTS)), st.integers(0, 5), st.integers(0, 1)),
    st.tuples(st.just("sync"), st.just(0), st.just(0)),
)


@pytest.fixture(scope="module")
def bare() -> Iterator[District]:
    """One district for all examples: each enrols a unit of its own."""
    with TemporaryDirectory() as folder:
        district = open_district(file_url(Path(folder)), lambda: NOW)
        yield district
        district.close()


class Counted:
    """Numbers the units of examples."""

    units = 0


def a_speaker(district: District) -> Speaker:
    Counted.units += 1
    unit = replace(UNIT, code=f"H02.{Counted.units}")
    enrolment = read_enrolment(enrol(district, asdict(unit), 1, "http://127.0.0.1:1"))
    return Speaker(enrolment, through(district, enrolment))


def play(speaker: Speaker, steps: Sequence[tuple[str, int, int]]) -> dict[int, str]:
    """Write and send; the sentences of what was refused, by seq."""
    refused: dict[int, str] = {}
    begun: list[int] = []
    for what, number, later in (*steps, ("sync", 0, 0)):
        at, seq = AT + timedelta(days=later), len(speaker.log) + 1
        if what == "sync":
            refused |= speaker.sync().refused()
        elif what == "receive":
            fact = received(number, speaker.enrolment.unit)
            speaker.log.append(wire(speaker.device, seq, replace(fact, payment=Payment(1_000)), None, at))
            begun.append(seq)
        elif what in ("guide", "turn away"):
            fact_alone = replace(FACTS[what], unit=speaker.enrolment.unit)  # type: ignore[type-var]
            speaker.log.append(wire(speaker.device, seq, fact_alone, None, at))
        elif begun:
            about = (speaker.device, begun[number % len(begun)])
            speaker.log.append(wire(speaker.device, seq, FACTS[what], about, at))
    return refused


def own_half(events: Sequence[WireEvent], refused: dict[int, str], day: date) -> Manifest:
    receipts = {event.seq: event for event in events if event.kind == Received.kind}

    def procedure(event: WireEvent) -> str:
        beginning = receipts.get(event.dossier[1])
        return from_wire(beginning).fact.procedure if beginning else ""  # type: ignore[attr-defined]

    return manifest(
        day,
        [
            Written(
                EventId(event.device, event.seq),
                EventId(*event.dossier),
                event.kind,
                digest(event),
                Mark.REFUSED if event.seq in refused else Mark.COUNTS,
                from_wire(event).fact,
                procedure(event),
            )
            for event in events
            if event.at.date() == day
        ],
    )


def labels(own: Manifest, last: int) -> dict[EventId, Own]:
    return {part.dossier: Own(str(part.dossier), last=last) for part in own.parts}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=25), st.data())
def test_both_halves_are_equal_however_it_was_sent_and_a_changed_event_shows_at_its_dossier(
    bare: District, steps: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    speaker = a_speaker(bare)
    refused = play(speaker, steps)
    for day in (DAY, DAY + timedelta(days=1)):
        own = own_half(speaker.log, refused, day)
        theirs = server_day(bare, speaker.enrolment.token, day, parts=True)
        assert (theirs.totals, theirs.parts) == (own.totals, own.parts)
        assert theirs.chain == head(speaker.log)
        assert not compare(own, theirs.totals, theirs.parts, labels(own, 0), theirs.through)
        mine = [event for event in speaker.log if event.at.date() == day]
        if not mine:
            continue
        victim = data.draw(st.sampled_from(mine))
        changed = msgspec.structs.replace(victim, name="Người khác")
        other = [changed if event is victim else event for event in speaker.log]
        (difference,) = compare(
            own_half(other, refused, day), theirs.totals, theirs.parts, labels(own, 0), theirs.through
        )
        assert (difference.dossier, difference.advice) == (EventId(*victim.dossier), Advice.OTHER)
        lost = own_half([event for event in speaker.log if event is not victim], refused, day)
        (difference,) = compare(lost, theirs.totals, theirs.parts, labels(lost, 0), theirs.through)
        assert (difference.dossier, difference.advice) == (EventId(*victim.dossier), Advice.FETCH)
