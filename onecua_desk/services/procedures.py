"""The catalogue as this desk knows it today: what it may take in, what it uses most, and what is no longer offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.fee_table import with_province
from onecua_desk.domain.offered import Gone, gone, offered
from onecua_desk.domain.procedure import Procedure
from onecua_desk.errors import UserError
from onecua_desk.services import fees
from onecua_desk.services.desk import Desk
from onecua_desk.services.fees import FeeEntry
from onecua_desk.store import catalogue
from onecua_desk.store import fees as fee_table

COMMON = (
    *("2.000815", "2.000884", "1.001193", "1.004873", "2.000635"),
    *("1.000894", "1.000656", "1.004222", "1.010041", "2.001035"),
)
"""What communes take in most, the most frequent first: where a desk begins, as if it had taken in some of each."""
_BEGINNING = {code: len(COMMON) - place for place, code in enumerate(COMMON)}


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

    @property
    def weights(self) -> Mapping[str, int]:
        """By code, what is wanted sooner weighs more: the ``uses``, and what is ``COMMON`` until they outweigh it."""
        return _weights(self.uses)

    def most_used(self) -> list[str]:
        """The codes that have a weight, the heaviest first."""
        weights = self.weights
        return [one.code for one in self.offered if one.code in weights]


def known(desk: Desk) -> Known:
    """Everything read anew."""
    today = desk.now().date()
    with desk.store.read() as connection:
        uses, everything = catalogue.uses(connection), catalogue.all_procedures(connection)
        valid = fees.apply(connection, offered(everything, today), today)
        table = tuple(fee_table.current(connection))
    weights = _weights(uses)
    valid.sort(key=lambda one: (-weights.get(one.code, 0), one.code))
    return Known(today, tuple(valid), uses, gone(everything, today), table)


def still_true(desk: Desk, before: Known) -> bool:
    """Whether the day and the province's fees are those that ``before`` was read with."""
    if before.day != desk.now().date():
        return False
    with desk.store.read() as connection:
        return before.fees == tuple(fee_table.current(connection))


def check_current(connection: Connection, procedure: Procedure, day: date) -> None:
    """``UserError`` where ``procedure`` was read before the catalogue or the province's fees changed."""
    of_today = offered(catalogue.versions(connection, procedure.code), day)
    lines = [entry.line for entry in fee_table.current(connection, procedure.code)]
    now = next(iter(with_province(of_today, lines, day)), None)
    if now is not None and now.fees != procedure.fees:
        raise UserError(f"Mức thu của thủ tục {procedure.code} vừa đổi, hãy xem lại rồi lưu.", field="procedure")
    if now != procedure:
        raise UserError(f"Thủ tục {procedure.code} vừa đổi trong danh mục, hãy chọn lại.", field="procedure")


def _weights(uses: Mapping[str, int]) -> Mapping[str, int]:
    """A few dossiers more than what communes have in common, and the desk's own habits stand before it."""
    return {code: uses.get(code, 0) + _BEGINNING.get(code, 0) for code in uses.keys() | _BEGINNING.keys()}
