"""The status slip: the answer to "where is my dossier?" to take home (Phiếu tình trạng hồ sơ)."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.status import Status
from onecua_desk.paper.content import Rows, content, desk_texts
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.lines import Align
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template
from onecua_desk.paper.words import moment_in_words


def status(value: Status, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of one copy; the same value gives the same bytes on any day. ``reprint``: as for the slip."""
    texts = {
        **desk_texts(value.parent, value.centre, value.place, value.at),
        "ma_ho_so": value.code,
        "ho_ten": value.applicant,
        "thu_tuc": value.procedure,
        "tinh_trang": value.sentence,
        "hen_tra": moment_in_words(value.due) if value.due else "",
        "luc": moment_in_words(value.at),
        "can_bo": value.official,
        "dien_thoai_don_vi": value.contact,
    }
    tables = {"can_mang": Rows.numbered(((one,) for one in value.bring), value.bring)}
    mark, author = value.code, value.centre
    said = content(
        Letter.STATUS,
        value.ruleset,
        texts,
        tables,
        mark=mark,
        author=author,
        code=value.code,
        note=value.number_note,
    )
    return letter_pdf(said, template, replace(look, align=Align.LEFT), reprint)
