"""The ways in which a dossier comes to the desk."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a dossier is submitted (NĐ 61/2018 Art. 16); limits, papers and fees may differ by it."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Channel.COUNTER: "Trực tiếp tại quầy",
    Channel.POST: "Bưu chính công ích",
    Channel.ONLINE: "Trực tuyến",
}
