"""A paper of several pages as it comes out of the printer, one page at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.services import papers
from onecua_desk.services.slips import PageImage
from onecua_desk.ui.intake.slip_preview import SlipPreview
from onecua_desk.ui.tasks import Latest, Runner
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.presence import set_present

_DPI = 110


class PaperView(QWidget):
    """``advice`` stands where no paper is shown yet."""

    def __init__(self, tasks: Runner, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = Latest(tasks)
        self._pdf, self._page, self._pages = b"", 0, 0
        self.picture, self.said = SlipPreview(advice=advice), QLabel()
        self.before = KeyButton("Trang trước", "PgUp", Kind.QUIET)
        self.after = KeyButton("Trang sau", "PgDown", Kind.QUIET)
        self._verbs = QWidget()
        self._lay_out()
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.show_pdf(b"")

    def show_pdf(self, pdf: bytes) -> None:
        """From its first page on; nothing for no bytes."""
        self._pdf, self._page, self._pages = pdf, 0, 0
        self._show_page()

    def _turn(self, step: int) -> None:
        self._page = min(max(self._page + step, 0), self._pages - 1)
        self._show_page()

    def _show_page(self) -> None:
        pdf, page = self._pdf, self._page
        if pdf:
            self._asks.run(lambda: papers.page(pdf, page, _DPI), self._show)
        else:
            self._asks.drop()
            self._show((None, 0))

    def _show(self, drawn: tuple[PageImage | None, int]) -> None:
        """One page, and how many there are."""
        page, self._pages = drawn
        self.picture.show_page(page)
        self.said.setText(f"Trang {self._page + 1} / {self._pages}" if self._pages else "")
        for button, possible in ((self.before, self._page > 0), (self.after, self._page + 1 < self._pages)):
            button.setEnabled(possible)
        set_present(self._verbs, self._pages > 1)

    def _lay_out(self) -> None:
        mark(self.said, "role", "soft")
        verbs, column = QHBoxLayout(self._verbs), QVBoxLayout(self)
        verbs.setContentsMargins(0, 0, 0, 0)
        verbs.addWidget(self.before)
        verbs.addWidget(self.said, 1, Qt.AlignmentFlag.AlignCenter)
        verbs.addWidget(self.after)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 1)
        column.addWidget(self._verbs)
