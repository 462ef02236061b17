"""A slip that would bear nothing but a name is asked about once, and saved all the same."""

from __future__ import annotations

import pytest

from onecua_desk.domain.parts import Applicant
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.ui.intake_screen import dossiers, fill, only_dossier, screen, seat, visible_text

__all__ = ["screen", "seat"]

ALL_THREE = "Giấy hẹn sẽ thiếu số định danh, địa chỉ, điện thoại. Bấm F12 lần nữa nếu vẫn lưu."


def fill_only_the_name(screen: IntakeScreen, name: str = "Nông Thị Sảo") -> None:
    fill(screen)
    screen.form.applicant.clear()
    screen.form.applicant.name.setText(name)


def test_a_name_alone_is_asked_about_once(screen: IntakeScreen, desk: Desk) -> None:
    fill_only_the_name(screen)
    screen.main_verb()
    assert screen.form.applicant.fields["applicant.number"].message() == ALL_THREE
    assert screen.focusWidget() is screen.form.applicant.number
    assert dossiers(desk) == []
    screen.main_verb()
    assert only_dossier(desk).applicant == Applicant("Nông Thị Sảo")


@pytest.mark.parametrize(
    ("organisation", "phone", "sentence"),
    [
        (False, "", ALL_THREE),
        (False, "0912 345 678", "Giấy hẹn sẽ thiếu số định danh, địa chỉ. Bấm F12 lần nữa nếu vẫn lưu."),
        (True, "", "Giấy hẹn sẽ thiếu mã số thuế, trụ sở, điện thoại. Bấm F12 lần nữa nếu vẫn lưu."),
    ],
)
def test_the_question_names_the_lines_that_would_be_empty(
    screen: IntakeScreen, organisation: bool, phone: str, sentence: str
) -> None:
    fill_only_the_name(screen)
    screen.form.applicant.organisation.setChecked(organisation)
    screen.form.applicant.phone.setText(phone)
    assert [(str(doubt), doubt.field) for doubt in screen.form.doubts()] == [(sentence, "applicant.number")]


@pytest.mark.parametrize("known", ["number", "address"])
@pytest.mark.parametrize("organisation", [True, False])
def test_who_has_a_number_or_an_address_is_not_asked_about(
    screen: IntakeScreen, desk: Desk, known: str, organisation: bool
) -> None:
    fill_only_the_name(screen)
    screen.form.applicant.organisation.setChecked(organisation)
    getattr(screen.form.applicant, known).setText({"number": "0100109106", "address": "Thôn Hạ"}[known])
    screen.main_verb()
    assert only_dossier(desk).applicant.name == "Nông Thị Sảo"


def test_each_citizen_with_a_name_alone_is_asked_about_and_all_is_asked_at_once(
    screen: IntakeScreen, desk: Desk
) -> None:
    for number, name in enumerate(("Nông Thị Sảo", "Lý A Sử")):
        fill_only_the_name(screen, name)
        screen.form.terms.sets.setValue(21)
        screen.main_verb()
        assert ALL_THREE in visible_text(screen)
        assert "21 bộ hồ sơ? Bấm F12 lần nữa nếu đúng." in visible_text(screen)
        assert len(dossiers(desk)) == number
        screen.main_verb()
        assert len(dossiers(desk)) == number + 1


def test_a_draft_that_was_put_aside_is_asked_about_when_it_is_saved(screen: IntakeScreen, desk: Desk) -> None:
    fill_only_the_name(screen)
    screen.main_verb()
    key = screen.drafts.key
    screen.put_aside()
    screen.open_draft(key)
    screen.main_verb()
    assert ALL_THREE in visible_text(screen)
    assert dossiers(desk) == []
