"""Asks in place for what forms 02 and 03 say, and prints them; the form behind it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import guidance
from onecua_desk.services.intake import Draft
from onecua_desk.ui.intake.guidance_inputs import SomeLines, UsualReasons
from onecua_desk.ui.intake.guiding import Guiding
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

NOTHING: Mapping[str, str] = MappingProxyType({})
_TITLES = {FormKind.SUPPLEMENT: "Phiếu bổ sung (mẫu 02)", FormKind.REFUSAL: "Từ chối tiếp nhận (mẫu 03)"}
_KEYS = {FormKind.SUPPLEMENT: "F7", FormKind.REFUSAL: "F8"}
_REASON = {FormKind.SUPPLEMENT: "Lý do (nếu cần nói rõ)", FormKind.REFUSAL: "Lý do từ chối"}


class GuidancePanel(Card):
    """``guided`` and ``turned_away`` carry a ``Guidance`` that is on the disk, and the key of the draft it was said of;
    what became of its paper comes after.

    ``closed``: the panel has done its work, or the official left it. ``typed``: what ``said`` gives is another now.
    """

    guided = Signal(object, str)
    turned_away = Signal(object, str)
    printed = Signal(object, object)
    not_printed = Signal(object, object)
    closed = Signal()
    typed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._draft, self._form, self._offered, self._kept = Draft(), FormKind.SUPPLEMENT, "", ""
        self._filling = False
        self.guiding = Guiding(workplace, self)
        self.notice, self.fields = Notice(), Fields()
        self._title, self._who = QLabel(), QLabel()
        self.missing = SomeLines("Mỗi dòng một giấy tờ hoặc nội dung", 4, a_list=True)
        self.reason = SomeLines("Ghi rõ để người nộp hiểu và làm đúng", 3)
        self.reasons = UsualReasons()
        self.confirm_button = KeyButton("In phiếu", "F7", Kind.MAIN, shown_only=True)
        self.close_button = KeyButton("Đóng", "Esc")
        self._lay_out()
        self._connect()

    def ask_supplement(self, draft: Draft, kept: str = "", said: Mapping[str, str] = NOTHING) -> None:
        """Form 02 for ``draft``, kept under the key ``kept``; ``said`` was typed for it before it was put aside.

        ``UserError(field=...)`` while the draft says too little.
        """
        self._ask(FormKind.SUPPLEMENT, draft, kept)
        self._offered = "\n".join(guidance.missing_of(draft))
        self._fill(said.get("missing", self._offered), said.get("reason", ""))
        (self.reason if self.missing.toPlainText() else self.missing).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_refusal(self, draft: Draft, kept: str = "", said: Mapping[str, str] = NOTHING) -> None:
        """Form 03 for ``draft``. As above."""
        self._ask(FormKind.REFUSAL, draft, kept)
        self._fill("", said.get("reason", ""))
        desk = self._workplace.desk
        self._workplace.tasks.run(lambda: guidance.usual_reasons(desk), self.reasons.show_reasons)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, draft: Draft) -> None:
        """The form behind changed while the panel is open: the list is made anew unless it was edited here."""
        self._draft = draft
        self._name()
        if self._form is FormKind.SUPPLEMENT and self.missing.toPlainText() == self._offered:
            self._offered = "\n".join(guidance.missing_of(draft))
            self._fill(self._offered, self.reason.toPlainText())

    def said(self) -> dict[str, str]:
        """What was typed here, for a draft; the list of papers only where it is not what the form itself offers."""
        missing, reason = self.missing.toPlainText(), self.reason.toPlainText()
        edited = self._form is FormKind.SUPPLEMENT and missing != self._offered
        return ({"missing": missing} if edited else {}) | ({"reason": reason} if reason else {})

    def is_about(self, kept: str) -> bool:
        """Whether it was opened for the draft under this key."""
        return self._kept == kept

    def form(self) -> FormKind:
        """Which of the two it is open for."""
        return self._form

    def confirm(self) -> None:
        """What Enter does, and the key that opened the panel when it is pressed again."""
        self.fields.clear()
        self.notice.hide()
        reason = self.reason.toPlainText()
        if self._form is FormKind.SUPPLEMENT:
            self.guiding.guide(self._draft, self.missing.toPlainText().splitlines(), reason, self._kept)
        else:
            self.guiding.turn_away(self._draft, reason, self._kept)

    def _ask(self, form: FormKind, draft: Draft, kept: str) -> None:
        guidance.check(draft)
        self._form, self._draft, self._kept = form, draft, kept
        self.notice.hide()
        self.fields.clear()
        self._title.setText(_TITLES[form])
        self.confirm_button.show_key(_KEYS[form])
        self.fields["reason"].set_label(_REASON[form])
        self.fields["missing"].setVisible(form is FormKind.SUPPLEMENT)
        self._usual.setVisible(form is FormKind.REFUSAL)
        self._name()

    def _fill(self, missing: str, reason: str) -> None:
        """By the program, not by the official."""
        self._filling = True
        if self.missing.toPlainText() != missing:
            self.missing.setPlainText(missing)
        if self.reason.toPlainText() != reason:
            self.reason.put(reason)
        self._filling = False

    def _note_typed(self) -> None:
        if not self._filling:
            self.typed.emit()

    def _name(self) -> None:
        procedure = self._draft.procedure
        self._who.setText(
            " · ".join(part for part in (self._draft.applicant.name, procedure and procedure.name) if part)
        )

    def _take_reason(self, reason: str) -> None:
        self.reason.put(reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self.fields.show(error):
            self.notice.say(str(error), Tone.LATE)

    def _lay_out(self) -> None:
        mark(self._title, "role", "heading")
        mark(self._who, "role", "soft")
        self._who.setWordWrap(True)
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._usual = Field("Thường dùng (↓ rồi Enter để chọn)", self.reasons)
        fields = (
            self.fields.add("missing", Field("Cần bổ sung, hoàn thiện", self.missing)),
            self.fields.add("reason", Field("", self.reason)),
            self._usual,
        )
        for part in (self._title, self._who, self.notice, *fields):
            self.body.addWidget(part)
        self.body.addStretch(1)
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        verbs.addWidget(self.confirm_button, 1)
        verbs.addWidget(self.close_button)
        self.body.addLayout(verbs)

    def _connect(self) -> None:
        guiding = self.guiding
        guiding.guided.connect(self.guided)
        guiding.turned_away.connect(self.turned_away)
        guiding.guided.connect(self.closed)
        guiding.turned_away.connect(self.closed)
        guiding.refused.connect(self._show_refusal)
        guiding.printed.connect(self.printed)
        guiding.not_printed.connect(self.not_printed)
        self.missing.entered.connect(self.confirm)
        self.reason.entered.connect(self.confirm)
        self.reason.went_down.connect(self.reasons.setFocus)
        self.reasons.went_up.connect(self.reason.setFocus)
        self.reasons.taken.connect(self._take_reason)
        for edit in (self.missing, self.reason):
            edit.textChanged.connect(self._note_typed)
        self.confirm_button.clicked.connect(self.confirm)
        self.close_button.clicked.connect(self.closed)
