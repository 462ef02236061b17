"""Who was here before, with which papers, and whose dossier for the same procedure is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.citizen import masked
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Applicant, Given, State
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.text import clean, digits, fold
from onecua_desk.services.desk import Desk
from onecua_desk.store import applicants, log
from onecua_desk.store.dossiers import DossierRow

OFFERED = 7
"""As many people as are looked through while somebody types."""

LOOKED_THROUGH = 20
"""An applicant's newest dossiers whose papers may be used again."""

_GIVEN_BACK = frozenset({State.REFUSED, State.STOPPED, State.WITHDRAWN})
"""After these the citizen has the papers again."""


@dataclass(frozen=True, slots=True)
class EarlierApplicant:
    """An applicant as last recorded, with the ``code`` and the ``day`` of the newest of their ``count`` dossiers.

    ``masked``: the number as lists may show it.
    """

    applicant: Applicant
    masked: str
    code: str
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class ReusablePaper:
    """A paper that the applicant handed in with dossier ``code`` on ``day``; ``has_file``: it was scanned then."""

    name: str
    kind: PaperKind
    code: str
    day: date
    has_file: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """What the desk knows of an applicant: as last recorded, their papers, their open dossiers for the procedure."""

    known: EarlierApplicant | None = None
    papers: tuple[ReusablePaper, ...] = ()
    duplicates: tuple[DossierRow, ...] = ()


def recall(desk: Desk, applicant: Applicant, procedure: str = "", old_number: str = "") -> Recall:
    """``old_number``: the one on the card that the applicant had before."""
    who = applicant.tidied()
    found = known(desk, who.number, old_number)
    papers = papers_of(desk, found.applicant.number) if found else ()
    return Recall(found, papers, tuple(open_duplicates(desk, procedure, who)))


def earlier(desk: Desk, text: str) -> list[EarlierApplicant]:
    """The people whose number, phone or name ``text`` can mean, at most ``OFFERED``; newest first.

    Numbers and phones are found by their last digits, from six digits on by their first ones too; names by how they
    begin, without regard to marks.
    """
    typed = clean(text)
    with desk.store.read() as connection:
        named = any(char.isalpha() for char in typed)
        rows = applicants.by_name(connection, typed) if named else applicants.by_digits(connection, digits(typed))
        people: dict[object, DossierRow] = {}
        for row in rows:
            people.setdefault(_person(row), row)
        return _as_recorded(connection, list(people.values())[:OFFERED])


def known(desk: Desk, *numbers: str) -> EarlierApplicant | None:
    """The applicant with the first of ``numbers`` that has dossiers here, say a card's number and its old one."""
    with desk.store.read() as connection:
        for number in numbers:
            if rows := applicants.by_number(connection, number, most=1):
                return _as_recorded(connection, rows)[0]
    return None


def open_duplicates(desk: Desk, procedure: str, applicant: Applicant) -> list[DossierRow]:
    """The same person's dossiers for the same procedure that are still open, newest first.

    The same person: by number; where one of the two has none, by name together with the birth date or the phone.
    """
    who = applicant.tidied()
    if not procedure or not (who.number or who.name):
        return []
    with desk.store.read() as connection:
        same = applicants.open_of_number(connection, who.number, procedure) if who.number else []
        named = applicants.open_of_name(connection, who.name, procedure) if who.name else []
        unsure = [row for row in named if not (row.number and who.number)]
        same += [row for row in unsure if _is_same(connection, row, who)]
    return sorted(same, key=lambda row: -row.arrival)


def papers_of(desk: Desk, number: str) -> tuple[ReusablePaper, ...]:
    """The papers of this applicant that are here from earlier dossiers, each once, newest first.

    Not among them: forms, which belong to one request; what was only shown; originals that were given back; the
    papers of dossiers that were refused, stopped or withdrawn.
    """
    found: dict[tuple[str, PaperKind], ReusablePaper] = {}
    with desk.store.read() as connection:
        for row in applicants.by_number(connection, number, most=LOOKED_THROUGH):
            for paper in _kept_papers(_dossier(connection, row.id)):
                found.setdefault((fold(paper.name), paper.kind), paper)
    return tuple(found.values())


def _person(row: DossierRow) -> object:
    """What tells people apart; of somebody with neither number nor phone nothing is certain."""
    if row.number:
        return row.number
    return (fold(row.applicant), row.phone) if row.phone else row.id


def _as_recorded(connection: Connection, rows: list[DossierRow]) -> list[EarlierApplicant]:
    """The applicants of ``rows``, the newest dossier of each."""
    return [
        EarlierApplicant(
            _dossier(connection, row.id).applicant, masked(row.number), row.code, row.received_at.date(), times
        )
        for row, times in zip(rows, applicants.counts(connection, rows), strict=True)
    ]


def _dossier(connection: Connection, id: EventId) -> Dossier:
    dossier = log.sum_up(log.of_dossier(connection, id)).dossier
    assert dossier is not None, f"{id} has a row but no readable receipt"
    return dossier


def _is_same(connection: Connection, row: DossierRow, who: Applicant) -> bool:
    if who.phone and who.phone == row.phone:
        return True
    return who.born is not None and who.born == _dossier(connection, row.id).applicant.born


def _kept_papers(dossier: Dossier) -> Iterator[ReusablePaper]:
    if dossier.state in _GIVEN_BACK:
        return
    scanned = {file.paper for file in dossier.files}
    day = dossier.received_at.date()
    for paper in dossier.papers:
        if _is_kept(paper, dossier):
            yield ReusablePaper(paper.name, paper.kind, dossier.code, day, paper.name in scanned)


def _is_kept(paper: Given, dossier: Dossier) -> bool:
    if paper.shown or paper.reused or paper.kind is PaperKind.FORM:
        return False
    return not (dossier.returned and paper.name in dossier.returned.originals)
