"""The rest of what a dossier says: its person, its papers and its fee, below the story."""

from __future__ import annotations

from collections.abc import Iterator

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Given


def facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """``(label, value)`` rows; what is not known has no row."""
    return tuple((label, value) for label, value in _rows(dossier) if value)


def _rows(dossier: Dossier) -> Iterator[tuple[str, str]]:
    applicant, received = dossier.applicant, dossier.received
    yield "Thủ tục", f"{received.procedure_name} ({received.procedure})"
    yield "Ngày sinh", f"{applicant.born:%d/%m/%Y}" if applicant.born else ""
    yield "Giới tính", applicant.sex
    yield "Địa chỉ", applicant.address
    yield "Email", applicant.email
    yield "Người nộp thay", received.representative.words() if received.representative else ""
    yield "Trường hợp", received.case
    yield "Cách nộp", received.channel.label
    yield "Trả tại", received.return_at
    yield "Phí, lệ phí", _fee(dossier)
    yield "Giấy tờ", "\n".join(map(_paper, dossier.papers))
    yield "Ghi chú", received.note


def _paper(paper: Given) -> str:
    kind = paper.kind_label.lower()
    return f"{paper.name} ({kind})" if paper.quantity == 1 else f"{paper.name} ({paper.quantity} {kind})"


def _fee(dossier: Dossier) -> str:
    amount = dossier.received.fee.amount
    if amount is None:
        return ""
    if amount == 0:
        return "không thu"
    return dong(amount) + (f", còn phải thu {dong(dossier.owed)}" if dossier.owed else ", đã thu")
