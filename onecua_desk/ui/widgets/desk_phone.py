"""The desk's telephone as forms name it for questions; typed at the first start and in *Cài đặt*."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

LABEL = "Điện thoại của quầy (in trên giấy cho dân)"
WHERE = "In trên phiếu bổ sung (02), phiếu từ chối (03), thông báo dừng (05), phiếu tình trạng."
LEFT_EMPTY = "Để trống thì giấy chừa dòng chấm để ghi tay."
_LONGEST = 40


class DeskPhoneEdit(QLineEdit):
    """Any text that fits into the line of the form: extensions and two numbers are usual."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Ví dụ: 0222 3888 999")
        self.setMaxLength(_LONGEST)
