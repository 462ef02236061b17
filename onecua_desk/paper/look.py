"""How large a paper is set, and on what: A5, A4 in large type, or a roll of 80 mm."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from onecua_desk.paper.lines import Align
from onecua_desk.paper.sheet import A4_PAGE, A5_PAGE, Page

#: Who reads badly reads small print too, but as large as the rest it would take a page of its own.
_SMALL_PRINT = 1.25


@dataclass(frozen=True, slots=True)
class Look:
    """What the text of a paper is multiplied by (``scale``), and its head and spaces (``head_scale``).

    ``sizes`` of the text are tried from the largest: a smaller one is taken only where it saves a further page;
    ``flowing`` is the one for papers that have several pages all the same. ``roll``: one page as long as its text.
    """

    page: Page
    scale: float
    head_scale: float
    sizes: tuple[float, ...]
    flowing: float
    align: Align
    roll: bool = False

    @property
    def measure(self) -> float:
        return self.page.measure

    @property
    def small(self) -> float:
        """What small print is multiplied by: notes, the heads of further pages, their numbers."""
        return min(self.scale, _SMALL_PRINT)


NORMAL = Look(A5_PAGE, 1.0, 1.0, (11.0, 10.5, 10.0, 9.5, 9.0), 10.5, Align.JUSTIFY)
#: For people who read badly: the same text 1.6 times as large, its words evenly apart.
_WIDE_PAGE = replace(A4_PAGE, left=48.0, right=34.0, top=34.0, bottom=28.0)
LARGE = Look(_WIDE_PAGE, 1.6, 1.25, (17.6, 17.0, 16.5, 16.0), 17.6, Align.LEFT)
#: Printers for 80 mm paper print 72 mm of it. The reprint mark stands in the top margin; the height is the text's.
_ROLL_PAGE = Page(80 * mm, 0.0, left=4 * mm, right=4 * mm, top=24.0, bottom=14.0)
ROLL = Look(_ROLL_PAGE, 1.0, 1.0, (10.0,), 10.0, Align.LEFT, roll=True)
