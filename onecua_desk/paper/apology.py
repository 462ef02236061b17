"""Form 04: the agency is late, says why, and names one new date (Phiếu xin lỗi; Văn bản xin lỗi và đề nghị gia hạn)."""

from __future__ import annotations

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.ruleset import FormKind, ruleset_named
from onecua_desk.paper.agency import agency_texts
from onecua_desk.paper.content import content
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template
from onecua_desk.paper.words import day_in_words, moment_in_words


def apology(value: Apology, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of form 04; the same value gives the same bytes on any day. ``reprint``: as for the slip."""
    slip, late = ruleset_named(value.ruleset).forms[FormKind.SLIP].title, value.at >= value.due_before
    texts = {
        **agency_texts(value),
        "giay_hen_da_tre": slip if late else "",
        "giay_hen_sap_tre": "" if late else slip,
        "hen_cu": moment_in_words(value.due_before),
        "hen_lai": moment_in_words(value.due),
        "ngay_hen_lai": f"{value.due:%H} giờ {value.due:%M} phút, {day_in_words(value.due)}",
    }
    said = content(Letter.APOLOGY, value.ruleset, texts, mark=value.number, author=value.agency, code=value.code)
    return letter_pdf(said, template, look, reprint)
