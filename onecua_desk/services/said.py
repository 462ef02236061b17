"""What the server said of each own event in a record of verdicts."""

from __future__ import annotations

from bisect import bisect_right

from onecua_desk.domain.text import told
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.dialogue import Verdicts

_SILENT = "Cấp trên từ chối mà không nói lý do."


class Said:
    """``of(seq)`` without counting through what a hostile run may claim; ``None`` where the record says nothing."""

    def __init__(self, said: Verdicts) -> None:
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
