"""The catalogue of procedures as text: one JSON object a line, to be read by people, the store and the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from typing import Annotated

import msgspec
from msgspec import Meta

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.procedure import Case, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from onecua_desk.errors import UserError
from onecua_desk.wire.faults import wrong
from onecua_desk.wire.fee_rules import FeeRow, fee_row, fee_rule
from onecua_desk.wire.rows import Count, Row, Text, like


class LimitRow(Row, frozen=True):
    unit: LimitUnit
    value: Annotated[int, Meta(ge=0, le=3650)] = 0
    cutoff: time | None = None


class CaseRow(Row, frozen=True):
    id: str = ""
    name: str = ""
    limit: LimitRow | None = None
    channel: Channel | None = None
    group: str = ""


class PaperRow(Row, frozen=True):
    name: Text
    kind: PaperKind
    quantity: Count = 1
    shown: bool = False
    optional: bool = False
    only: Channel | None = None
    case: str | None = None
    note: str = ""


Code = Annotated[str, Meta(pattern=r"^\d\.\d{6}$")]


class ProcedureRow(Row, frozen=True):
    """One line of the catalogue; the keys and their meaning are those of ``domain.procedure.Procedure``."""

    code: Code
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
    doubt: str = ""
    source: str = ""
    confidence: str = ""
    replaced_by: tuple[Code, ...] = ()


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
    papers = tuple(like(PaperRow, PaperRow, paper) for paper in procedure.papers)
    fees = tuple(map(fee_row, procedure.fees))
    cases = tuple(_case_row(case) for case in procedure.cases)
    row = like(ProcedureRow, ProcedureRow, procedure, papers=papers, fees=fees, cases=cases)
    return _ENCODER.encode(row).decode()


def _read(text: str) -> Procedure | str:
    """The procedure, or what is wrong with it."""
    try:
        row = _DECODER.decode(text)
    except msgspec.DecodeError as error:
        return wrong(error)
    try:
        return _contradiction(row) or _procedure(row)
    except UserError as error:  # a fee rule that contradicts itself
        return str(error).rstrip(".")


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
    papers = tuple(like(RequiredPaper, PaperRow, paper) for paper in row.papers)
    fees = tuple(map(fee_rule, row.fees))
    cases = tuple(like(Case, CaseRow, case, limit=_limit(case.limit)) for case in row.cases)
    return like(Procedure, ProcedureRow, row, papers=papers, fees=fees, cases=cases)


def _limit(row: LimitRow | None) -> Limit | None:
    return Limit(row.value, row.unit, row.cutoff) if row else None


def _case_row(case: Case) -> CaseRow:
    limit = case.limit
    row = LimitRow(limit.unit, limit.value, limit.cutoff) if limit else None
    return like(CaseRow, CaseRow, case, limit=row)
