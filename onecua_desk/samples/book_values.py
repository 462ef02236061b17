"""What the lists and books of the gallery hold: a desk's day, and a register long enough to turn its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from onecua_desk.domain.control_slip import ControlSlip, Passing
from onecua_desk.domain.day_close import Sum, Totals
from onecua_desk.domain.day_compare import Advice, Difference
from onecua_desk.domain.day_lines import lines
from onecua_desk.domain.day_list import DayLine, DayList
from onecua_desk.domain.day_sheet import DaySheet
from onecua_desk.domain.events import EventId
from onecua_desk.domain.hand_over_list import HandedDossier, HandOverList
from onecua_desk.domain.money import Movement, Till
from onecua_desk.domain.money_sheet import MoneySheet
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.post_list import PostLine, PostList
from onecua_desk.domain.register_book import BookLine, Volume
from onecua_desk.samples.commune import (
    ADDRESS,
    CODE,
    COMMITTEE,
    COMPANY,
    LAND,
    LONG_ADDRESS,
    LONG_NAME,
    LONG_PROCEDURE,
    MAI,
    NOW,
    OLD_CODE,
    PROCEDURE,
    THEN,
    UNIT,
)

_DAY = date(2026, 11, 23)
_MORNING = datetime(2026, 11, 23, 7, 35)
_PEOPLE = (
    "Đặng Thị Ngọc Bích",
    "Nguyễn Văn Dũng",
    "Giàng A Páo",
    "Phạm Thị Lan Anh",
    "Hoàng Minh Tuấn",
    "Vàng Thị Mỷ",
    "Trần Quang Khánh",
)
_PROCEDURES = (PROCEDURE, "Đăng ký khai sinh", "Đăng ký kết hôn", "Đăng ký thường trú", LAND)
_OFFICE = "Phòng Kinh tế, Hạ tầng và Đô thị"


def _code(number: int) -> str:
    return f"H02.15.23-261123-{2000 + number}"


OUT = Passing(NOW["centre"], _OFFICE, datetime(2026, 11, 23, 14, 5), MAI.name, "Nguyễn Văn Hùng")
BACK = Passing(_OFFICE, NOW["centre"], datetime(2026, 11, 26, 15, 10), "Nguyễn Văn Hùng", MAI.name, "Trước hạn", "Đủ")
CONTROL = ControlSlip(
    **NOW,
    code=CODE,
    applicant=_PEOPLE[0],
    address=ADDRESS,
    phone="0912 345 678",
    procedure=LAND,
    received_at=datetime(2026, 11, 23, 9, 41),
    due=datetime(2026, 11, 30, 17, 0),
    official=MAI.name,
    solved_by=UNIT.parent,
    as_of=datetime(2026, 11, 26, 15, 10),
    passings=(OUT, BACK),
    together="Công an xã Suối Trong",
)
OLD_CONTROL = replace(
    CONTROL,
    **THEN,
    code=OLD_CODE,
    received_at=datetime(2024, 5, 14, 8, 5),
    due=datetime(2024, 5, 28, 17, 0),
    passings=(replace(OUT, giver=THEN["centre"], at=datetime(2024, 5, 14, 14, 5)),),
    together="",
)
LONG_CONTROL = replace(
    CONTROL,
    applicant=COMPANY,
    address=LONG_ADDRESS,
    procedure=LONG_PROCEDURE,
    passings=(
        replace(OUT, note="Còn thiếu bản vẽ mặt bằng hiện trạng, đề nghị bổ sung trước ngày hẹn", took=LONG_NAME),
    )
    * 7,
)


def _handed(count: int) -> tuple[HandedDossier, ...]:
    return tuple(
        HandedDossier(
            code=_code(number),
            procedure=_PROCEDURES[number % 5],
            sets=1 + number % 2,
            applicant=_PEOPLE[number % 7] if number % 9 else LONG_NAME,
            address=ADDRESS if number % 6 else LONG_ADDRESS,
            phone=f"09123456{number:02}" if number % 4 else "",
            received_at=_MORNING + timedelta(minutes=7 * number),
            due=datetime(2026, 11, 30, 17, 0) if number % 8 else None,
            note="Kèm bản chính" if number % 5 == 0 else "",
        )
        for number in range(1, count + 1)
    )


HANDED = HandOverList(
    UNIT.parent, UNIT.centre, UNIT.place, _OFFICE, _MORNING, datetime(2026, 11, 23, 16, 30), MAI.name, _handed(6)
)
HANDED_MANY = replace(HANDED, lines=_handed(40))


#: This one and those after it collect a result, those before hand papers in.
_FIRST_RETURNED = 22


def _day_line(number: int) -> DayLine:
    procedure = _PROCEDURES[number % 5]
    came = number < _FIRST_RETURNED
    at = _MORNING + timedelta(minutes=11 * (number if came else number - 20))
    due = datetime(2026, 11, 26, 17, 0) if number % 6 else None
    fee = None if number % 7 == 0 else 8_000 * (number % 4)
    way = ("Trực tiếp", "Trực tuyến", "Bưu chính")[number % 3]
    who = MAI.name if came else _PEOPLE[number % 7]
    return DayLine(procedure, _code(number), _PEOPLE[number % 7], at, due, way, who, fee)


DAY = DayList(
    UNIT.parent, UNIT.centre, UNIT.place, _DAY, MAI.name,
    tuple(map(_day_line, range(1, _FIRST_RETURNED))), tuple(map(_day_line, range(_FIRST_RETURNED, 34))),
)  # fmt: skip


def _moved(number: int, *, voided: bool = False) -> Movement:
    way = (PayWay.CASH, PayWay.CASH, PayWay.TRANSFER)[number % 3]
    payment = Payment(4_000 * (1 + number % 5), way, f"{1230 + number:07d}")
    name = _PROCEDURES[number % 5]
    return Movement(_MORNING + timedelta(minutes=number), MAI, payment, voided, name, name, _code(number))


_TILL = Till(MAI, (*map(_moved, range(1, 26)), _moved(25, voided=True)))
MONEY = MoneySheet(
    UNIT.parent, UNIT.centre, UNIT.place, _DAY, _TILL, _TILL.left(PayWay.CASH) - 2_000, datetime(2026, 11, 23, 16, 45)
)

_OWN = Totals(
    counts={"received": 37, "handed_over": 30, "returned": 21, "fee_voided": 1},
    used=("2001–2036", "2040"),
    by_procedure={"2.000815": Sum(20, 84_000), "1.001193": Sum(4, 32_000)},
    by_way={"cash": Sum(20, 100_000), "transfer": Sum(4, 16_000)},
    taken=124_000,
    voided=8_000,
    scans=14,
    scan_bytes=2_381_554,
)
_THEIRS = replace(_OWN, counts={**_OWN.counts, "received": 36}, refused={"received": 1}, used=("2001–2035", "2040"))
_NAMES = {"2.000815": PROCEDURE, "1.001193": "Đăng ký khai sinh"}
CLOSE = DaySheet(
    parent=COMMITTEE,
    centre=UNIT.centre,
    place=UNIT.place,
    desk=2,
    day=_DAY,
    state="Đã chốt",
    closed="chốt lúc 16:52 23/11/2026, Lê Thị Mai",
    asked="nhận lúc 16:53 23/11/2026, đến việc số 1.194",
    verdict="Khớp: cấp trên có đủ 89 việc của quầy trong ngày, giống từng việc một.",
    lines=partial(lines, _OWN, _OWN, _NAMES),
    through=1193,
    head=" ".join(f"{0x3C1F * number % 0x10000:04x}" for number in range(3, 19)),
    chain="trùng với chuỗi của cấp trên",
    differences=(),
    official=MAI.name,
    printed_at=datetime(2026, 11, 23, 16, 53),
)
CLOSE_OTHER = replace(
    CLOSE,
    state="Đã chốt, có việc ghi sau khi chốt (2)",
    verdict="Chưa khớp: 2 hồ sơ khác nhau giữa máy ở quầy và cấp trên.",
    lines=partial(lines, _OWN, _THEIRS, _NAMES),
    differences=(
        Difference(EventId(2, 7), _code(36), "5 việc", "4 việc, 1 không nhận", Advice.REFUSED),
        Difference(EventId(2, 9), _code(40), "3 việc", "2 việc", Advice.WAIT),
    ),
)


def _posted(number: int) -> PostLine:
    address = ADDRESS if number % 5 else LONG_ADDRESS
    return PostLine(_code(number), _PEOPLE[number % 7], address, f"0912 345 6{number:02}", f"EB{123456700 + number}VN")


POST = PostList(UNIT.parent, UNIT.centre, UNIT.place, _DAY, MAI.name, tuple(map(_posted, range(1, 13))))


def _book(first: int, count: int) -> Iterator[BookLine]:
    for number in range(first, first + count):
        weeks, day = divmod((number - first) // 5, 5)
        received = date(2026, 11, 2) + timedelta(days=7 * weeks + day)
        resolved = number % 5 != 0
        yield BookLine(
            number=number,
            **{key: value for key, value in NOW.items() if key != "place"},  # type: ignore[arg-type]
            code=f"H02.15.23-{received:%y%m%d}-{2001 + (number - first) % 5:04}",
            procedure=_PROCEDURES[number % 5] if number % 11 else LONG_PROCEDURE,
            sets=1,
            applicant=_PEOPLE[number % 7] if number % 10 else COMPANY,
            contact=f"{ADDRESS}; 09123456{number % 100:02}",
            solved_by=UNIT.parent if number % 3 else _OFFICE,
            received=received,
            due=received + timedelta(days=7) if number % 7 else None,
            returned=received + timedelta(days=7) if resolved else None,
            way=("Tại quầy", "Bưu chính", "Trực tuyến")[number % 3],
            note=f"Hẹn lần đầu {received + timedelta(days=4):%d/%m/%Y}" if number % 6 == 0 and number % 7 else "",
        )


BOOK = Volume(2026, 3, 12, tuple(_book(413, 44)))
BOOK_START = Volume(2026, 1, 0, tuple(replace(line, number=at) for at, line in enumerate(_book(413, 3), 1)))
OLD_BOOK = Volume(
    2024,
    1,
    0,
    tuple(
        replace(
            line,
            number=number,
            ruleset="2018",
            centre=THEN["centre"],
            code=f"000.17.22.H56-240514-{number:04}",
            received=date(2024, 5, 14),
            due=date(2024, 5, 21),
            returned=date(2024, 5, 20),
            note="",
        )
        for number, line in enumerate(_book(413, 9), 1)
    ),
)
