"""What the rows of texts that people may edit have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
Money = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=1)]
_T = TypeVar("_T")


class Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A misspelt key is an error, and what is usual is not written."""


def like(make: Callable[..., _T], row: type[Row], value: object, **other: object) -> _T:
    """``make`` from the values that ``value`` has under the keys of ``row``."""
    return make(**{name: other.get(name, getattr(value, name)) for name in row.__struct_fields__})
