"""Form 05 of 2025: a dossier ends without a result, and on what ground (Thông báo dừng giải quyết hồ sơ)."""

from __future__ import annotations

from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.paper.agency import agency_texts
from onecua_desk.paper.content import content
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template
from onecua_desk.paper.words import day_in_words


def stop(value: StopNotice, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of form 05; the same value gives the same bytes on any day. ``reprint``: as for the slip."""
    texts = {
        **agency_texts(value, value.citizen_number),
        "can_cu": value.basis,
        "ngay_dung": day_in_words(value.stopped_at),
        "can_bo": value.official,
        "dien_thoai_don_vi": value.contact,
    }
    said = content(Letter.STOP, value.ruleset, texts, mark=value.number, author=value.agency, code=value.code)
    return letter_pdf(said, template, look, reprint)
