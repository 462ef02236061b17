"""Form 01, the appointment slip: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, two copies on A5, or in large type on A4."""

from __future__ import annotations

from onecua_desk.domain.receipt import Receipt
from onecua_desk.paper.content import Content, Rows, citizen_texts, content, desk_texts
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.template import Template
from onecua_desk.paper.words import day_in_figures, moment_in_words


def slip(receipt: Receipt, reprint: int = 0, look: Look = NORMAL, template: Template | None = None) -> bytes:
    """The PDF of both copies; the same receipt gives the same bytes on any day.

    ``reprint`` 1, 2 ... marks every page as the first, second ... reprint and changes nothing else.
    """
    return letter_pdf(slip_content(Letter.SLIP, receipt), template, look, reprint)


def slip_content(letter: Letter, receipt: Receipt) -> Content:
    """What the slip says, on sheets or on the roll."""
    due = receipt.due
    stands_in = "nguoi_dai_dien" if receipt.organisation else "nguoi_duoc_uy_quyen"
    texts = {
        **desk_texts(receipt.parent, receipt.centre, receipt.place, receipt.received_at),
        **citizen_texts(receipt, receipt.number),
        "so_nguoi_nop": receipt.number,
        "nguoi_dai_dien": "",
        "nguoi_duoc_uy_quyen": "",
        stands_in: receipt.representative,
        "so_loai_giay_to": str(len(receipt.papers)),
        "so_bo": f"{receipt.sets:02d}",
        "thoi_han": receipt.limit,
        "gio_nhan": moment_in_words(receipt.received_at),
        "hen_tra": moment_in_words(due) if due else "",
        "hen_gio": f"{due:%H} giờ {due:%M}" if due else "",
        "hen_ngay": day_in_figures(due) if due else "",
        "noi_tra": receipt.return_at,
        "phi": receipt.fee,
        "can_bo": receipt.official,
    }
    papers = Rows.numbered(
        ((line.name, line.kind, str(line.quantity)) for line in receipt.papers),
        (f"{line.name} ({line.kind}: {line.quantity})" for line in receipt.papers),
    )
    tables = {"giay_to": papers}
    mark, author = receipt.code, receipt.centre
    return content(
        letter, receipt.ruleset, texts, tables, mark=mark, author=author, code=receipt.code, note=receipt.number_note
    )
