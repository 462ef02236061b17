"""The rule set follows the day of receipt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.ruleset import RULE_SETS, FormKind, ruleset_for, ruleset_named


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 6, 20), "2018"),
        (date(2018, 6, 21), "2018"),
        (date(2025, 6, 30), "2018"),
        (date(2025, 7, 1), "2025"),
        (date(2026, 11, 23), "2025"),
    ],
)
def test_the_decree_in_force_on_the_day_of_receipt_rules_the_dossier(day: date, expected: str) -> None:
    assert ruleset_for(day).id == expected


@given(st.dates(date(2018, 6, 21), date(2099, 12, 31)))
def test_no_rule_set_applies_before_its_own_date_and_later_days_never_go_back(day: date) -> None:
    assert ruleset_for(day).since <= day
    assert ruleset_for(day).since <= ruleset_for(day + timedelta(days=1)).since


def test_a_dossier_finds_the_rule_set_that_it_names() -> None:
    assert [ruleset_named(rules.id) for rules in RULE_SETS] == list(RULE_SETS)
    with pytest.raises(KeyError):
        ruleset_named("1999")


def test_the_old_control_slip_and_register_move_up_one_number_for_the_notice_of_stopping() -> None:
    old, new = ruleset_named("2018").forms, ruleset_named("2025").forms
    assert FormKind.STOP not in old
    assert (old[FormKind.CONTROL_SLIP].number, new[FormKind.CONTROL_SLIP].number) == ("05", "06")
    assert (old[FormKind.REGISTER].number, new[FormKind.REGISTER].number) == ("06", "07")
    assert new[FormKind.SLIP].title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    for rules in RULE_SETS:
        assert sorted(form.number for form in rules.forms.values()) == [
            f"{n:02d}" for n in range(1, len(rules.forms) + 1)
        ]


def test_the_desk_of_a_commune_has_the_name_of_its_time() -> None:
    assert ruleset_named("2018").desk_name == "Bộ phận Tiếp nhận và Trả kết quả"
    assert ruleset_named("2025").desk_name == "Trung tâm Phục vụ hành chính công"
