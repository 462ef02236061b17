"""The papers whose words come from templates; a file of its own because it costs nothing to import."""

from __future__ import annotations

from enum import StrEnum


class Letter(StrEnum):
    """A paper whose words come from a template; the values are those of the form's other names in the program."""

    SLIP = "slip"
    SLIP_ROLL = "slip_roll"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL_SLIP = "control_slip"
    FEE_RECEIPT = "fee_receipt"
    STATUS = "status"
    EXPLANATION = "explanation"

    @property
    def file(self) -> str:
        """The name of its template's file."""
        return f"{_FILES[self]}.toml"


_FILES = {
    Letter.SLIP: "giay-hen",
    Letter.SLIP_ROLL: "giay-hen-cuon",
    Letter.SUPPLEMENT: "bo-sung",
    Letter.REFUSAL: "tu-choi",
    Letter.APOLOGY: "xin-loi",
    Letter.STOP: "dung-giai-quyet",
    Letter.CONTROL_SLIP: "phieu-kiem-soat",
    Letter.FEE_RECEIPT: "thu-phi",
    Letter.STATUS: "tinh-trang",
    Letter.EXPLANATION: "giai-trinh",
}
