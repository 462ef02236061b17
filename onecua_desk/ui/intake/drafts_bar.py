"""The open drafts beside the form: whose they are, which one is in the form, and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from onecua_desk.services.drafts import KeptDraft
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.chips import Chip
from onecua_desk.ui.widgets.flow import FlowLayout

MOST = 4
"""More chips than this would take the slip's room; the others are reached with Ctrl+Tab."""
_LONGEST = 24


class DraftsBar(QWidget):
    """Takes no height while at most the draft in the form is open."""

    chosen = Signal(str)
    """The key of a draft."""
    asked_for_next = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(6, self)
        self._chips: list[Chip] = []
        self._more = KeyButton("", "Ctrl+Tab", Kind.QUIET)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self.asked_for_next)
        self.hide()

    def show_drafts(self, drafts: Sequence[KeptDraft], key: str, login: str) -> None:
        """``key``: the draft in the form, which may be none of ``drafts`` yet; ``login``: whose name goes unsaid."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        shown = list(drafts)[-MOST:]
        self._chips = [self._chip(draft, key, login) for draft in shown]
        while self._row.takeAt(0) is not None:
            pass
        for widget in (*self._chips, self._more):
            self._row.addWidget(widget)
        more = len(drafts) - len(shown)
        self._more.setText(f"+{more} hồ sơ" if more else "Hồ sơ kế")
        self.setVisible(any(draft.key != key for draft in drafts))

    def _chip(self, draft: KeptDraft, key: str, login: str) -> Chip:
        words = draft.who or draft.what or "Chưa ghi tên"
        chip = Chip(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
        whose = "" if draft.login == login else f"\nDo {draft.login} nhập"
        chip.setToolTip(f"{words}\n{draft.what}\nBắt đầu {draft.began:%H:%M %d/%m}{whose}")
        chip.setChecked(draft.key == key)
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.clicked.connect(lambda: chip.setChecked(draft.key == key))  # a click says nothing by itself
        chip.clicked.connect(lambda: self.chosen.emit(draft.key))
        return chip
