"""The applicant's sex: as a person chose it or the card says it, else as the personal number says it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from onecua_desk.domain.citizen import number_warnings, sex_of


class SexBox(QComboBox):
    """Only what was filled in by the number goes, or becomes another, with the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(["", "Nam", "Nữ"])
        self._number, self._by_number = "", False
        for signal in (self.currentIndexChanged, self.activated):  # the second also where it was shown already
            signal.connect(self._take_choice)

    def follow(self, number: str) -> None:
        """``number`` as it stands by now; an unfinished one, or one that no province gave, says nothing."""
        if number == self._number:
            return  # only its spaces are others: who emptied the sex meanwhile meant it
        self._number = number
        if self._by_number or not self.currentText():
            self._fill("" if number_warnings(number, None, "") else sex_of(number))

    def state(self, sex: str) -> None:
        """What a card or an earlier dossier says."""
        self.setCurrentText(sex)
        self._by_number = False

    def forget(self) -> None:
        """For the next citizen."""
        self._number, self._by_number = "", False
        self.setCurrentIndex(0)

    def kept(self) -> dict[str, object]:
        return {"sex": self.currentText(), "sex_by_number": self._by_number}

    def restore(self, sex: str, number: str, *, by_number: bool) -> None:
        """The opposite of ``kept``; what was empty beside its ``number`` stays empty."""
        self.setCurrentIndex(max(0, self.findText(sex)))
        self._number, self._by_number = number, by_number

    def _fill(self, sex: str) -> None:
        self.blockSignals(True)  # nobody chose it, and the number itself tells of the change
        self.setCurrentText(sex)
        self.blockSignals(False)
        self._by_number = bool(sex)

    def _take_choice(self) -> None:
        self._by_number = False
