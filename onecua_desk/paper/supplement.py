"""Form 02: what a citizen has to bring or put right, all at once (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ)."""

from __future__ import annotations

from onecua_desk.domain.notice import Notice
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.notices import notice_content
from onecua_desk.paper.template import Template


def supplement(notice: Notice, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of form 02; the same notice gives the same bytes on any day. ``reprint``: as for the slip."""
    return letter_pdf(notice_content(Letter.SUPPLEMENT, notice), template, look, reprint)
