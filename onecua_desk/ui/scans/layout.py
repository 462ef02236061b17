"""The parts of the scans panel and where they stand: the list, and beside it the picture with what is done to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.scans.compare import Compare
from onecua_desk.ui.scans.page_list import PageList
from onecua_desk.ui.scans.treatment import Treatment
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Section
from onecua_desk.ui.widgets.notice import Notice


def _button(text: str, key: str, kind: Kind = Kind.SECONDARY, *, shown_only: bool = False) -> KeyButton:
    return KeyButton(text, key, kind, shown_only=shown_only)


@dataclass(slots=True)
class Parts:
    """Everything that the panel shows and listens to."""

    head: Section = field(default_factory=lambda: Section(None, "Quét giấy tờ"))
    counts: QLabel = field(default_factory=QLabel)
    notice: Notice = field(default_factory=Notice)
    busy: Busy = field(default_factory=Busy)
    pages: PageList = field(default_factory=PageList)
    compare: Compare = field(default_factory=Compare)
    treatment: Treatment = field(default_factory=Treatment)
    choose: KeyButton = field(default_factory=lambda: _button("Chọn tệp…", "Ctrl+O", Kind.QUIET))
    paste: KeyButton = field(default_factory=lambda: _button("Dán", "Ctrl+V", Kind.QUIET, shown_only=True))
    done: KeyButton = field(default_factory=lambda: _button("Xong", "Esc", Kind.QUIET))
    keep: KeyButton = field(default_factory=lambda: _button("Lưu", "Enter", Kind.MAIN))
    drop: KeyButton = field(default_factory=lambda: _button("Bỏ", "Del", shown_only=True))


def lay_out(panel: QWidget, parts: Parts) -> None:
    mark(parts.counts, "role", "soft")
    parts.head.add(parts.counts)
    for verb in (parts.choose, parts.paste, parts.done):
        parts.head.add_right(verb)
        verb.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    halves, right, verbs = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
    verbs.setSpacing(8)
    verbs.addWidget(parts.keep, 1)
    verbs.addWidget(parts.drop, 0, Qt.AlignmentFlag.AlignRight)
    right.setSpacing(8)
    right.addWidget(parts.compare, 1)
    right.addWidget(parts.treatment)
    right.addLayout(verbs)
    halves.setSpacing(12)
    halves.addWidget(parts.pages, 2)
    halves.addLayout(right, 5)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in (parts.head, parts.notice, parts.busy):
        column.addWidget(part)
    column.addLayout(halves, 1)
