"""Where a dossier is, as a sentence to read out, for everything that can happen to one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain import events
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.channel import Channel
from onecua_desk.domain.dossier import fold
from onecua_desk.domain.events import Event, EventId, Fact, Received
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Applicant, Collector, Official, State, Unit
from onecua_desk.domain.whereabouts import Whereabouts, addressed, whereabouts

NUMBER = "034188001234"
AT = datetime(2026, 11, 20, 8, 0)
DUE = datetime(2026, 11, 25, 17, 0)
NOW = datetime(2026, 11, 23, 9, 41)
BICH = Applicant("Đặng Thị Ngọc Bích", NUMBER, sex="Nữ")
CENTRE = "Trung tâm Phục vụ hành chính công xã Suối Trong"
RECEIVED = Received(
    code="H02.15.23-261120-2007",
    ruleset="2025",
    unit=Unit("H02.15.23", "xã Suối Trong", "UBND xã Suối Trong", CENTRE, "Suối Trong"),
    desk=2,
    decided_by="",
    return_at=CENTRE,
    procedure="1.001193",
    procedure_name="Đăng ký khai sinh",
    field="Hộ tịch",
    case="",
    limit=None,
    channel=Channel.COUNTER,
    applicant=BICH,
    papers=(),
    sets=1,
    due=DUE,
    fee=Fee(8000, "8.000 đ"),
)
HANDED = events.HandedOver("Bộ phận Địa chính")
RESULT = events.ResultRecorded("12", date(2026, 11, 23), 1)
MAI = Official("mai", "Lê Thị Mai")


def told(*facts: Fact, received: Received = RECEIVED, now: datetime = NOW, unsent: bool = False) -> Whereabouts:
    """One hour after the other."""
    id = EventId(1, 1)
    log = [
        Event(EventId(1, n), id, AT + timedelta(hours=n - 1), MAI, fact) for n, fact in enumerate((received, *facts), 1)
    ]
    dossier = fold(log).dossier
    assert dossier is not None
    return whereabouts(dossier, log, now, WorkCalendar(), unsent=unsent)


HEAD = "Hồ sơ H02.15.23-261120-2007 của bà Đặng Thị Ngọc Bích "
BY_POST = Collector("Bưu chính", "")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((), f"đang ở {CENTRE} từ 20/11, hẹn trả 17 giờ ngày 25/11/2026 (còn 2 ngày làm việc)."),
        ((HANDED,), "đang ở Bộ phận Địa chính từ 20/11, hẹn trả 17 giờ ngày 25/11/2026 (còn 2 ngày làm việc)."),
        (
            (events.SupplementRequested(("Giấy chứng sinh.", "Căn cước của cha"), "thiếu"),),
            "đang chờ bổ sung giấy tờ từ 20/11, xin mang đến: Giấy chứng sinh; Căn cước của cha.",
        ),
        (
            (HANDED, RESULT),
            f"đã có kết quả từ 20/11, xin đến {CENTRE} để nhận, mang theo giấy hẹn và căn cước, còn phải nộp 8.000 đ.",
        ),
        (
            (RESULT, events.Returned(Collector("Lò Văn An", NUMBER, "Giấy ủy quyền"))),
            "đã trả kết quả lúc 10 giờ ngày 20/11/2026 cho Lò Văn An.",
        ),
        (
            (RESULT, events.Returned(BY_POST, how=Channel.POST, consignment="EB123456785VN")),
            "đã gửi kết quả qua bưu chính lúc 10 giờ ngày 20/11/2026, số hiệu bưu gửi EB123456785VN.",
        ),
        (
            (events.Refused(f"Người nộp {NUMBER} không có quyền."),),
            "đã bị từ chối giải quyết lúc 9 giờ ngày 20/11/2026, lý do: Người nộp 0341••••1234 không có quyền.",
        ),
        ((events.Withdrawn("Gia đình rút"),), "đã được rút lúc 9 giờ ngày 20/11/2026, lý do: Gia đình rút."),
        (
            (events.Stopped("QĐ 5", "Đất tranh chấp"),),
            "đã dừng giải quyết lúc 9 giờ ngày 20/11/2026, lý do: Đất tranh chấp, căn cứ: QĐ 5.",
        ),
        (
            (events.Apologised(LateCause.WORKLOAD, "x", DUE, datetime(2026, 11, 27, 17)),),
            f"đang ở {CENTRE} từ 20/11, xin lỗi vì chậm trễ, đã hẹn lại 17 giờ ngày 27/11/2026 "
            "(còn 4 ngày làm việc) thay cho ngày 25/11/2026.",
        ),
    ],
)
def test_every_standing_is_one_sentence(facts: tuple[Fact, ...], said: str) -> None:
    assert told(*facts).sentence == HEAD + said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 25, 8), "hẹn trả 17 giờ ngày 25/11/2026 (hôm nay)."),
        (datetime(2026, 11, 25, 17, 30), "đã quá giờ hẹn (hẹn trả 17 giờ ngày 25/11/2026), xin lỗi vì chậm trễ."),
        (
            datetime(2026, 11, 27, 8),
            "đã quá hẹn 2 ngày làm việc (hẹn trả 17 giờ ngày 25/11/2026), xin lỗi vì chậm trễ.",
        ),
    ],
)
def test_the_appointment_is_told_as_the_days_go_by(now: datetime, said: str) -> None:
    assert told(HANDED, now=now).sentence == f"{HEAD}đang ở Bộ phận Địa chính từ 20/11, {said}"


def test_what_the_level_above_does_not_know_and_a_number_to_come_are_said() -> None:
    provisional = replace(RECEIVED, code="H02.15.23-261120-T2007")
    assert told(received=provisional, unsent=True).sentence == (
        "Hồ sơ số tạm H02.15.23-261120-T2007 của bà Đặng Thị Ngọc Bích (số chính thức sẽ được cấp sau) "
        f"đang ở {CENTRE} từ 20/11, hẹn trả 17 giờ ngày 25/11/2026 (còn 2 ngày làm việc), "
        "thông tin này chưa gửi lên cấp trên."
    )
    numbered = told(events.Numbered("H02.15.23-261120-2009"), received=provisional).sentence
    assert numbered.startswith("Hồ sơ H02.15.23-261120-2009 (số tạm trên giấy hẹn: T2007) của bà Đặng")


def test_a_dossier_that_the_level_above_did_not_take_is_looked_into() -> None:
    dossier = fold([Event(EventId(1, 1), EventId(1, 1), AT, MAI, RECEIVED)]).dossier
    assert dossier is not None
    refused = whereabouts(replace(dossier, state=State.REFUSED), (), NOW, WorkCalendar())
    assert refused.sentence == f"{HEAD}chưa được cấp trên ghi nhận, cán bộ đang kiểm tra lại."


def test_who_comes_is_told_what_to_bring() -> None:
    assert told(events.SupplementRequested(("Giấy chứng sinh",), "")).bring == ("Giấy chứng sinh",)
    assert told(RESULT).bring[-1] == "8.000 đ phí, lệ phí"
    assert told(HANDED).bring == ()
    assert told(RESULT, received=replace(RECEIVED, return_by=Channel.POST)).bring == ("8.000 đ phí, lệ phí",)


@pytest.mark.parametrize(
    ("facts", "now", "said"),
    [
        ((HANDED,), NOW, "đang ở Bộ phận Địa chính từ 20/11, còn 2 ngày làm việc."),
        ((HANDED,), datetime(2026, 11, 25, 8), "đang ở Bộ phận Địa chính từ 20/11, trả trong hôm nay."),
        (
            (HANDED,),
            datetime(2026, 11, 27, 8),
            "đang ở Bộ phận Địa chính từ 20/11, đã quá hẹn 2 ngày làm việc, xin lỗi vì chậm trễ.",
        ),
        (
            (events.Apologised(LateCause.WORKLOAD, "x", DUE, datetime(2026, 11, 27, 17)),),
            NOW,
            f"đang ở {CENTRE} từ 20/11, xin lỗi vì chậm trễ, đã hẹn lại thay cho ngày 25/11/2026, còn 4 ngày làm việc.",
        ),
        (
            (events.SupplementRequested(("Giấy chứng sinh",), "thiếu"),),
            NOW,
            "đang chờ bổ sung giấy tờ từ 20/11.",
        ),
        ((HANDED, RESULT), NOW, f"đã có kết quả từ 20/11, xin đến {CENTRE} để nhận."),
    ],
)
def test_what_stands_beside_it_on_paper_is_not_said_twice(facts: tuple[Fact, ...], now: datetime, said: str) -> None:
    assert told(*facts, now=now, unsent=True).written == f"Hồ sơ của bà Đặng Thị Ngọc Bích {said}"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (replace(BICH, sex=""), "bà Đặng Thị Ngọc Bích"),
        (replace(BICH, sex="", number="034090001234"), "ông Đặng Thị Ngọc Bích"),
        (replace(BICH, sex="Nam"), "ông Đặng Thị Ngọc Bích"),
        (replace(BICH, sex="", number="123456789"), "ông/bà Đặng Thị Ngọc Bích"),
        (replace(BICH, organisation=True), "Đặng Thị Ngọc Bích"),
    ],
)
def test_people_are_addressed_by_what_is_known_of_them(who: Applicant, said: str) -> None:
    assert addressed(who) == said


TEXTS = st.text("aăđ .\n\u202e", max_size=8) | st.sampled_from(["", " ", NUMBER, f"số {NUMBER}.", "Tư pháp"])
MOMENTS = st.none() | st.integers(-3, 30).map(lambda days: DUE + timedelta(days=days))
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(events.HandedOver, TEXTS),
    st.builds(events.TakenOver, TEXTS),
    st.builds(events.SupplementRequested, st.lists(TEXTS, max_size=3).map(tuple), TEXTS),
    st.builds(events.Supplemented, st.just(()), MOMENTS),
    st.builds(events.Apologised, st.sampled_from(LateCause), TEXTS, st.just(DUE), MOMENTS.filter(bool)),
    st.builds(events.Refused, TEXTS),
    st.builds(events.Withdrawn, TEXTS),
    st.builds(events.Stopped, TEXTS, TEXTS),
    st.builds(events.ResultRecorded, TEXTS, st.just(AT.date()), st.just(1)),
    st.builds(
        events.Returned,
        st.builds(Collector, TEXTS, st.just(NUMBER)),
        st.none(),
        st.sampled_from(Channel),
        TEXTS.filter(lambda text: NUMBER not in text),
    ),
    st.builds(events.Corrected, st.just(()), TEXTS),
)
RECEIPTS = st.builds(
    lambda name, sex, organisation, at, how, due, code: replace(
        RECEIVED,
        code=code,
        applicant=Applicant(name, NUMBER, sex=sex, organisation=organisation),
        return_at=at,
        return_by=how,
        due=due,
        unit=replace(RECEIVED.unit, centre=at),
    ),
    TEXTS,
    st.sampled_from(["Nam", "Nữ", ""]),
    st.booleans(),
    TEXTS,
    st.sampled_from(Channel),
    MOMENTS,
    st.sampled_from([RECEIVED.code, "H02.15.23-261120-T2007"]),
)
EMPTY = re.compile(r"  |, ,|,,|\(\)| \.|,\.|:\.|;\.|: [,.]| ,|\.\.|\n")


@settings(max_examples=400)
@given(RECEIPTS, st.lists(FACTS, max_size=7), st.integers(0, 60), st.booleans())
def test_whatever_happened_one_sentence_without_empty_parts_or_a_personal_number(
    received: Received, facts: list[Fact], days: int, unsent: bool
) -> None:
    found = told(*facts, received=received, now=AT + timedelta(days=days, hours=9), unsent=unsent)
    for sentence in (found.sentence, found.written):
        assert sentence.startswith("Hồ sơ ")
        assert sentence.endswith(".")
        assert NUMBER not in sentence + "".join(found.bring)
        said = re.sub(r"[aăđ][aăđ. ]*", "a", sentence)  # what people wrote may have stops of its own
        assert not EMPTY.search(said), said
    assert all(found.bring)
