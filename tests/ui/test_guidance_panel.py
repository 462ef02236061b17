"""Forms 02 and 03 are asked for in place: two keys for the usual one, and no paper without its fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.events import Guided, TurnedAway
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import guidance
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.store import log
from onecua_desk.ui.intake.guidance_panel import GuidancePanel
from tests.desk_fixture import BICH, BIRTH, MAI, procedure
from tests.paper.samples import page_texts, squeezed
from tests.ui.seat import Seat
from tests.ui.seeing import text

DRAFT = Draft(procedure=procedure(BIRTH), applicant=BICH)


@pytest.fixture
def panel(qtbot: QtBot, seat: Seat) -> GuidancePanel:
    made = GuidancePanel(seat.workplace)
    qtbot.addWidget(made)
    made.resize(430, 620)
    made.show()
    return made


@pytest.fixture
def heard(panel: GuidancePanel) -> list[tuple[str, Any]]:
    """The signals in their order, each with what it carried."""
    signals: list[tuple[str, Any]] = []
    for name in ("guided", "turned_away", "printed", "not_printed", "closed"):
        getattr(panel, name).connect(lambda *carried, name=name: signals.append((name, carried)))
    return signals


def facts(desk: Desk, kind: str) -> list[Any]:
    with desk.store.read() as connection:
        ids = log.dossiers_in_order(connection)
        entries = [entry for id in ids for entry in log.of_dossier(connection, id)]
    return [entry.event.fact for entry in entries if entry.event and entry.wire.kind == kind]


def test_enter_prints_what_is_missing_at_once(
    desk: Desk, seat: Seat, panel: GuidancePanel, heard: list[tuple[str, Any]]
) -> None:
    panel.ask_supplement(DRAFT)
    assert panel.reason.hasFocus()
    assert "Đặng Thị Ngọc Bích · Đăng ký khai sinh" in text(panel)
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    (fact,) = facts(desk, "guided")
    assert isinstance(fact, Guided)
    assert fact.missing == guidance.missing_of(DRAFT)
    assert [name for name, _ in heard] == ["guided", "closed", "printed"]
    made, out = heard[-1][1]
    assert seat.announced[0].dossiers == {made.id}
    assert out.file == seat.workplace.slip_folder / "Phieu bo sung 1-Q1-HDHS 2026.pdf"
    assert squeezed(fact.missing[0]) in squeezed(page_texts(out.file.read_bytes())[0])


def test_the_list_is_edited_and_a_reason_added(desk: Desk, panel: GuidancePanel) -> None:
    panel.ask_supplement(DRAFT)
    panel.missing.setPlainText("Tờ khai: ghi lại ngày sinh\n\nGiấy chứng sinh")
    panel.reason.setPlainText("Tờ khai ghi sai ngày sinh")
    QTest.keyClick(panel.missing, Qt.Key.Key_Return)
    assert facts(desk, "guided") == [], "Enter begins a line there"
    QTest.keyClick(panel.missing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (fact,) = facts(desk, "guided")
    assert (fact.missing, fact.reason) == (
        ("Tờ khai: ghi lại ngày sinh", "Giấy chứng sinh"),
        "Tờ khai ghi sai ngày sinh",
    )


def test_where_nothing_is_missing_the_keyboard_stands_in_the_list(
    desk: Desk, panel: GuidancePanel, heard: list[tuple[str, Any]]
) -> None:
    panel.ask_supplement(replace(DRAFT, procedure=procedure("1.004772")))
    panel.missing.clear()
    panel.confirm()
    assert panel.fields["missing"].message() == "Hãy ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung."
    assert panel.missing.hasFocus()
    assert heard == []
    assert facts(desk, "guided") == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [(Draft(applicant=BICH), "procedure"), (Draft(procedure=procedure(BIRTH)), "applicant.name")],
)
def test_a_form_that_says_not_who_wants_what_is_not_asked_for(panel: GuidancePanel, draft: Draft, field: str) -> None:
    for ask in (panel.ask_supplement, panel.ask_refusal):
        with pytest.raises(UserError) as refused:
            ask(draft)
        assert refused.value.field == field


def test_the_list_follows_the_form_behind_unless_it_was_edited(panel: GuidancePanel) -> None:
    panel.ask_supplement(DRAFT)
    lines = panel.missing.toPlainText().splitlines()
    panel.follow(replace(DRAFT, waived=(lines[0].rpartition(":")[0],)))
    assert panel.missing.toPlainText().splitlines() == lines[1:]
    panel.missing.setPlainText("Riêng giấy này")
    panel.follow(DRAFT)
    assert panel.missing.toPlainText() == "Riêng giấy này"


def test_a_refusal_needs_a_reason_and_offers_the_usual_ones(
    desk: Desk, panel: GuidancePanel, heard: list[tuple[str, Any]]
) -> None:
    guidance.turn_away(desk, MAI, DRAFT, "Nơi cư trú ở tỉnh khác")
    panel.ask_refusal(DRAFT)
    assert panel.fields["missing"].isHidden()
    assert panel.reason.hasFocus()
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    assert panel.fields["reason"].message() == "Hãy ghi lý do từ chối."
    QTest.keyClick(panel.reason, Qt.Key.Key_Down)
    assert panel.reasons.hasFocus()
    QTest.keyClick(panel.reasons, Qt.Key.Key_Return)
    assert panel.reason.toPlainText() == "Nơi cư trú ở tỉnh khác"
    assert panel.reason.hasFocus()
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    assert [name for name, _ in heard] == ["turned_away", "closed", "printed"]
    fact = facts(desk, "turned_away")[-1]
    assert isinstance(fact, TurnedAway)
    assert (fact.reason, fact.number) == ("Nơi cư trú ở tỉnh khác", "2-Q1/TCHS")


def test_up_in_the_first_reason_goes_back_to_typing(panel: GuidancePanel) -> None:
    panel.ask_refusal(DRAFT)
    panel.reasons.setFocus()
    QTest.keyClick(panel.reasons, Qt.Key.Key_Up)
    assert panel.reason.hasFocus()


def test_each_time_it_begins_empty(panel: GuidancePanel) -> None:
    panel.ask_refusal(DRAFT)
    panel.confirm()
    panel.reason.setPlainText("Dở dang")
    panel.ask_supplement(DRAFT)
    assert panel.form() is FormKind.SUPPLEMENT
    assert panel.reason.toPlainText() == panel.fields["reason"].message() == ""
    assert "Thường dùng" not in text(panel)
    assert "Phiếu bổ sung (mẫu 02)" in text(panel)


def test_a_paper_that_does_not_come_out_has_its_fact_and_comes_out_later(
    desk: Desk, seat: Seat, panel: GuidancePanel, heard: list[tuple[str, Any]]
) -> None:
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    panel.ask_supplement(DRAFT)
    panel.confirm()
    assert [name for name, _ in heard] == ["guided", "closed", "not_printed"]
    assert len(facts(desk, "guided")) == 1
    made, error = heard[-1][1]
    assert isinstance(error, UserError)
    seat.workplace.slip_folder.unlink()
    panel.guiding.print_paper(made)
    assert heard[-1][0] == "printed"
    assert len(facts(desk, "guided")) == 1
