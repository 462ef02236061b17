"""Whether the citizen card on the counter is that of the person in the dossier, and in what the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onecua_desk.domain.citizen import Card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Representative
from onecua_desk.domain.text import fold


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison, as it stands in the dossier and on the card."""

    label: str
    recorded: str
    card: str


def same_person(dossier: Dossier, card: Card) -> bool:
    """Whether the card is the applicant's: by number, or by name where no number was recorded."""
    applicant = dossier.applicant
    return _same(applicant.name, applicant.number, card)


def is_representative(who: Representative | None, card: Card) -> bool:
    """Whether the card is that of the person who handed the dossier in for the applicant."""
    return who is not None and _same(who.name, who.number, card)


def _same(name: str, number: str, card: Card) -> bool:
    if number:
        return number in {card.number, card.old_number}
    return bool(name) and fold(name) == fold(card.name)


def differences(dossier: Dossier, card: Card) -> tuple[Difference, ...]:
    """What the dossier says of the applicant and the card says differently; what was not recorded does not differ."""
    return tuple(one for one in _compared(dossier, card) if one.recorded and fold(one.recorded) != fold(one.card))


def mismatch(differing: tuple[Difference, ...]) -> str:
    """The differences as the log keeps them, in one line."""
    return "; ".join(f"{one.label.lower()} {one.recorded}, trên thẻ {one.card}" for one in differing)


def _compared(dossier: Dossier, card: Card) -> Iterator[Difference]:
    applicant = dossier.applicant
    yield Difference("Họ và tên", applicant.name, card.name)
    old = applicant.number == card.old_number
    yield Difference("Số định danh", applicant.number, card.old_number if old else card.number)
    yield Difference("Ngày sinh", f"{applicant.born:%d/%m/%Y}" if applicant.born else "", f"{card.born:%d/%m/%Y}")
    yield Difference("Giới tính", applicant.sex, card.sex)
