"""What a scanned card leaves behind in the applicant's panel, and goes again with the person."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from onecua_desk.domain.citizen import Card


@dataclass(frozen=True, slots=True)
class Scan:
    """The numbers of the card, and the card itself where it was scanned since the program began.

    ``is_new`` until what is known of its owner was filled in.
    """

    number: str = ""
    old_number: str = ""
    card: Card | None = None
    is_new: bool = False

    @classmethod
    def of(cls, card: Card) -> Scan:
        return cls(card.number, card.old_number, card, is_new=True)


class FilledIn:
    """Inputs that were filled from earlier dossiers: emptied for another person, unless they were typed over."""

    def __init__(self) -> None:
        self._texts: dict[QLineEdit, str] = {}

    def fill(self, edit: QLineEdit, text: str) -> None:
        """Only where nothing is typed; marked, so that the next letter replaces it."""
        if text and not edit.text():
            edit.setText(text)
            edit.selectAll()
            self._texts[edit] = text

    def take_back(self) -> None:
        for edit, text in self._texts.items():
            if edit.text() == text:
                edit.clear()
        self.forget()

    def forget(self) -> None:
        self._texts.clear()
