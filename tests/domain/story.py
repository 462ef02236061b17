"""One dossier, a fact of every kind that can happen to it, and what it is after some of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from onecua_desk.domain.clock_facts import Against, Doubt
from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import (
    Apologised,
    ClockTrusted,
    Contradicted,
    Corrected,
    DayClosed,
    Event,
    EventId,
    Explained,
    ExplanationPrinted,
    Fact,
    FeePaid,
    FeeVoided,
    FileDropped,
    FilesAttached,
    Guided,
    HandBackUndone,
    HandedOver,
    Numbered,
    PaperPrinted,
    Rated,
    Received,
    Refused,
    ResultRecorded,
    Returned,
    Stopped,
    Supplemented,
    SupplementRequested,
    TakenOver,
    TurnedAway,
    Undelivered,
    Withdrawn,
)
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.file import File
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Applicant, Change, Collector, Given, Official, Rating, Unit
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Channel, Limit, LimitUnit, PaperKind
from onecua_desk.domain.ruleset import FormKind

AT = datetime(2026, 11, 23, 9, 41)
DUE = datetime(2026, 11, 26, 17)
ID = EventId(2, 1)
BICH = Applicant("Đặng Thị Ngọc Bích", "034188001234", date(1988, 2, 29), "Nữ", "Suối Trong", "0912345678")
FORM = Given("Tờ khai", PaperKind.FORM, 1)
RECEIVED = Received(
    code="H02.15.23-261123-1001",
    ruleset="2025",
    unit=Unit("H02.15.23", "xã Suối Trong", "UBND xã Suối Trong", "Trung tâm", "Suối Trong"),
    desk=1,
    decided_by="UBND xã Suối Trong",
    return_at="Trung tâm",
    procedure="1.004873",
    procedure_name="Cấp giấy xác nhận tình trạng hôn nhân",
    field="Hộ tịch",
    case="",
    limit=Limit(3, LimitUnit.WORKING_DAYS),
    channel=Channel.COUNTER,
    applicant=BICH,
    papers=(FORM,),
    sets=1,
    due=DUE,
    fee=Fee(15_000, "1 bản × 15.000 đ"),
)
SCAN = File("ab" * 32, 40_000, 1, "Giấy chứng sinh")
PAID = Payment(8_000, PayWay.TRANSFER, "0012345")
HOUR = timedelta(hours=1)
PHONE = Corrected((Change("phone", "0912345678", "0987654321"),), "nghe nhầm")
FACTS: tuple[Fact, ...] = (
    RECEIVED,
    PHONE,
    SupplementRequested(("Giấy chứng sinh",), ""),
    Supplemented((Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),), DUE + timedelta(days=1)),
    Refused("Không thuộc thẩm quyền"),
    HandedOver("Tư pháp - Hộ tịch"),
    ResultRecorded("12/GXN", date(2026, 11, 25), 2),
    Returned(Collector("Đặng Thị Ngọc Bích", "034188001234"), Payment(15_000)),
    Withdrawn("Không cần nữa"),
    PaperPrinted(FormKind.SLIP, 0, "Quầy 1"),
    HandBackUndone("Bấm nhầm hồ sơ", "Nguyễn Văn Lâm", AT),
    Undelivered("Không có người nhận", AT),
    Rated(Rating.NOT_SATISFIED, "chờ lâu"),
    FeePaid(PAID),
    FeeVoided(PAID, "ghi nhầm", AT),
    FilesAttached((SCAN,)),
    FileDropped(SCAN.sha256, "của hồ sơ khác"),
    Contradicted("Đã trả kết quả", "Người nộp: Bích", "Lê Thị Lan (quầy 2)", AT),
    Numbered("H02.15.23-261123-0101"),
    Apologised(LateCause.OTHER_BODY, "Chờ xác minh", DUE, DUE + timedelta(days=5)),
    Stopped("Điều 5 Luật Hộ tịch", "Người được khai sinh đã mất"),
    TakenOver("Nguyễn Văn Lâm"),
    Explained(LateCause.WORKLOAD, "Cuối năm nhiều hồ sơ"),
    ExplanationPrinted(FormKind.EXPLANATION, 0, "Quầy 1"),
)
ALL_ALONE: tuple[Fact, ...] = (
    Guided("1.004873", "Cấp giấy", BICH, RECEIVED.unit, "2025", "1/HDHS", "", ("Giấy chứng sinh",)),
    TurnedAway("1.004873", "Cấp giấy", BICH, RECEIVED.unit, "2025", "1/TC", "Không thuộc thẩm quyền"),
    ClockTrusted(RECEIVED.unit, 1, "Nguyễn Văn An", (Doubt(Against.EVENT, AT, -60),)),
    DayClosed(RECEIVED.unit, 1, AT.date(), 5, 2, 8_000, 5, "0" * 64),
)
UNNUMBERED = replace(RECEIVED, code="H02.15.23-261123-T1001")
"""Received when the desk had no serials left."""


def told(*facts: Fact) -> list[Event]:
    """The facts as one dossier's events, an hour apart."""
    mai = Official("mai", "Lê Thị Mai")
    return [Event(EventId(2, n + 1), ID, AT + timedelta(hours=n), mai, fact) for n, fact in enumerate(facts)]


def dossier(*facts: Fact) -> Dossier:
    """A received dossier after ``facts``, all of which must fit."""
    folded = fold(told(RECEIVED, *facts))
    assert folded.dossier is not None
    assert not folded.left_out
    return folded.dossier
