"""The control slip of a dossier, filled from its log: who gave it to whom, when it waited, and whether in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from onecua_desk.domain import events
from onecua_desk.domain.control_slip import ControlSlip, Passing
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.report import Column
from onecua_desk.domain.ruleset import FormKind, check_ruleset
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.services import paper_settings, papers, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.store import log
from onecua_desk.store.log import Entry

_ENDS = (events.ResultRecorded, events.Refused, events.Stopped, events.Withdrawn)


def control_slip(desk: Desk, id: EventId) -> Printout:
    """Form 05 of 2018, 06 of 2025, as the log of the dossier stands. ``UserError`` where the dossier is unknown."""
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        dossier = log.sum_up(entries).dossier
        if dossier is None:
            raise UserError("Không tìm thấy hồ sơ này trong máy.")
        reprint = papers.reprints(connection, dossier, FormKind.CONTROL_SLIP)
        counted = paper_settings.get(connection).extension_counts
    check_ruleset(dossier.received.ruleset, dossier.code)
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.control_slip import control_slip as draw

    chosen = templates.for_form(desk, Letter.CONTROL_SLIP, dossier.received.ruleset)
    pdf = draw(control_slip_of(entries, extension_counts=counted), reprint, chosen.template)
    title = f"{FormKind.CONTROL_SLIP.label} {dossier.code}"
    return Printout(FormKind.CONTROL_SLIP, title, pdf, id, reprint, template=chosen.template, remark=chosen.problem)


def control_slip_of(entries: Sequence[Entry], *, extension_counts: bool = False) -> ControlSlip:
    """What the slip says after ``entries``, all of one dossier and with its receipt among them; asks no clock.

    ``extension_counts``: whether work is measured against the new date of an apology, as in reports.
    """
    seen = _Passings(extension_counts)
    dossier = log.sum_up(entries, seen).dossier
    assert dossier is not None
    received, who = dossier.received, dossier.applicant
    official = next(entry.wire.name for entry in entries if entry.wire.kind == events.Received.kind)
    return ControlSlip(
        ruleset=received.ruleset,
        parent=received.unit.parent,
        centre=received.unit.centre,
        place=received.unit.place,
        code=dossier.code,
        applicant=who.name,
        address=who.address,
        phone=who.phone,
        procedure=received.procedure_name + (f" ({received.case})" if received.case else ""),
        received_at=dossier.received_at,
        due=dossier.due,
        official=official,
        solved_by=received.solved_by,
        as_of=seen.last_at or dossier.received_at,
        passings=seen.told(dossier),
    )


@dataclass
class _Passings:
    """Called with each event that counts, and the dossier after it.

    ``before``: the dossier as it stood until then; ``notes`` were made before it was handed over for the first time.
    """

    extension_counts: bool
    before: Dossier | None = None
    last_at: datetime | None = None
    passings: list[Passing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __call__(self, event: Event, dossier: Dossier) -> None:
        before, self.before, self.last_at = self.before, dossier, event.at
        fact = event.fact
        if before is None:
            return
        if isinstance(fact, events.HandedOver):
            self._hand_over(event, fact, before)
        elif isinstance(fact, _ENDS):
            self._end(event, before)
        elif isinstance(fact, events.TakenOver) and self.passings:
            signed = f"Ký nhận {_moment(event.at)}" if _minute(event.at) != _minute(self.passings[-1].at) else ""
            self.passings[-1] = replace(self.passings[-1], took=fact.by)
            self._note(signed, fact.note)
        elif isinstance(fact, events.SupplementRequested):
            self._note(f"Chờ bổ sung từ {_moment(event.at)}")
        elif isinstance(fact, events.Supplemented):
            self._note(f"Bổ sung đủ {_moment(event.at)}")
        elif isinstance(fact, events.Apologised):
            self._note(f"Xin lỗi, hẹn lại {_moment(fact.due)}")

    def told(self, dossier: Dossier) -> tuple[Passing, ...]:
        """The passings; of a dossier that never left the desk the first, still to be filled in."""
        if self.passings:
            return tuple(self.passings)
        return (Passing(dossier.received.unit.centre, "", note="; ".join(self.notes)),)

    def _hand_over(self, event: Event, fact: events.HandedOver, before: Dossier) -> None:
        from_desk = not before.holder
        self._pass(
            Passing(
                giver=before.received.unit.centre if from_desk else before.holder,
                taker=fact.to,
                at=event.at,
                gave=event.official.name if from_desk else "",
                outcome="" if from_desk else self._late(event.at, before),
            ),
            fact.note,
        )

    def _end(self, event: Event, before: Dossier) -> None:
        """Back to the desk, with the result or without one; while papers were waited for, the term stood still."""
        result = event.fact if isinstance(event.fact, events.ResultRecorded) else None
        self._pass(
            Passing(
                giver=before.holder or before.received.solved_by,
                taker=before.received.unit.centre,
                at=event.at,
                took=event.official.name,
                outcome=_outcome(self._due(before), before.asked_at or event.at),
            ),
            f"Kết quả số {result.number}" if result else event.fact.title,
        )

    def _late(self, at: datetime, before: Dossier) -> str:
        """A stage has no limit of its own: only that the whole appointment is over is certain."""
        due = self._due(before)
        return Column.LATE.label if due and at > due else ""

    def _due(self, before: Dossier) -> datetime | None:
        return before.due if self.extension_counts else before.due_by_law

    def _pass(self, passing: Passing, note: str) -> None:
        self.passings.append(passing)
        self._note(*self.notes, note)
        self.notes.clear()

    def _note(self, *notes: str) -> None:
        said = [note for note in notes if note]
        if not self.passings:
            self.notes += said
        else:
            last = self.passings[-1]
            self.passings[-1] = replace(last, note="; ".join([*([last.note] if last.note else []), *said]))


def _outcome(due: datetime | None, at: datetime) -> str:
    """Early on a day before the appointment, on time until its moment, as reports count."""
    if due is None:
        return ""
    if at > due:
        return Column.LATE.label
    return (Column.EARLY if at.date() < due.date() else Column.ON_TIME).label


def _moment(at: datetime) -> str:
    return f"{at:%H:%M %d/%m/%Y}"


def _minute(at: datetime | None) -> datetime | None:
    return at.replace(second=0) if at else None
