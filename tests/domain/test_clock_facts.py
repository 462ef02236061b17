"""A clock's doubt is of this world, whoever sent it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onecua_desk.domain.clock_facts import Against, Doubt
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import Garbled, decode_fact

AT = datetime(2026, 11, 23, 9, 41)


@pytest.mark.parametrize("off", [10**12, -(10**12), 10**30])
def test_a_clock_beyond_all_years_is_refused(off: int) -> None:
    with pytest.raises(UserError, match="ngoài lịch"):
        Doubt(Against.EVENT, AT, off)


def test_from_the_line_it_is_a_garbled_fact() -> None:
    body = b'{"unit":{"code":"H02","name":"Xa","parent":"","centre":"","place":""},"desk":1,"allowed_by":"An",'
    body += b'"doubts":[{"against":"server","true":"2026-11-23T09:41:00","off":%d}]}'
    assert "doubts" in str(decode_fact("clock_trusted", body % 60))
    with pytest.raises(Garbled, match="ngoài lịch"):
        decode_fact("clock_trusted", body % 10**12)


@pytest.mark.parametrize("shown", [datetime.min, datetime.max.replace(microsecond=0)])
def test_the_first_and_the_last_moment_can_be_said(shown: datetime) -> None:
    doubt = Doubt(Against.EVENT, AT, (shown - AT) // timedelta(seconds=1))
    assert f"{shown:%d/%m}" in doubt.sentence()
