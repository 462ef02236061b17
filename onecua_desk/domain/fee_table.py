"""The province's own table of fees: which rule is valid on which day, and by which decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fees import FeeRule
from onecua_desk.domain.procedure import Procedure

Key = tuple[str, str, Channel | None]
"""Procedure, name of the fee, and the only way of submitting that it is for."""


@dataclass(frozen=True, slots=True)
class ProvinceFee:
    """One line: ``rule`` for the ``procedure`` code from ``first`` to ``last`` (included; ``None``: for good).

    ``decision`` is the paper that sets it ("NQ 12/2026/NQ-HĐND").
    """

    procedure: str
    rule: FeeRule
    first: date
    last: date | None
    decision: str

    @property
    def key(self) -> Key:
        """Lines of one key are the same fee at different times; only one of them may be valid on a day."""
        return self.procedure, self.rule.name, self.rule.only

    def valid_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: ProvinceFee) -> bool:
        return (
            self.key == other.key
            and (other.last is None or self.first <= other.last)
            and (self.last is None or other.first <= self.last)
        )

    def dates(self) -> str:
        """``"từ 01/01/2026"``, ``"từ 01/01/2026 đến 30/06/2026"``."""
        return f"từ {self.first:%d/%m/%Y}" + (f" đến {self.last:%d/%m/%Y}" if self.last else "")


def with_province(procedures: Iterable[Procedure], lines: Iterable[ProvinceFee], day: date) -> list[Procedure]:
    """The procedures with the rules that the province set for ``day`` in place of the catalogue's."""
    valid: dict[str, list[ProvinceFee]] = {}
    for line in lines:
        if line.valid_on(day):
            valid.setdefault(line.procedure, []).append(line)
    return [_with(one, valid[one.code]) if one.code in valid else one for one in procedures]


def _with(procedure: Procedure, lines: Sequence[ProvinceFee]) -> Procedure:
    """For a channel that none of the lines concerns, the catalogue's rules stay."""
    rules = [replace(line.rule, note=line.rule.note or f"Theo {line.decision}") for line in lines]
    if all(rule.only for rule in rules):
        others = _untouched(procedure, {rule.only for rule in rules})
        rules += [replace(rule, only=channel) for channel in others for rule in procedure.fees_for(channel)]
    return replace(procedure, fees=tuple(rules))


def _untouched(procedure: Procedure, concerned: set[Channel | None]) -> list[Channel]:
    """Post follows the province's fee at the counter where the catalogue has none of its own for post."""
    follows = Channel.COUNTER in concerned and all(rule.only is not Channel.POST for rule in procedure.fees)
    return [one for one in Channel if one not in concerned and not (follows and one is Channel.POST)]
