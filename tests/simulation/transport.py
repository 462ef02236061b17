"""The line of the simulation: it calls the district's own function, and does to the bytes what lines and servers do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from onecua_desk.district import exchange as district
from onecua_desk.district.denied import Denied
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.wire.dialogue import Where
from onecua_desk.wire.stream import Cut
from tests.simulation.killing import Killed
from tests.simulation.seat import Seat
from tests.simulation.upper import Upper

Read = Callable[[int], bytes]


class Fault(StrEnum):
    """What becomes of one exchange; ``at`` of ``Plan`` says where."""

    NONE = "none"
    NO_LINE = "no line"
    UP_CUT = "cut on the way up"
    ANSWER_CUT = "answer cut"
    ANSWER_SHORT = "answer ends early, as if whole"
    UP_GARBLED = "a byte changed on the way up"
    ANSWER_GARBLED = "a byte of the answer changed"
    TWICE = "arrives twice"
    STATUS = "a status instead of an answer"


STATUSES = (401, 409, 413, 429, 500)
_TEMPORARY = (429, 500)


@dataclass(frozen=True, slots=True)
class Plan:
    """``at``: the byte, of those that go that way, or the status."""

    fault: Fault = Fault.NONE
    at: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload that the line still has somewhere: it may arrive later."""

    token: str
    body: bytes


@dataclass
class Line:
    """``meanwhile`` is called between the pieces of an exchange: others go on while it is under way."""

    seat: Seat
    upper: Upper
    plan: Plan
    meanwhile: Callable[[], None]
    uploads: list[Kept] = field(default_factory=list)

    def where(self) -> Where:
        match self.plan.fault:
            case Fault.NO_LINE:
                raise LineDown("no line")
            case Fault.STATUS:
                raise _status(self.plan.at)
        with self._alive():
            return district.where(self.upper.district, self.seat.token)

    def exchange(self, body: Iterator[bytes]) -> Read:
        """The desk's side of it; ``LineDown`` and ``Unwelcome`` as the real line raises them."""
        fault, at = self.plan.fault, self.plan.at
        if fault is Fault.NO_LINE:
            raise LineDown("no line")
        up = _Upload(body, self.meanwhile, cut=at if fault is Fault.UP_CUT else None)
        up.garbled = at if fault is Fault.UP_GARBLED else None
        try:
            answer = self._answered(up)
        finally:
            self.uploads.append(Kept(self.seat.token, bytes(up.taken)))
        if fault is Fault.STATUS:
            raise _status(at)
        if fault is Fault.TWICE:
            answer = self._again(bytes(up.taken))
        return _Answer(answer, self.meanwhile, self.plan, self._alive).read

    def _answered(self, up: _Upload) -> Iterator[bytes]:
        try:
            with self._alive():
                return district.exchange(self.upper.district, self.seat.token, up.read)
        except Denied as error:
            raise Unwelcome(str(error)) from None
        except Cut:
            raise LineDown("cut") from None

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """A server that dies is a line that breaks."""
        try:
            yield
        except Killed as killed:
            if killed.path != self.upper.path:
                raise
            self.upper.start_again()
            raise LineDown("the server died") from None

    def _again(self, body: bytes) -> Iterator[bytes]:
        """The same bytes once more; the desk hears the second answer."""
        return self._answered(_Upload(iter([body]), lambda: None))


def deliver(upper: Upper, kept: Kept) -> None:
    """An old upload arrives; nobody waits for its answer any more."""
    try:
        for _ in district.exchange(upper.district, kept.token, _Upload(iter([kept.body]), lambda: None).read):
            pass
    except (Denied, Cut):
        pass


def _status(status: int) -> Exception:
    return LineDown(f"server answered {status}") if status in _TEMPORARY else Unwelcome(f"({status})")


class _Upload:
    """What the server reads, while the desk still writes it."""

    def __init__(self, body: Iterator[bytes], meanwhile: Callable[[], None], cut: int | None = None) -> None:
        self._body, self._meanwhile, self._cut = body, meanwhile, cut
        self._left = bytearray()
        self.taken = bytearray()
        self.garbled: int | None = None

    def read(self, most: int) -> bytes:
        while not self._left and (piece := next(self._body, None)) is not None:
            self._meanwhile()
            self._left += piece
        size = min(most, len(self._left))
        if self._cut is not None:
            size = min(size, self._cut - len(self.taken))
        data = bytes(self._left[:size])
        del self._left[:size]
        data = _changed(data, self.garbled, len(self.taken))
        self.taken += data
        return data


class _Answer:
    """What the desk reads, while the server still writes it."""

    def __init__(
        self,
        pieces: Iterator[bytes],
        meanwhile: Callable[[], None],
        plan: Plan,
        alive: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._pieces, self._meanwhile, self._plan, self._alive = pieces, meanwhile, plan, alive
        self._left = bytearray()
        self._given = 0

    def read(self, most: int) -> bytes:
        with self._alive():
            while not self._left and (piece := next(self._pieces, None)) is not None:
                self._meanwhile()
                self._left += piece
        size = min(most, len(self._left), self._allowed())
        data = bytes(self._left[:size])
        del self._left[:size]
        garbled = self._plan.at if self._plan.fault is Fault.ANSWER_GARBLED else None
        data = _changed(data, garbled, self._given)
        self._given += len(data)
        return data

    def _allowed(self) -> int:
        if self._plan.fault not in (Fault.ANSWER_CUT, Fault.ANSWER_SHORT):
            return len(self._left)
        left = self._plan.at - self._given
        if left <= 0 and self._plan.fault is Fault.ANSWER_CUT:
            raise LineDown("cut")
        return left


def _changed(data: bytes, at: int | None, behind: int) -> bytes:
    """``data`` with the byte at ``at`` of the whole turned over, if it is among these."""
    if at is None or not behind <= at < behind + len(data):
        return data
    place = at - behind
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def plan(random: Random) -> Plan:
    """What chance wants: half of the exchanges go well."""
    fault = random.choice([Fault.NONE] * 8 + [fault for fault in Fault if fault is not Fault.NONE])
    if fault is Fault.STATUS:
        return Plan(fault, random.choice(STATUSES))
    return Plan(fault, int(random.expovariate(1 / random.choice((60, 250, 1500)))))
