"""What comes over the slip when it is asked for: answers to the citizen, scans, forms 02 and 03."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.form import IntakeForm
from onecua_desk.ui.intake.side import Side
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:  # built when they are asked for
    from onecua_desk.services.guidance import Guidance
    from onecua_desk.ui.intake.guidance_panel import GuidancePanel
    from onecua_desk.ui.intake.guide_panel import GuidePanel
    from onecua_desk.ui.scans.panel import ScansPanel

_GUIDE, _GUIDANCE, _SCANS = "guide", "guidance", "scans"


class SidePages(QObject):
    """Opens each page with what the form has, and takes what it gives back. ``closed``: the slip is in front again."""

    closed = Signal()
    guided = Signal(object, str)
    turned_away = Signal(object, str)
    """A ``services.guidance.Guidance`` that is on the disk, and the key of its draft, like ``guided``."""
    busy = Signal(bool)
    """Whether form 02 or 03 is being written."""
    printed = Signal(object, object)
    not_printed = Signal(object, object)
    taken = Signal(object)
    """The ``Procedure`` that the citizen asked about is the one they want."""

    def __init__(
        self,
        workplace: Workplace,
        form: IntakeForm,
        side: Side,
        key: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        """``key``: of the draft that is in the form."""
        super().__init__(parent)
        self._workplace, self._form, self._side, self._key = workplace, form, side, key
        self._finder = Finder()

    def set_finder(self, finder: Finder) -> None:
        self._finder = finder
        if guide := self._guide():
            guide.set_finder(finder)

    def open_guide(self) -> None:
        """F1: what the citizen asks about the procedure in the form, or about any."""
        from onecua_desk.ui.intake.guide_panel import GuidePanel

        def build() -> GuidePanel:
            panel = GuidePanel(self._workplace)
            panel.set_finder(self._finder)
            panel.closed.connect(self.close)
            panel.taken.connect(self._take)
            return panel

        step = self._form.procedure
        panel = cast(GuidePanel, self._side.open(_GUIDE, build))
        panel.open(step.in_question(), step.case_id(), step.channel(), step.procedure())

    def open_scans(self) -> None:
        """F5: papers as pictures."""
        from onecua_desk.ui.scans.panel import ScansPanel

        def build() -> ScansPanel:
            panel = ScansPanel(self._workplace, self._paper_names)
            panel.changed.connect(lambda: self._remember_scans(panel))
            panel.closed.connect(self.close)
            return panel

        panel = cast("ScansPanel", self._side.open(_SCANS, build, alone=True))
        if panel.draft_key != self._key():
            panel.show_draft(self._key(), self._form.scans)

    def ask(self, form: FormKind) -> None:
        """F7 and F8; the same key again prints. ``UserError`` while the form does not say who wants what."""
        from onecua_desk.services import guidance
        from onecua_desk.ui.intake.guidance_panel import GuidancePanel

        def build() -> GuidancePanel:
            panel = GuidancePanel(self._workplace)
            panel.guided.connect(self.guided)
            panel.turned_away.connect(self.turned_away)
            panel.printed.connect(self.printed)
            panel.not_printed.connect(self.not_printed)
            panel.closed.connect(self.close)
            panel.guiding.busy.connect(self.busy)
            panel.typed.connect(lambda: self._remember_said(panel))
            panel.guided.connect(lambda *_: self._form.remember_said(FormKind.SUPPLEMENT, {}))
            return panel

        self._form.procedure.check_case()
        there = self._guidance()
        if there and self._side.showing(_GUIDANCE) and there.form() is form:
            there.confirm()
            return
        draft = self._form.draft()
        guidance.check(draft)
        panel = cast(GuidancePanel, self._side.open(_GUIDANCE, build))
        ask = panel.ask_supplement if form is FormKind.SUPPLEMENT else panel.ask_refusal
        ask(draft, self._key(), self._form.said.get(form.value, {}))

    def give_again(self, guidance: Guidance) -> None:
        """The paper of a form 02 or 03 once more."""
        if panel := self._guidance():
            panel.guiding.print_paper(guidance)

    def give_as_file(self, guidance: Guidance) -> None:
        if panel := self._guidance():
            panel.guiding.save_paper(guidance)

    def writing(self) -> bool:
        """Whether something of this draft is being written: nobody may put another one into the form meanwhile."""
        guidance, scans = self._guidance(), self._scans()
        return bool((guidance and guidance.guiding.writing) or (scans and scans.writing()))

    def pages_waiting(self) -> int:
        """Scanned pages of this draft that were not kept yet."""
        scans = self._scans()
        return scans.waiting() if scans else len(self._form.scans.get("waiting") or ())

    def covers_form(self) -> bool:
        """Whether the form itself is out of sight."""
        return self._side.showing(_SCANS)

    def page(self) -> QWidget | None:
        """What lies over the slip now."""
        return self._side.page()

    def follow(self) -> None:
        """The form changed behind an open page."""
        if self._side.showing(_GUIDANCE) and (panel := self._guidance()):
            panel.follow(self._form.draft())

    def show_draft(self) -> None:
        """Another draft is in the form: its scans with it, and nothing over the slip."""
        self._side.close_page()
        if panel := self._scans():
            panel.show_draft(self._key(), self._form.scans)

    def end_draft(self, key: str) -> None:
        """It is a dossier now, or was given up: what was pasted into it is wanted no more."""
        if panel := self._scans():
            panel.end_draft(key)

    def back(self) -> bool:
        """Esc: a step back inside the page, then the page itself; false when the slip is in front."""
        guide, scans = self._guide(), self._scans()
        inside = guide.step_back if guide and self._side.showing(_GUIDE) else None
        inside = scans.back if scans and self._side.showing(_SCANS) else inside
        if inside is not None and inside():
            return True
        if not self._side.close_page():
            return False
        self.closed.emit()
        return True

    def close(self) -> None:
        if self._side.close_page():
            self.closed.emit()

    def _guide(self) -> GuidePanel | None:
        return cast("GuidePanel | None", self._side.built(_GUIDE))

    def _guidance(self) -> GuidancePanel | None:
        return cast("GuidancePanel | None", self._side.built(_GUIDANCE))

    def _scans(self) -> ScansPanel | None:
        return cast("ScansPanel | None", self._side.built(_SCANS))

    def _remember_scans(self, panel: ScansPanel) -> None:
        if panel.draft_key == self._key():
            self._form.remember_scans(panel.kept())

    def _remember_said(self, panel: GuidancePanel) -> None:
        """What is typed for form 02 or 03 waits with its draft."""
        if panel.is_about(self._key()):
            self._form.remember_said(panel.form(), panel.said())

    def _paper_names(self) -> list[str]:
        """The checklist: what is there first, then what is missing."""
        model = self._form.papers.papers
        return [paper.name for paper in model.given()] + [row.paper.name for row in model.missing()]

    def _take(self, procedure: Procedure) -> None:
        self._side.close_page()
        self.taken.emit(procedure)
