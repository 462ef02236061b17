"""A dossier is received whole, with its number, or refused with the field that is wrong and no number used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from onecua_desk.domain.fees import Band, ByValue, Fee, Flat, SetByProvince
from onecua_desk.domain.parts import Applicant, Given
from onecua_desk.domain.payment import Exemption, PayMoment
from onecua_desk.domain.procedure import Channel, PaperKind, Procedure
from onecua_desk.errors import UserError
from onecua_desk.services import intake, lookup, procedures
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.services.lookup import Chip
from onecua_desk.store import catalogue
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, MAI, MONDAY, THREE_DAYS, UNIT, draft, procedure, receive
from tests.services.rows_written import written

DEATH = "1.000656"  # three cases to choose from
NO_LIMIT = "1.001022"
SEA = "3.000442"  # one case for each channel


def test_a_receipt_carries_everything_that_the_slip_prints(desk: Desk) -> None:
    done = intake.receive(desk, replace(draft(desk, THREE_DAYS), note=" Nộp thay  mẹ "), MAI)
    received = done.value.received
    assert done.changes.dossiers == {done.value.id}
    assert received.code == "H02.15.23-261123-1001"
    assert (received.unit, received.desk) == (UNIT, 1)
    assert (received.decided_by, received.return_at) == (UNIT.parent, UNIT.centre)
    assert (received.applicant, received.note) == (BICH, "Nộp thay mẹ")
    assert received.limit is not None
    assert received.limit.words() == "3 ngày làm việc"
    # Three working days after Monday 23/11; Tuesday 24/11 is a holiday (Ngày Văn hóa Việt Nam).
    assert received.due == datetime(2026, 11, 27, 17)
    assert done.value.due == received.due
    assert lookup.story(desk, done.value.id).dossier == done.value


def abolished(draft: Draft) -> Draft:
    assert draft.procedure is not None
    return replace(draft, procedure=replace(draft.procedure, valid_to=date(2026, 11, 22)))


def applicant(**values: Any) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, applicant=replace(draft.applicant, **values))


def setting(**values: Any) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, **values)


def paper(**values: Any) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, papers=(replace(Given("Đơn", PaperKind.FORM, 1), **values),))


REFUSALS = [
    ("procedure", COPY, setting(procedure=None)),
    ("procedure", COPY, abolished),
    ("case", DEATH, setting(case="")),
    ("case", SEA, setting(channel=Channel.POST)),  # the case for the counter, with another limit
    ("case", DEATH, setting(case="9")),
    ("applicant.name", COPY, applicant(name="")),
    ("applicant.name", COPY, applicant(name=" \u200b\t")),
    ("applicant.address", COPY, lambda draft: setting(return_by=Channel.POST)(applicant(address=" ")(draft))),
    ("due", NO_LIMIT, setting()),
    ("due", NO_LIMIT, setting(due=MONDAY)),
    ("due", NO_LIMIT, setting(due=datetime(2026, 11, 20, 17))),
    ("due", NO_LIMIT, setting(due=datetime(2026, 11, 28, 17))),
    ("due", NO_LIMIT, setting(due=datetime(2026, 11, 24, 17))),
    ("due", NO_LIMIT, setting(due=datetime(2062, 11, 30, 17))),
    ("sets", COPY, setting(sets=0)),
    ("copies", COPY, setting(copies=0)),
    ("copies", COPY, setting(copies=10_001)),
    ("pages", COPY, setting(pages=-1)),
    ("amount", THREE_DAYS, setting(amount=-1)),
    ("amount", THREE_DAYS, setting(amount=10**15 + 1)),
    ("papers", COPY, paper(name=" ")),
    ("papers", COPY, paper(quantity=0)),
]


@pytest.mark.parametrize(("field", "code", "spoil"), REFUSALS)
def test_what_is_missing_or_wrong_is_named_by_its_field_and_no_number_is_used(
    desk: Desk, field: str, code: str, spoil: Callable[[Draft], Draft]
) -> None:
    before = written(desk)
    with pytest.raises(UserError) as refused:
        intake.receive(desk, spoil(draft(desk, code)), MAI)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert written(desk) == before
    assert receive(desk).code.endswith("-1001")


def test_a_desk_that_was_never_set_up_is_told_so_and_writes_nothing(desk: Desk) -> None:
    with desk.store.write() as connection:
        connection.execute(text("DELETE FROM setting WHERE key = 'identity'"))
    with pytest.raises(UserError, match="chưa khai báo"):
        receive(desk)
    assert written(desk)["event"] == 0


def test_a_chosen_case_decides_the_limit_and_stands_on_the_receipt(desk: Desk) -> None:
    chosen = replace(draft(desk, DEATH), case="3")
    received = intake.receive(desk, chosen, MAI).value.received
    assert received.limit is not None
    assert received.limit.words() == "5 ngày làm việc"
    assert received.case == procedure(DEATH).case("3").name


@pytest.mark.parametrize(("channel", "words"), [(Channel.COUNTER, "30 ngày làm việc"), (Channel.POST, "30 ngày")])
def test_the_channel_decides_the_limit_where_the_law_says_so(desk: Desk, channel: Channel, words: str) -> None:
    limit = intake.receive(desk, replace(draft(desk, SEA), case="", channel=channel), MAI).value.received.limit
    assert limit is not None
    assert limit.words() == words


def test_where_the_catalogue_knows_no_limit_the_day_that_the_official_named_is_the_appointment(desk: Desk) -> None:
    due = intake.named_due(desk, date(2026, 11, 30))
    received = intake.receive(desk, replace(draft(desk, NO_LIMIT), due=due), MAI).value.received
    assert (received.limit, received.due) == (None, datetime(2026, 11, 30, 17))


def test_a_day_named_for_a_procedure_with_a_limit_changes_nothing(desk: Desk) -> None:
    named = replace(draft(desk, THREE_DAYS), due=datetime(2027, 1, 4, 17))
    assert intake.receive(desk, named, MAI).value.due == datetime(2026, 11, 27, 17)


def test_the_fee_of_a_copy_is_counted_by_pages_and_copies_and_paid_at_once_or_later(desk: Desk) -> None:
    counted = replace(draft(desk, COPY), pages=4, copies=3)
    later = intake.receive(desk, counted, MAI).value
    assert (later.received.fee.amount, later.received.paid, later.owed) == (18_000, 0, 18_000)
    paid = intake.receive(desk, replace(counted, pay=PayMoment.NOW), MAI).value
    assert (paid.received.paid, paid.owed) == (18_000, 0)


def test_a_fee_that_the_province_sets_is_asked_for(desk: Desk) -> None:
    with pytest.raises(UserError, match="nhập số tiền") as refused:
        intake.receive(desk, replace(draft(desk, THREE_DAYS), amount=None), MAI)
    assert refused.value.field == "amount"
    free = intake.receive(desk, replace(draft(desk, THREE_DAYS), amount=0), MAI).value
    assert (free.received.fee.amount, free.owed) == (0, 0)
    named = intake.receive(desk, replace(draft(desk, THREE_DAYS), amount=15_000), MAI).value
    assert (named.received.fee.amount, named.owed) == (15_000, 15_000)


def with_fees(desk: Desk, *fees: Any) -> Draft:
    chosen: Procedure = replace(procedure(COPY), fees=fees)
    with desk.store.write() as connection:
        everything = catalogue.all_procedures(connection)
        catalogue.replace_all(connection, [chosen if one.code == COPY else one for one in everything])
    return replace(draft(desk, COPY), procedure=chosen)


def test_one_of_several_fees_is_chosen_by_its_place(desk: Desk) -> None:
    several = with_fees(desk, Flat(10_000, "lần", name="Cá nhân"), Flat(5_000, "lần", name="Theo danh sách"))
    for rule, amount in ((0, 10_000), (1, 5_000)):
        taken = intake.receive(desk, replace(several, fee_rule=rule), MAI).value
        assert taken.received.fee.amount == amount


@pytest.mark.parametrize("place", [None, -1, 2, 9])
def test_a_fee_that_only_the_official_can_know_is_never_the_first(desk: Desk, place: int | None) -> None:
    several = with_fees(desk, Flat(10_000, "lần", name="Cá nhân"), Flat(5_000, "lần", name="Theo danh sách"))
    unsure = replace(several, fee_rule=place)
    assert intake.quote(desk, unsure).fee == Fee(None, "Hãy chọn mức thu.")
    with pytest.raises(UserError, match=r"Hãy chọn mức thu\.") as refused:
        intake.receive(desk, unsure, MAI)
    assert refused.value.field == "fee_rule"
    spared = replace(unsure, exemption=Exemption("Hộ nghèo"))
    assert intake.receive(desk, spared, MAI).value.received.fee == Fee(0, "Miễn: Hộ nghèo")


def test_what_a_fee_is_computed_from_is_asked_for_in_the_rules_own_words(desk: Desk) -> None:
    by_area = with_fees(
        desk, ByValue(of="diện tích thửa đất", unit="m²", bands=(Band(50_000, up_to=500), Band(90_000)))
    )
    with pytest.raises(UserError, match=r"^Tính theo diện tích thửa đất: hãy nhập .* \(m²\)\.$") as refused:
        intake.receive(desk, replace(by_area, amount=None), MAI)
    assert refused.value.field == "value"
    spared = replace(by_area, amount=None, exemption=Exemption("Hộ nghèo", 50))
    with pytest.raises(UserError) as refused:
        intake.receive(desk, spared, MAI)
    assert refused.value.field == "value"
    assert intake.receive(desk, replace(by_area, value=501), MAI).value.received.fee.amount == 90_000


def test_an_amount_is_taken_only_where_the_catalogue_has_none(desk: Desk) -> None:
    for fees, amount in (((), 7_000), ((SetByProvince(),), 7_000), ((Flat(amount=10_000, per="lần"),), 10_000)):
        chosen = replace(with_fees(desk, *fees), amount=7_000)
        assert intake.receive(desk, chosen, MAI).value.received.fee.amount == amount


def test_what_the_scanner_and_the_clipboard_brought_along_never_reaches_the_log(desk: Desk) -> None:
    name, phone = "\ufeffĐặng  Thi\u0323\u200b Hà\r\n", " +84 912-345-678 "
    messy = Applicant(name, " 0341 8800 1234 ", None, "Nữ\t", " Tổ 5 ", phone, "a@b.vn ")
    tidy = Applicant("Đặng Thị Hà", "034188001234", None, "Nữ", "Tổ 5", "+84912345678", "a@b.vn")
    papers = (Given("  Giấy\u200b chứng sinh ", PaperKind.ORIGINAL, 1),)
    received = intake.receive(desk, replace(draft(desk, applicant=messy), papers=papers), MAI).value.received
    assert received.applicant == tidy
    assert received.papers == (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (Channel.COUNTER, UNIT.centre),
        (Channel.POST, "nhà, qua bưu chính công ích: Tổ dân phố số 5, Suối Trong, Bắc Ninh"),
        (Channel.ONLINE, "Cổng Dịch vụ công quốc gia (bản điện tử)"),
    ],
)
def test_the_receipt_says_where_the_result_is_returned(desk: Desk, by: Channel, said: str) -> None:
    assert intake.receive(desk, replace(draft(desk), return_by=by), MAI).value.received.return_at == said


def test_the_procedures_that_this_desk_uses_most_come_first(desk: Desk) -> None:
    codes = [one.code for one in procedures.known(desk).offered]
    assert codes == [*procedures.COMMON, *sorted(set(codes) - set(procedures.COMMON))]
    for code in [THREE_DAYS] * 6 + [COPY]:
        receive(desk, code)
    assert [one.code for one in procedures.known(desk).offered][:3] == [THREE_DAYS, COPY, procedures.COMMON[1]]


def test_only_procedures_that_are_valid_today_are_offered(desk: Desk, clock: Clock) -> None:
    assert all(one.valid_on(MONDAY.date()) for one in procedures.known(desk).offered)
    clock.at = datetime(2020, 1, 6, 9)
    assert not [one for one in procedures.known(desk).offered if one.valid_from > date(2020, 1, 6)]


def test_a_received_dossier_is_in_the_list_unsent_and_in_no_trouble(desk: Desk) -> None:
    dossier = receive(desk)
    (row,) = lookup.page(desk, Chip.ALL, "")
    assert (row.id, row.code, row.applicant, row.state) == (dossier.id, dossier.code, BICH.name, "received")
    assert (row.unsent, row.trouble, row.due) == (True, False, dossier.due)
