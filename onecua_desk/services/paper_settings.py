"""What a province may set about papers and books where the law leaves it open or its text was not at hand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from onecua_desk.store import settings
from onecua_desk.store.engine import Store

_KEY = "papers"


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """``training``: every paper comes out with MẪU on it (TT 03/2025/TT-VPCP Art. 10 for sample dossiers).

    ``max_extensions`` and ``notice_days``: how often an appointment may be put off and how many working days before it
    the apology is due; ``None``: as the dossier's rule set says. ``volume_size``: dossiers in one volume (quyển) of
    the register. ``extension_counts``: whether reports count lateness from the new date of an apology; by default from
    the first, because an apology says that the dossier is late (NĐ 61/2018/NĐ-CP Art. 19).
    """

    training: bool = False
    max_extensions: int | None = None
    notice_days: int | None = None
    volume_size: int = 500
    extension_counts: bool = False


def get(connection: Connection) -> PaperSettings:
    return settings.get(connection, _KEY, PaperSettings) or PaperSettings()


def read(store: Store) -> PaperSettings:
    with store.read() as connection:
        return get(connection)


def write(store: Store, chosen: PaperSettings) -> None:
    with store.write() as connection:
        settings.put(connection, _KEY, chosen)
