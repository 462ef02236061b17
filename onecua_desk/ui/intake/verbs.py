"""The verbs of the intake screen as buttons with their keys, below the slip."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from onecua_desk.ui.widgets.buttons import KeyButton, Kind

SAVE, SAVING = "Lưu và in", "Đang lưu…"
_COLUMNS = 3


class IntakeVerbs(QWidget):
    """The main verb on a line of its own, the others in rows below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = KeyButton(SAVE, "F12", Kind.MAIN)
        self.supplement, self.refusal = KeyButton("Bổ sung", "F7"), KeyButton("Từ chối", "F8")
        self.scans, self.print_again = KeyButton("Quét", "F5"), KeyButton("In lại", "Ctrl+P")
        self.put_aside, self.clear = KeyButton("Để chờ", "F11"), KeyButton("Làm lại", "Esc")
        self.supplement.setToolTip("Phiếu yêu cầu bổ sung (mẫu 02); hồ sơ vẫn chờ ở đây")
        self.refusal.setToolTip("Phiếu từ chối tiếp nhận (mẫu 03)")
        self.scans.setToolTip("Quét, thêm ảnh giấy tờ")
        self.print_again.setToolTip("In lại giấy hẹn của hồ sơ vừa lưu")
        self.put_aside.setToolTip("Để hồ sơ này chờ, nhập hồ sơ mới; Ctrl+Tab: hồ sơ kế")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.save, 0, 0, 1, _COLUMNS)
        others = (self.supplement, self.refusal, self.put_aside, self.scans, self.print_again, self.clear)
        for number, button in enumerate(others):
            grid.addWidget(button, 1 + number // _COLUMNS, number % _COLUMNS)

    def set_saving(self, saving: bool) -> None:
        self.save.setText(SAVING if saving else SAVE)

    def set_scans(self, count: int) -> None:
        """How many files the draft has."""
        self.scans.setText(f"Quét ({count})" if count else "Quét")
