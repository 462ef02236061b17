"""Pages that arrived and pages as they would be kept; what makes the one from the other is loaded with ``scans``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onecua_desk.scans.manner import Kind as Kind
from onecua_desk.scans.manner import Manner as Manner
from onecua_desk.scans.origin import Source as Source
from onecua_desk.scans.origin import name_of

if TYPE_CHECKING:  # with Pillow, for which no window has to wait
    from onecua_desk.scans.encode import Coded


@dataclass(frozen=True, slots=True)
class Page:
    """Page ``number`` (from 0) of what arrived. ``whole``: a digital PDF of ``pages``, kept byte for byte."""

    source: Source
    number: int = 0
    pages: int = 1
    whole: bool = False

    @property
    def name(self) -> str:
        return name_of(self.source)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page as it would be kept. ``before`` and ``after``: pictures to compare (JPEG, PNG); ``size`` in bytes.

    ``kind`` is what was chosen or measured; ``like_card``: it has the shape of an identity card.
    """

    page: Page
    before: bytes
    after: bytes
    size: int
    kind: Kind | None = None
    skew: float = 0.0
    cropped: bool = False
    like_card: bool = False
    coded: Coded | None = None


def single(found: Source, count: int) -> tuple[Page, ...]:
    """Each of the ``count`` pages for itself."""
    return tuple(Page(found, number) for number in range(count))
