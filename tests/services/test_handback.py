"""Handing back: who collects, the money, the originals, the post, and what can be undone afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onecua_desk.domain.citizen import read_card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, Collector, Given, Rating, Representative, State
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.domain.twice import overpaid
from onecua_desk.errors import UserError
from onecua_desk.services import card_match, handback, intake, lookup, payments, post, processing, upkeep
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, COPY, MAI, draft, receive

TUESDAY = date(2026, 11, 23)
COLLECTOR = Collector("Đặng Thị Ngọc Bích", "034188001234")
HUNG = replace(BICH, name="Nguyễn Văn Hùng", number="024088001234", address="Thôn Hạ, Suối Trong")
LABEL, OTHER_LABEL = "EB123456785VN", "EB987654326VN"
COPY_OF_RESULT = File("ab" * 32, 30_000, 2, "Kết quả")


def ready(desk: Desk, code: str = COPY) -> EventId:
    """A dossier whose result lies at the desk; 2.000 đ are due for the copy, nothing for the birth."""
    return with_result(desk, receive(desk, code)).id


def with_result(desk: Desk, dossier: Dossier, files: tuple[File, ...] = ()) -> Dossier:
    return processing.record_result(desk, MAI, dossier.id, "12/CT", TUESDAY, files=files).value


def by_post(desk: Desk, applicant: Applicant = BICH) -> Dossier:
    """A result that was asked for by post, with nothing to pay."""
    asked = replace(draft(desk, BIRTH, applicant), return_by=Channel.POST)
    return with_result(desk, intake.receive(desk, asked, MAI).value)


def of(desk: Desk, id: EventId) -> Dossier:
    return lookup.story(desk, id).dossier


def newest(desk: Desk, id: EventId) -> str:
    return lookup.story(desk, id).lines[0].detail


# who collects


def test_the_applicant_collects_with_the_card_that_matched(desk: Desk) -> None:
    id = ready(desk)
    dossier = of(desk, id)
    assert card_match.same_person(dossier, read_card(BICH_CARD, TUESDAY))
    collector = handback.applicant_collects(dossier, card_matched=True)
    handback.hand_back(desk, MAI, id, collector, Payment(dossier.owed))
    assert newest(desk, id) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp · thu 2.000 đ (tiền mặt)"


def test_a_card_matches_by_number_new_or_old_and_by_name_only_where_no_number_was_recorded(desk: Desk) -> None:
    card = read_card("034188001234|012345678|ĐẶNG THỊ NGỌC BÍCH|29021988|Nữ|Suối Trong|15042021", TUESDAY)
    for number, same in ((BICH.number, True), ("012345678", True), ("034188009999", False), ("", True)):
        dossier = receive(desk, applicant=replace(BICH, number=number))
        assert card_match.same_person(dossier, card) == same
    assert not card_match.same_person(receive(desk, applicant=replace(BICH, number="", name="Lò Thị Vân")), card)


def test_what_differs_is_named_side_by_side_and_what_was_not_recorded_does_not_differ(desk: Desk) -> None:
    card = read_card("001190012345||Trần Thị Vân|01011990|Nữ|Thôn Hạ|15042021", TUESDAY)
    differing = card_match.differences(receive(desk, applicant=replace(BICH, born=None)), card)
    assert [(one.label, one.recorded, one.card) for one in differing] == [
        ("Họ và tên", "Đặng Thị Ngọc Bích", "Trần Thị Vân"),
        ("Số định danh", "034188001234", "001190012345"),
    ]


def test_a_confirmed_mismatch_stands_in_the_story(desk: Desk) -> None:
    id = ready(desk)
    card = read_card("034188009999||Đặng Thị Ngọc Bích|29021988|Nữ|Thôn Hạ|15042021", TUESDAY)
    differs = card_match.mismatch(card_match.differences(of(desk, id), card))
    handback.hand_back(desk, MAI, id, handback.applicant_collects(of(desk, id), False, differs))
    assert newest(desk, id) == (
        "Người nộp: Đặng Thị Ngọc Bích, thẻ khác hồ sơ: số định danh 034188001234, trên thẻ 034188009999"
    )


def test_an_authorised_person_collects_with_number_and_paper(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, Collector(" Hùng ", "0240 8800 1234", " giấy số 5 "), Payment(2_000))
    assert newest(desk, id) == "Người được ủy quyền: Hùng (giấy số 5) · thu 2.000 đ (tiền mặt)"


def test_who_handed_the_dossier_in_for_the_applicant_may_collect_it_with_the_same_paper(desk: Desk) -> None:
    tam = Representative("Trần Văn Tám", "034086005678", authority="Giấy ủy quyền số 12")
    dossier = intake.receive(desk, replace(draft(desk), representative=tam), MAI).value
    assert handback.representative_collects(dossier) == Collector("Trần Văn Tám", "034086005678", "Giấy ủy quyền số 12")
    assert handback.representative_collects(receive(desk)) is None


@pytest.mark.parametrize(
    ("field", "collector", "payment"),
    [
        ("collector.name", Collector(" ", "034188001234"), None),
        ("collector.number", Collector("Hùng", "", "giấy ủy quyền"), None),
        ("collector.number", Collector("Hùng", "không có", "giấy ủy quyền"), None),
        ("collector.authorised_by", Collector("Hùng", "024088001234"), None),
        ("fee", COLLECTOR, Payment(0)),
        ("fee", COLLECTOR, Payment(-1)),
        ("fee", COLLECTOR, Payment(2_001)),
    ],
)
def test_a_hand_back_that_cannot_be_right_is_refused_with_its_field(
    desk: Desk, field: str, collector: Collector, payment: Payment | None
) -> None:
    id = ready(desk)
    with pytest.raises(UserError) as refused:
        handback.hand_back(desk, MAI, id, collector, payment)
    assert refused.value.field == field
    assert of(desk, id).state is State.RESULT_READY


def test_a_result_is_handed_back_only_once(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    with pytest.raises(UserError, match="Đã trả kết quả"):
        handback.hand_back(desk, MAI, id, COLLECTOR)


# money and originals


def test_a_fee_that_was_left_due_is_paid_later(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    assert of(desk, id).owed == 2_000
    payments.pay(desk, MAI, id, Payment(500, PayWay.TRANSFER, " 0001873 "))
    assert (of(desk, id).owed, newest(desk, id)) == (1_500, "500 đ (chuyển khoản, biên lai 0001873)")
    with pytest.raises(UserError, match=r"chỉ còn phải thu 1\.500 đ"):
        payments.pay(desk, MAI, id, Payment(2_000))


def test_a_payment_is_voided_with_a_reason_and_is_due_again(desk: Desk) -> None:
    id = ready(desk)
    payment = payments.pay(desk, MAI, id, Payment(2_000)).value.payments[0]
    with pytest.raises(UserError, match="lý do"):
        payments.void(desk, MAI, id, payment, " ")
    assert payments.void(desk, MAI, id, payment, "thu nhầm người").value.owed == 2_000
    with pytest.raises(UserError, match="không có khoản thu"):
        payments.void(desk, MAI, id, payment, "lần nữa")


def test_only_originals_that_the_desk_kept_can_go_back(desk: Desk) -> None:
    given = (
        Given("Giấy chứng nhận", PaperKind.ORIGINAL, 1),
        Given("Căn cước", PaperKind.ORIGINAL, 1, shown=True),
        Given("Tờ khai", PaperKind.FORM, 1),
        Given("Giấy khai sinh", PaperKind.ORIGINAL, 1, reused="H02.15.23-261101-1001"),
    )
    dossier = with_result(desk, intake.receive(desk, replace(draft(desk), papers=given), MAI).value)
    assert handback.originals(dossier) == ("Giấy chứng nhận",)
    handback.hand_back(desk, MAI, dossier.id, COLLECTOR, originals=("Giấy chứng nhận",))
    assert newest(desk, dossier.id) == "Người nộp: Đặng Thị Ngọc Bích · trả lại: Giấy chứng nhận"


# by post and online


def test_a_result_goes_by_post_under_the_number_of_its_label_and_is_found_by_it(desk: Desk) -> None:
    dossier = by_post(desk)
    assert post.mail(desk, TUESDAY).waiting == (dossier,)
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
    mail = post.mail(desk, TUESDAY)
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
    assert [one.id for one in post.mail(desk, TUESDAY).sent] == [yesterday.id]


def test_a_word_in_a_name_is_not_taken_for_a_way_of_return(desk: Desk) -> None:
    named = intake.receive(desk, draft(desk, BIRTH, replace(BICH, name="Công ty bưu chính Suối Trong")), MAI).value
    with_result(desk, named)
    assert post.waiting_count(desk) == 0


# undone


def test_a_wrong_hand_back_is_undone_by_name_and_the_money_stays(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR, Payment(2_000))
    after = handback.undo(desk, MAI, id, "trả nhầm người", "Phạm Văn Tư").value
    assert (after.state, after.returned, after.paid) == (State.RESULT_READY, None, 2_000)
    assert newest(desk, id) == "trả nhầm người · cho phép: Phạm Văn Tư"
    handback.hand_back(desk, MAI, id, COLLECTOR)
    assert of(desk, id).state is State.RETURNED


def test_the_money_is_taken_back_with_it_where_that_was_said(desk: Desk) -> None:
    id = ready(desk)
    payment = handback.hand_back(desk, MAI, id, COLLECTOR, Payment(2_000, PayWay.CASH, "17")).value.payments[0]
    after = handback.undo(desk, MAI, id, "trả nhầm", "Phạm Văn Tư", payment).value
    assert (after.paid, after.owed, after.state) == (0, 2_000, State.RESULT_READY)
    assert newest(desk, id) == "2.000 đ (tiền mặt, biên lai 17) · trả nhầm"


def test_undoing_writes_both_or_nothing(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    lines = lookup.story(desk, id).lines
    with pytest.raises(UserError, match="không có khoản thu"):
        handback.undo(desk, MAI, id, "trả nhầm", "Phạm Văn Tư", Payment(9_000))
    assert lookup.story(desk, id).lines == lines


@pytest.mark.parametrize(("field", "reason", "allowed_by"), [("reason", " ", "Tư"), ("allowed_by", "nhầm", "\u200b")])
def test_nothing_is_undone_without_a_reason_and_a_name(desk: Desk, field: str, reason: str, allowed_by: str) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    with pytest.raises(UserError) as refused:
        handback.undo(desk, MAI, id, reason, allowed_by)
    assert refused.value.field == field
    assert of(desk, id).state is State.RETURNED


# rated, paid twice


def test_the_last_rating_counts_and_who_is_not_satisfied_is_asked_why(desk: Desk) -> None:
    id = ready(desk)
    handback.rate(desk, MAI, id, Rating.VERY_SATISFIED)
    with pytest.raises(UserError) as refused:
        handback.rate(desk, MAI, id, Rating.NOT_SATISFIED, " ")
    assert refused.value.field == "reason"
    rated = handback.rate(desk, MAI, id, Rating.NOT_SATISFIED, "chờ lâu").value.rated
    assert rated
    assert rated.detail() == "Không hài lòng: chờ lâu"


def test_a_refused_dossier_can_be_rated(desk: Desk) -> None:
    id = receive(desk).id
    processing.refuse(desk, MAI, id, "không thuộc thẩm quyền")
    assert handback.rate(desk, MAI, id, Rating.SATISFIED).value.state is State.REFUSED


def test_nothing_is_overpaid_while_the_fee_is_not_more_than_paid(desk: Desk) -> None:
    id = ready(desk)
    assert overpaid(of(desk, id)) == 0
    payments.pay(desk, MAI, id, Payment(2_000))
    assert overpaid(of(desk, id)) == 0
    assert lookup.counts(desk)[lookup.Chip.TROUBLE] == 0
