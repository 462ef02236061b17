"""The legal rule sets of the one-stop desk, 2018 and 2025: forms, citations, notice days, chosen by date of receipt.

A dossier keeps, for ever, the rule set it was received under, so that a reprint next year is the same paper.

Sources:

- 2018: Nghị định 61/2018/NĐ-CP of 23/04/2018, in force 21/06/2018, amended by Nghị định 107/2021/NĐ-CP; six forms in
  Thông tư 01/2018/TT-VPCP of 23/11/2018, in force 06/01/2019. Article 19 of the decree: apology in writing at the
  latest one day before the deadline, one new appointment at most.
- 2025: Nghị định 118/2025/NĐ-CP of 09/06/2025, in force 01/07/2025, amended by Nghị định 367/2025/NĐ-CP; seven forms
  in Thông tư 03/2025/TT-VPCP of 15/09/2025. A commune's desk becomes its Trung tâm Phục vụ hành chính công
  (Article 1). The notice days and the number of extensions under the new decree are carried over from the old one:
  its text on them was not at hand, so treat them as defaults.

The sets change over on 01/07/2025, when the decree came into force. In the eleven weeks until the circular the old
forms 04 to 06 stayed in use; form 01 has the same title in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from onecua_desk.errors import UserError


class FormKind(StrEnum):
    """What a form of one dossier is for, whatever its number in a rule set; the explanation has none, it is ours."""

    SLIP = "slip"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL_SLIP = "control_slip"
    REGISTER = "register"
    EXPLANATION = "explanation"

    @property
    def label(self) -> str:
        """The short name that officials use."""
        return _LABELS[self]


_LABELS = {
    FormKind.SLIP: "Giấy hẹn",
    FormKind.SUPPLEMENT: "Phiếu bổ sung",
    FormKind.REFUSAL: "Phiếu từ chối",
    FormKind.APOLOGY: "Văn bản xin lỗi",
    FormKind.STOP: "Thông báo dừng",
    FormKind.CONTROL_SLIP: "Phiếu kiểm soát",
    FormKind.REGISTER: "Sổ theo dõi",
    FormKind.EXPLANATION: "Báo cáo giải trình",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the circular: its number ("01") and its title in sentence case."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What the law prescribes for dossiers received from ``since`` on.

    ``citations`` are the acts in order of rank; ``apology_notice_days`` counts back from the appointment,
    ``extension_rule`` names what this and ``max_extensions`` rest on; ``desk_name`` is the default name of a commune's
    desk, without the commune.
    """

    id: str
    since: date
    forms: Mapping[FormKind, Form]
    citations: tuple[str, ...]
    apology_notice_days: int
    max_extensions: int
    extension_rule: str
    desk_name: str


_SLIP = Form("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
_SUPPLEMENT = Form("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
_REFUSAL = Form("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ")
_CONTROL_SLIP = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"

#: Oldest first. The 2018 set also answers for days before its own date: nothing older is ever received here.
RULE_SETS: tuple[RuleSet, ...] = (
    RuleSet(
        id="2018",
        since=date(2018, 6, 21),
        forms=MappingProxyType(
            {
                FormKind.SLIP: _SLIP,
                FormKind.SUPPLEMENT: _SUPPLEMENT,
                FormKind.REFUSAL: _REFUSAL,
                FormKind.APOLOGY: Form("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
                FormKind.CONTROL_SLIP: Form("05", _CONTROL_SLIP),
                FormKind.REGISTER: Form("06", _REGISTER),
            }
        ),
        citations=(
            "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ",
            "Nghị định số 107/2021/NĐ-CP của Chính phủ",
            "Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Văn phòng Chính phủ",
        ),
        apology_notice_days=1,
        max_extensions=1,
        extension_rule="Điều 19 Nghị định số 61/2018/NĐ-CP",
        desk_name="Bộ phận Tiếp nhận và Trả kết quả",
    ),
    RuleSet(
        id="2025",
        since=date(2025, 7, 1),
        forms=MappingProxyType(
            {
                FormKind.SLIP: _SLIP,
                FormKind.SUPPLEMENT: _SUPPLEMENT,
                FormKind.REFUSAL: _REFUSAL,
                FormKind.APOLOGY: Form("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
                FormKind.STOP: Form("05", "Thông báo dừng giải quyết hồ sơ"),
                FormKind.CONTROL_SLIP: Form("06", _CONTROL_SLIP),
                FormKind.REGISTER: Form("07", _REGISTER),
            }
        ),
        citations=(
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ",
            "Nghị định số 367/2025/NĐ-CP ngày 31/12/2025 của Chính phủ",
            "Thông tư số 03/2025/TT-VPCP ngày 15/9/2025 của Văn phòng Chính phủ",
        ),
        apology_notice_days=1,
        max_extensions=1,
        extension_rule="như Điều 19 Nghị định số 61/2018/NĐ-CP, chờ hướng dẫn của Nghị định số 118/2025/NĐ-CP",
        desk_name="Trung tâm Phục vụ hành chính công",
    ),
)


def ruleset_for(day: date) -> RuleSet:
    """The rule set of a dossier received on ``day``."""
    return next((rules for rules in reversed(RULE_SETS) if rules.since <= day), RULE_SETS[0])


def ruleset_named(rules_id: str) -> RuleSet:
    """The rule set that a dossier carries, "2018" or "2025"; an unknown name is a ``KeyError``, a bug."""
    return _BY_ID[rules_id]


def is_ruleset(rules_id: str) -> bool:
    """Whether this version of the program knows the rule set that a dossier carries."""
    return rules_id in _BY_ID


def check_ruleset(rules_id: str, code: str) -> None:
    """``UserError`` where this version of the program does not know the rule set that the dossier ``code`` carries."""
    if not is_ruleset(rules_id):
        raise UserError(f"Hồ sơ {code} được nhận theo mẫu mới hơn chương trình; hãy cập nhật chương trình rồi làm lại.")


_BY_ID = {rules.id: rules for rules in RULE_SETS}
