"""The answer to ``GET /v2/days/2026-11-23``: what the level above has of one device's day; plain JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from onecua_desk.domain.day_close import Part, Totals
from onecua_desk.wire.dialogue import SeqOrNone
from onecua_desk.wire.messages import Local

ChainHead = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


NO_CHAIN = "0" * 64
"""Sent where the level above has no chain, for an event below it is missing there."""


class ServerDay(msgspec.Struct, frozen=True):
    """``through``: the highest event of the device that was ever answered, and ``chain`` its chain up to there (hex).

    ``now``: the server's clock. ``parts``: one a dossier, only where they were asked for (``?dossiers=1``).
    """

    day: date
    now: Local
    through: SeqOrNone
    chain: ChainHead
    totals: Totals
    parts: tuple[Part, ...] | None = None
