"""Forms 02 and 03 of a dossier come out when the verb that asked for them was written; what to say of it."""

from __future__ import annotations

from collections.abc import Callable

from onecua_desk.domain.events import EventId
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import notices
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.ui.workplace import PutOut, Workplace

FORMS: dict[FormKind, Callable[[Desk, EventId], Printout]] = {
    FormKind.SUPPLEMENT: notices.supplement_form,
    FormKind.REFUSAL: notices.refusal_form,
}


def came_out(form: FormKind, reprint: int, out: PutOut) -> str:
    """Such as "Đã in phiếu bổ sung: máy in Canon.", the reprint's number in it."""
    again = f" lại {form.label.lower()} (lần {reprint})" if reprint else f" {form.label.lower()}"
    return f"{'Đã lưu' if out.file else 'Đã in'}{again}: {out.words()}."


def print_notice(workplace: Workplace, id: EventId, form: FormKind) -> str:
    """Print the form, on ``printing``. A printer that fails costs nothing: the fact is written already."""
    try:
        printout = FORMS[form](workplace.desk, id)
        return came_out(form, printout.reprint, workplace.print_paper(printout))
    except UserError as error:
        return f"{form.label} chưa in được: {error} Mở «In giấy hẹn» và chọn phiếu này."
