"""The catalogue of procedures as text: one JSON object a line, to be read by people, the store and the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fees import FeeRule, Flat, Free, PerPage, SetByProvince
from onecua_desk.domain.procedure import Case, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from onecua_desk.wire.faults import wrong

Text = Annotated[str, Meta(min_length=1)]
Money = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=1)]
_T = TypeVar("_T")


class _Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A misspelt key is an error, and what is usual is not written."""


class LimitRow(_Row, frozen=True):
    unit: LimitUnit
    value: Annotated[int, Meta(ge=0, le=3650)] = 0
    cutoff: time | None = None


class CaseRow(_Row, frozen=True):
    id: str = ""
    name: str = ""
    limit: LimitRow | None = None
    channel: Channel | None = None
    group: str = ""


class PaperRow(_Row, frozen=True):
    name: Text
    kind: PaperKind
    quantity: Count = 1
    shown: bool = False
    optional: bool = False
    only: Channel | None = None
    case: str | None = None
    note: str = ""


class _FeeRow(_Row, frozen=True, tag_field="kind"):
    name: str = ""
    only: Channel | None = None
    note: str = ""


class FreeRow(_FeeRow, frozen=True, tag="free"):
    pass


class FlatRow(_FeeRow, frozen=True, tag="flat", kw_only=True):
    amount: Money
    per: Text


class PerPageRow(_FeeRow, frozen=True, tag="per_page", kw_only=True):
    first_price: Money
    first_pages: Count
    next_price: Money
    cap_per_copy: Money | None = None


class SetByProvinceRow(_FeeRow, frozen=True, tag="ask"):
    pass


FeeRow = FreeRow | FlatRow | PerPageRow | SetByProvinceRow

_RULES: dict[type[FeeRow], type[FeeRule]] = {
    FreeRow: Free,
    FlatRow: Flat,
    PerPageRow: PerPage,
    SetByProvinceRow: SetByProvince,
}
_FEE_ROWS: dict[type[FeeRule], type[FeeRow]] = {rule: row for row, rule in _RULES.items()}


class ProcedureRow(_Row, frozen=True):
    """One line of the catalogue; the keys and their meaning are those of ``domain.procedure.Procedure``."""

    code: Annotated[str, Meta(pattern=r"^\d\.\d{6}$")]
    name: Text
    field: Text
    level: str
    valid_from: date
    cases: Annotated[tuple[CaseRow, ...], Meta(min_length=1)]
    valid_to: date | None = None
    decided_by: str | None = None
    interlinked: bool | None = None
    papers: tuple[PaperRow, ...] = ()
    fees: tuple[FeeRow, ...] = ()
    legal_basis: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    confidence: str = ""


_DECODER = msgspec.json.Decoder(ProcedureRow)
_ENCODER = msgspec.json.Encoder()
_CODE = re.compile(r'"code"\s*:\s*"([^"]*)"')


def parse(lines: Iterable[str]) -> tuple[list[Procedure], list[str]]:
    """The procedures in the order of the lines, and one Vietnamese sentence for each line that had to be left out.

    ``lines`` as an open text file gives them (``str.splitlines`` also cuts inside texts). Empty lines are passed over.
    Of two lines with the same code and first day of validity the earlier one stands.
    """
    procedures: list[Procedure] = []
    problems: list[str] = []
    seen: dict[tuple[str, date], int] = {}
    for number, line in enumerate(lines, 1):
        text = unicodedata.normalize("NFC", line).strip("\ufeff \t\r\n")
        if not text:
            continue
        read = _read(text)
        if isinstance(read, str):
            problems.append(f"Dòng {number}{_named(text)}: {read}; bỏ qua dòng này.")
        elif (key := (read.code, read.valid_from)) in seen:
            same = f"trùng với dòng {seen[key]}, cùng mã và cùng hiệu lực từ {read.valid_from:%d/%m/%Y}"
            problems.append(f"Dòng {number} (mã {read.code}): {same}; bỏ qua dòng này.")
        else:
            seen[key] = number
            procedures.append(read)
    return procedures, problems


def encode(procedure: Procedure) -> str:
    """The line of one procedure, without a line end; ``parse`` gives the same procedure back."""
    papers = tuple(_like(PaperRow, PaperRow, paper) for paper in procedure.papers)
    fees = tuple(_like(row, row, fee) for fee in procedure.fees for row in (_FEE_ROWS[type(fee)],))
    cases = tuple(_case_row(case) for case in procedure.cases)
    row = _like(ProcedureRow, ProcedureRow, procedure, papers=papers, fees=fees, cases=cases)
    return _ENCODER.encode(row).decode()


def _read(text: str) -> Procedure | str:
    """The procedure, or what is wrong with it."""
    try:
        row = _DECODER.decode(text)
    except msgspec.DecodeError as error:
        return wrong(error)
    return _contradiction(row) or _procedure(row)


def _contradiction(row: ProcedureRow) -> str | None:
    ids = [case.id for case in row.cases]
    if len(set(ids)) < len(ids):
        return "hai trường hợp có cùng «id»"
    known = {None, *ids, *(case.group for case in row.cases if case.group)}
    for paper in row.papers:
        if paper.case not in known:
            return f"giấy tờ «{paper.name}» thuộc trường hợp «{paper.case}» không có trong danh sách"
    for limit in (case.limit for case in row.cases):
        if limit and not limit.value and limit.unit is not LimitUnit.SAME_DAY:
            return "thời hạn phải từ 1 trở lên"
    if row.valid_to and row.valid_to < row.valid_from:
        return "ngày hết hiệu lực trước ngày có hiệu lực"
    return None


def _named(text: str) -> str:
    found = _CODE.search(text)
    return f" (mã {found[1]})" if found else ""


def _procedure(row: ProcedureRow) -> Procedure:
    papers = tuple(_like(RequiredPaper, PaperRow, paper) for paper in row.papers)
    fees = tuple(_like(_RULES[type(fee)], type(fee), fee) for fee in row.fees)
    cases = tuple(_like(Case, CaseRow, case, limit=_limit(case.limit)) for case in row.cases)
    return _like(Procedure, ProcedureRow, row, papers=papers, fees=fees, cases=cases)


def _limit(row: LimitRow | None) -> Limit | None:
    return Limit(row.value, row.unit, row.cutoff) if row else None


def _case_row(case: Case) -> CaseRow:
    limit = case.limit
    row = LimitRow(limit.unit, limit.value, limit.cutoff) if limit else None
    return _like(CaseRow, CaseRow, case, limit=row)


def _like(make: Callable[..., _T], row: type[_Row], value: object, **other: object) -> _T:
    """``make`` from the values that ``value`` has under the keys of ``row``."""
    return make(**{name: other.get(name, getattr(value, name)) for name in row.__struct_fields__})
