"""What the rows of texts that people may edit have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
Money = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=1)]
_T = TypeVar("_T")


class Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A misspelt key is an error, and what is usual is not written."""


def like(make: Callable[..., _T], row: type[Row], value: object, **other: object) -> _T:
    """``make`` from the values that ``value`` has under the keys of ``row``."""
    return make(**{name: _shared(getattr(value, name)) for name in row.__struct_fields__} | other)


def _shared(value: Any) -> Any:
    """The one text that all rows have that say the same: nearly half of a catalogue's texts are another row's too."""
    return sys.intern(value) if type(value) is str else value
