"""The money that was taken on a day, summed by official, and the sheet with which it is handed over."""

from __future__ import annotations

from datetime import date

from onecua_desk.domain.money import DayMoney, Till
from onecua_desk.domain.money import day_money as _sum_up
from onecua_desk.domain.money_sheet import MoneySheet
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import money


def day_money(desk: Desk, day: date) -> DayMoney:
    """What everybody whose events this desk knows took and gave back on ``day``; what was refused stands apart."""
    with desk.store.read() as connection:
        return _sum_up(day, money.movements(connection, day), money.refused_movements(connection, day))


def sheet(desk: Desk, till: Till, day: date, counted: int) -> bytes:
    """The page with which ``till`` is handed over; ``counted``: the cash in the drawer, in đồng."""
    from onecua_desk.paper.money_sheet import draw  # ReportLab is slow to import; the window does not need it

    with desk.store.read() as connection:
        unit = identity.of(connection).unit
    return draw(MoneySheet(unit.parent, unit.centre, unit.place, day, till, counted, desk.now()))
