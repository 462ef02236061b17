"""The catalogue as this desk knows it today: what it may take in, what it uses most, and what is no longer offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onecua_desk.domain.offered import Gone, gone, offered
from onecua_desk.domain.procedure import Procedure
from onecua_desk.services import fees
from onecua_desk.services.desk import Desk
from onecua_desk.services.fees import FeeEntry
from onecua_desk.store import catalogue
from onecua_desk.store import fees as fee_table


@dataclass(frozen=True, slots=True)
class Known:
    """``offered`` are valid on ``day``, the most used at this desk first, then by code.

    ``uses`` counts dossiers taken in here by code; ``gone`` has every code that is abolished or not yet valid. The
    province's ``fees`` stand in place of the catalogue's.
    """

    day: date
    offered: tuple[Procedure, ...]
    uses: Mapping[str, int]
    gone: Mapping[str, Gone]
    fees: tuple[FeeEntry, ...]

    def most_used(self) -> list[str]:
        """The codes that this desk used at all, most used first."""
        return [one.code for one in self.offered if self.uses.get(one.code)]


def known(desk: Desk) -> Known:
    """Everything read anew."""
    today = desk.now().date()
    with desk.store.read() as connection:
        uses, everything = catalogue.uses(connection), catalogue.all_procedures(connection)
        valid = fees.apply(connection, offered(everything, today), today)
        table = tuple(fee_table.current(connection))
    valid.sort(key=lambda one: (-uses.get(one.code, 0), one.code))
    return Known(today, tuple(valid), uses, gone(everything, today), table)


def still_true(desk: Desk, before: Known) -> bool:
    """Whether the day and the province's fees are those that ``before`` was read with."""
    if before.day != desk.now().date():
        return False
    with desk.store.read() as connection:
        return before.fees == tuple(fee_table.current(connection))
