"""The few questions and messages that stop all other work, all in one manner: plain text and our own verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def message_box(icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> QMessageBox:
    """A box without buttons yet. What people typed is shown as it is, never read as markup."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def tell(title: str, text: str, parent: QWidget | None) -> None:
    """Show ``text`` until it was read."""
    box = message_box(QMessageBox.Icon.Warning, title, text, parent)
    box.addButton("Đã hiểu", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def may(act: str, title: str, text: str, parent: QWidget | None) -> bool:
    """Whether the official chose ``act``; Enter and Esc stay."""
    box = message_box(QMessageBox.Icon.Question, title, text, parent)
    stay = box.addButton("Ở lại", QMessageBox.ButtonRole.RejectRole)
    box.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is not stay
