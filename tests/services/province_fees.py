"""A fee as a province sets it, for the tests of its table and of the table's files."""

from __future__ import annotations

from datetime import date

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import FeeRule, Flat
from tests.desk_fixture import THREE_DAYS

FIRST = date(2026, 1, 1)
DECISION = "NQ 12/2026/NQ-HĐND"


def fee(
    rule: FeeRule | None = None, first: date = FIRST, last: date | None = None, code: str = THREE_DAYS
) -> ProvinceFee:
    return ProvinceFee(code, rule or Flat(15_000, "trường hợp"), first, last, DECISION)
