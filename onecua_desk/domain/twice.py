"""What two desks without a line did twice: it cannot be prevented, so it must be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier
    from onecua_desk.domain.events import Event


def overpaid(dossier: Dossier) -> int:
    """How much more was paid than the fee is, in đồng; 0 as well where the fee is not known."""
    fee = dossier.received.fee.amount
    return 0 if fee is None else max(0, dossier.paid - fee)


def already_returned(code: str, first: Event, desk: str) -> str:
    """Why a second hand-back is not taken: who handed the result back before (``first``), where, when and to whom."""
    return (
        f"Kết quả của hồ sơ {code} đã được {first.official.name} ({desk}) trả lúc {first.at:%H:%M %d/%m/%Y}: "
        f"{first.fact.detail()}. Hãy hỏi lại người nhận và quầy đó."
    )
