"""Form 02: what a citizen has to bring or put right, all at once (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ)."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.notice import Notice
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.paper.flow import Block, paragraph, space
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.labelled import labelled
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.notices import cleaned, content, help_line, notice_pdf, person, who
from onecua_desk.paper.slip import NORMAL, Look
from onecua_desk.paper.table import Column, table


def supplement(notice: Notice, reprint: int = 0, look: Look = NORMAL) -> bytes:
    """The PDF of form 02; the same notice gives the same bytes on any day. ``reprint``: as for the slip."""
    notice = cleaned(notice)
    signers = (("", ""), ("NGƯỜI HƯỚNG DẪN", notice.official))
    return notice_pdf(notice, FormKind.SUPPLEMENT, _body, signers, look, reprint)


def _body(notice: Notice, look: Look, size: float) -> list[list[Block]]:
    return [
        paragraph([Run(f"{notice.centre}:")], size, look.measure, look.align),
        labelled(f"Tiếp nhận hồ sơ/yêu cầu của {who(notice)}:", notice.applicant, look, size, BOLD),
        *content(notice, look, size),
        *person(notice, look, size),
        _missing(notice, look, size),
        labelled("Lý do:", notice.reason, look, size),
        help_line(notice, "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc", look, size),
    ]


def _missing(notice: Notice, look: Look, size: float) -> list[Block]:
    asks = paragraph(
        [Run(f"Yêu cầu {who(notice)} hoàn thiện hồ sơ gồm những nội dung như sau:")], size, look.measure, look.align
    )
    number = 28 * look.scale
    columns = (
        Column("TT", number, Align.CENTRE),
        Column("Thành phần, nội dung cần bổ sung, hoàn thiện", look.measure - number, Align.LEFT),
    )
    rows = [(str(place), text) for place, text in enumerate(notice.missing, start=1)]
    return [
        *(replace(line, keep=True) for line in asks),
        replace(space(size * 0.25), keep=True),
        *table(columns, rows, size - 0.5),
        space(3),
    ]
