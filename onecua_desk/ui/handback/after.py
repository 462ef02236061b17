"""What is said and asked when a result has just gone out: what was handed over, how it was, and the way back."""

from __future__ import annotations

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.fees import dong
from onecua_desk.domain.procedure import Channel


def handed_over(dossier: Dossier) -> str:
    """One sentence: what went to whom, when, what was paid for it, and what is still open."""
    returned, result = dossier.returned, dossier.result
    if returned is None or dossier.closed_at is None:
        return ""
    what = f"kết quả số {result.number} ({result.copies} bản)" if result else "kết quả"
    who, at = returned.collector.name, f"{dossier.closed_at:%H:%M}"
    sentence = {
        Channel.COUNTER: f"Đã trả {what} cho {who} lúc {at}",
        Channel.POST: f"Đã giao bưu chính {what} của {who}, số hiệu {returned.consignment}",
        Channel.ONLINE: f"Đã trả trực tuyến {what} của {who} lúc {at}",
    }[returned.how]
    parts = [sentence, f"hồ sơ {dossier.code}"]
    if returned.payment:
        parts.append(f"đã thu {returned.payment.words()}")
    if dossier.owed:
        parts.append(f"còn nợ {dong(dossier.owed)}")
    if returned.originals:
        parts.append(f"trả lại {len(returned.originals)} bản chính")
    following = "nhãn tiếp theo" if returned.how is Channel.POST else "tiếp người sau"
    return ", ".join(parts) + f". Quét {following}."


def went_by_counter(dossier: Dossier) -> bool:
    """Whether the citizen stands here, so that they can be asked."""
    return dossier.returned is not None and dossier.returned.how is Channel.COUNTER
