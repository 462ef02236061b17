"""Handing back: who collects, the money, the originals, and what can be undone afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.domain.citizen import read_card
from onecua_desk.domain.parts import Applicant, Collector, Given, Rating, Representative, State
from onecua_desk.domain.payment import Payment, PayWay, Taken
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.twice import overpaid
from onecua_desk.errors import UserError
from onecua_desk.services import card_match, handback, intake, lookup, payments, processing
from onecua_desk.services.desk import Desk
from tests.desk_fixture import BICH, BICH_CARD, MAI, draft, receive
from tests.services.results import COLLECTOR, MONDAY, newest, of, ready, with_result

# who collects


def test_the_applicant_collects_with_the_card_that_matched(desk: Desk) -> None:
    id = ready(desk)
    dossier = of(desk, id)
    assert card_match.same_person(dossier, read_card(BICH_CARD, MONDAY))
    collector = handback.applicant_collects(dossier, card_matched=True)
    handback.hand_back(desk, MAI, id, collector, Payment(dossier.owed))
    assert newest(desk, id) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp · thu 2.000 đ (tiền mặt)"


def test_a_card_matches_by_number_new_or_old_and_by_name_only_where_no_number_was_recorded(desk: Desk) -> None:
    card = read_card("034188001234|012345678|ĐẶNG THỊ NGỌC BÍCH|29021988|Nữ|Suối Trong|15042021", MONDAY)
    for number, same in ((BICH.number, True), ("012345678", True), ("034188009999", False), ("", True)):
        dossier = receive(desk, applicant=replace(BICH, number=number))
        assert card_match.same_person(dossier, card) == same
    assert not card_match.same_person(receive(desk, applicant=replace(BICH, number="", name="Lò Thị Vân")), card)


def test_what_differs_is_named_side_by_side_and_what_was_not_recorded_does_not_differ(desk: Desk) -> None:
    card = read_card("001190012345||Trần Thị Vân|01011990|Nữ|Thôn Hạ|15042021", MONDAY)
    differing = card_match.differences(receive(desk, applicant=replace(BICH, born=None)), card)
    assert [(one.label, one.recorded, one.card) for one in differing] == [
        ("Họ và tên", "Đặng Thị Ngọc Bích", "Trần Thị Vân"),
        ("Số định danh", "034188001234", "001190012345"),
    ]


def test_a_confirmed_mismatch_stands_in_the_story(desk: Desk) -> None:
    id = ready(desk)
    card = read_card("034188009999||Đặng Thị Ngọc Bích|29021988|Nữ|Thôn Hạ|15042021", MONDAY)
    differs = card_match.mismatch(card_match.differences(of(desk, id), card))
    handback.hand_back(desk, MAI, id, handback.applicant_collects(of(desk, id), False, differs))
    assert newest(desk, id) == (
        "Người nộp: Đặng Thị Ngọc Bích, thẻ khác hồ sơ: số định danh 034188001234, trên thẻ 034188009999"
    )


def test_an_authorised_person_collects_with_number_and_paper(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, Collector(" Hùng ", "0240 8800 1234", " giấy số 5 "), Payment(2_000))
    assert newest(desk, id) == "Người được ủy quyền: Hùng (giấy số 5) · thu 2.000 đ (tiền mặt)"


def test_the_tax_code_of_a_branch_stays_as_it_is(desk: Desk) -> None:
    branch = Applicant("Công ty An Phát, chi nhánh 1", "0100109106-001", organisation=True)
    dossier = with_result(desk, receive(desk, applicant=branch))
    collector = handback.applicant_collects(dossier, card_matched=False)
    after = handback.hand_back(desk, MAI, dossier.id, collector).value
    assert after.returned
    assert after.returned.collector.number == "0100109106-001"


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
    taken = payments.pay(desk, MAI, id, Payment(2_000)).value.takings[0]
    with pytest.raises(UserError, match="lý do"):
        payments.void(desk, MAI, id, taken, " ")
    assert payments.void(desk, MAI, id, taken, "thu nhầm người").value.owed == 2_000
    with pytest.raises(UserError, match="không có khoản thu"):
        payments.void(desk, MAI, id, taken, "lần nữa")


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


# undone


def test_what_was_not_handed_back_is_neither_undone_nor_brought_back(desk: Desk) -> None:
    id = ready(desk)
    for act in (
        lambda: handback.undo(desk, MAI, id, "nhầm", "Phạm Văn Tư"),
        lambda: handback.undelivered(desk, MAI, id, "vắng nhà"),
    ):
        with pytest.raises(UserError, match="chưa ghi là đã trả"):
            act()


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
    taken = handback.hand_back(desk, MAI, id, COLLECTOR, Payment(2_000, PayWay.CASH, "17")).value.takings[0]
    after = handback.undo(desk, MAI, id, "trả nhầm", "Phạm Văn Tư", taken).value
    assert (after.paid, after.owed, after.state) == (0, 2_000, State.RESULT_READY)
    assert newest(desk, id) == "2.000 đ (tiền mặt, biên lai 17) · trả nhầm"


def test_undoing_writes_both_or_nothing(desk: Desk) -> None:
    id = ready(desk)
    handback.hand_back(desk, MAI, id, COLLECTOR)
    lines = lookup.story(desk, id).lines
    with pytest.raises(UserError, match="không có khoản thu"):
        handback.undo(desk, MAI, id, "trả nhầm", "Phạm Văn Tư", Taken(Payment(9_000), desk.now()))
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
