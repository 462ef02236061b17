"""The number of the next fee receipt, and whether a number was given before."""

from __future__ import annotations

from datetime import timedelta

from onecua_desk.domain.receipt_numbers import following
from onecua_desk.domain.text import clean
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import money

RECENT = timedelta(days=400)
"""Who has given no receipt for longer than this begins with a new book."""


def next_receipt(desk: Desk, login: str) -> str:
    """One above the number that the official gave last at this desk; empty where there is nothing to count on from."""
    since = desk.now().date() - RECENT
    with desk.store.read() as connection:
        return following(money.last_receipt(connection, identity.of(connection).device, login, since))


def used_before(desk: Desk, number: str) -> str:
    """For whom this number was given already, in one sentence; empty when it is free."""
    wanted = clean(number)
    if not wanted:
        return ""
    with desk.store.read() as connection:
        given = money.receipt_given(connection, wanted)
    if given is None:
        return ""
    return f"Số này đã dùng ngày {given.at:%d/%m/%Y} cho hồ sơ {given.code} ({given.official})."
