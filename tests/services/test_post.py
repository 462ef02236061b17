"""Results that go by public post or online: labels, the list of the day, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.procedure import Channel
from onecua_desk.errors import UserError
from onecua_desk.services import handback, intake, lookup, post, upkeep
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import BICH, BIRTH, MAI, draft, receive
from tests.services.results import COLLECTOR, MONDAY, newest, ready, with_result

HUNG = replace(BICH, name="Nguyễn Văn Hùng", number="024088001234", address="Thôn Hạ, Suối Trong")
LABEL, OTHER_LABEL = "EB123456785VN", "EB987654326VN"
COPY_OF_RESULT = File("ab" * 32, 30_000, 2, "Kết quả")


def by_post(desk: Desk, applicant: Applicant = BICH) -> Dossier:
    """A result that was asked for by post, with nothing to pay."""
    asked = replace(draft(desk, BIRTH, applicant), return_by=Channel.POST)
    return with_result(desk, intake.receive(desk, asked, MAI).value)


def test_a_result_goes_by_post_under_the_number_of_its_label_and_is_found_by_it(desk: Desk) -> None:
    dossier = by_post(desk)
    assert post.mail(desk, MONDAY).waiting == (dossier,)
    post.send(desk, MAI, dossier.id, "eb 123 456 785 vn")
    assert newest(desk, dossier.id) == f"Người nộp: Đặng Thị Ngọc Bích · gửi bưu chính, số hiệu {LABEL}"
    assert [row.id for row in lookup.find(desk, LABEL)] == [dossier.id]
    assert [row.id for row in lookup.page(desk, lookup.Chip.ALL, "56785")] == [dossier.id]
    assert upkeep.check(desk) == []


def test_what_the_post_brought_back_waits_again_and_its_old_label_finds_it_no_longer(desk: Desk) -> None:
    dossier = by_post(desk)
    post.send(desk, MAI, dossier.id, LABEL)
    with pytest.raises(UserError, match="lý do"):
        handback.undelivered(desk, MAI, dossier.id, "")
    assert handback.undelivered(desk, MAI, dossier.id, "không có người nhận").value.state is State.RESULT_READY
    assert lookup.find(desk, LABEL) == []
    mail = post.mail(desk, MONDAY)
    assert [one.id for one in mail.waiting] == [dossier.id]
    assert mail.sent == ()
    assert upkeep.check(desk) == []


def test_what_was_collected_at_the_counter_cannot_come_back_from_the_post(desk: Desk) -> None:
    id = ready(desk, BIRTH)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    with pytest.raises(UserError, match="không gửi qua bưu chính"):
        handback.undelivered(desk, MAI, id, "x")


def test_a_label_scanned_twice_is_refused_unless_both_results_go_to_the_same_person(desk: Desk) -> None:
    first, second, hers = by_post(desk), by_post(desk, HUNG), by_post(desk)
    post.send(desk, MAI, first.id, LABEL)
    with pytest.raises(UserError, match="đã ghi cho Đặng Thị Ngọc Bích") as refused:
        post.send(desk, MAI, second.id, LABEL)
    assert refused.value.field == "consignment"
    post.send(desk, MAI, hers.id, LABEL)
    post.send(desk, MAI, second.id, OTHER_LABEL)
    assert post.waiting_count(desk) == 0


def test_the_post_needs_a_number_and_online_needs_a_digital_copy(desk: Desk) -> None:
    dossier = by_post(desk)
    for field, act in (
        ("consignment", lambda: post.send(desk, MAI, dossier.id, " ")),
        ("how", lambda: handback.hand_back(desk, MAI, dossier.id, COLLECTOR, how=Channel.ONLINE)),
    ):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.field == field
    online = with_result(desk, receive(desk), (COPY_OF_RESULT,))
    handback.hand_back(desk, MAI, online.id, COLLECTOR, how=Channel.ONLINE)
    assert newest(desk, online.id) == "Người nộp: Đặng Thị Ngọc Bích · trả trực tuyến"


def test_the_days_mail_counts_its_own_day_and_nothing_that_was_undone(desk: Desk, clock: Clock) -> None:
    yesterday, undone, sent = by_post(desk), by_post(desk, HUNG), by_post(desk)
    post.send(desk, MAI, yesterday.id, LABEL)
    clock.turn(days=1)
    post.send(desk, MAI, undone.id, OTHER_LABEL)
    handback.undo(desk, MAI, undone.id, "dán nhầm nhãn", "Phạm Văn Tư, phó giám đốc")
    post.send(desk, MAI, sent.id, LABEL)
    assert [one.id for one in post.mail(desk, clock.at.date()).sent] == [sent.id]
    assert [one.id for one in post.mail(desk, MONDAY).sent] == [yesterday.id]


def test_what_came_back_and_was_sent_again_stands_in_the_list_of_the_later_day(desk: Desk, clock: Clock) -> None:
    dossier = by_post(desk)
    post.send(desk, MAI, dossier.id, LABEL)
    clock.turn(days=1)
    handback.undelivered(desk, MAI, dossier.id, "vắng nhà")
    post.send(desk, MAI, dossier.id, OTHER_LABEL)
    assert post.mail(desk, MONDAY).sent == ()
    (sent,) = post.mail(desk, clock.at.date()).sent
    assert post.recipient(sent).consignment == OTHER_LABEL


def test_a_label_is_free_again_once_its_sending_was_undone(desk: Desk) -> None:
    first, second = by_post(desk), by_post(desk, HUNG)
    post.send(desk, MAI, first.id, LABEL)
    handback.undo(desk, MAI, first.id, "dán nhầm nhãn", "Phạm Văn Tư")
    post.send(desk, MAI, first.id, OTHER_LABEL)  # in the same second, on this clock
    post.send(desk, MAI, second.id, LABEL)
    assert [post.recipient(one).consignment for one in post.mail(desk, MONDAY).sent] == [OTHER_LABEL, LABEL]


def test_a_word_in_a_name_is_not_taken_for_a_way_of_return(desk: Desk) -> None:
    named = intake.receive(desk, draft(desk, BIRTH, replace(BICH, name="Công ty bưu chính Suối Trong")), MAI).value
    with_result(desk, named)
    assert post.waiting_count(desk) == 0
