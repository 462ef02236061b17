"""What the scanner's folder may offer to the draft in front: nothing that waits in the draft of another citizen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from onecua_desk.services import drafts, pasted, scan_folder
from onecua_desk.services.desk import Desk
from onecua_desk.services.scan_folder import Watch
from onecua_desk.ui.scans.remembered import waiting_in


@dataclass(frozen=True, slots=True)
class Offered:
    """``watch``: the folder, ``None`` where none was chosen; ``elsewhere``: files whose pages wait in a draft."""

    watch: Watch | None
    elsewhere: frozenset[Path]


def offered(desk: Desk, here: Collection[Path]) -> Offered:
    """Off the window's thread. ``here``: what waits in front and may not be written down yet."""
    elsewhere = frozenset(waiting_in(drafts.open_drafts(desk)))
    pasted.sweep(desk, elsewhere.union(here))
    return Offered(scan_folder.watch(desk.store), elsewhere)
