"""What comes over the slip when it is asked for: answers to the citizen, scans, forms 02 and 03."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.form import IntakeForm
from onecua_desk.ui.intake.side import Side
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:  # with the forms 02 and 03, which the first screen does not need
    from onecua_desk.services.guidance import Guidance
    from onecua_desk.ui.intake.guidance_panel import GuidancePanel

_GUIDE, _GUIDANCE, _SCANS = "guide", "guidance", "scans"


class SidePages(QObject):
    """Opens each page with what the form has, and takes what it gives back. ``closed``: the slip is in front again."""

    closed = Signal()
    guided = Signal(object)
    turned_away = Signal(object)
    """A ``services.guidance.Guidance``, like ``guided``; it is on the disk."""
    printed = Signal(object, object)
    not_printed = Signal(object, object)
    taken = Signal(object)
    """The ``Procedure`` that the citizen asked about is the one they want."""

    def __init__(self, workplace: Workplace, form: IntakeForm, side: Side, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._form, self._side = workplace, form, side
        self._finder = Finder()

    def set_finder(self, finder: Finder) -> None:
        self._finder = finder
        if guide := self._side.built(_GUIDE):
            guide.set_finder(finder)  # type: ignore[attr-defined]

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
        cast(GuidePanel, self._side.open(_GUIDE, build)).open(step.in_question(), step.case_id(), step.channel())

    def open_scans(self) -> None:
        """F5: papers as pictures."""
        from onecua_desk.ui.scans.panel import ScansPanel

        def build() -> ScansPanel:
            panel = ScansPanel(self._workplace, self._paper_names)
            panel.changed.connect(lambda: self._form.remember_scans(panel.kept()))
            panel.closed.connect(self.close)
            panel.restore(self._form.scans)
            return panel

        self._side.open(_SCANS, build, alone=True)

    def ask(self, form: FormKind, kept: str) -> None:
        """F7 and F8; the same key again prints. ``UserError`` while the form does not say who wants what.

        ``kept``: the key of the draft in the form, which a refusal ends.
        """

        from onecua_desk.ui.intake.guidance_panel import GuidancePanel

        def build() -> GuidancePanel:
            panel = GuidancePanel(self._workplace)
            panel.guided.connect(self.guided)
            panel.turned_away.connect(self.turned_away)
            panel.printed.connect(self.printed)
            panel.not_printed.connect(self.not_printed)
            panel.closed.connect(self.close)
            return panel

        panel = cast("GuidancePanel | None", self._side.built(_GUIDANCE))
        if panel and self._side.showing(_GUIDANCE) and panel.asks(form):
            panel.confirm()
            return
        before = self._side.currentWidget()
        panel = cast(GuidancePanel, self._side.open(_GUIDANCE, build))
        try:
            if form is FormKind.SUPPLEMENT:
                panel.ask_supplement(self._form.draft())
            else:
                panel.ask_refusal(self._form.draft(), kept)
        except UserError:
            self._side.setCurrentWidget(before)
            raise

    def give_again(self, guidance: Guidance) -> None:
        """The paper of a form 02 or 03 once more."""
        cast("GuidancePanel", self._side.built(_GUIDANCE)).guiding.print_paper(guidance)

    def give_as_file(self, guidance: Guidance) -> None:
        cast("GuidancePanel", self._side.built(_GUIDANCE)).guiding.save_paper(guidance)

    def follow(self) -> None:
        """The form changed behind an open page."""
        if self._side.showing(_GUIDANCE):
            cast("GuidancePanel", self._side.built(_GUIDANCE)).follow(self._form.draft())

    def show_draft(self) -> None:
        """Another draft is in the form: its scans with it, and nothing over the slip."""
        self._side.close_page()
        if panel := self._side.built(_SCANS):
            panel.restore(self._form.scans)  # type: ignore[attr-defined]

    def back(self) -> bool:
        """Esc: a step back inside the page, then the page itself; false when the slip is in front."""
        page = self._side.currentWidget()
        step = getattr(page, "step_back", None) or getattr(page, "back", None)
        if step is not None and step():
            return True
        if not self._side.close_page():
            return False
        self.closed.emit()
        return True

    def close(self) -> None:
        if self._side.close_page():
            self.closed.emit()

    def _paper_names(self) -> list[str]:
        """The checklist: what is there first, then what is missing."""
        model = self._form.papers.papers
        return [paper.name for paper in model.given()] + [row.paper.name for row in model.missing()]

    def _take(self, procedure: Procedure) -> None:
        self._side.close_page()
        self.taken.emit(procedure)
