"""Tiền trong ngày: the fees of one day by official, and the sheet with which they are handed over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.fee_text import read_money
from onecua_desk.domain.fees import dong
from onecua_desk.domain.money import DayMoney, Till
from onecua_desk.domain.money_sheet import difference_words, refused_words
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import PayWay
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import money
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.ui.money.tables import ALL, SharesTable, TillsTable
from onecua_desk.ui.paged_view import TableCard
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.day_bar import DayBar
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import PutOut, Workplace

_PRINT = "In bảng bàn giao"


class DayMoneyPanel(Screen):
    """Reads the day anew whenever something was written; F12 prints the sheet of the chosen official.

    It shows today. Another day that was chosen stays until the calendar turns, the cash that was typed until another
    official or day is chosen.
    """

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._reads = workplace, Latest(workplace.tasks)
        self.days = DayBar(workplace.desk.now().date())
        self._money = DayMoney(self.days.day(), ())
        self._whose: Official | None = workplace.official
        self._printing = False
        self.notice, self.tills, self.shares = Notice(), TillsTable(), SharesTable()
        self.counted = HintEdit("đồng")
        self.print_button = KeyButton(_PRINT, "F12", Kind.MAIN)
        self.expected, self.refused, self.difference = QLabel(), QLabel(), QLabel()
        self._counted = Field("Tiền mặt kiểm đếm được", self.counted)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        if not self._turn_to_today():
            self._read()

    def refresh(self, changes: object) -> None:
        if self.isVisible() and not self._turn_to_today():
            self._read()

    def first_focus(self) -> QWidget:
        return self.counted

    def main_verb(self) -> None:
        """Print the sheet of the chosen official, once the cash was counted."""
        if self._printing or not self._is_day_shown():
            return
        till, counted = self._chosen(), read_money(self.counted.text())
        if till is None:
            return
        if counted is None:
            self._counted.set_error("Hãy đếm tiền mặt trong ngăn kéo và nhập số đồng, nhập 0 nếu không có.")
            self.counted.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._print(till, counted)

    def _print(self, till: Till, counted: int) -> None:
        self._printing = True
        self.print_button.setText("Đang in…")
        place, day = self._workplace, self.days.day()
        self._workplace.printing.run(lambda: _print(place, till, day, counted), self._printed, self._not_printed)

    def _is_day_shown(self) -> bool:
        """Whether the money on screen is that of the day on screen, which may just have been typed."""
        if self._turn_to_today():
            self.notice.say(f"Đã sang ngày {self.days.day():%d/%m/%Y}; muốn in ngày khác thì chọn lại ngày.", Tone.DUE)
            return False
        if not self.days.take():
            return False
        ready = self._money.day == self.days.day()
        if not ready:
            self.notice.say(f"Sổ ngày {self.days.day():%d/%m/%Y} còn đang đọc; hãy bấm F12 lại.", Tone.DUE)
        return ready

    def _turn_to_today(self) -> bool:
        """Whether the calendar has turned since the day was chosen; today is shown then."""
        return self.days.turn_to(self._workplace.desk.now().date())

    def _read(self) -> None:
        desk, day = self._workplace.desk, self.days.day()
        self._reads.run(lambda: money.day_money(desk, day), self._show)

    def _show(self, found: DayMoney) -> None:
        first = not self.tills.paged().rowCount()
        self._money = found
        with QSignalBlocker(self.tills):  # on its way the table has no choice
            self.tills.show_money(found)
            if first and not self.tills.select_key(self._workplace.official) and found.tills:
                self.tills.selectRow(0)
        self._show_chosen()

    def _chosen(self) -> Till | None:
        """The till that can be handed over: one official's, with or without money."""
        till = self.tills.current_item() if self._money.tills else None
        till = till or self._money.till(self._workplace.official)
        return None if till.official == ALL else till

    def _show_chosen(self) -> None:
        till = self._chosen()
        self._count_anew(till.official if till else None)
        shown = till or self._money.together(ALL)
        self.shares.show_shares(shown.shares())
        self.print_button.setEnabled(till is not None)
        self.counted.setEnabled(till is not None)
        who = till.official.name if till else "Tất cả"
        self.expected.setText(_unbroken(f"{who}: tiền mặt theo sổ {dong(shown.left(PayWay.CASH))}"))
        apart = refused_words(shown)
        self.refused.setText(_unbroken(apart))
        self.refused.setVisible(bool(apart))
        self._show_difference()

    def _show_difference(self) -> None:
        till, counted = self._chosen(), read_money(self.counted.text())
        if till is None:
            text = "Chọn một cán bộ để bàn giao."
        elif counted is None:
            text = ""
        else:
            text = f"Kiểm đếm {difference_words(counted - till.left(PayWay.CASH))}"
        self.difference.setText(text)
        short = till is not None and counted is not None and counted != till.left(PayWay.CASH)
        mark(self.difference, "role", "warning" if short else "strong")

    def _count_anew(self, whose: Official | None) -> None:
        """What was counted was the drawer of one official."""
        if whose != self._whose:
            self._whose = whose
            self.counted.clear()

    def _turned(self) -> None:
        self.counted.clear()
        self._read()

    def _printed(self, out: PutOut) -> None:
        self._end_printing()
        self.notice.say(out.told("bảng bàn giao"))

    def _not_printed(self, error: Exception) -> None:
        self._end_printing()
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error), Tone.LATE)

    def _end_printing(self) -> None:
        self._printing = False
        self.print_button.setText(_PRINT)

    def _connect(self) -> None:
        self.tills.moved.connect(self._show_chosen)
        self.counted.textChanged.connect(self._show_difference)
        self.counted.returnPressed.connect(self.main_verb)
        self.days.changed.connect(self._turned)
        self.print_button.clicked.connect(self.main_verb)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self.days)
        column.addWidget(TableCard(self.tills, EmptyState("Ngày này chưa thu khoản nào.", "Chọn ngày khác.")), 3)
        lower = QHBoxLayout()
        lower.setSpacing(14)
        lower.addWidget(TableCard(self.shares, EmptyState("Chưa có khoản thu nào.")), 5)
        lower.addWidget(self._handing_over(), 3)
        column.addLayout(lower, 4)

    def _handing_over(self) -> Card:
        card = Card()
        card.body.addWidget(Section(None, "Bàn giao"))
        mark(self.refused, "role", "warning")
        for label in (self.expected, self.refused, self.difference):
            label.setWordWrap(True)
        for widget in (self.expected, self.refused, self._counted, self.difference):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        card.body.addWidget(self.print_button)
        return card


def _unbroken(sentence: str) -> str:
    """No amount is parted from its đồng by the end of a line."""
    return sentence.replace(" đ", "\N{NO-BREAK SPACE}đ")


def _print(place: Workplace, till: Till, day: date, counted: int) -> PutOut:
    title = f"Bàn giao phí, lệ phí {day:%Y-%m-%d} {till.official.login}"
    return place.print_paper(Printout(PrintForm.LIST, title, money.sheet(place.desk, till, day, counted)))
