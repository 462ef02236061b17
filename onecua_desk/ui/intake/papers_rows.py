"""The lines of the checklist as values: which group each belongs to, and what the citizen did about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind, RequiredPaper
from onecua_desk.domain.text import fold
from onecua_desk.services.applicants import ReusablePaper

WAIVED_HINT = "Cho nợ / không áp dụng"


class Group(IntEnum):
    """What lines stand together, in this order."""

    REQUIRED = 0
    OF_CASE = 1
    SHOWN = 2
    IF_ANY = 3
    OWN = 4

    @property
    def title(self) -> str:
        return _TITLES[self]


_TITLES = {
    Group.REQUIRED: "Phải nộp",
    Group.OF_CASE: "Phải nộp trong trường hợp này",
    Group.SHOWN: "Xuất trình, không giữ lại",
    Group.IF_ANY: "Nếu có",
    Group.OWN: "Thêm tại quầy",
}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line. ``waived``: it is missing and accepted all the same; ``offer``: it was handed in with another dossier.

    ``dropped``: the dossier that it was reused from until another applicant was named.
    """

    paper: Given
    group: Group
    note: str = ""
    ticked: bool = False
    waived: bool = False
    offer: ReusablePaper | None = None
    dropped: str = ""

    @property
    def own(self) -> bool:
        return self.group is Group.OWN

    @property
    def optional(self) -> bool:
        return self.group is Group.IF_ANY

    @property
    def missing(self) -> bool:
        """Required, and neither there nor waived."""
        return not (self.ticked or self.waived or self.optional)

    @property
    def key(self) -> tuple[str, str]:
        """What finds the line again in another order, or in another version of the checklist."""
        return self.paper.name, self.paper.kind.value

    @property
    def hint(self) -> str:
        """What stands below the name."""
        if self.paper.reused:
            return f"Dùng lại giấy đã nộp {_earlier(self.offer, self.paper.reused)}"
        if self.ticked:
            return ""
        if self.offer:
            return f"Đã nộp {_earlier(self.offer, self.offer.code)}: dùng lại? (phím R)"
        return WAIVED_HINT if self.waived else ""

    def untouched(self) -> PaperRow:
        """As nobody has done anything about it."""
        return replace(self, paper=replace(self.paper, reused=""), ticked=False, waived=False, dropped="")

    def toggled(self) -> PaperRow:
        return replace(self.untouched(), ticked=not self.ticked)

    def with_quantity(self, quantity: int) -> PaperRow:
        """So many are there."""
        return replace(self, paper=replace(self.paper, quantity=quantity), ticked=True, waived=False, dropped="")

    def with_waived(self) -> PaperRow:
        """Waived or no longer; what nobody has to bring cannot be waived."""
        return self if self.own or self.optional else replace(self.untouched(), waived=not self.waived)

    def with_reuse(self) -> PaperRow:
        """Taken from the earlier dossier, or no longer; the same line where there is nothing to take."""
        if self.paper.reused:
            return self.untouched()
        return self._reusing(self.offer) if self.offer else self

    def offered(self, papers: Iterable[ReusablePaper]) -> PaperRow:
        """The line for an applicant who handed ``papers`` in before; what was reused of somebody else's is dropped."""
        fitting = [paper for paper in papers if self._takes(paper)]
        code = self.paper.reused or self.dropped
        if same := next((paper for paper in fitting if paper.code == code), None):
            return self._reusing(same)
        row = replace(self, offer=fitting[0] if fitting else None)
        return replace(row.untouched(), dropped=code) if self.paper.reused else row

    def _reusing(self, offer: ReusablePaper) -> PaperRow:
        there = replace(self.untouched(), offer=offer, ticked=True)
        return replace(there, paper=replace(there.paper, reused=offer.code))

    def _takes(self, earlier: ReusablePaper) -> bool:
        """An original serves where a copy is asked for, not the other way about."""
        paper = self.paper
        if self.own or paper.shown or paper.kind is PaperKind.FORM:
            return False
        return _core(earlier.name) == _core(paper.name) and (earlier.kind is paper.kind or paper.kind is PaperKind.COPY)


def rows_of(papers: Iterable[RequiredPaper]) -> list[PaperRow]:
    """The checklist in its groups; within each, in the order of the catalogue."""
    rows = [PaperRow(Given(p.name, p.kind, p.quantity, p.shown), _group(p), p.note) for p in papers]
    return sorted(rows, key=lambda row: row.group)


def own_row(paper: Given) -> PaperRow:
    """A paper added at the counter: it is there."""
    return PaperRow(paper, Group.OWN, ticked=True)


def headed(rows: Sequence[PaperRow]) -> bool:
    """Whether groups are worth a heading: not where everything simply has to be handed in."""
    return any(row.group is not Group.REQUIRED for row in rows)


def kept_row(row: PaperRow) -> dict[str, object]:
    """What the official did about the line, as JSON takes it."""
    paper = row.paper
    done = {"ticked": row.ticked, "waived": row.waived, "own": row.own, "reused": paper.reused}
    return {"name": paper.name, "kind": paper.kind.value, "quantity": paper.quantity} | done


def restored(asked: Sequence[PaperRow], kept: Iterable[Mapping[str, Any]]) -> list[PaperRow]:
    """The checklist with what was ``kept`` put back, whatever its order is now.

    What is no longer asked for but was there stays, as a line of its own.
    """
    rows = list(asked)
    for one in kept:
        place = next((n for n, row in enumerate(rows) if not _touched(row) and row.key == _key(one)), None)
        if place is not None and not one.get("own"):
            rows[place] = _put_back(rows[place], one)
        elif one.get("ticked"):
            rows.append(own_row(Given(str(one["name"]), PaperKind(one["kind"]), int(one["quantity"]))))
    return rows


def _touched(row: PaperRow) -> bool:
    return row.ticked or row.waived


def _key(kept: Mapping[str, Any]) -> tuple[str, str]:
    return str(kept.get("name")), str(kept.get("kind"))


def _put_back(row: PaperRow, kept: Mapping[str, Any]) -> PaperRow:
    paper = replace(row.paper, quantity=int(kept["quantity"]), reused=str(kept.get("reused") or ""))
    return replace(row, paper=paper, ticked=bool(kept.get("ticked")), waived=bool(kept.get("waived")))


def _group(paper: RequiredPaper) -> Group:
    if paper.optional:
        return Group.IF_ANY
    if paper.shown:
        return Group.SHOWN
    return Group.OF_CASE if paper.case else Group.REQUIRED


def _earlier(offer: ReusablePaper | None, code: str) -> str:
    """When and with which dossier, its code shortened to what tells it from others."""
    when = f"{offer.day:%d/%m/%Y} " if offer else ""
    return f"{when}với hồ sơ …{code[-5:]}"


def _core(name: str) -> str:
    """A paper's name as it is compared: without what stands in brackets, and without saying that it is a copy."""
    return " ".join(fold(name.partition("(")[0]).removeprefix("ban sao").split())
