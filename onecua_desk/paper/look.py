"""How large a paper is set, and on what: A5, A4 in large type, or a roll of 80 mm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from reportlab.lib.units import mm

from onecua_desk.paper.lines import Align
from onecua_desk.paper.sheet import A4_PAGE, A5_PAGE, Page


@dataclass(frozen=True, slots=True)
class Look:
    """What a paper's text is multiplied by (``scale``), its head (``head_scale``), its notes (``small``), and its
    codes and the room for hands (``room_scale``).

    ``sizes`` of the text are tried from the largest: a smaller one is taken only where it saves a further page;
    ``flowing`` is the one for papers that have several pages all the same. Above ``airy`` no size is taken that leaves
    no air between the blocks of a letter. A head that would take more than ``head_share`` of a page is as large as
    usual. ``roll``: one page as long as its text.
    """

    page: Page
    scale: float
    head_scale: float
    sizes: tuple[float, ...]
    flowing: float
    align: Align
    small: float = 1.0
    room_scale: float = 1.0
    airy: float = inf
    head_share: float = 0.5
    roll: bool = False

    @property
    def measure(self) -> float:
        return self.page.measure


NORMAL = Look(A5_PAGE, 1.0, 1.0, (11.0, 10.5, 10.0, 9.5, 9.0), 10.5, Align.EVEN)
_WIDE_PAGE = replace(A4_PAGE, left=48.0, right=34.0, top=34.0, bottom=28.0)
_LARGE_SIZES = (17.6, 17.0, 16.5, 16.0)
#: For people who read badly: the same text 1.6 times as large, its words evenly apart, and nothing below 12 points.
LARGE = Look(
    _WIDE_PAGE, 1.6, 1.34, (*_LARGE_SIZES, 15.5, 15.0, 14.5), 17.0, Align.LEFT, small=1.5, room_scale=1.1, airy=16.0
)
#: Printers for 80 mm paper print 72 mm of it. The reprint mark stands in the top margin; the height is the text's.
_ROLL_PAGE = Page(80 * mm, 0.0, left=4 * mm, right=4 * mm, top=24.0, bottom=14.0)
ROLL = Look(_ROLL_PAGE, 1.0, 1.0, (10.0,), 10.0, Align.LEFT, roll=True)
#: What 0.2 set its papers with, so that they can be made again to the byte.
NORMAL_0_2 = replace(NORMAL, align=Align.JUSTIFY)
LARGE_0_2 = replace(
    LARGE, head_scale=1.25, sizes=_LARGE_SIZES, flowing=17.6, small=1.25, room_scale=1.25, airy=inf, head_share=inf
)
