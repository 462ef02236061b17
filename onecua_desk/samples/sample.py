"""One paper of the gallery, and the papers of one kind together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """``name``: of its files, without suffix. ``ruleset``: "2018", "2025", or empty where the rule set changes nothing.

    ``about``: what is shown with it. ``value``: what ``draw`` prints; ``code``: what its QR and barcode say, empty
    where it has none. ``few``: a form, which has to be small; a book may have any number of pages.
    """

    name: str
    size: str
    ruleset: str
    about: str
    value: object
    draw: Callable[[], bytes]
    code: str = ""
    few: bool = True


@dataclass(frozen=True)
class Kind:
    """``number``: as the circular counts it ("01"), or empty. ``fields``: what has to stand on it, in its order."""

    number: str
    title: str
    fields: tuple[str, ...]
    samples: tuple[Sample, ...]
