"""A text as a cell of CSV that a spreadsheet shows as it is: not counted, not cut, not taken for a formula.

CSV has no kinds of cells: Excel makes a number of whatever looks like one, so that 0912345678 loses its 0, 1.001190 its
end, and 1/2 becomes a day. A tab in front keeps it text; it is not seen, and whoever trims white space reads the text
alone. A formula may come from a stranger's name: an apostrophe stands before it, for all to see.
"""

from __future__ import annotations

import re

_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")
_GUARD, _TAB = "'", "\t"
_LIKE_A_NUMBER = re.compile(r"[\d.,/:%Ee \-]*\d[\d.,/:%Ee \-]*")


def begins_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula; names and addresses come from strangers."""
    return text[:1] in _BEGINS_A_FORMULA


def guarded(text: str) -> str:
    """``text``, which is trimmed, as it is written."""
    if begins_a_formula(text) or text.startswith(_GUARD):
        return _GUARD + text
    return _TAB + text if _LIKE_A_NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that ``guarded`` may have written; any other comes back as it is."""
    text = cell.removeprefix(_TAB)
    kept = text.removeprefix(_GUARD)
    return kept if text != kept and (begins_a_formula(kept) or kept.startswith(_GUARD)) else text
