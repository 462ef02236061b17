"""Whatever desks send, in any order and how often: one position an event, one verdict for ever, a log that folds."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.older import exchange
from onecua_desk.domain.dossier import fold
from onecua_desk.domain.events import (
    Apologised,
    Corrected,
    Event,
    EventId,
    Explained,
    Fact,
    Refused,
    ResultRecorded,
    Returned,
    Stopped,
    Supplemented,
    SupplementRequested,
    TakenOver,
    Withdrawn,
)
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Change, Collector
from onecua_desk.wire.codec import digest, from_wire, pack, unpack
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.messages import PROTOCOL, Answer, Placed, Request, Verdict, WireEvent
from tests.district.writing import AT, handed_over, printed, received, wire, with_body
from tests.district_fixture import NOW, UNIT

DESKS = (1, 2)
FIRST_DEVICE = 2
DEVICES = st.integers(FIRST_DEVICE, FIRST_DEVICE + len(DESKS) - 1)
SEQS = st.integers(1, 8)
IDS = st.tuples(DEVICES, SEQS)

DUE = AT + timedelta(days=2)
"""The appointment of ``received``."""

LATER: list[Fact] = [
    handed_over(),
    printed(),
    SupplementRequested(("Giấy khai sinh",), ""),
    Supplemented((), None),
    ResultRecorded("15/TL", date(2026, 11, 21), 1),
    Returned(Collector("Đặng Thị Hà", "001190012345")),
    Refused("Không thuộc thẩm quyền"),
    Withdrawn("Theo yêu cầu"),
    Corrected((Change("phone", "0912345678", "0987654321"),), ""),
    Apologised(LateCause.WORKLOAD, "Đông hồ sơ", DUE, DUE + timedelta(days=3)),
    Stopped("Luật Hộ tịch", "Đã có ở nơi khác"),
    TakenOver("Nguyễn Văn Lâm"),
    Explained(LateCause.OWN, "Nghỉ ốm"),
]


@st.composite
def events(draw: st.DrawFn) -> WireEvent:
    """Few ids, so that the same id often comes again, with the same content or with other."""
    device, seq = draw(IDS)
    if draw(st.booleans()):
        event = wire(device, seq, received(draw(st.sampled_from((1001, 1002, 2001, 2002)))))
    else:
        event = wire(device, seq, draw(st.sampled_from(LATER)), draw(IDS))
    return with_body(event, b"{}", "made_later") if draw(st.integers(0, 9)) == 0 else event


def _send(district: District, desk: Enrolment, batch: list[WireEvent], cursor: int) -> Answer:
    body = pack(Request(PROTOCOL, desk.device, cursor, batch))
    return unpack(exchange(district, desk.token, body), Answer)


class _Simulation:
    """One district and its desks; remembers every verdict and everything that came down."""

    def __init__(self, district: District) -> None:
        self.district = district
        codes = [enrol(district, asdict(UNIT), desk, "http://127.0.0.1:1") for desk in DESKS]
        self.desks = {enrolled.device: enrolled for enrolled in map(read_enrolment, codes)}
        self.cursors = dict.fromkeys(self.desks, 0)
        self.down: dict[int, list[Placed]] = {device: [] for device in self.desks}
        self.final: dict[bytes, tuple[WireEvent, Verdict]] = {}

    def exchange(self, device: int, batch: list[WireEvent]) -> None:
        answer = _send(self.district, self.desks[device], batch, self.cursors[device])
        self.cursors[device] = answer.cursor
        self.down[device] += answer.events
        ordered = sorted(batch, key=lambda event: event.seq)
        judged = len(answer.verdicts)
        assert [verdict.seq for verdict in answer.verdicts] == [event.seq for event in ordered[:judged]]
        assert judged == len(ordered) or answer.verdicts[-1].status == "taken"
        for event, verdict in zip(ordered, answer.verdicts, strict=False):
            if event.device == device and verdict.status not in {"held", "taken"}:
                assert self.final.setdefault(digest(event), (event, verdict)) == (event, verdict)

    def log(self) -> dict[int, WireEvent]:
        """Every accepted event by its position, as the desks' verdicts tell it."""
        return {verdict.position: event for event, verdict in self.final.values() if verdict.position}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DEVICES, st.lists(events(), max_size=8)), min_size=1, max_size=12))
def test_positions_verdicts_and_folds_hold_whatever_comes(requests: list[tuple[int, list[WireEvent]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        district = open_district(file_url(Path(folder)), lambda: NOW)
        try:
            simulation = _Simulation(district)
            for device, batch in requests:
                simulation.exchange(device, batch)
            for device in simulation.desks:
                simulation.exchange(device, [])
        finally:
            district.close()
    _check(simulation)


def _check(simulation: _Simulation) -> None:
    log = simulation.log()
    accepted = [verdict for _, verdict in simulation.final.values() if verdict.position]
    assert sorted(log) == list(range(1, len(accepted) + 1))
    assert max(Counter((event.device, event.seq) for event in log.values()).values(), default=1) == 1
    for device, down in simulation.down.items():
        expected = [Placed(at, log[at]) for at in sorted(log) if log[at].device != device]
        assert down == expected
    dossiers: dict[EventId, list[Event]] = {}
    for position in sorted(log):
        event = from_wire(log[position])
        dossiers.setdefault(event.dossier, []).append(event)
    folded = [fold(its) for its in dossiers.values()]
    assert all(found.dossier and not found.left_out for found in folded)
    codes = [found.dossier.code for found in folded if found.dossier]
    assert len(codes) == len(set(codes))
