"""The answers about a procedure as an official reads them aloud: when, what to bring, how much, who decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.text import capitalised
from onecua_desk.services.guide import Guide, GuidePapers, GuideTime
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.card import rule
from onecua_desk.ui.words import appointment_words

_NEEDED = 88
"""Px of the column that says how many, the same in every group of papers."""
_NO_PAPERS = "Danh mục chưa ghi giấy tờ: hỏi công chức chuyên môn."
_NO_FEE = "Danh mục chưa ghi mức thu: hỏi công chức chuyên môn."


class GuidePage(QWidget):
    """Filled with ``show_guide``; all words can be selected with the mouse to copy them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)

    def show_guide(self, guide: Guide) -> None:
        self._empty()
        for widget in _parts(guide):
            self._column.addWidget(widget)
            widget.show()  # at once, not at the next turn of the event loop: it is measured and read now
        self._column.addStretch(1)

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _parts(guide: Guide) -> Iterator[QWidget]:
    for time in guide.times:
        yield from _time(time, guide)
    yield rule()
    yield _words("Phí, lệ phí", "heading")
    for fee in guide.fees or (_NO_FEE,):
        yield _words(capitalised(fee))
    yield rule()
    yield _words("Giấy tờ cần có", "heading")
    first = 1
    for group in guide.papers:
        if group.title:
            yield _words(group.title, "soft")
        yield _papers(group, first)
        first += len(group.papers)
    if not guide.papers:
        yield _words(_NO_PAPERS)
    yield rule()
    yield from _rest(guide)


def _time(time: GuideTime, guide: Guide) -> Iterator[QWidget]:
    if time.cases:
        yield _words("; ".join(time.cases), "strong")
    if time.due is None:
        yield _words("Danh mục chưa ghi thời hạn: cán bộ nhận hồ sơ hẹn ngày.")
        return
    yield _words("Nộp bây giờ thì hẹn trả", "soft")
    yield _words(appointment_words(time.due, guide.at.date()), "title")
    limit = capitalised(time.limit)
    yield _words(f"{limit}; {time.why}." if time.why else f"{limit}.", "soft")


def _papers(group: GuidePapers, first: int) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 2)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(2, current().px(_NEEDED))
    for row, paper in enumerate(group.papers):
        name = f"{paper.name} ({paper.note})" if paper.note else paper.name
        grid.addWidget(_words(f"{first + row}.", "soft", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(name), row, 1)
        grid.addWidget(_words(paper.needed, "strong", wrap=False), row, 2, Qt.AlignmentFlag.AlignTop)
    return whole


def _rest(guide: Guide) -> Iterator[QWidget]:
    facts: Sequence[tuple[str, str]] = (
        ("Nơi nộp và nhận", guide.centre),
        ("Cơ quan quyết định", guide.decided_by),
        ("Lưu ý", guide.note),
        ("Căn cứ pháp lý", "; ".join(guide.legal_basis)),
        ("Cần đối chiếu (không in)", "; ".join(guide.doubts)),
    )
    for label, value in facts:
        if value:
            yield _words(label, "soft")
            yield _words(value)


def _words(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    mark(label, "role", role)
    return label
