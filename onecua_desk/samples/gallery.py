"""Every kind of paper, in the order of the circular; then the desk's own lists, and what is for the public."""

from __future__ import annotations

from itertools import chain

from onecua_desk.samples import books, letters, public
from onecua_desk.samples.sample import Kind


def every_kind() -> tuple[Kind, ...]:
    """All kinds; nothing is drawn yet."""
    return tuple(chain(letters.kinds(), books.kinds(), public.kinds()))
