"""*Giải trình quá hạn*: when it is offered, what it writes, and its paper from the verb to the exact copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import processing, terms
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.explain import ExplainPanel
from onecua_desk.ui.dossiers.print_papers import PrintPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from tests.clock import Clock
from tests.desk_fixture import MAI
from tests.paper.samples import squeezed
from tests.ui.dossiers_screen import besides, dossier, now, panel, saved, screen
from tests.ui.seat import Seat
from tests.ui.seeing import text

__all__ = ["dossier", "screen"]


def test_only_a_late_dossier_is_explained_and_may_be_explained_again(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    assert "Giải trình quá hạn" not in besides(screen)
    clock.at = datetime(2026, 12, 1, 9)
    processing.record_result(desk, MAI, dossier.id, "1", clock.at.date())
    screen.refresh(None)
    assert "Giải trình quá hạn" in besides(screen)
    screen.details.start(Verb.EXPLAIN)
    screen.main_verb()
    assert panel(screen, ExplainPanel).fields["cause"].message() == "Hãy chọn nguyên nhân."
    panel(screen, ExplainPanel).cause.choose(LateCause.WORKLOAD)
    panel(screen, ExplainPanel).text.setPlainText("Một cán bộ nghỉ phép")
    screen.main_verb()
    assert [one.cause for one in now(desk, dossier).explained] == [LateCause.WORKLOAD]
    assert "Giải trình thêm" in besides(screen)
    screen.details.start(Verb.EXPLAIN)
    assert "Đã giải trình: Quá nhiều hồ sơ, thiếu người · Một cán bộ nghỉ phép" in text(screen)


def test_the_cause_that_the_citizen_was_told_is_offered_for_the_explanation(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    terms.apologise(desk, MAI, dossier.id, LateCause.OTHER_BODY, "Chờ xác minh", date(2026, 12, 4))
    clock.at = datetime(2026, 12, 7, 9)
    screen.refresh(None)
    screen.details.start(Verb.EXPLAIN)
    form = panel(screen, ExplainPanel)
    assert form.cause.chosen() is LateCause.OTHER_BODY
    form.text.setPlainText("Nơi xác minh trả lời chậm")
    screen.main_verb()
    assert [one.cause for one in now(desk, dossier).explained] == [LateCause.OTHER_BODY]


def explain(screen: DossiersScreen) -> None:
    screen.details.start(Verb.EXPLAIN)
    form = panel(screen, ExplainPanel)
    form.cause.choose(LateCause.OWN)
    form.text.setPlainText("Một cán bộ nghỉ ốm")
    form.remedy.setPlainText("Đã giao cán bộ khác")
    screen.main_verb()


def test_an_explanation_is_written_printed_found_among_the_papers_and_repeated_as_it_was(
    qtbot: QtBot, desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    clock.at = datetime(2026, 12, 1, 9)
    screen.refresh(None)
    explain(screen)
    number = f"{dossier.code.partition('-')[2]}/BC"
    after = now(desk, dossier)
    assert [(one.remedy, one.days_late, one.late_from) for one in after.explained] == [
        ("Đã giao cán bộ khác", 2, dossier.due)
    ]
    assert screen.details.notice.text().startswith("Đã ghi giải trình quá hạn. Đã lưu báo cáo giải trình thành tệp PDF")
    assert after.printed == (FormKind.EXPLANATION,)
    words = " ".join(saved(seat).values())
    for said in (number, "Một cán bộ nghỉ ốm", "Đã giao cán bộ khác", "Quá hạn: 2 ngày làm việc", "chưa có kết quả"):
        assert squeezed(said) in words
    (first,) = [file.read_bytes() for file in seat.workplace.slip_folder.glob("*.pdf")]
    processing.record_result(desk, MAI, dossier.id, "1", clock.at.date())
    screen.refresh(None)
    screen.details.start(Verb.PRINT)
    its = panel(screen, PrintPanel)
    place = [paper.words for paper in its.papers].index("Báo cáo giải trình")
    its.choose(place)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu lại báo cáo giải trình (lần 1) thành tệp PDF")
    rows: Iterable[QLabel] = screen.details.story.timeline.findChildren(QLabel)
    links = [row for row in rows if "In lại đúng bản đã in" in row.text()]
    assert len(links) == 2
    links[-1].linkActivated.emit("#")
    assert "Đã lưu lại đúng bản Báo cáo giải trình" in screen.details.notice.text()
    copies = [file.read_bytes() for file in seat.workplace.slip_folder.glob("*.pdf")]
    assert copies.count(first) == 2
    assert now(desk, dossier).reprints(FormKind.EXPLANATION) == 2


def test_an_explanation_whose_paper_did_not_come_out_stays_written_and_its_paper_is_offered_first(
    desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    clock.at = datetime(2026, 12, 1, 9)
    screen.refresh(None)
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    explain(screen)
    assert len(now(desk, dossier).explained) == 1
    assert "Báo cáo giải trình chưa in được" in screen.details.notice.text()
    seat.workplace.slip_folder.unlink()
    screen.details.start(Verb.PRINT)
    assert "chưa in, nơi nhận chưa có" in text(screen)
    screen.main_verb()
    assert now(desk, dossier).printed == (FormKind.EXPLANATION,)
