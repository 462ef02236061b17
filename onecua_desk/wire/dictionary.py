"""The shipped zstd dictionary: what messages of every exchange have in common, by the number that a stream names."""

from __future__ import annotations

from functools import cache

import zstandard

from onecua_desk.resources import resource
from onecua_desk.wire.codec import Newer

NUMBER = 1
"""The dictionary that this program writes with; it reads all up to this one."""


@cache
def dictionary(number: int = NUMBER) -> zstandard.ZstdCompressionDict:
    """``Newer`` for a number that did not exist when this program was made."""
    if not 1 <= number <= NUMBER:
        raise Newer(f"dictionary {number}")
    return zstandard.ZstdCompressionDict(resource("wire", f"messages-{number}.dict").read_bytes())
