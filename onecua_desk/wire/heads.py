"""Heads of events: which event of whom about which dossier, when and by whom; mostly told by what came before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.contexts import Contexts
from onecua_desk.wire.spelling import Speller
from onecua_desk.wire.stories import Id, Stories

EPOCH = datetime(2025, 1, 1)
_OWN, _SAME, _KNOWN, _OTHER = "own", "same", "known", "other"
_MODES = (_OWN, _SAME, _KNOWN, _OTHER)
_SECOND = timedelta(seconds=1)


class Head(NamedTuple):
    position: int
    id: Id
    dossier: Id
    at: datetime
    official: tuple[str, str]
    kind: str


class Heads:
    def __init__(self, contexts: Contexts, speller: Speller, stories: Stories) -> None:
        self._contexts, self._speller, self._stories = contexts, speller, stories
        self._last = Head(0, (0, 0), (0, 0), EPOCH, ("", ""), "")
        self._seqs: dict[int, int] = {}

    def head(self, row: Head | None) -> Head:
        """The reader passes ``None``."""
        kind = self._kind(row)
        usual = self._usual()
        plain = self._contexts.bit("usual", row is not None and self._is_usual(row, usual))
        position, id = usual if plain else (self._position(row), self._id(row))
        self._seqs[id[0]] = id[1]
        mode, dossier = self._dossier(row, id, kind)
        at = self._at(row, kind, mode, plain)
        official = self._official(row, kind, self._last.official)
        self._last = Head(position, id, dossier, at, official, kind)
        return self._last

    def _usual(self) -> tuple[int, Id]:
        """The next event of the same device, at the next position of the server's order if it has one."""
        position, (device, seq), *_ = self._last
        return position + 1 if position else 0, (device, seq + 1)

    def _is_usual(self, row: Head, usual: tuple[int, Id]) -> bool:
        return (row.position, row.id) == usual and not row.at.microsecond and not self._last.at.microsecond

    def _kind(self, row: Head | None) -> str:
        lately = self._stories.lately()
        keys = (("kind", *lately), ("kind", *lately[:2]), ("kind", *lately[:1]), "kind")
        return str(self._contexts.choose("kind", keys, row and row.kind, lambda one: self._speller.text("kind", one)))

    def _position(self, row: Head | None) -> int:
        last = self._last.position
        return last + self._contexts.signed("position", row.position - last if row else 0)

    def _id(self, row: Head | None) -> Id:
        seen = self._contexts
        keys = (("device", self._last.id[0]), "device")
        device = seen.choose("device", keys, row and row.id[0], lambda one: seen.number("device", one))
        last = self._seqs.get(device, 0)
        return device, last + seen.signed("seq", row.id[1] - last if row else 0)

    def _dossier(self, row: Head | None, id: Id, kind: str) -> tuple[str, Id]:
        seen, last = self._contexts, self._last
        keys = (("mode", kind, *self._stories.lately()[:2]), ("mode", kind, last.kind), ("mode", kind), "mode")
        mode = seen.choose("mode", keys, row and self._mode(row), self._any)
        if mode == _OWN:
            return mode, id
        if mode == _SAME:
            return mode, last.dossier
        if mode == _KNOWN:
            return mode, self._remembered(row, kind)
        device = seen.choose("of", (("of", kind), "of"), row and row.dossier[0], lambda one: seen.number("of", one))
        return mode, (device, id[1] - seen.signed("of", id[1] - row.dossier[1] if row else 0))

    def _mode(self, row: Head) -> str:
        if row.dossier == row.id:
            return _OWN
        if row.dossier == self._last.dossier:
            return _SAME
        story = self._stories.of(row.dossier)
        return _KNOWN if story and story.stands else _OTHER

    def _any(self, mode: Any) -> str:
        return _MODES[self._contexts.plain(2, _MODES.index(mode) if mode else 0)]

    def _remembered(self, row: Head | None, kind: str) -> Id:
        """Among the dossiers that stand alike, so many from the one that has stood so the longest, or the shortest."""
        seen, story = self._contexts, self._stories.of(row.dossier) if row else None
        lately = (("stands", kind, *self._stories.lately()[:1]), ("stands", kind), "stands")
        stands = seen.choose("stands", lately, story and story.stands, self._stands)
        group = self._stories.groups.get(stands, {})
        place, last = list(group).index(row.dossier) if row else 0, len(group) - 1
        late = seen.bit(("late", kind), place > last - place)
        place = seen.number(("place", kind, late), last - place if late else place)
        if place > last:
            raise Garbled("no such dossier")
        return next(islice(group if not late else reversed(group), place, None))

    def _stands(self, stands: Any) -> str:
        groups = list(self._stories.groups)
        place = self._contexts.number("stands", groups.index(stands) if stands else 0)
        if place >= len(groups):
            raise Garbled("no dossier stands so")
        return groups[place]

    def _at(self, row: Head | None, kind: str, mode: str, whole: bool | int) -> datetime:
        """Whole seconds after the row before; parts of a second as they are."""
        seen, last = self._contexts, self._last
        seconds, rest = divmod(row.at - last.at, _SECOND) if row else (0, timedelta())
        place = ("at", kind, mode, last.kind) if last.kind else "first"
        try:
            at = last.at + seen.signed(place, seconds) * _SECOND
            if not whole and seen.bit("parts", rest != timedelta(), 64):
                at += timedelta(microseconds=seen.plain(20, rest.microseconds))
        except OverflowError as error:
            raise Garbled("no such moment") from error
        return at

    def _official(self, row: Head | None, kind: str, before: tuple[str, str]) -> tuple[str, str]:
        keys = (("official", before, kind), ("official", before), "official")
        found: tuple[str, str] = self._contexts.choose("official", keys, row and row.official, self._signed)
        return found

    def _signed(self, official: Any) -> tuple[str, str]:
        texts: Sequence[str | None] = official or (None, None)
        return self._speller.text("login", texts[0]), self._speller.text("name", texts[1])
