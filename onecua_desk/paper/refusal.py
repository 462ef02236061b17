"""Form 03: a dossier is not taken on, and why (Phiếu từ chối tiếp nhận giải quyết hồ sơ)."""

from __future__ import annotations

from onecua_desk.domain.notice import Notice
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.paper.flow import Block, paragraph
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.labelled import labelled
from onecua_desk.paper.lines import Run
from onecua_desk.paper.notices import cleaned, content, help_line, notice_pdf, person, who
from onecua_desk.paper.slip import NORMAL, Look


def refusal(notice: Notice, reprint: int = 0, look: Look = NORMAL) -> bytes:
    """The PDF of form 03; the same notice gives the same bytes on any day. ``reprint``: as for the slip."""
    notice = cleaned(notice)
    signers = (("NGƯỜI NỘP HỒ SƠ", ""), ("NGƯỜI TIẾP NHẬN HỒ SƠ", notice.official))
    return notice_pdf(notice, FormKind.REFUSAL, _body, signers, look, reprint)


def _body(notice: Notice, look: Look, size: float) -> list[list[Block]]:
    told = (
        f"Qua xem xét, Bộ phận tiếp nhận hồ sơ của {notice.centre} thông báo không tiếp nhận, giải quyết hồ sơ này "
        "với lý do cụ thể như sau:"
    )
    return [
        paragraph([Run(f"{notice.centre}:")], size, look.measure, look.align),
        labelled("Tiếp nhận hồ sơ của:", notice.applicant, look, size, BOLD),
        *person(notice, look, size),
        *content(notice, look, size),
        labelled(told, notice.reason, look, size, BOLD),
        paragraph([Run(f"Xin thông báo cho {who(notice)} được biết và thực hiện.")], size, look.measure, look.align),
        help_line(notice, "Trong quá trình thực hiện nếu có vướng mắc", look, size),
    ]
