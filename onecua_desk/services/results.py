"""The digital copy of a result: a PDF that a program made stays as it is, anything else is kept like a scan."""

from __future__ import annotations

from onecua_desk.domain.file import File
from onecua_desk.services import scans
from onecua_desk.services.desk import Desk
from onecua_desk.services.scans import Manner, Source

NAME = "Kết quả"


def digital_copy(desk: Desk, source: Source) -> File:
    """Keep ``source`` as the copy of a result; ``UserError`` when it is no picture or PDF that can be read.

    A result is never an identity card, whatever its shape; those are handed over the counter only.
    """
    pages = [scans.prepare(page, Manner()) for page in scans.arrived(source)]
    return scans.keep(desk, pages, NAME, identity_card=False)
