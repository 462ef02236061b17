"""Which procedures may be chosen on a day, and what is said of one that may not be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onecua_desk.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Gone:
    """A code that is not offered: one Vietnamese sentence that says why, and the procedures in its place."""

    sentence: str
    instead: tuple[Procedure, ...] = ()


def offered(procedures: Iterable[Procedure], day: date) -> list[Procedure]:
    """Those valid on ``day``, in the order given."""
    return [one for one in procedures if one.valid_on(day)]


def gone(procedures: Iterable[Procedure], day: date) -> dict[str, Gone]:
    """Every code of which no version is valid on ``day``: abolished, or not yet valid."""
    versions: dict[str, list[Procedure]] = {}
    for one in procedures:
        versions.setdefault(one.code, []).append(one)
    valid = {code: one for code, found in versions.items() for one in found if one.valid_on(day)}
    return {code: _gone(found, valid, day) for code, found in versions.items() if code not in valid}


def _gone(versions: list[Procedure], valid: Mapping[str, Procedure], day: date) -> Gone:
    coming = [one for one in versions if one.valid_from > day]
    if coming:
        first = min(coming, key=lambda one: one.valid_from)
        return Gone(f"«{first.name}» ({first.code}) có hiệu lực từ {first.valid_from:%d/%m/%Y}, chưa nhận được.")
    last = max(versions, key=lambda one: one.valid_from)
    ended = last.valid_to + timedelta(days=1) if last.valid_to else day
    sentence = f"«{last.name}» ({last.code}) hết hiệu lực từ {ended:%d/%m/%Y}"
    if not last.replaced_by:
        return Gone(f"{sentence}; danh mục chưa ghi thủ tục thay thế.")
    instead = tuple(valid[code] for code in last.replaced_by if code in valid)
    names = ", ".join(valid[code].name if code in valid else code for code in last.replaced_by)
    return Gone(f"{sentence}; thay bằng: {names}.", instead)
