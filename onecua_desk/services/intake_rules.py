"""What a draft must have before it becomes a dossier: each rule names the field that is missing or wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from onecua_desk.domain.applicant_fields import field_words
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import FARTHEST
from onecua_desk.domain.fees import MOST_VALUE, ByValue, dong
from onecua_desk.domain.parts import Applicant, Given
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.intake_draft import Draft, case_of, fee_of, fee_rule_of

MOST_OF_ONE = 9_999
"""Sets of a dossier, copies of a paper: more is a slip of the finger."""
FIRST_BORN = date(1900, 1, 1)
LONGEST = {"name": 300, "number": 40, "address": 500, "phone": 40, "email": 200}
"""Letters of each field of the applicant."""


def checked(draft: Draft, calendar: WorkCalendar, now: datetime) -> Draft:
    """The draft with its texts tidied; ``UserError(field=...)`` names the first thing that is missing or wrong."""
    _check_procedure(draft.procedure, now)
    case = case_of(draft)
    tidy = replace(draft, applicant=draft.applicant.tidied(), papers=_tidied(draft.papers))
    _check_applicant(tidy.applicant, draft.return_by)
    _check_person(tidy.applicant, now)
    if case.limit is None:
        _check_named_due(draft.due, calendar, now)
    if not 1 <= draft.sets <= MOST_OF_ONE:
        raise UserError(f"Số bộ hồ sơ phải từ 1 đến {MOST_OF_ONE}.", field="sets")
    if draft.representative and not clean(draft.representative.name):
        raise UserError("Hãy nhập họ tên người được ủy quyền.", field="representative.name")
    _check_fee(draft)
    if any(not paper.name or not 1 <= paper.quantity <= MOST_OF_ONE for paper in tidy.papers):
        raise UserError(f"Mỗi giấy tờ phải có tên và số lượng từ 1 đến {MOST_OF_ONE}.", field="papers")
    return tidy


def _check_procedure(procedure: Procedure | None, now: datetime) -> None:
    if procedure is None:
        raise UserError("Hãy chọn thủ tục.", field="procedure")
    if now.date() < procedure.valid_from:
        raise UserError(
            f"Hôm nay, theo đồng hồ máy, là {now:%d/%m/%Y}; thủ tục {procedure.code} có hiệu lực từ "
            f"{procedure.valid_from:%d/%m/%Y}. Hãy kiểm tra đồng hồ.",
            field="procedure",
        )
    if not procedure.valid_on(now.date()):
        raise UserError(f"Thủ tục {procedure.code} không còn hiệu lực; hãy chọn thủ tục thay thế.", field="procedure")


def _check_applicant(applicant: Applicant, return_by: Channel) -> None:
    if not applicant.name:
        raise UserError("Hãy nhập họ tên người nộp (hoặc quét thẻ).", field="applicant.name")
    if return_by is Channel.POST and not applicant.address:
        raise UserError("Trả qua bưu chính thì cần địa chỉ người nhận.", field="applicant.address")


def _check_person(applicant: Applicant, now: datetime) -> None:
    """What no person and no body has; a wrong number is only warned of (see ``citizen``)."""
    if applicant.born and not FIRST_BORN <= applicant.born <= now.date():
        raise UserError("Ngày sinh không hợp lý; hãy nhập lại.", field="applicant.born")
    if applicant.sex not in ("", "Nam", "Nữ"):
        raise UserError("Giới tính ghi Nam hoặc Nữ.", field="applicant.sex")
    for field, most in LONGEST.items():
        if len(getattr(applicant, field)) > most:
            called = field_words(applicant.organisation)[field]
            raise UserError(f"«{called}» dài quá {most} chữ; hãy rút ngắn.", field=f"applicant.{field}")


def _check_named_due(due: datetime | None, calendar: WorkCalendar, now: datetime) -> None:
    if due is None:
        raise UserError("Thủ tục này chưa có thời hạn trong danh mục: hãy nhập ngày hẹn trả.", field="due")
    if due <= now:
        raise UserError("Ngày hẹn trả phải sau lúc tiếp nhận.", field="due")
    if due.date() - now.date() > FARTHEST:
        raise UserError(f"Ngày hẹn {due:%d/%m/%Y} cách hôm nay hơn một năm; hãy kiểm tra lại.", field="due")
    if reason := calendar.reason(due.date()):
        raise UserError(f"Ngày hẹn {due:%d/%m/%Y} là ngày nghỉ ({reason}); hãy chọn ngày làm việc.", field="due")


def _check_fee(draft: Draft) -> None:
    if draft.exemption and not clean(draft.exemption.reason):
        raise UserError("Hãy ghi lý do miễn, giảm.", field="exemption")
    if draft.amount is not None and not 0 <= draft.amount <= MOST_VALUE:
        raise UserError(f"Mức thu phải từ 0 đến {dong(MOST_VALUE)}.", field="amount")
    fee = fee_of(draft)
    if fee.amount is not None:
        return
    if isinstance(fee_rule_of(draft), ByValue):  # which it is may still have to be chosen: that is said first
        raise UserError(fee.words, field="value")  # the rule says itself what it is computed from
    raise UserError("Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu.", field="amount")


def _tidied(papers: tuple[Given, ...]) -> tuple[Given, ...]:
    return tuple(replace(paper, name=clean(paper.name)) for paper in papers)
