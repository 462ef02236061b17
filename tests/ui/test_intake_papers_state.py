"""The checklist by itself: groups, papers waived and reused, what is missing, and what a draft keeps of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import Case, Channel, PaperKind, Procedure, RequiredPaper
from onecua_desk.services.applicants import ReusablePaper
from onecua_desk.ui.intake.papers_model import HEADING, HINT, NAME
from onecua_desk.ui.intake.papers_panel import PapersPanel
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import BIRTH, procedure
from tests.ui.seeing import text, the

FORM, BIRTH_PAPER, BY_CASE, SHOWN, IF_ANY = (
    RequiredPaper("Tờ khai theo mẫu", PaperKind.FORM),
    RequiredPaper("Giấy khai sinh (của người con)", PaperKind.COPY, 2),
    RequiredPaper("Giấy giới thiệu", PaperKind.ORIGINAL, case="1"),
    RequiredPaper("Căn cước", PaperKind.ORIGINAL, shown=True),
    RequiredPaper("Văn bản ủy quyền", PaperKind.ORIGINAL, optional=True),
)
ALL = (IF_ANY, SHOWN, FORM, BY_CASE, BIRTH_PAPER)
EARLIER = ReusablePaper("Bản sao giấy khai sinh", PaperKind.COPY, "H02.15.23-260512-1007", date(2026, 5, 12), False)


def with_papers(*papers: RequiredPaper) -> Procedure:
    return replace(procedure(BIRTH), papers=papers, cases=(Case("1", "Trường hợp một"),))


def show(panel: PapersPanel, papers: Sequence[RequiredPaper] = ALL) -> None:
    panel.show_checklist(with_papers(*papers), Case("1", "Trường hợp một"), Channel.COUNTER)


@pytest.fixture
def panel(qtbot: QtBot) -> PapersPanel:
    made = PapersPanel(Fields())
    qtbot.addWidget(made)
    made.resize(680, 420)
    show(made)
    made.show()
    made.table.setFocus()
    return made


def names(panel: PapersPanel) -> list[str]:
    return [str(panel.papers.index(line, NAME).data()) for line in range(panel.papers.rowCount())]


def cells(panel: PapersPanel, role: int) -> list[str]:
    return [str(panel.papers.index(line, NAME).data(role) or "") for line in range(panel.papers.rowCount())]


def press(panel: PapersPanel, line: int, key: Qt.Key) -> None:
    panel.table.select_line(line)
    QTest.keyClick(panel.table, key)


# groups


def test_lines_stand_in_groups_with_a_quiet_heading_each(panel: PapersPanel) -> None:
    assert names(panel) == [paper.name for paper in (FORM, BIRTH_PAPER, BY_CASE, SHOWN, IF_ANY)]
    assert cells(panel, HEADING) == [
        "Phải nộp",
        "",
        "Phải nộp trong trường hợp này",
        "Xuất trình, không giữ lại",
        "Nếu có",
    ]
    panel.papers.add_own(Given("Đơn đề nghị", PaperKind.FORM, 1))
    assert cells(panel, HEADING)[-1] == "Thêm tại quầy"


def test_a_list_of_one_kind_has_no_headings(panel: PapersPanel) -> None:
    show(panel, (FORM, BIRTH_PAPER))
    assert cells(panel, HEADING) == ["", ""]


def test_a_click_on_a_heading_ticks_nothing_and_one_on_its_line_does(panel: PapersPanel) -> None:
    place = panel.table.visualRect(panel.papers.index(0, NAME))
    viewport = panel.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(20, 4))
    assert panel.papers.given() == ()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.bottomLeft() + QPoint(20, -8))
    assert [paper.name for paper in panel.papers.given()] == [FORM.name]


# waived


def test_m_accepts_a_missing_paper_and_takes_it_back(panel: PapersPanel) -> None:
    assert "Thiếu 4" in text(panel)
    press(panel, 1, Qt.Key.Key_M)
    assert panel.papers.waived() == (BIRTH_PAPER.name,)
    assert cells(panel, HINT)[1] == "Cho nợ / không áp dụng"
    assert "Thiếu 3" in text(panel)
    press(panel, 1, Qt.Key.Key_M)
    assert panel.papers.waived() == ()
    press(panel, 1, Qt.Key.Key_M)
    press(panel, 1, Qt.Key.Key_Space)
    assert panel.papers.waived() == ()
    assert [paper.name for paper in panel.papers.given()] == [BIRTH_PAPER.name]


def test_what_nobody_has_to_bring_cannot_be_waived(panel: PapersPanel) -> None:
    press(panel, 4, Qt.Key.Key_M)
    panel.papers.add_own(Given("Đơn đề nghị", PaperKind.FORM, 1))
    press(panel, 5, Qt.Key.Key_M)
    assert panel.papers.waived() == ()


def test_all_at_once_leaves_what_was_waived(panel: PapersPanel) -> None:
    press(panel, 2, Qt.Key.Key_M)
    QTest.keyClick(panel, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [paper.name for paper in panel.papers.given()] == [FORM.name, BIRTH_PAPER.name, SHOWN.name]
    assert panel.papers.waived() == (BY_CASE.name,)
    assert panel.errors() == []


# reused


def test_r_takes_the_paper_of_an_earlier_dossier_and_gives_it_back(panel: PapersPanel) -> None:
    panel.offer_reuse((EARLIER,))
    assert cells(panel, HINT) == ["", "Đã nộp 12/05/2026 với hồ sơ …-1007: dùng lại? (phím R)", "", "", ""]
    assert panel.papers.given() == (), "it is only offered"
    press(panel, 1, Qt.Key.Key_R)
    assert panel.papers.given() == (Given(BIRTH_PAPER.name, PaperKind.COPY, 2, reused=EARLIER.code),)
    assert cells(panel, HINT)[1] == "Dùng lại giấy đã nộp 12/05/2026 với hồ sơ …-1007"
    press(panel, 1, Qt.Key.Key_R)
    assert panel.papers.given() == ()
    press(panel, 0, Qt.Key.Key_R)
    assert panel.papers.given() == (), "nothing to reuse there"


def test_space_says_that_it_was_handed_in_after_all(panel: PapersPanel) -> None:
    panel.offer_reuse((EARLIER,))
    press(panel, 1, Qt.Key.Key_Space)
    assert panel.papers.given()[0].reused == ""
    press(panel, 1, Qt.Key.Key_R)
    assert panel.papers.given()[0].reused == EARLIER.code


@pytest.mark.parametrize(
    ("earlier", "fits"),
    [
        (EARLIER, True),
        (replace(EARLIER, kind=PaperKind.ORIGINAL), True),
        (replace(EARLIER, name="GIẤY  KHAI SINH"), True),
        (replace(EARLIER, name="Giấy chứng sinh"), False),
        (replace(EARLIER, name="Căn cước", kind=PaperKind.ORIGINAL), False),
        (replace(EARLIER, name="Giấy giới thiệu", kind=PaperKind.COPY), False),
    ],
)
def test_only_a_paper_of_the_same_name_and_no_lesser_kind_is_offered(
    panel: PapersPanel, earlier: ReusablePaper, fits: bool
) -> None:
    panel.offer_reuse((earlier,))
    assert panel.papers.has_offers() == fits


def test_another_applicant_loses_what_was_reused_and_the_same_one_gets_it_back(panel: PapersPanel) -> None:
    panel.offer_reuse((EARLIER,))
    press(panel, 1, Qt.Key.Key_R)
    panel.offer_reuse(())
    assert panel.papers.given() == ()
    panel.offer_reuse((EARLIER,))
    assert panel.papers.given()[0].reused == EARLIER.code
    other = replace(EARLIER, code="H02.15.23-260601-1001")
    panel.offer_reuse((other,))
    assert panel.papers.given() == ()
    assert "…-1001: dùng lại?" in cells(panel, HINT)[1]


def test_an_offer_stands_in_the_checklist_of_the_next_procedure_too(panel: PapersPanel) -> None:
    panel.offer_reuse((EARLIER,))
    show(panel, (BIRTH_PAPER,))
    assert panel.papers.has_offers()


# what is missing must be said


def test_a_missing_paper_is_an_error_at_the_checklist_and_leads_to_its_line(panel: PapersPanel) -> None:
    press(panel, 0, Qt.Key.Key_Space)
    (error,) = panel.errors()
    assert str(error) == (
        "Còn thiếu 3 giấy tờ bắt buộc: Giấy khai sinh; Giấy giới thiệu và 1 giấy tờ khác. "
        "F7: in phiếu bổ sung; M: cho nợ."
    )
    fields = Fields()
    fields.add("papers", panel._field)
    panel.own.name.setFocus()
    assert fields.show(error)
    assert panel.table.hasFocus()
    assert panel.table.currentIndex().row() == 1
    assert str(error) in text(panel)
    press(panel, 1, Qt.Key.Key_M)
    assert "Còn thiếu" not in text(panel), "it goes away with the first change"


def test_a_procedure_without_known_papers_is_no_error(panel: PapersPanel) -> None:
    show(panel, ())
    assert panel.errors() == []
    assert the(panel, Badge).text() == ""


# drafts


def test_a_draft_keeps_ticks_quantities_own_lines_waived_and_reused_in_any_order(panel: PapersPanel) -> None:
    panel.offer_reuse((EARLIER,))
    press(panel, 0, Qt.Key.Key_Space)
    panel.papers.setData(panel.papers.index(0, 2), 4)
    press(panel, 1, Qt.Key.Key_R)
    press(panel, 2, Qt.Key.Key_M)
    panel.papers.add_own(Given("Đơn đề nghị", PaperKind.FORM, 3))
    panel.own.open()
    panel.own.name.setText("Giấy viết dở")
    given, waived = panel.papers.given(), panel.papers.waived()
    kept = json.loads(json.dumps(panel.kept()))

    panel.clear()
    show(panel, tuple(reversed(ALL)))
    changes: list[None] = []
    panel.changed.connect(lambda: changes.append(None))
    panel.restore(kept)
    assert set(panel.papers.given()) == set(given)
    assert panel.papers.waived() == waived
    assert panel.own.name.text() == "Giấy viết dở"
    assert not panel.own.isHidden()
    assert changes
    panel.offer_reuse(())
    panel.offer_reuse((EARLIER,))
    assert set(panel.papers.given()) == set(given), "the store's answer comes later, and finds it reused"


def test_what_is_asked_for_no_longer_stays_as_a_line_of_its_own(panel: PapersPanel) -> None:
    press(panel, 1, Qt.Key.Key_Space)
    press(panel, 2, Qt.Key.Key_M)
    kept = panel.kept()
    show(panel, (FORM,))
    panel.restore(kept)
    assert names(panel) == [FORM.name, BIRTH_PAPER.name]
    assert panel.papers.given() == (Given(BIRTH_PAPER.name, PaperKind.COPY, 2),)
    assert panel.papers.waived() == ()


def test_two_lines_of_one_name_are_kept_apart(panel: PapersPanel) -> None:
    show(panel, (FORM, FORM))
    press(panel, 1, Qt.Key.Key_Space)
    press(panel, 0, Qt.Key.Key_M)
    kept = panel.kept()
    panel.restore(kept)
    assert len(panel.papers.given()) == len(panel.papers.waived()) == 1


def test_an_empty_draft_empties_the_list(panel: PapersPanel) -> None:
    press(panel, 0, Qt.Key.Key_Space)
    panel.papers.add_own(Given("Đơn đề nghị", PaperKind.FORM, 3))
    panel.restore({})
    assert panel.papers.given() == ()
    assert len(names(panel)) == len(ALL)
    assert panel.own.isHidden()


def test_another_case_keeps_what_was_done_about_lines_that_both_ask_for(panel: PapersPanel) -> None:
    press(panel, 0, Qt.Key.Key_Space)
    press(panel, 1, Qt.Key.Key_M)
    show(panel, (BIRTH_PAPER, FORM))
    assert [paper.name for paper in panel.papers.given()] == [FORM.name]
    assert panel.papers.waived() == (BIRTH_PAPER.name,)


def test_papers_that_depend_on_the_case_ask_for_it_instead_of_saying_that_there_are_none(panel: PapersPanel) -> None:
    procedure = with_papers(BY_CASE)
    panel.show_checklist(procedure, None, Channel.COUNTER)
    assert panel.table.advice == "Chọn trường hợp để hiện giấy tờ cần nộp."
    panel.show_checklist(replace(procedure, papers=()), None, Channel.COUNTER)
    assert panel.table.advice.startswith("Danh mục chưa ghi giấy tờ")
