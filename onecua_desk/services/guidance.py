"""What a citizen is told at the desk without a dossier: form 02 (papers are missing) and form 03 (not taken on).

Each is a fact of its own in the log (``events.ALONE``); the draft that it was said about is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from onecua_desk.domain.events import Event, EventId, Guided, TurnedAway
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.parts import Official
from onecua_desk.domain.procedure import Case, PaperKind, RequiredPaper
from onecua_desk.domain.ruleset import FormKind, ruleset_for
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.services import identity, letter_looks, letter_values, notices, print_settings, templates
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.identity import Identity
from onecua_desk.services.intake import Draft
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.papers import Printout
from onecua_desk.services.templates import Chosen
from onecua_desk.store import drafts, log

_LONG_AGO = datetime(2000, 1, 1)
_OFFERED = 6
_LONGEST = 10
"""Digits; no desk gives out so many papers in a year."""
_USUAL = (
    "Nội dung yêu cầu không thuộc thẩm quyền giải quyết của đơn vị.",
    "Người nộp không thuộc đối tượng thực hiện thủ tục này.",
    "Hồ sơ này đã được nộp và đang được giải quyết.",
    "Giấy tờ bị tẩy xóa hoặc có dấu hiệu giả mạo.",
)


@dataclass(frozen=True, slots=True)
class Guidance:
    """A paper that was given out; its fact ``id`` is in the log.

    ``layout`` and ``chosen``: how it is set, and with which template.
    """

    id: EventId
    form: FormKind
    notice: Notice
    layout: Layout
    chosen: Chosen

    @property
    def at(self) -> datetime:
        return self.notice.at

    @property
    def number(self) -> str:
        return self.notice.number

    def printout(self, reprint: int = 0) -> Printout:
        """The paper ready to print; ``reprint`` 1, 2 ... where it came out before."""
        pdf = notices.draw(self.form, self.notice, reprint, self.layout, self.chosen.template)
        title = f"{self.form.label} {self.number} {self.at.year}"  # numbers begin anew each year
        return Printout(self.form, title, pdf, reprint=reprint, remark=self.chosen.problem)


def missing_of(draft: Draft) -> tuple[str, ...]:
    """What the procedure asks for and the draft neither has nor waives, each with what is wanted of it."""
    if draft.procedure is None:
        return ()
    there = Counter((paper.name, paper.kind) for paper in draft.papers)
    waived = Counter(draft.waived)
    missing = []
    for paper in draft.procedure.papers_for(_case(draft), draft.channel):
        if there[paper.name, paper.kind]:
            there[paper.name, paper.kind] -= 1
        elif waived[paper.name]:
            waived[paper.name] -= 1
        elif not paper.optional:
            missing.append(wanted(paper))
    return tuple(missing)


def wanted(paper: RequiredPaper) -> str:
    """A required paper as form 02 asks for it: ``"Giấy chứng sinh: 01 bản chính"``."""
    if paper.shown:
        return f"{paper.name}: xuất trình {paper.kind.label.lower()}"
    if paper.kind is PaperKind.FORM:
        return f"{paper.name}: {paper.quantity:02d} bản"
    return f"{paper.name}: {paper.quantity:02d} {paper.kind.label.lower()}"


def check(draft: Draft) -> None:
    """``UserError(field=...)`` where forms 02 and 03 could not say who asked for what."""
    if draft.procedure is None:
        raise UserError("Hãy chọn thủ tục.", field="procedure")
    if not clean(draft.applicant.name):
        raise UserError("Hãy nhập họ tên người nộp (hoặc quét thẻ).", field="applicant.name")


def guide(
    desk: Desk, official: Official, draft: Draft, reason: str = "", missing: Sequence[str] | None = None
) -> Done[Guidance]:
    """Tell the citizen, once and in full, what is ``missing`` (by default what ``missing_of`` finds).

    ``UserError(field=...)`` when it cannot be said who is to bring what; nothing is written then.
    """
    check(draft)
    lines = tuple(text for text in map(clean, missing_of(draft) if missing is None else missing) if text)
    if not lines:
        raise UserError("Hãy ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung.", field="missing")
    return _tell(desk, official, draft, lambda said: Guided(**said, reason=clean(reason), missing=lines))


def turn_away(desk: Desk, official: Official, draft: Draft, reason: str, kept: str = "") -> Done[Guidance]:
    """Do not take the dossier on, for ``reason``; ``UserError(field=...)`` as ``guide``.

    ``kept``: the key of the kept draft that has ended with it, gone in the same transaction.
    """
    check(draft)
    if not clean(reason):
        raise UserError("Hãy ghi lý do từ chối.", field="reason")
    return _tell(desk, official, draft, lambda said: TurnedAway(**said, reason=clean(reason)), kept)


def usual_reasons(desk: Desk) -> tuple[str, ...]:
    """Why this unit turned citizens away before, the most frequent reason first, then common ones; at most six."""
    with desk.store.read() as connection:
        counted = Counter(log.said_alone(connection, TurnedAway.kind, "reason", _LONG_AGO))
    return tuple(dict.fromkeys([*(reason for reason, _ in counted.most_common(_OFFERED)), *_USUAL]))[:_OFFERED]


def _tell(
    desk: Desk,
    official: Official,
    draft: Draft,
    make: Callable[[dict[str, Any]], Guided | TurnedAway],
    kept: str = "",
) -> Done[Guidance]:
    at = desk.now()
    with desk.store.write() as connection:
        me = identity.of(connection)
        fact = make(_said(draft, me, at))
        form = FormKind.SUPPLEMENT if isinstance(fact, Guided) else FormKind.REFUSAL
        fact = replace(fact, number=_next_number(connection, me, form, at))
        id = EventId(me.device, log.next_seq(connection, me.device))
        log.append(connection, Event(id, id, at, official, fact))
        drafts.drop(connection, kept)
        notice = letter_values.of_guidance(fact, at, official, notices.contact(connection))
        layout = letter_looks.layout(print_settings.get(connection), form, draft.help)
    chosen = templates.for_form(desk, Letter(form.value), notice.ruleset)
    return Done(Guidance(id, form, notice, layout, chosen), Changes(frozenset({id})))


def _said(draft: Draft, me: Identity, at: datetime) -> dict[str, Any]:
    assert draft.procedure is not None
    case = _case(draft)
    return {
        "procedure": draft.procedure.code,
        "procedure_name": draft.procedure.name + (f" ({case.name})" if case.name else ""),
        "applicant": draft.applicant.tidied(),
        "unit": me.unit,
        "ruleset": ruleset_for(at.date()).id,
        "number": "",
    }


def _case(draft: Draft) -> Case:
    """The case that was chosen, or the only one; a bare one while it is still to be chosen."""
    assert draft.procedure is not None
    offered = draft.procedure.cases_for(draft.channel)
    if len(offered) == 1:
        return offered[0]
    return next((case for case in offered if case.id == draft.case), Case())


def _next_number(connection: Connection, me: Identity, form: FormKind, at: datetime) -> str:
    """The year's next number of this form at this desk, such as "12-Q1/HDHS": Q1 is desk 1, so no two desks share one.

    It is read off the log, which nothing leaves, so that none is given twice.
    """
    kind = Guided.kind if form is FormKind.SUPPLEMENT else TurnedAway.kind
    ending = f"-Q{me.desk}/{letter_values.ENDINGS[form]}"
    numbers = log.said_alone(connection, kind, "number", datetime(at.year, 1, 1))
    digits = [said for number in numbers if (said := number.removesuffix(ending)).isdecimal() and len(said) < _LONGEST]
    given = [int(said) for said in digits]
    return f"{max(given, default=0) + 1}{ending}"
