"""The pages of the place: their names, and how each is made when it is first looked at."""

from __future__ import annotations

from onecua_desk.ui.reports.file_work import FileWork
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.workplace import Workplace

REPORT, RATES, CHARTS, REGISTER, DAY, POSTING = "report", "rates", "charts", "register", "day", "posting"
SAVED = "saved"
TITLES = {
    REPORT: "Báo cáo 13 cột",
    RATES: "Tỷ lệ, chỉ số",
    CHARTS: "Biểu đồ",
    REGISTER: "Sổ theo dõi",
    DAY: "Bảng kê ngày",
    POSTING: "Niêm yết",
    SAVED: "Tệp đã lưu",
}


def build(name: str, workplace: Workplace, work: FileWork) -> Page:
    """All but the report, with which the place begins; imported only here, so that it comes up at once."""
    match name:
        case "rates":
            from onecua_desk.ui.reports.rates_page import RatesPage

            return RatesPage(workplace, work)
        case "charts":
            from onecua_desk.ui.reports.charts_page import ChartsPage

            return ChartsPage(workplace, work)
        case "register":
            from onecua_desk.ui.reports.register_page import RegisterPage

            return RegisterPage(workplace, work)
        case "day":
            from onecua_desk.ui.reports.day_page import DayPage

            return DayPage(workplace, work)
        case "posting":
            from onecua_desk.ui.reports.posting_page import PostingPage

            return PostingPage(workplace, work)
        case "saved":
            from onecua_desk.ui.reports.saved_page import SavedPage

            return SavedPage(workplace)
        case _:
            raise LookupError(name)
