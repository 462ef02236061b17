"""The province's fees are written once: neither deleted nor changed, only set aside."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Flat
from onecua_desk.services.desk import Desk
from onecua_desk.store import fees

AT = datetime(2026, 11, 23, 9, 41)
LINE = ProvinceFee("1.001193", Flat(8_000, "bản"), date(2026, 1, 1), None, "NQ 12/2026/NQ-HĐND")


@pytest.mark.parametrize("forbidden", ["DELETE FROM fee_table", "UPDATE fee_table SET decision = 'khác'"])
def test_a_line_is_never_deleted_or_changed(desk: Desk, forbidden: str) -> None:
    with desk.store.write() as connection:
        fees.add(connection, LINE, AT, "Lê Thị Mai")
    with pytest.raises(IntegrityError, match="a fee is never"), desk.store.write() as connection:
        connection.execute(text(forbidden))
    with desk.store.read() as connection:
        assert [entry.line for entry in fees.current(connection)] == [LINE]


def test_a_line_is_set_aside_once(desk: Desk) -> None:
    with desk.store.write() as connection:
        id = fees.add(connection, LINE, AT, "Lê Thị Mai")
        assert fees.set_aside(connection, id, AT, "Trần Văn Tám")
        assert not fees.set_aside(connection, id, AT, "Lê Thị Mai")
        (entry,) = fees.history(connection, "1.001193")
    assert (entry.written_by, entry.ended_by, entry.ended_at) == ("Lê Thị Mai", "Trần Văn Tám", AT)
