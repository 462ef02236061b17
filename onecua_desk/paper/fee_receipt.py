"""The fee receipt sheet: what was paid for a dossier, in figures and in words, two copies on A5 or one on a roll."""

from __future__ import annotations

from onecua_desk.domain.fee_receipt import FeeReceipt, FeeTaken
from onecua_desk.domain.fees import dong, grouped
from onecua_desk.paper.content import Rows, content, desk_texts
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template


def fee_receipt(value: FeeReceipt, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of both copies; the same value gives the same bytes on any day. ``reprint``: as for the slip."""
    texts = {
        **desk_texts(value.parent, value.centre, value.place, value.at),
        "ma_ho_so": value.code,
        "nguoi_nop": value.payer,
        "so_nguoi_nop": value.number,
        "dia_chi": value.address,
        "thu_tuc": value.procedure,
        "tong": dong(value.total),
        "bang_chu": value.words,
        "mien_giam": value.exemption,
        "con_phai_thu": dong(value.owed) if value.owed else "",
        "nguoi_thu": value.collector,
    }
    rows = ((one.what, one.way, one.receipt or "—", grouped(one.amount)) for one in value.takings)
    tables = {"khoan_thu": Rows.numbered(rows, map(_line, value.takings))}
    mark, author = value.code, value.centre
    said = content(Letter.FEE_RECEIPT, value.ruleset, texts, tables, mark=mark, author=author, code=value.code)
    return letter_pdf(said, template, look, reprint)


def _line(taking: FeeTaken) -> str:
    number = f", biên lai số {taking.receipt}" if taking.receipt else ""
    return f"{taking.what}: {dong(taking.amount)} ({taking.way.lower()}{number})"
