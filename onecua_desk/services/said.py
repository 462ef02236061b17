"""What the server said of each own event in a record of verdicts."""

from __future__ import annotations

from bisect import bisect_right

from onecua_desk.domain.text import told
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.dialogue import Verdicts

_BEHIND_ALL = 1 << 62
_SILENT = "Cấp trên từ chối mà không nói lý do."


class Said:
    """``of(seq)`` without counting through what a hostile run may claim; ``None`` where the record says nothing."""

    def __init__(self, said: Verdicts) -> None:
        self._places = sorted((run.position, run.position + run.count) for run in said.accepted)
        self._runs = sorted(said.accepted, key=lambda run: run.seq)
        self._starts = [run.seq for run in self._runs]
        self._refused = {one.seq: told(one.sentence) or _SILENT for one in said.refused}
        self._held = set(said.held)

    def of(self, seq: int) -> Verdict | None:
        if sentence := self._refused.get(seq):
            return Verdict(seq, sentence=sentence)
        if seq in self._held:
            return Verdict(seq)
        run = self._runs[at - 1] if (at := bisect_right(self._starts, seq)) else None
        return Verdict(seq, run.position + seq - run.seq) if run and seq < run.seq + run.count else None

    def last(self, most: int) -> int:
        """The highest number up to ``most`` that the record says something of; 0 for none."""
        runs = (min(run.seq + run.count - 1, most) for run in self._runs if run.seq <= most)
        return max((*runs, *(seq for seq in (*self._refused, *self._held) if seq <= most)), default=0)

    def gives(self, position: int) -> bool:
        """Whether the record says that an own event stands at ``position``."""
        at = bisect_right(self._places, (position, _BEHIND_ALL))
        return at > 0 and position < self._places[at - 1][1]
