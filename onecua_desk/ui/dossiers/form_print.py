"""A form of a dossier comes out when the verb that asked for it was written; what to say of it."""

from __future__ import annotations

from onecua_desk.domain.events import EventId
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services.dossier_papers import FORMS
from onecua_desk.services.papers import Printout
from onecua_desk.ui.workplace import PutOut, Workplace


def came_out(called: str, paper: Printout, out: PutOut) -> str:
    """Such as "Đã in phiếu bổ sung: máy in Canon.", the reprint's number in it."""
    again = f" lại {called} (lần {paper.reprint})" if paper.reprint else f" {called}"
    return f"{'Đã lưu' if out.file else 'Đã in'}{again}: {out.words()}."


def print_form(workplace: Workplace, id: EventId, form: FormKind) -> str:
    """Print the form, on ``printing``. A printer that fails costs nothing: the fact is written already."""
    try:
        paper = FORMS[form](workplace.desk, id)
        return came_out(form.label[:1].lower() + form.label[1:], paper, workplace.print_paper(paper))
    except UserError as error:
        return f"{form.label} chưa in được: {error} Mở «In giấy tờ» và chọn giấy này."
