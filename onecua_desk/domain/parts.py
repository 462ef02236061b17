"""The small frozen values that events are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum, auto
from typing import Any

from onecua_desk.domain.applicant_fields import CORRECTABLE, field_words
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.text import clean, digits
from onecua_desk.errors import UserError


class State(StrEnum):
    """Where a dossier stands."""

    RECEIVED = "received"
    AWAITING_PAPERS = "awaiting_papers"
    PROCESSING = "processing"
    PAUSED = "paused"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def closed(self) -> bool:
        return self in _CLOSED


_LABELS = {
    State.RECEIVED: "Mới tiếp nhận",
    State.AWAITING_PAPERS: "Chờ bổ sung",
    State.PROCESSING: "Đang giải quyết",
    State.PAUSED: "Tạm dừng",
    State.RESULT_READY: "Có kết quả",
    State.RETURNED: "Đã trả kết quả",
    State.REFUSED: "Từ chối",
    State.STOPPED: "Dừng giải quyết",
    State.WITHDRAWN: "Đã rút",
}
_CLOSED = frozenset({State.RETURNED, State.REFUSED, State.STOPPED, State.WITHDRAWN})


class After(Enum):
    """The state after a move that names none of its own."""

    STAYS = auto()
    BACK = auto()
    """What the dossier was before it began to wait."""


@dataclass(frozen=True, slots=True)
class Official:
    """Who did it: the sign-in name, and the name as it stands on paper on that day."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The receiving body as the heads of its forms show it; ``code`` begins every dossier code."""

    code: str
    name: str
    parent: str
    centre: str
    place: str


def tidy(field: str, text: str) -> str:
    """What was typed into a field of the applicant as the log keeps it: no stray signs, numbers without grouping."""
    cleaned = clean(text)
    if field == "phone":
        return ("+" if cleaned.startswith("+") else "") + digits(cleaned)
    if field == "number":
        return "".join(char for char in cleaned if char.isalnum() or char == "-")
    return cleaned


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose dossier it is: a person, or an ``organisation`` (cơ quan, tổ chức).

    ``number``: personal number, old card number, or an organisation's tax code (``0101234567-001``).
    """

    name: str
    number: str = ""
    born: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    organisation: bool = False

    def tidied(self) -> Applicant:
        texts: dict[str, Any] = {name: tidy(name, getattr(self, name)) for name in CORRECTABLE if name != "born"}
        return replace(self, **texts)

    def value(self, field: str) -> str:
        """The field as a correction writes it: dates as ISO text."""
        value = getattr(self, field)
        return value.isoformat() if isinstance(value, date) else value or ""

    def corrected(self, edits: tuple[Change, ...]) -> Applicant:
        """The applicant after ``edits``; ``UserError`` when the old value is no longer what the edit says it was."""
        for edit in edits:
            if self.value(edit.field) != edit.old:
                called = field_words(self.organisation)[edit.field]
                raise UserError(f"«{called}» đã được người khác sửa thành «{self.value(edit.field)}».")
        values: dict[str, Any] = {edit.field: edit.new for edit in edits}
        if "born" in values:
            values["born"] = date.fromisoformat(values["born"]) if values["born"] else None
        return replace(self, **values)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the applicant, a key of ``CORRECTABLE``, with its old and its new value."""

    field: str
    old: str
    new: str

    def __post_init__(self) -> None:
        if self.field not in CORRECTABLE:
            raise UserError(f"Không sửa được mục «{self.field}».")
        if self.field == "born" and self.new and not _is_day(self.new):
            raise UserError("Ngày sinh không phải là ngày có thật.", field="born")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Given:
    """A paper that was handed in, or only shown.

    ``reused``: the code of the earlier dossier that it was handed in with, where that one is used again.
    """

    name: str
    kind: PaperKind
    quantity: int
    shown: bool = False
    reused: str = ""

    @property
    def kind_label(self) -> str:
        if self.reused:
            return "Dữ liệu đã có"
        return "Xuất trình" if self.shown else self.kind.label


@dataclass(frozen=True, slots=True)
class Collector:
    """Who took the result: the applicant, or somebody authorised with the paper that says so.

    ``mismatch``: what differed between card and dossier, and was found to be right all the same.
    """

    name: str
    number: str
    authorised_by: str = ""
    card_matched: bool = False
    mismatch: str = ""

    def words(self) -> str:
        differs = f", thẻ khác hồ sơ: {self.mismatch}" if self.mismatch else ""
        if self.authorised_by:
            return f"Người được ủy quyền: {self.name} ({self.authorised_by}){differs}"
        return f"Người nộp: {self.name}" + (", thẻ khớp" if self.card_matched else differs)


@dataclass(frozen=True, slots=True)
class Representative:
    """Who hands the dossier in for the applicant. ``authority``: the paper that says so."""

    name: str
    number: str = ""
    phone: str = ""
    address: str = ""
    authority: str = ""

    def words(self) -> str:
        return ", ".join(part for part in (self.name, self.number, self.authority) if part)

    def tidied(self) -> Representative:
        texts = {name: tidy(name, getattr(self, name)) for name in ("name", "number", "phone", "address", "authority")}
        return Representative(**texts)


class Help(StrEnum):
    """What a citizen was helped with; their slip comes in large type."""

    READ = "read"
    SEE = "see"
    HEAR = "hear"

    @property
    def label(self) -> str:
        return _HELP[self]


_HELP = {Help.READ: "Không biết chữ", Help.SEE: "Khiếm thị", Help.HEAR: "Khiếm thính"}


class Rating(StrEnum):
    """A citizen's word on the service."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"

    @property
    def label(self) -> str:
        return _RATINGS[self]


_RATINGS = {
    Rating.VERY_SATISFIED: "Rất hài lòng",
    Rating.SATISFIED: "Hài lòng",
    Rating.NOT_SATISFIED: "Không hài lòng",
}
