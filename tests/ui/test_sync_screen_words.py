"""What is said about the line: each state, with and without something waiting, held or refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from onecua_desk.domain.standing import Tone
from onecua_desk.services.replica import Outbox, Standing
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.sync import words

NOW = datetime(2026, 11, 23, 16, 53)
ANSWERED = datetime(2026, 11, 23, 16, 52)
FRIDAY = datetime(2026, 11, 20, 9, 14)

EMPTY = Outbox(0, 0, None, 0, 0)
WAITING = Outbox(15, 12, datetime(2026, 11, 23, 9, 14), 0, 0)
OLD = Outbox(15, 12, FRIDAY, 0, 0)
HELD = Outbox(2, 1, FRIDAY, 2, 0)
REFUSED = Outbox(0, 0, None, 0, 1)
ALONE = Outbox(1, 0, datetime(2026, 11, 23, 9, 14), 0, 0)


def at(state: LineState, sentence: str = "") -> LineStatus:
    return LineStatus(state, NOW, sentence)


@pytest.mark.parametrize(
    ("status", "outbox", "answered_at", "sentence", "tone"),
    [
        (None, WAITING, None, "Đang kết nối · 12 hồ sơ chờ gửi, cũ nhất 23/11 09:14", Tone.UNSENT),
        (None, EMPTY, ANSWERED, "Đang kết nối · đã gửi hết lúc 23/11 16:52", Tone.UNSENT),
        (at(LineState.OFFLINE), ALONE, None, "Ngoại tuyến · 1 việc chờ gửi, cũ nhất 09:14", Tone.UNSENT),
        (at(LineState.ALONE), EMPTY, None, "Làm việc một mình · dữ liệu ở máy này", Tone.UNSENT),
        (at(LineState.BUSY), WAITING, None, "Đang gửi · 12 hồ sơ chờ gửi, cũ nhất 09:14", Tone.WAIT),
        (at(LineState.BUSY), EMPTY, ANSWERED, "Đang liên lạc với cấp trên", Tone.WAIT),
        (at(LineState.ONLINE), EMPTY, ANSWERED, "Đã gửi hết lúc 16:52", Tone.OK),
        (at(LineState.ONLINE), EMPTY, FRIDAY, "Đã gửi hết lúc 20/11 09:14", Tone.OK),
        (at(LineState.ONLINE), WAITING, ANSWERED, "Có đường truyền · 12 hồ sơ chờ gửi, cũ nhất 09:14", Tone.UNSENT),
        (at(LineState.ONLINE), HELD, ANSWERED, "2 việc cấp trên chưa đọc được", Tone.DUE),
        (at(LineState.ONLINE), REFUSED, ANSWERED, "Đã gửi hết lúc 16:52 · 1 việc cần xử lý", Tone.LATE),
        (at(LineState.OFFLINE), WAITING, ANSWERED, "Ngoại tuyến · 12 hồ sơ chờ gửi, cũ nhất 09:14", Tone.UNSENT),
        (at(LineState.OFFLINE), OLD, None, "Ngoại tuyến · 12 hồ sơ chờ gửi, cũ nhất 20/11 09:14", Tone.UNSENT),
        (at(LineState.OFFLINE), EMPTY, ANSWERED, "Ngoại tuyến · đã gửi hết lúc 16:52", Tone.UNSENT),
        (at(LineState.OFFLINE), EMPTY, None, "Ngoại tuyến · không có gì chờ gửi", Tone.UNSENT),
        (at(LineState.OFFLINE), HELD, ANSWERED, "Ngoại tuyến · 2 việc cấp trên chưa đọc được", Tone.UNSENT),
        (
            at(LineState.UNWELCOME, "Sai mã."),
            WAITING,
            None,
            "Cấp trên chưa nhận quầy này · 12 hồ sơ chờ gửi, cũ nhất 09:14",
            Tone.LATE,
        ),
        (at(LineState.BROKEN), WAITING, None, "Lỗi khi đồng bộ · 12 hồ sơ chờ gửi, cũ nhất 09:14", Tone.LATE),
    ],
)
def test_the_line_in_words(
    status: LineStatus | None, outbox: Outbox, answered_at: datetime | None, sentence: str, tone: Tone
) -> None:
    assert words.line_words(status, Standing(outbox, answered_at)) == (sentence, tone)


@pytest.mark.parametrize("status", [None, at(LineState.ALONE)])
def test_a_desk_without_a_server_is_said_to_work_alone(status: LineStatus | None) -> None:
    said = ("Làm việc một mình · dữ liệu ở máy này", Tone.UNSENT)
    assert words.line_words(status, Standing(WAITING, None, enrolled=False)) == said


@pytest.mark.parametrize(
    ("standing", "tone"),
    [
        (Standing(REFUSED, ANSWERED), Tone.LATE),
        (Standing(EMPTY, ANSWERED, parked=1), Tone.LATE),
        (Standing(EMPTY, ANSWERED, displaced=1), Tone.DUE),
    ],
)
def test_whatever_a_person_must_settle_is_counted_alike(standing: Standing, tone: Tone) -> None:
    assert words.line_words(at(LineState.ONLINE), standing) == ("Đã gửi hết lúc 16:52 · 1 việc cần xử lý", tone)


def test_the_headline_claims_nothing_sent_that_was_refused() -> None:
    said = words.headline(at(LineState.ONLINE), Standing(REFUSED, ANSWERED), NOW.date())
    assert said == "Đã gửi hết lúc 16:52, 1 việc không được nhận"


def test_facts_about_no_dossier_wait_as_such() -> None:
    assert ("Chưa gửi", "1 việc, cũ nhất 09:14") in words.facts(Standing(ALONE, None), None, NOW.date())


def test_a_desk_that_works_alone_has_nothing_unsent() -> None:
    assert words.facts(Standing(WAITING, None, enrolled=False), None, NOW.date()) == []


@pytest.mark.parametrize("state", LineState)
def test_every_state_has_a_word_and_nothing_is_called_sent_before_an_answer(state: LineState) -> None:
    assert words.state_words(at(state))[0]
    assert "đã gửi" not in words.line_words(at(state), Standing(WAITING, ANSWERED))[0].lower()
    assert "đã gửi" not in words.line_words(at(state), Standing(EMPTY, None))[0].lower()


def test_being_offline_is_no_error() -> None:
    assert words.state_words(at(LineState.OFFLINE)) == ("Ngoại tuyến", Tone.UNSENT)
    assert "Cứ làm việc bình thường" in words.explanation(at(LineState.OFFLINE))


def test_an_unwelcome_desk_is_told_the_servers_sentence_and_that_its_work_is_safe() -> None:
    said = words.explanation(at(LineState.UNWELCOME, "Sai mã."))
    assert said == "Sai mã. Hồ sơ vẫn an toàn ở máy này và sẽ được gửi khi sửa xong."


def test_the_facts_name_what_is_where_and_the_last_run() -> None:
    run = LineStatus(LineState.OFFLINE, NOW, "", 3240, 1_500_000, 840, datetime(2026, 11, 23, 17, 1))
    assert words.facts(Standing(WAITING, ANSWERED), run, NOW.date()) == [
        ("Chưa gửi", "15 việc của 12 hồ sơ, cũ nhất 09:14"),
        ("Đã ở cấp trên", "Mọi việc khác, trả lời lần cuối 16:52"),
        ("Lần chạy gần nhất", "16:53 · gửi 3,2 KB, nhận 1,5 MB, 0,8 giây"),
        ("Lần thử tới", "17:01"),
    ]


def test_a_desk_that_never_had_an_answer_claims_nothing() -> None:
    assert ("Đã ở cấp trên", "Chưa có gì: cấp trên chưa trả lời lần nào") in words.facts(
        Standing(EMPTY, None), None, NOW.date()
    )


@pytest.mark.parametrize(("count", "said"), [(0, "0 byte"), (999, "999 byte"), (1000, "1,0 KB"), (2_340_000, "2,3 MB")])
def test_sizes_are_said_as_people_say_them(count: int, said: str) -> None:
    assert words.size(count) == said
