"""A PDF of many pages written to where the official wants it: whole or not at all, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onecua_desk.refused import sentences
from onecua_desk.whole_file import readable_by_all, whole

if TYPE_CHECKING:  # ReportLab is slow to import; the first window does not need it
    from onecua_desk.paper.sheet import Page
    from onecua_desk.paper.streamed import StreamedPdf

Told = Callable[[int, int], object]
"""Hears how much is done of how much."""
Stop = Callable[[], bool]
"""Whether a person wants it to stop; asked often."""


class Stopped(Exception):  # nothing went wrong
    """The official stopped it; what was begun is thrown away."""


def go_on(told: Told, stopped: Stop, done: int, of: int) -> None:
    """``Stopped`` when it is to end here."""
    if stopped():
        raise Stopped
    told(done, of)


def write_pages(
    target: Path, page: Page, title: str, author: str, draw: Callable[[StreamedPdf], None], *, sample: bool
) -> bool:
    """``draw`` puts its pages into the file; false when it raised ``Stopped``, and ``target`` is then as it was.

    ``sample``: every page bears MẪU. ``UserError`` for what the disk refuses.
    """
    from onecua_desk.paper.streamed import StreamedPdf

    try:
        with sentences("Không ghi được tệp", target), whole(target) as file:
            readable_by_all(file)
            pdf = StreamedPdf(file, page=page, title=title, author=author, sample=sample)
            draw(pdf)
            pdf.close()
    except Stopped:
        return False
    return True
