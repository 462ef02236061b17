"""The fee receipt sheet: every payment that stands, nobody's that was voided, the same again on another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Exemption, Payment, PayWay
from onecua_desk.errors import UserError
from onecua_desk.services import fee_receipts, intake, papers, payments, print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft
from tests.paper.samples import page_texts

TU = Official("tu", "Trần Văn Tú")


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    asked = replace(draft(desk, COPY), amount=None, copies=3, pages=4, exemption=Exemption("hộ cận nghèo", 50))
    return intake.receive(desk, asked, MAI).value


def test_a_dossier_without_a_payment_has_no_sheet(desk: Desk, dossier: Dossier) -> None:
    if dossier.takings:
        payments.void(desk, MAI, dossier.id, dossier.takings[0], "ghi nhầm")
    with pytest.raises(UserError, match="chưa thu khoản"):
        fee_receipts.fee_receipt(desk, dossier.id)


def test_the_sheet_names_each_payment_and_whoever_took_the_last(desk: Desk, clock: Clock, dossier: Dossier) -> None:
    clock.at = datetime(2026, 11, 23, 10, 30)
    payments.pay(desk, MAI, dossier.id, Payment(1_000, receipt="AB/26P 0000007"))
    clock.at = datetime(2026, 11, 23, 14, 5)
    left = payments.pay(desk, TU, dossier.id, Payment(500, PayWay.TRANSFER)).value.owed
    printout = fee_receipts.fee_receipt(desk, dossier.id)
    first, second = page_texts(printout.pdf)
    for said in ("1.000", "500", "Tiền mặt", "0000007", "Trần Văn Tú", "hộ cận nghèo", "14:05"):
        assert said in first
    assert "Liên 2: Giao người nộp" in second
    assert ("Còn phải thu" in first) == (left > 0)
    assert (printout.form, printout.copies, printout.counted) == (PrintForm.FEE_RECEIPT, 2, None)
    clock.at += timedelta(days=40)
    assert fee_receipts.fee_receipt(desk, dossier.id).pdf == printout.pdf


def test_a_payment_that_was_voided_is_on_no_sheet(desk: Desk, clock: Clock, dossier: Dossier) -> None:
    wrong = payments.pay(desk, MAI, dossier.id, Payment(2_000)).value.takings[-1]
    clock.at += timedelta(minutes=1)
    payments.void(desk, MAI, dossier.id, wrong, "ghi nhầm")
    clock.at += timedelta(minutes=1)
    payments.pay(desk, MAI, dossier.id, Payment(1_500))
    page = page_texts(fee_receipts.fee_receipt(desk, dossier.id).pdf)[0]
    assert "Tổng số tiền: 1.500 đ" in page
    assert "Bằng chữ: Một nghìn năm trăm đồng" in page
    assert "2.000" not in page


def test_on_the_roll_it_is_one_copy(desk: Desk, dossier: Dossier) -> None:
    payments.pay(desk, MAI, dossier.id, Payment(1_000))
    print_settings.write(desk.store, PrintSettings(forms={PrintForm.FEE_RECEIPT: PrintWay("XP-80C", Stock.ROLL)}))
    printout = fee_receipts.fee_receipt(desk, dossier.id)
    assert (papers.size(printout.pdf)[0], printout.copies) == (80, 1)
