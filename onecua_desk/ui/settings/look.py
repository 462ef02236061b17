"""How large the type is, and how strong the contrast."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from onecua_desk.ui.theme import SCALES, mark
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.chips import ChipBar


class LookPanel(Card):
    """``chosen`` carries scale and contrast."""

    chosen = Signal(float, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes, self._contrast = ChipBar(), QCheckBox("Tương phản cao")
        label = QLabel("Cỡ chữ")
        mark(label, "role", "soft")
        for scale in SCALES:
            self._sizes.add(str(scale), f"{scale:.0%}")
        self.body.addWidget(Section(None, "Hiển thị"))
        for widget in (label, self._sizes, self._contrast):
            self.body.addWidget(widget)
        self._sizes.chosen.connect(self._tell)
        self._contrast.clicked.connect(self._tell)

    def show_choice(self, scale: float, *, contrast: bool) -> None:
        self._sizes.blockSignals(True)
        self._sizes.select(str(scale))
        self._sizes.blockSignals(False)
        self._contrast.setChecked(contrast)

    def _tell(self, *_what: object) -> None:
        self.chosen.emit(float(self._sizes.selected()), self._contrast.isChecked())
