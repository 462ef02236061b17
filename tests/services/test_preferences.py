"""What an official chose last is there again at the next start, for each official apart."""

from __future__ import annotations

from onecua_desk.domain.payment import PayWay
from onecua_desk.services import preferences
from onecua_desk.services.desk import Desk


def test_each_official_has_their_own_last_way_of_payment(desk: Desk) -> None:
    assert preferences.usual_way(desk.store, "mai") is PayWay.CASH
    preferences.remember_way(desk.store, "mai", PayWay.CASH)
    preferences.remember_way(desk.store, "hung", PayWay.TRANSFER)
    preferences.remember_way(desk.store, "mai", PayWay.TRANSFER)
    preferences.remember_way(desk.store, "mai", PayWay.CASH)
    assert preferences.usual_way(desk.store, "mai") is PayWay.CASH
    assert preferences.usual_way(desk.store, "hung") is PayWay.TRANSFER
    assert preferences.usual_way(desk.store, "lan") is PayWay.CASH
