"""The rest of what a dossier says: its person, its papers and its fee, below the story."""

from __future__ import annotations

from collections.abc import Iterator

from onecua_desk.domain.applicant_fields import asked_of, represents
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Applicant, Given, Representative
from onecua_desk.ui.words import grouped_number, grouped_phone


def facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """``(label, value)`` rows; what is not known has no row."""
    return tuple((label, value) for label, value in _rows(dossier) if value)


def _rows(dossier: Dossier) -> Iterator[tuple[str, str]]:
    applicant, received = dossier.applicant, dossier.received
    yield "Thủ tục", f"{received.procedure_name} ({received.procedure})"
    yield from _applicant(applicant)
    yield represents(applicant.organisation), _representative(received.representative)
    yield "Trợ giúp", ", ".join(one.label for one in received.help)
    yield "Lưu động", received.visited
    yield "Trường hợp", received.case
    yield "Xin lỗi", "\n".join(apology.detail() for apology in dossier.apologies)
    yield "Giải trình", "\n".join(explained.detail() for explained in dossier.explained)
    yield "Cách nộp", received.channel.label
    yield "Trả tại", received.return_at
    yield "Phí, lệ phí", _fee(dossier)
    yield "Miễn, giảm", received.exemption
    yield "Đã thu", "\n".join(payment.words() for payment in dossier.payments)
    yield "Giấy tờ", "\n".join(map(_paper, dossier.papers))
    yield "Cho nợ", "\n".join(received.waived)
    yield "Hướng dẫn", f"Phiếu bổ sung lúc {received.guided_at:%H:%M %d/%m/%Y}" if received.guided_at else ""
    yield "Tệp", "\n".join(f"{file.name} ({file.pages} trang)" for file in dossier.files)
    yield "Đã trả lại", "\n".join(dossier.returned.originals) if dossier.returned else ""
    yield "Đánh giá", dossier.rated.detail() if dossier.rated else ""
    yield "Ghi chú", received.note


def _applicant(who: Applicant) -> Iterator[tuple[str, str]]:
    """What stands of the applicant besides name, number and telephone: the head of the column has those."""
    for name, words in asked_of(who.organisation).items():
        if name == "born":
            yield words, f"{who.born:%d/%m/%Y}" if who.born else ""
        elif name in ("sex", "address", "email"):
            yield words, who.value(name)


def _representative(who: Representative | None) -> str:
    if who is None:
        return ""
    parts = (who.name, grouped_number(who.number), grouped_phone(who.phone), who.address, who.authority)
    return "\n".join(part for part in parts if part)


def _paper(paper: Given) -> str:
    kind = paper.kind_label.lower()
    reused = f", dùng lại từ {paper.reused}" if paper.reused else ""
    return f"{paper.name} ({f'{paper.quantity} ' if paper.quantity > 1 else ''}{kind}{reused})"


def _fee(dossier: Dossier) -> str:
    amount = dossier.received.fee.amount
    if amount is None:
        return ""
    if amount == 0:
        return "không thu"
    return dong(amount) + (f", còn phải thu {dong(dossier.owed)}" if dossier.owed else ", đã thu")
