"""What the letters on a dossier's term say in the gallery: forms 04 and 05 and the explanatory note."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.samples.commune import (
    ADDRESS,
    COMMITTEE,
    COMPANY,
    LAND,
    LONG_ADDRESS,
    LONG_NAME,
    LONG_PROCEDURE,
    MAI,
    NOW,
    OLD_CODE,
    PHONE_OF_DESK,
    THEN,
)
from onecua_desk.samples.letter_values import ENDLESS, MAIL, NAME, NUMBER, PHONE, THEN_AT

_DOSSIER: dict[str, Any] = {
    "applicant": NAME,
    "procedure": LAND,
    "code": "H02.15.23-261102-2007",
    "received_at": datetime(2026, 11, 2, 9, 41),
    "agency": COMMITTEE,
    "signer": "Nguyễn Văn Trung",
}
_BY_AGENCY: dict[str, Any] = {**NOW, **_DOSSIER, "parent": "", "at": datetime(2026, 11, 23, 10, 5)}

APOLOGY = Apology(
    **_BY_AGENCY,
    number="261102-2007/PXL",
    due_before=datetime(2026, 11, 25, 17, 0),
    due=datetime(2026, 12, 1, 17, 0),
    reason="Phải xác minh nguồn gốc thửa đất tại hai thôn, thời tiết mưa lũ kéo dài nên chưa đo đạc được",
    address=ADDRESS,
    phone=PHONE,
    email=MAIL,
)
OLD_APOLOGY = replace(
    APOLOGY,
    ruleset="2018",
    centre=THEN["centre"],
    number="240514-0031/PXL",
    at=datetime(2024, 5, 27, 10, 5),
    code=OLD_CODE,
    received_at=THEN_AT,
    due_before=datetime(2024, 5, 28, 17, 0),
    due=datetime(2024, 6, 4, 17, 0),
)
LONG_APOLOGY = replace(
    APOLOGY,
    parent="UBND tỉnh Bắc Ninh",
    agency="Văn phòng Đăng ký đất đai, Chi nhánh khu vực Suối Trong - Đồng Nguyên - Tương Giang",
    applicant=COMPANY,
    organisation=True,
    address=LONG_ADDRESS,
    procedure=LONG_PROCEDURE,
    reason=ENDLESS,
    signer=LONG_NAME,
)
BARE_APOLOGY = replace(APOLOGY, address="", phone="", email="", signer="")

STOP = StopNotice(
    **_BY_AGENCY,
    number="261102-2007/TBDG",
    basis="Quyết định số 12/QĐ-TA ngày 20/11/2026 của Tòa án nhân dân khu vực 3 thụ lý tranh chấp thửa đất",
    reason="Thửa đất đang có tranh chấp, Tòa án đã thụ lý vụ án",
    stopped_at=datetime(2026, 11, 23, 10, 0),
    citizen_number=NUMBER,
    address=ADDRESS,
    phone=PHONE,
    official=MAI.name,
    contact=PHONE_OF_DESK,
)
LONG_STOP = replace(
    STOP,
    parent=LONG_APOLOGY.parent,
    agency=LONG_APOLOGY.agency,
    applicant=COMPANY,
    organisation=True,
    address=LONG_ADDRESS,
    email=MAIL,
    procedure=LONG_PROCEDURE,
    basis=STOP.basis + "; " + STOP.basis,
    reason=ENDLESS,
    official=LONG_NAME,
    signer=LONG_NAME,
)
BARE_STOP = replace(STOP, citizen_number="", address="", phone="", email="", official="", contact="", signer="")

EXPLANATION = Explanation(
    **NOW,
    **_DOSSIER,
    number="261102-2007/BC",
    at=datetime(2026, 12, 3, 9, 5),
    reason="Thửa đất nằm ở hai thôn, mưa lũ kéo dài nên chưa đo đạc được; ngày 30/11/2026 mới có biên bản xác minh",
    to=NOW["parent"],
    holder="Địa chính - Xây dựng",
    appointed=APOLOGY.due_before,
    again=APOLOGY.due,
    late_from=APOLOGY.due_before,
    days_late=5,
    ended=datetime(2026, 12, 2, 15, 20),
    outcome="Có kết quả",
    cause="Phải xác minh, hồ sơ phức tạp",
    official=MAI.name,
    remedy="Đã bố trí thêm một cán bộ đo đạc; đã gọi điện xin lỗi người nộp ngày 01/12/2026",
)
OLD_EXPLANATION = replace(
    EXPLANATION,
    **THEN,
    number="240514-0031/BC",
    at=datetime(2024, 5, 30, 9, 5),
    code=OLD_CODE,
    reason="Thửa đất nằm ở hai thôn, mưa lũ kéo dài nên chưa đo đạc được",
    received_at=THEN_AT,
    appointed=OLD_APOLOGY.due_before,
    again=None,
    late_from=OLD_APOLOGY.due_before,
    days_late=2,
    ended=None,
    outcome="",
    remedy="",
)
LONG_EXPLANATION = replace(
    EXPLANATION,
    applicant=COMPANY,
    organisation=True,
    procedure=LONG_PROCEDURE,
    agency=LONG_APOLOGY.agency,
    holder="Tổ công tác liên ngành về đất đai, xây dựng và môi trường",
    reason=ENDLESS * 3,
    remedy=ENDLESS,
    official=LONG_NAME,
    signer=LONG_NAME,
)
BARE_EXPLANATION = replace(
    EXPLANATION, to="", holder="", agency="", again=None, ended=None, outcome="", remedy="", signer=""
)
