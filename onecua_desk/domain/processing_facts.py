"""What happens to a dossier between its receipt and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.applicant_fields import field_words
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Change, Given
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Corrected:
    """Data of the applicant was put right; each change keeps the old value."""

    kind: ClassVar[str] = "corrected"
    title: ClassVar[str] = "Sửa thông tin"
    edits: tuple[Change, ...]
    reason: str

    def detail(self) -> str:
        return self.detail_of(organisation=False)

    def detail_of(self, organisation: bool) -> str:
        """In the words for an applicant of that sort: the event itself does not know of which it tells."""
        words = field_words(organisation)
        edits = "; ".join(f"{words[one.field]}: {one.old or '(trống)'} → {one.new or '(trống)'}" for one in self.edits)
        return f"{edits} · {self.reason}" if self.reason else edits

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"applicant": dossier.applicant.corrected(self.edits)}


@dataclass(frozen=True, slots=True)
class SupplementRequested:
    """The citizen was asked, once and in full, for what is missing (form 02); the term stands still meanwhile."""

    kind: ClassVar[str] = "supplement_requested"
    title: ClassVar[str] = "Yêu cầu bổ sung"
    missing: tuple[str, ...]
    reason: str

    def detail(self) -> str:
        return "; ".join(self.missing) + (f" · {self.reason}" if self.reason else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"missing": self.missing, "asked_at": at}


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The missing papers came; ``due`` is the appointment after the time spent waiting was taken out.

    ``due_by_law``: the same from the appointment without extensions; ``None`` where no apology had moved it.
    """

    kind: ClassVar[str] = "supplemented"
    title: ClassVar[str] = "Bổ sung đủ"
    papers: tuple[Given, ...]
    due: datetime | None
    due_by_law: datetime | None = None

    def detail(self) -> str:
        due = f"hẹn trả {self.due:%H:%M %d/%m/%Y}" if self.due else ""
        return " · ".join(part for part in ("; ".join(paper.name for paper in self.papers), due) if part)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {
            "missing": (),
            "asked_at": None,
            "waited": dossier.waited + (max(0, (at.date() - dossier.asked_at.date()).days) if dossier.asked_at else 0),
            "due": self.due,
            "due_by_law": self.due_by_law or self.due,
            "papers": dossier.papers + self.papers,
        }


@dataclass(frozen=True, slots=True)
class _Ended:
    """What ends a dossier without a result: ``reason`` says why."""

    reason: str

    def detail(self) -> str:
        return self.reason

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"closed_at": at}


@dataclass(frozen=True, slots=True)
class Refused(_Ended):
    """The dossier is not taken on (form 03)."""

    kind: ClassVar[str] = "refused"
    title: ClassVar[str] = "Từ chối giải quyết"


@dataclass(frozen=True, slots=True)
class Withdrawn(_Ended):
    """The citizen took the dossier back."""

    kind: ClassVar[str] = "withdrawn"
    title: ClassVar[str] = "Rút hồ sơ"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The desk gave the dossier to those who process it."""

    kind: ClassVar[str] = "handed_over"
    title: ClassVar[str] = "Chuyển xử lý"
    to: str
    note: str = ""

    def detail(self) -> str:
        return f"→ {self.to}" + (f" · {self.note}" if self.note else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"holder": self.to, "taken_over_at": None}


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Those who process the dossier signed for it; ``by`` is the name that signed."""

    kind: ClassVar[str] = "taken_over"
    title: ClassVar[str] = "Nhận bàn giao"
    by: str
    note: str = ""

    def detail(self) -> str:
        return self.by + (f" · {self.note}" if self.note else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"taken_over_at": at}


@dataclass(frozen=True, slots=True)
class ResultRecorded:
    """The result exists and can be collected. ``copies``: how many are handed out; ``files``: its digital copy."""

    kind: ClassVar[str] = "result_recorded"
    title: ClassVar[str] = "Có kết quả"
    number: str
    day: date
    copies: int
    note: str = ""
    files: tuple[File, ...] = ()

    def detail(self) -> str:
        return f"Số {self.number}, ngày {self.day:%d/%m/%Y}, {self.copies} bản" + (
            f" · {self.note}" if self.note else ""
        )

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"result": self, "result_at": at, "files": dossier.files + self.files}


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    """A form was printed or saved as PDF; the second time of the same form is a reprint and says so on the paper.

    ``template``: the SHA-256 of the province's own template it was set with, ``contact``: the telephone it named,
    ``roll``: whether it was laid out for the roll of 80 mm; with them and the dossier as it stood then the same paper
    can be printed again. ``exact``: it was, to the byte, so ``reprint`` is that of the paper it repeats, and the next
    print of the form does not count it.
    """

    kind: ClassVar[str] = "paper_printed"
    title: ClassVar[str] = "In giấy tờ"
    form: FormKind
    reprint: int
    printer: str
    template: str = ""
    contact: str = ""
    roll: bool = False
    exact: bool = False

    def detail(self) -> str:
        which = f"bản in lại lần {self.reprint}" if self.reprint else "bản in đầu"
        plain = f" · in lại lần {self.reprint}" if self.reprint else ""
        return f"{self.form.label}{f' · chép lại {which}' if self.exact else plain} · {self.printer}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {} if self.exact else {"printed": (*dossier.printed, self.form)}


@dataclass(frozen=True, slots=True)
class ExplanationPrinted(PaperPrinted):
    """The same of the explanatory note, which version 0.2.0 does not know.

    A kind of its own: a server refuses a ``paper_printed`` whose form it does not know, but holds a kind that it does
    not know until it is newer. Whatever form comes next needs one too.
    """

    kind: ClassVar[str] = "explanation_printed"
    title: ClassVar[str] = "In giải trình"


def tells_of_a_print(kind: str) -> bool:
    """Whether ``kind`` says that a paper came out: nothing that others write depends on it.

    Also of kinds that this program does not know yet: each that tells of a print, and no other, is named so.
    """
    return kind.endswith("_printed")


def print_kind(form: FormKind) -> type[PaperPrinted]:
    """The kind of event that tells of a print of ``form``."""
    return ExplanationPrinted if form is FormKind.EXPLANATION else PaperPrinted


@dataclass(frozen=True, slots=True)
class FilesAttached:
    """Scans were added to the dossier."""

    kind: ClassVar[str] = "files_attached"
    title: ClassVar[str] = "Thêm tệp"
    files: tuple[File, ...]

    def detail(self) -> str:
        return "; ".join(f"{file.name} ({file.pages} trang)" for file in self.files)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"files": dossier.files + tuple(file for file in self.files if file not in dossier.files)}


@dataclass(frozen=True, slots=True)
class FileDropped:
    """A scan does not belong to the dossier after all; its content stays where the law keeps it."""

    kind: ClassVar[str] = "file_dropped"
    title: ClassVar[str] = "Bỏ tệp"
    sha256: str
    reason: str

    def detail(self) -> str:
        return self.reason

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        left = tuple(file for file in dossier.files if file.sha256 != self.sha256)
        if left == dossier.files:
            raise UserError("Hồ sơ không còn tệp này.")
        return {"files": left}
