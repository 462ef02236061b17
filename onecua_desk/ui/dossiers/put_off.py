"""The panel of *Xin lỗi, hẹn lại*: why the result is late, and the one new day, on form 04."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from onecua_desk.domain.deadline import FARTHEST
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import terms
from onecua_desk.ui.dossiers.cause_box import CauseBox, named
from onecua_desk.ui.dossiers.form_print import print_form
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel
from onecua_desk.ui.words import appointment_words


@dataclass(frozen=True, slots=True)
class PutOffDraft:
    cause: LateCause | None
    reason: str
    due: date


class PutOffPanel(VerbPanel):
    """A new day is proposed; below it stands which weekday that is, and why the desk would be closed."""

    title = "Xin lỗi, hẹn lại"
    confirm = "Hẹn lại và in văn bản"

    def build(self) -> None:
        self._tell_term()
        day, last = self.reading.proposed, self.reading.today + FARTHEST
        self.cause, self.reason = CauseBox(), Paragraph("Người nộp đọc được lý do này trên văn bản", lines=3)
        self.due = QDateEdit(QDate(day.year, day.month, day.day))
        self.due.setDisplayFormat("dd/MM/yyyy")
        self.due.setMaximumDate(QDate(last.year, last.month, last.day))
        self.ask("cause", "Nguyên nhân (cho báo cáo)", self.cause)
        self.ask("reason", "Lý do ghi trên văn bản", self.reason)
        self._day = self.ask("due", "Hẹn lại vào ngày", self.due)
        self._means = self.tell("", "soft")
        self.due.dateChanged.connect(self._tell_day)
        self._tell_day()

    def draft(self) -> PutOffDraft:
        shown = self.due.date()
        day = date(shown.year(), shown.month(), shown.day())
        return PutOffDraft(self.cause.chosen(), self.reason.toPlainText(), day)

    def write(self, draft: PutOffDraft) -> Outcome:
        place = self.workplace
        done = terms.apologise(place.desk, place.official, self.id, named(draft.cause), draft.reason, draft.due)
        due = done.value.dossier.due
        assert due is not None
        late = "" if done.value.in_time else " Văn bản lập chậm hơn thời điểm quy định."
        paper = partial(print_form, place, self.id, FormKind.APOLOGY)
        return Outcome(f"Đã hẹn lại {appointment_words(due, self.reading.today)}.{late}", done.changes, paper)

    def _tell_term(self) -> None:
        due, by, today = self.reading.dossier.due, self.reading.apology_by, self.reading.today
        assert due is not None
        last = f" Xin lỗi chậm nhất {appointment_words(by, today)}." if by else ""
        self.tell(f"Đang hẹn trả {appointment_words(due, today)}.{last}")
        if by and self.reading.at > by:
            self.tell("Đã quá lúc phải xin lỗi: văn bản vẫn lập được và ghi ngày hôm nay.", "warning")
        self.tell(f"Còn được hẹn lại {self.reading.term.apologies_left} lần.", "soft")

    def _tell_day(self) -> None:
        day, calendar = self.draft().due, self.workplace.desk.calendar
        off, days = calendar.reason(day), calendar.working_days_between(self.reading.today, day)
        self._day.set_warning(f"Quầy không làm việc ngày này ({off})." if off else "")
        due = appointment_words(calendar.closing(day), self.reading.today)
        self._means.setText("" if off else f"Trả lúc {due}, sau {days} ngày làm việc")
