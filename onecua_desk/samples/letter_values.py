"""What the letters of the gallery say: on an ordinary day, with the longest texts, and with nothing that may lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain.fee_receipt import FeeReceipt, FeeTaken
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.status import Status
from onecua_desk.samples.commune import (
    ADDRESS,
    CODE,
    COMPANY,
    FORTY,
    LAND,
    LONG_ADDRESS,
    LONG_NAME,
    LONG_PROCEDURE,
    MAI,
    NOW,
    OLD_CODE,
    PHONE_OF_DESK,
    PROCEDURE,
    THEN,
)

_AT = datetime(2026, 11, 23, 9, 41)
THEN_AT = datetime(2024, 5, 14, 8, 5)
NAME, NUMBER, PHONE, MAIL = "Đặng Thị Ngọc Bích", "034186001234", "0912 345 678", "ngocbich@example.vn"
_TWO = "Nguyễn Văn Dũng và Phạm Thị Lan Anh"
ENDLESS = "Phải xác minh nguồn gốc thửa đất tại hai thôn, thời tiết mưa lũ kéo dài nên chưa đo đạc được; " * 4

RECEIPT = Receipt(
    **NOW,
    code=CODE,
    applicant=NAME,
    number=NUMBER,
    address=ADDRESS,
    phone=PHONE,
    email=MAIL,
    procedure=PROCEDURE,
    papers=(
        PaperLine("Bằng tốt nghiệp trung học phổ thông", "Bản chính", 1),
        PaperLine("Bản sao cần chứng thực (4 trang)", "Bản sao", 3),
        PaperLine("Căn cước của người nộp", "Xuất trình", 1),
    ),
    sets=1,
    limit="trong ngày làm việc",
    received_at=_AT,
    due=datetime(2026, 11, 23, 17, 0),
    return_at="Quầy 2, Trung tâm Phục vụ hành chính công xã Suối Trong",
    fee="18.000 đ",
    official=MAI.name,
)
OLD_RECEIPT = replace(
    RECEIPT, **THEN, code=OLD_CODE, received_at=THEN_AT, due=datetime(2024, 5, 14, 17, 0), return_at=THEN["centre"]
)
TWO_RECEIPT = replace(RECEIPT, applicant=_TWO, procedure="Đăng ký kết hôn", number="027095001111, 027197002222")
PROVISIONAL = replace(RECEIPT, code="H02.15.23-261123-R2094105")
COMPANY_RECEIPT = replace(
    RECEIPT,
    applicant=COMPANY,
    number="0101234567-001",
    organisation=True,
    representative="Trần Văn Thành, 027080004321",
    procedure=LAND,
    limit="10 ngày làm việc",
    due=datetime(2026, 12, 8, 17, 0),
)
LONG_RECEIPT = replace(
    RECEIPT,
    applicant=LONG_NAME,
    address=LONG_ADDRESS,
    procedure=LONG_PROCEDURE,
    papers=tuple(PaperLine(name, "Bản chính", number) for number, name in enumerate(FORTY, 1)),
    official=LONG_NAME,
    representative=f"{LONG_NAME}, {NUMBER}",
    provisional=PROVISIONAL.code,
)
BARE_RECEIPT = replace(
    RECEIPT, number="", address="", phone="", email="", papers=(), limit="", due=None, return_at="", fee="", official=""
)

NOTICE = Notice(
    **NOW,
    number="12-Q1/HDHS",
    at=_AT,
    applicant=NAME,
    procedure="Đăng ký khai sinh",
    official=MAI.name,
    citizen_number=NUMBER,
    address=ADDRESS,
    phone=PHONE,
    email=MAIL,
    missing=("Giấy chứng sinh: 01 bản chính", "Giấy tờ tùy thân còn giá trị: xuất trình bản chính"),
    reason="Chưa mang theo giấy chứng sinh",
    contact=PHONE_OF_DESK,
)
OLD_NOTICE = replace(NOTICE, **THEN, at=THEN_AT, code=OLD_CODE)
LONG_NOTICE = replace(
    NOTICE,
    applicant=COMPANY,
    organisation=True,
    address=LONG_ADDRESS,
    procedure=LONG_PROCEDURE,
    official=LONG_NAME,
    code=CODE,
    missing=FORTY,
    reason=ENDLESS,
)
BARE_NOTICE = replace(NOTICE, citizen_number="", address="", phone="", email="", reason="", contact="", official="")

REFUSAL, OLD_REFUSAL, LONG_REFUSAL, BARE_REFUSAL = (
    replace(one, number="13-Q1/TCHS", missing=()) for one in (NOTICE, OLD_NOTICE, LONG_NOTICE, BARE_NOTICE)
)

FEE = FeeReceipt(
    **NOW,
    code=CODE,
    payer=NAME,
    procedure=PROCEDURE,
    takings=(
        FeeTaken("Thu khi nhận hồ sơ, 09:41 23/11/2026", 18_000, "Tiền mặt", "AB/26P 0001234"),
        FeeTaken("Thu khi trả kết quả, 16:20 24/11/2026", 32_000, "Chuyển khoản"),
    ),
    at=datetime(2026, 11, 24, 16, 21),
    collector=MAI.name,
    number=NUMBER,
    address=ADDRESS,
    exemption="giảm 50 %: hộ cận nghèo",
    owed=4_000,
)
OLD_FEE = replace(
    FEE,
    **THEN,
    code=OLD_CODE,
    takings=(FeeTaken("Thu khi nhận hồ sơ, 08:05 14/05/2024", 18_000, "Tiền mặt", "AB/24P 0000451"),),
    at=THEN_AT,
    exemption="",
    owed=0,
)
LONG_FEE = replace(
    FEE,
    payer=COMPANY,
    address=LONG_ADDRESS,
    procedure=LONG_PROCEDURE,
    collector=LONG_NAME,
    takings=tuple(
        FeeTaken(f"Thu lần {number}, 09:41 23/11/2026", 98_765_000 + number, "Tiền mặt", f"AB/26P {number:07}")
        for number in range(1, 41)
    ),
)
BARE_FEE = replace(FEE, takings=FEE.takings[:1], number="", address="", exemption="", owed=0)

STATUS = Status(
    **NOW,
    at=_AT,
    code=CODE,
    applicant=NAME,
    procedure=PROCEDURE,
    sentence="Hồ sơ đang được Phòng Kinh tế giải quyết từ ngày 20/11/2026, còn 2 ngày làm việc.",
    due=datetime(2026, 11, 25, 17, 0),
    bring=("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Căn cước của người nộp", "32.000 đ lệ phí còn phải thu"),
    official=MAI.name,
    contact=PHONE_OF_DESK,
)
LONG_STATUS = replace(
    STATUS,
    applicant=LONG_NAME,
    procedure=LONG_PROCEDURE,
    sentence=STATUS.sentence + " " + ENDLESS,
    bring=FORTY[:12],
    official=LONG_NAME,
    number_note=f"Thay cho số tạm {PROVISIONAL.code}",
)
BARE_STATUS = replace(STATUS, due=None, bring=(), official="", contact="")
