"""A line of an older register, or of a colleague's list, as a dossier that was taken in elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.text import fold


class RegisterField(StrEnum):
    """What a column of a register can hold."""

    CODE = "Số biên nhận, mã hồ sơ"
    NAME = "Họ tên người nộp"
    NUMBER = "Số giấy tờ"
    BORN = "Ngày sinh"
    ADDRESS = "Địa chỉ"
    PHONE = "Điện thoại"
    PROCEDURE = "Thủ tục"
    PROCEDURE_CODE = "Mã thủ tục"
    RECEIVED = "Ngày nhận"
    DUE = "Ngày hẹn trả"
    STATE = "Trạng thái"
    RETURNED = "Ngày trả"
    RESULT = "Số kết quả"
    OFFICIAL = "Cán bộ nhận"
    FEE = "Phí, lệ phí"
    NOTE = "Ghi chú"


NEEDED = (RegisterField.NAME, RegisterField.PROCEDURE, RegisterField.RECEIVED)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """``row`` is its number in the table. ``old_code``: the number that it had there, empty where it had none.

    ``procedure_code`` is empty where the register has names only. ``ended_at``: when it was handed back, or ended
    otherwise, where the register says so.
    """

    row: int
    old_code: str
    applicant: Applicant
    procedure: str
    procedure_code: str
    received_at: datetime
    due: datetime | None
    state: State
    ended_at: datetime | None
    result: str
    official: str
    note: str

    @property
    def key(self) -> str:
        """The same for the same line of the same register, however often it is read: ``Received.imported``.

        A dossier code says everything by itself. Another number stands with the day of receipt, because registers begin
        anew with 1 each year, and with the procedure, because each field may have a register of its own. Without a
        number: a digest of who, what and when. Before the last ``@`` stands the old number (``Received.old_code``).
        """
        if is_dossier_code(self.old_code):
            return f"{self.old_code}@"
        if self.old_code:
            return f"{self.old_code}@{self.received_at:%Y-%m-%d} {_words(self.procedure)}"
        what = (self.applicant.name, self.applicant.number, self.procedure_code or self.procedure)
        text = "\n".join([*map(fold, what), self.received_at.isoformat()])
        return f"@{sha256(text.encode()).hexdigest()}"


def _words(text: str) -> str:
    """The folded letters and figures alone: the same however the register writes it, and never an ``@``."""
    return " ".join(re.findall(r"\w+", fold(text)))


_STATES = {
    State.RETURNED: "da tra|da tra ket qua|da tra kq|hoan thanh|da hoan thanh|da nhan ket qua|da giao|ket thuc|xong",
    State.RESULT_READY: "co ket qua|da co ket qua|cho tra|cho tra ket qua|da giai quyet|da ky|da xu ly",
    State.PROCESSING: "dang giai quyet|dang xu ly|da chuyen|chuyen xu ly|dang thu ly|trong han|qua han|tre han",
    State.AWAITING_PAPERS: "cho bo sung|yeu cau bo sung|bo sung|bo sung ho so|thieu giay to",
    State.RECEIVED: "moi|moi tiep nhan|da tiep nhan|tiep nhan|moi nhan|da nhan|cho xu ly|cho giai quyet",
    State.REFUSED: "tu choi|tu choi giai quyet|khong giai quyet|tra lai|tra lai ho so|khong du dieu kien",
    State.WITHDRAWN: "rut|da rut|rut ho so|cong dan rut|huy|da huy",
}
_BY_WORDS = {words: state for state, known in _STATES.items() for words in known.split("|")}


def read_state(text: str) -> State | None:
    """The state that a register calls ``text``; ``None`` where it is none of the usual words."""
    return _BY_WORDS.get(_words(text))
