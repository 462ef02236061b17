"""What the official reads when a saved dossier's slip came out, or did not, and which verbs follow."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.ui.widgets.rich import Html, bold, join
from onecua_desk.ui.workplace import PutOut

if TYPE_CHECKING:  # with the forms 02 and 03, which the first screen does not need
    from onecua_desk.services.guidance import Guidance


class Act(StrEnum):
    """The verbs of the notice, as they are written on it."""

    OPEN = "Mở tệp"
    AGAIN = "In lại"
    SAVE = "Lưu PDF"
    NEXT = "Hồ sơ mới"


def came_out(dossier: Dossier, out: PutOut) -> tuple[Html, tuple[Act, ...]]:
    if dossier.reprints(FormKind.SLIP):
        way = f"lưu lại thành tệp PDF.{_remark(out)}" if out.file else f"in lại tại {out.words()}."
        verbs = (Act.OPEN, Act.NEXT) if out.file else (Act.AGAIN, Act.NEXT)
        return join("Giấy hẹn ", bold(dossier.code), f" đã {way}"), verbs
    saved = join("Đã lưu hồ sơ ", bold(dossier.code))
    if out.file:
        return join(saved, f", giấy hẹn đã lưu thành tệp PDF.{_remark(out)}"), (Act.OPEN, Act.NEXT)
    return join(saved, f" và in giấy hẹn tại {out.words()}."), (Act.AGAIN, Act.NEXT)


def _remark(out: PutOut) -> str:
    """What is to be known of a paper that was saved; of one that was printed ``PutOut.words`` says it."""
    return f" {out.remark}" if out.remark else ""


def still_to_print(dossier: Dossier) -> Html:
    """Of an earlier dossier whose slip never came out."""
    return join("Giấy hẹn ", bold(dossier.code), " vẫn chưa in được.")


def given(guidance: Guidance, out: PutOut) -> Html:
    """Form 02 or 03 came out."""
    way = f"đã lưu thành tệp PDF.{_remark(out)}" if out.file else f"đã in tại {out.words()}."
    stays = " Hồ sơ vẫn chờ ở đây." if guidance.form is FormKind.SUPPLEMENT else ""
    return join(f"{guidance.form.label} ", bold(guidance.notice.number), f" {way}{stays}")


def not_given(guidance: Guidance, why: str) -> Html:
    return join(f"{guidance.form.label} ", bold(guidance.notice.number), f" đã ghi, nhưng chưa in được: {why}")


def did_not_come_out(dossier: Dossier, why: str) -> Html:
    return join("Hồ sơ ", bold(dossier.code), f" đã lưu an toàn, nhưng chưa in được giấy hẹn: {why}")
