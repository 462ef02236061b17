"""The money of one day: what each official took and gave back, every sum made from the same movements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.receipt_numbers import ranges


@dataclass(frozen=True, slots=True)
class Movement:
    """A payment that was taken or, ``voided``, given back; ``procedure`` and ``code`` of the dossier it was for."""

    at: datetime
    official: Official
    payment: Payment
    voided: bool
    procedure: str
    procedure_name: str
    code: str

    @property
    def amount(self) -> int:
        """What it adds to the drawer, in đồng."""
        return -self.payment.amount if self.voided else self.payment.amount


@dataclass(frozen=True, slots=True)
class Share:
    """What one procedure brought in: how many payments, and the sum with what was given back taken off."""

    procedure: str
    name: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Till:
    """All movements of one official on the day; amounts in đồng.

    ``refused``: those that the level above did not take. They are in no sum, but their money was moved all the same.
    """

    official: Official
    movements: tuple[Movement, ...]
    refused: tuple[Movement, ...] = ()

    def taken(self, way: PayWay | None = None) -> int:
        """Paid to the official, by one way or all."""
        return sum(one.payment.amount for one in self._taken() if way in (None, one.payment.way))

    def voided(self, way: PayWay | None = None) -> int:
        """Given back by the official."""
        return sum(one.payment.amount for one in self.movements if one.voided and way in (None, one.payment.way))

    def left(self, way: PayWay | None = None) -> int:
        """What the official has to hand over."""
        return self.taken(way) - self.voided(way)

    @property
    def count(self) -> int:
        """How many payments were taken."""
        return len(self._taken())

    @property
    def receipts(self) -> tuple[str, ...]:
        """The receipts given, as runs: ``("0001230–0001241", "0001300")``."""
        return ranges(one.payment.receipt for one in self._taken() if one.payment.receipt)

    def shares(self) -> list[Share]:
        """The sums by procedure, the largest first; together they are ``left()``."""
        return shares(self.movements)

    def _taken(self) -> list[Movement]:
        return [one for one in self.movements if not one.voided]


@dataclass(frozen=True, slots=True)
class DayMoney:
    """The tills of one day; every movement, also a refused one, stands in exactly one of them."""

    day: date
    tills: tuple[Till, ...]

    def till(self, official: Official) -> Till:
        """That of ``official``, empty where no money was moved."""
        return next((one for one in self.tills if one.official == official), Till(official, ()))

    def together(self, official: Official) -> Till:
        """The tills of all as one, in the name of ``official``."""
        movements = (one for till in self.tills for one in till.movements)
        return Till(official, tuple(movements), tuple(one for till in self.tills for one in till.refused))

    def left(self, way: PayWay | None = None) -> int:
        return sum(till.left(way) for till in self.tills)

    def shares(self) -> list[Share]:
        return shares([one for till in self.tills for one in till.movements])


def day_money(day: date, movements: Iterable[Movement], refused: Iterable[Movement] = ()) -> DayMoney:
    """Shared out to the tills of those who made them, in the order of their first movement."""
    counted, apart = _by_official(movements), _by_official(refused)
    officials = dict.fromkeys((*counted, *apart))
    return DayMoney(day, tuple(Till(one, tuple(counted.get(one, ())), tuple(apart.get(one, ()))) for one in officials))


def _by_official(movements: Iterable[Movement]) -> dict[Official, list[Movement]]:
    found: dict[Official, list[Movement]] = {}
    for one in movements:
        found.setdefault(one.official, []).append(one)
    return found


def shares(movements: Sequence[Movement]) -> list[Share]:
    """The sums by procedure, the largest first."""
    by_procedure: dict[str, list[Movement]] = {}
    for one in movements:
        by_procedure.setdefault(one.procedure, []).append(one)
    found = [
        Share(code, its[-1].procedure_name, sum(not one.voided for one in its), sum(one.amount for one in its))
        for code, its in by_procedure.items()
    ]
    return sorted(found, key=lambda share: (-share.amount, share.procedure))
