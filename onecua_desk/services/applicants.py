"""Who was here before, with which papers, and whose dossier for the same procedure is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """What the desk knows of an applicant: as last recorded, their papers, their open dossiers for the procedure.

    Papers and dossiers come newest first.
    """

    known: EarlierApplicant | None = None
    papers: tuple[ReusablePaper, ...] = ()
    duplicates: tuple[DossierRow, ...] = ()


def recall(desk: Desk, applicant: Applicant, procedure: str = "", old_number: str = "") -> Recall:
    """``old_number``: the one on the card that the applicant had before, asked for where the new one has no dossiers.

    All of it as it stands at one moment.
    """
    who = applicant.tidied()
    with desk.store.read() as connection:
        rows = applicants.by_number(connection, who.number, LOOKED_THROUGH)
        rows = rows or applicants.by_number(connection, old_number, LOOKED_THROUGH)
        known = _as_recorded(connection, rows[:1])
        papers = _papers(_dossier(connection, row.id) for row in rows)
        return Recall(known[0] if known else None, papers, _open_duplicates(connection, procedure, who))


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


def _open_duplicates(connection: Connection, procedure: str, who: Applicant) -> tuple[DossierRow, ...]:
    """The same person: by number; where one of the two has none, by name together with the birth date or the phone."""
    if not procedure:
        return ()
    same = applicants.open_of_number(connection, who.number, procedure) if who.number else []
    named = applicants.open_of_name(connection, who.name, procedure) if who.name else []
    unsure = [row for row in named if not (row.number and who.number)]
    same += [row for row in unsure if _is_same(connection, row, who)]
    return tuple(sorted(same, key=lambda row: -row.arrival))


def _papers(earlier: Iterable[Dossier]) -> tuple[ReusablePaper, ...]:
    """What of ``earlier``, newest first, may be used again, each paper once.

    Not among them: forms, which belong to one request; what was only shown; originals that were given back; the
    papers of dossiers that were refused, stopped or withdrawn.
    """
    found: dict[tuple[str, PaperKind], ReusablePaper] = {}
    for dossier in earlier:
        for paper in _kept_papers(dossier):
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
