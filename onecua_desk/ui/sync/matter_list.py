"""Cần xử lý: what did not come through, why, and the verbs to settle it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.sync.detail import Detail
from onecua_desk.ui.sync.matters import UNKNOWN, Matter, Sort
from onecua_desk.ui.sync.settling import ColleagueForm, ReasonForm, SettlingForm
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.words import short_moment


class MatterList(Card):
    """``wanted``: show the dossier of this id. The others carry the ``Matter``.

    ``again``: send it once more; ``withdrawn`` and ``dropped`` (a file) with the reason; ``handed`` with the colleague
    (an ``Official``) and the note; ``settled``: it was dealt with.
    """

    wanted = Signal(object)
    again = Signal(object)
    withdrawn = Signal(object, str)
    dropped = Signal(object, str)
    handed = Signal(object, object, str)
    settled = Signal(object)

    def __init__(self, tasks: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = datetime.min
        columns = (
            Column("Mã hồ sơ", lambda one: one.code or UNKNOWN, 190, elide_left=True),
            Column("Việc", lambda one: one.title, stretch=True),
            Column("Giao cho", lambda one: one.handed_to, 130, drop=1),
            Column("Lúc", lambda one: short_moment(one.at, self._now.date()) if one.at else "", 134),
        )
        self._model = PagedModel(columns, lambda one: (one.sort, one.key), tasks, self)
        self._table, self._text, self._count = PagedTable(self._model, least_rows=2), Detail(), Badge()
        self._open, self._again = KeyButton("Mở hồ sơ", "F7"), KeyButton("Gửi lại", "F8")
        self._hand, self._withdraw = KeyButton("Giao việc", "F5"), KeyButton("Rút lại", "F11")
        self._settle, self._drop = KeyButton("Đã xử lý", "F11"), KeyButton("Bỏ tệp", "F11")
        self._reason = ReasonForm("Việc này không làm nữa; lý do được giữ trong lịch sử hồ sơ.", "Ghi rút lại")
        self._why = ReasonForm("Tệp này không gửi nữa; lý do được giữ trong lịch sử hồ sơ.", "Bỏ tệp khỏi hồ sơ")
        self._colleague = ColleagueForm()
        self._question = SettlingForm("Đã hỏi nơi ghi việc này? Nó chỉ còn trong lịch sử.", "Xác nhận đã xử lý")
        self._pages, self._row = QStackedWidget(), QWidget()
        self._forms: tuple[SettlingForm, ...] = (self._reason, self._why, self._colleague, self._question)
        self._page: QWidget = self._row
        self._lay_out()
        self._connect()

    def show_matters(self, matters: Sequence[Matter], now: datetime, colleagues: Sequence[Official]) -> None:
        """The list; the selection stays where it was. ``colleagues``: the other officials of this desk."""
        self._now = now
        self._colleague.offer(colleagues)
        self._hand.setEnabled(bool(colleagues))
        self._hand.setToolTip("" if colleagues else "Quầy này chưa có cán bộ nào khác.")
        self._pages.setCurrentIndex(1 if matters else 0)
        self._count.show_state(str(len(matters)) if matters else "", _tone(matters))
        self._model.show_all(matters)

    def selected(self) -> Matter | None:
        found: Matter | None = self._table.current_item()
        return found

    def take_focus(self) -> None:
        """After a verb: the keyboard is in the list, where there is one."""
        if self._pages.currentIndex():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Take the open form back; false when none is open."""
        if self._page is self._row:
            return False
        self._close_form()
        return True

    def show_error(self, error: UserError) -> bool:
        """At the open form; false where it has no such field."""
        return isinstance(self._page, SettlingForm) and self._page.show_error(error)

    def done(self) -> None:
        """A verb was carried out."""
        self._close_form()

    def _show(self, matter: Matter | None) -> None:
        self._turn_to(self._row)
        self._text.say(matter.words(self._now) if matter else "")
        sort = matter.sort if matter else None
        there = matter is not None and matter.dossier is not None
        self._open.setEnabled(there)
        self._open.setToolTip("" if there else "Trong máy không có hồ sơ nào của việc này.")
        self._again.setVisible(sort in (Sort.REFUSED, Sort.FILE))
        self._again.setText("Tiếp nhận lại" if matter and matter.receipt else "Gửi lại")
        for button in (self._hand, self._withdraw):
            button.setVisible(sort is Sort.REFUSED)
        self._settle.setVisible(sort is Sort.DISPLACED)
        self._drop.setVisible(sort is Sort.FILE)

    def _ask(self, form: SettlingForm) -> None:
        if self.selected():
            self._turn_to(form)
            form.begin()

    def _turn_to(self, page: QWidget) -> None:
        """The verbs or one of their forms; no stack, which is always as tall as its tallest page."""
        self._page = page
        for one in (self._row, *self._forms):
            set_present(one, one is page)

    def _close_form(self) -> None:
        self._turn_to(self._row)
        self.take_focus()

    def _send_again(self) -> None:
        if matter := self.selected():
            self.again.emit(matter)

    def _withdraw_it(self) -> None:
        if matter := self.selected():
            self.withdrawn.emit(matter, self._reason.reason)

    def _drop_it(self) -> None:
        if matter := self.selected():
            self.dropped.emit(matter, self._why.reason)

    def _hand_it(self) -> None:
        if (matter := self.selected()) and (colleague := self._colleague.colleague):
            self.handed.emit(matter, colleague, self._colleague.note)

    def _settle_it(self) -> None:
        if matter := self.selected():
            self.settled.emit(matter)

    def _want(self, *_item: object) -> None:
        if (matter := self.selected()) and matter.dossier:
            self.wanted.emit(matter.dossier)

    def _select_first(self, count: int) -> None:
        if count and self.selected() is None:
            self._table.selectRow(0)

    def _connect(self) -> None:
        self._model.loaded.connect(self._select_first)
        self._table.moved.connect(self._show)
        self._table.opened.connect(self._want)
        self._open.clicked.connect(self._want)
        self._again.clicked.connect(self._send_again)
        self._hand.clicked.connect(lambda: self._ask(self._colleague))
        self._withdraw.clicked.connect(lambda: self._ask(self._reason))
        self._settle.clicked.connect(lambda: self._ask(self._question))
        self._drop.clicked.connect(lambda: self._ask(self._why))
        acts = (self._withdraw_it, self._drop_it, self._hand_it, self._settle_it)
        for form, act in zip(self._forms, acts, strict=True):
            form.confirmed.connect(act)
            form.left.connect(self.back)

    def _lay_out(self) -> None:
        buttons = FlowLayout(8)
        self._row.setLayout(buttons)
        for button in (self._open, self._again, self._hand, self._withdraw, self._settle, self._drop):
            buttons.addWidget(button)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._table, 1)
        column.addWidget(self._text)
        for widget in (self._row, *self._forms):
            column.addWidget(widget)
        self._turn_to(self._row)
        nothing = "Việc nào cấp trên không nhận sẽ nằm ở đây, kèm lý do."
        self._pages.addWidget(EmptyState("Không có gì cần xử lý", nothing, "circle-check"))
        self._pages.addWidget(filled)
        head = Section(None, "Cần xử lý")
        head.add(self._count)
        self.body.addWidget(head)
        self.body.addWidget(self._pages, 1)


def _tone(matters: Sequence[Matter]) -> Tone:
    """What the level above lost mostly comes back by itself."""
    return Tone.DUE if all(one.sort is Sort.DISPLACED for one in matters) else Tone.LATE
