"""Which printer, paper and tray each form comes out of, as chosen in *Cài đặt*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import Connection

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.store import settings
from onecua_desk.store.engine import Store

_KEY = "printing"


class PrintForm(StrEnum):
    """What a printer can be chosen for; the forms of a dossier have the same value as their ``FormKind``."""

    SLIP = "slip"
    LARGE_SLIP = "large_slip"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL_SLIP = "control_slip"
    FEE_RECEIPT = "fee_receipt"
    STATUS = "status"
    EXPLANATION = "explanation"
    HAND_OUT = "hand_out"
    LIST = "list"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


class Stock(StrEnum):
    """The paper that pages of A5 are printed on: A5, two of them on A4, or a layout of their own for the roll.

    Pages of A4 always come out on A4.
    """

    A5 = "a5"
    PAIR = "pair"
    ROLL = "roll"


_LABELS = {
    PrintForm.SLIP: "Giấy hẹn (mẫu 01)",
    PrintForm.LARGE_SLIP: "Giấy hẹn chữ lớn",
    PrintForm.SUPPLEMENT: "Phiếu bổ sung (mẫu 02)",
    PrintForm.REFUSAL: "Phiếu từ chối (mẫu 03)",
    PrintForm.APOLOGY: "Văn bản xin lỗi (mẫu 04)",
    PrintForm.STOP: "Thông báo dừng (mẫu 05)",
    PrintForm.CONTROL_SLIP: "Phiếu kiểm soát (mẫu 06)",
    PrintForm.FEE_RECEIPT: "Phiếu thu phí, lệ phí",
    PrintForm.STATUS: "Phiếu tình trạng hồ sơ",
    PrintForm.EXPLANATION: "Báo cáo giải trình",
    PrintForm.HAND_OUT: "Tờ hướng dẫn",
    PrintForm.LIST: "Danh sách, bảng kê",
    PrintForm.OTHER: "Giấy tờ khác",
}
_EITHER = {Stock.A5: "A5", Stock.PAIR: "A4, hai bản A5"}
_AS_IT_IS = {Stock.A5: "Đúng khổ", Stock.PAIR: "A4, hai bản A5"}
_ROLL = {Stock.ROLL: "Cuộn 80 mm"}
_STOCKS = {
    PrintForm.SLIP: _EITHER | _ROLL,
    PrintForm.LARGE_SLIP: {Stock.A5: "A4"},
    PrintForm.SUPPLEMENT: _EITHER | _ROLL,
    PrintForm.REFUSAL: _EITHER | _ROLL,
    PrintForm.APOLOGY: _EITHER,
    PrintForm.STOP: _EITHER,
    PrintForm.CONTROL_SLIP: _EITHER,
    PrintForm.FEE_RECEIPT: _EITHER | _ROLL,
    PrintForm.STATUS: _EITHER | _ROLL,
    PrintForm.EXPLANATION: _EITHER | _ROLL,
}


def stocks(form: PrintForm | None) -> Mapping[Stock, str]:
    """The papers that ``form`` can be printed on (``None``: all forms), and their names in words."""
    return _AS_IT_IS if form is None else _STOCKS.get(form, _AS_IT_IS)


@dataclass(frozen=True, slots=True)
class PrintWay:
    """``printer``: its system name, empty = save a PDF; ``tray``: the driver's name, empty = as the printer chooses."""

    printer: str = ""
    stock: Stock = Stock.A5
    tray: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """``default`` is the way of every form that has none of its own in ``forms``."""

    default: PrintWay = PrintWay()
    forms: Mapping[PrintForm, PrintWay] = field(default_factory=dict)

    def way(self, form: FormKind | PrintForm) -> PrintWay:
        """How ``form`` is printed; a paper that the form has no layout for counts as A5."""
        known = print_form(form)
        way = self.forms.get(known, self.default)
        return way if way.stock in stocks(known) else replace(way, stock=Stock.A5)

    def with_way(self, form: PrintForm | None, way: PrintWay | None) -> PrintSettings:
        """The settings with ``way`` for ``form``; without a form it is the default, without a way the default holds."""
        if form is None:
            return replace(self, default=way or PrintWay())
        others = {each: kept for each, kept in self.forms.items() if each != form}
        return replace(self, forms=others if way is None else {**others, form: way})


def print_form(form: FormKind | PrintForm) -> PrintForm:
    """The row of the settings that ``form`` belongs to."""
    return PrintForm(form.value) if form.value in set(PrintForm) else PrintForm.OTHER


def get(connection: Connection) -> PrintSettings:
    return settings.get(connection, _KEY, PrintSettings) or PrintSettings()


def read(store: Store) -> PrintSettings:
    with store.read() as connection:
        return get(connection)


def write(store: Store, chosen: PrintSettings) -> None:
    with store.write() as connection:
        settings.put(connection, _KEY, chosen)
