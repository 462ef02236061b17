"""A form of a dossier comes out when the verb that asked for it was written; what to say of it."""

from __future__ import annotations

from onecua_desk.domain.events import EventId
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import uncapitalised
from onecua_desk.errors import UserError
from onecua_desk.services.dossier_papers import FORMS
from onecua_desk.services.papers import Printout
from onecua_desk.ui.workplace import PutOut, Workplace


def came_out(called: str, paper: Printout, out: PutOut) -> str:
    """Such as "Đã in phiếu bổ sung: máy in Canon.", the reprint's number in it."""
    return out.told(f"lại {called} (lần {paper.reprint})" if paper.reprint else called)


def print_form(workplace: Workplace, id: EventId, form: FormKind) -> tuple[str, Tone]:
    """Print the form, on ``printing``, and say how it came out.

    A printer that fails costs nothing, for the fact is written already; but somebody must print again.
    """
    try:
        paper = FORMS[form](workplace.desk, id)
        out = workplace.print_paper(paper)
    except UserError as error:
        return f"{form.label} chưa in được: {error} Mở «In giấy tờ» và chọn giấy này.", Tone.LATE
    said = came_out(uncapitalised(form.label), paper, out)
    return said, Tone.DUE if out.to_do or out.remark else Tone.OK
