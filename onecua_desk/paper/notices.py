"""What forms 02 and 03 say in common."""

from __future__ import annotations

from onecua_desk.domain.notice import Notice
from onecua_desk.paper.content import Content, Rows, citizen_texts, content, desk_texts, without_ending
from onecua_desk.paper.letters import Letter


def notice_content(letter: Letter, notice: Notice) -> Content:
    """The values of form 02 or 03, ready for its template."""
    texts = {
        **desk_texts(notice.parent, notice.centre, notice.place, notice.at),
        **citizen_texts(notice, notice.citizen_number),
        "so": without_ending(notice.number),
        "ly_do": notice.reason,
        "can_bo": notice.official,
        "dien_thoai_don_vi": notice.contact,
    }
    missing = Rows.numbered(((one,) for one in notice.missing), notice.missing)
    tables = {"con_thieu": missing}
    return content(letter, notice.ruleset, texts, tables, mark=notice.number, author=notice.centre, code=notice.code)
