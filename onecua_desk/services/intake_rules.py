"""What a draft must have before it becomes a dossier: each rule names the field that is missing or wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.fees import MOST_VALUE, ByValue, dong
from onecua_desk.domain.parts import Applicant, Given
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.intake_draft import Draft, case_of, fee_of, fee_rule_of


def checked(draft: Draft, calendar: WorkCalendar, now: datetime) -> Draft:
    """The draft with its texts tidied; ``UserError(field=...)`` names the first thing that is missing or wrong."""
    _check_procedure(draft.procedure, now)
    case = case_of(draft)
    tidy = replace(draft, applicant=draft.applicant.tidied(), papers=_tidied(draft.papers))
    _check_applicant(tidy.applicant, draft.return_by)
    if case.limit is None:
        _check_named_due(draft.due, calendar, now)
    if draft.sets < 1:
        raise UserError("Số bộ hồ sơ phải từ 1.", field="sets")
    if draft.representative and not clean(draft.representative.name):
        raise UserError("Hãy nhập họ tên người được ủy quyền.", field="representative.name")
    _check_fee(draft)
    if any(not paper.name or paper.quantity < 1 for paper in tidy.papers):
        raise UserError("Mỗi giấy tờ phải có tên và số lượng từ 1.", field="papers")
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


def _check_named_due(due: datetime | None, calendar: WorkCalendar, now: datetime) -> None:
    if due is None:
        raise UserError("Thủ tục này chưa có thời hạn trong danh mục: hãy nhập ngày hẹn trả.", field="due")
    if due <= now:
        raise UserError("Ngày hẹn trả phải sau lúc tiếp nhận.", field="due")
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
    if isinstance(fee_rule_of(draft), ByValue):
        raise UserError(fee.words, field="value")  # the rule says itself what it is computed from
    raise UserError("Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu.", field="amount")


def _tidied(papers: tuple[Given, ...]) -> tuple[Given, ...]:
    return tuple(replace(paper, name=clean(paper.name)) for paper in papers)
