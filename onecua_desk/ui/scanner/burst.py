"""Tells a scan from typing by its rhythm: no Qt and no clock in here, times are arguments in seconds.

Keys are held back until it is clear what they are. A typed key is held for one gap (30 ms), which nobody sees; nothing
must be undone afterwards, so a scan presses no button, changes no choice and moves no cursor on its way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import inf

LEAST = 8
"""Keys until a rhythm is one. Not even a fist on the keyboard keeps a scanner's pace for so long."""
_SURE_OF_MORE = 3
"""Keys in one rhythm after which a single late one is waited for: the window may have been busy."""
_STALL, _AT_END = 2.0, 5.0
"""Gaps that are waited for a late key, and for the next key of a certain scan."""
ENDS = frozenset({"\r", "\n", "\t"})
_QUICKER_THAN_REPEATS = 0.005
"""Seconds: no system repeats a held key faster than every 15 ms."""


class Do(Enum):
    """What becomes of the keys that are held and of the one that has just come."""

    PASS = auto()
    """Typing: deliver what is held, then this one."""
    HOLD = auto()
    """Not clear yet, or a scan that goes on: keep this one too."""
    TAKE = auto()
    """What is held, and this one, was a whole scan."""
    DROP = auto()
    """What a scanner sends behind its scan: this one is for nobody."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``gap``: seconds between two keys, at most, on average; ``prefix`` and ``suffix``: one sign or none.

    A prefix that is a control code makes a scan certain at once; a sign that can be typed does not.
    """

    gap: float = 0.030
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key, or one message of an input method.

    ``back``: letters before it that it takes away; ``text``: what it adds; ``pending``: what the input method still
    composes. Without all three it is a key that writes nothing, such as Shift.
    """

    text: str = ""
    back: int = 0
    pending: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """``seconds`` from the first key to the last; ``keys``: how many came, 0 for a serial port."""

    text: str
    seconds: float = 0.0
    keys: int = 0


class Burst:
    """The keys that are held now. Ask ``overdue`` before each stroke; call ``silence`` when ``patience`` has passed."""

    def __init__(self, rhythm: Rhythm) -> None:
        self.rhythm = rhythm
        self._tail = -inf
        self._scan = Scan("")
        self._text = self._pending = ""
        self._keys = 0
        self._first = self._last = 0.0
        self._certain = False

    def stroke(self, stroke: Stroke, now: float) -> Do:
        if not self._keys:
            return self._begin(stroke, now)
        if self._certain and self._ends(stroke):
            return self._finish(now)
        if not self._certain and not self._goes_on(stroke):
            self._forget()
            return Do.PASS
        self._add(stroke, now)
        return Do.HOLD

    def silence(self) -> Do:
        """Nothing more came: a certain scan is whole, anything else was typing."""
        if self._certain:
            return self._finish(self._last)
        self._forget()
        return Do.PASS

    def overdue(self, now: float) -> bool:
        """Whether the silence has come, though nobody told it yet."""
        return now > self.deadline

    def quick(self, now: float) -> bool:
        """Whether what comes now follows the last key faster than a key that is held down repeats."""
        return self.holding and now - self._last < _QUICKER_THAN_REPEATS

    @property
    def deadline(self) -> float:
        """When the silence comes if nothing else does; never while nothing is held."""
        return self._last + self.patience if self.holding else inf

    @property
    def holding(self) -> bool:
        return self._keys > 0

    @property
    def certain(self) -> bool:
        return self._certain

    @property
    def patience(self) -> float:
        """Seconds from the last key until ``silence``."""
        if self._certain:
            return self.rhythm.gap * _AT_END
        return self.rhythm.gap * (_STALL if self._keys >= _SURE_OF_MORE else 1)

    @property
    def scan(self) -> Scan:
        """After ``TAKE``: what was scanned."""
        return self._scan

    def _begin(self, stroke: Stroke, now: float) -> Do:
        if now < self._tail and not _writes(stroke):
            return Do.DROP
        if not self.announces(stroke) and not _writes(stroke):
            return Do.PASS
        self._first, self._certain = now, self.announces(stroke)
        self._add(stroke, now)
        return Do.HOLD

    def announces(self, stroke: Stroke) -> bool:
        """Whether this is the control code that only a scanner sends."""
        return bool(stroke.text) and stroke.text == self.rhythm.prefix and not _writes(stroke)

    def _goes_on(self, stroke: Stroke) -> bool:
        """A key that may stand inside a scan. What takes away more than is held belongs to the input's own text."""
        nothing = not (stroke.text or stroke.back or stroke.pending)
        return nothing or (stroke.back <= len(self._text) and (_writes(stroke) or stroke.back > 0))

    def _ends(self, stroke: Stroke) -> bool:
        return stroke.text in ENDS or (bool(self.rhythm.suffix) and stroke.text == self.rhythm.suffix)

    def _add(self, stroke: Stroke, now: float) -> None:
        kept = self._text[: len(self._text) - stroke.back] if stroke.back else self._text
        self._text, self._pending = kept + stroke.text, stroke.pending
        self._keys += bool(stroke != Stroke())
        self._last = now
        in_pace = self._keys >= LEAST and now - self._first <= self.rhythm.gap * (self._keys - 1)
        self._certain = self._certain or (in_pace and len(self._text + self._pending) >= LEAST)

    def _finish(self, now: float) -> Do:
        text = (self._text + self._pending).removeprefix(self.rhythm.prefix)
        self._scan = Scan(text, self._last - self._first, self._keys)
        self._forget()
        self._tail = now + self.rhythm.gap * _AT_END
        return Do.TAKE

    def _forget(self) -> None:
        self._text = self._pending = ""
        self._keys = 0
        self._first = self._last = 0.0
        self._certain = False


def _writes(stroke: Stroke) -> bool:
    """Letters, or letters that an input method composes; not Enter, Tab or another control code."""
    return bool(stroke.pending) or (bool(stroke.text) and stroke.text.isprintable())
