"""What the officials of this desk chose in *Cài đặt*, and how each of them last took the fee."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.payment import PayWay
from onecua_desk.store import settings
from onecua_desk.store.engine import Store


@dataclass(frozen=True, slots=True)
class Preferences:
    """``scale``: of the type, 1.0, 1.25 or 1.5. Printers are chosen in ``print_settings``."""

    scale: float = 1.0
    contrast: bool = False


def read(store: Store) -> Preferences:
    with store.read() as connection:
        return settings.get(connection, "preferences", Preferences) or Preferences()


def write(store: Store, preferences: Preferences) -> None:
    with store.write() as connection:
        settings.put(connection, "preferences", preferences)


_PAYING = "usual_way_of_paying"


def usual_way(store: Store, login: str) -> PayWay:
    """How those who paid at once last paid to the official ``login`` at this desk."""
    with store.read() as connection:
        return (settings.get(connection, _PAYING, dict[str, PayWay]) or {}).get(login, PayWay.CASH)


def remember_way(store: Store, login: str, way: PayWay) -> None:
    with store.write() as connection:
        known = settings.get(connection, _PAYING, dict[str, PayWay]) or {}
        settings.put(connection, _PAYING, known | {login: way})
