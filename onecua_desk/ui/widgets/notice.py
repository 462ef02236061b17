"""A message in place, instead of a dialog: what was done or went wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.icons import icon, pixmap
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.widgets.rich import html

_SIGNS = {Tone.LATE: "circle-alert", Tone.DUE: "triangle-alert", Tone.OK: "circle-check"}
Verb = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """Takes no height while it has nothing to say. Its verbs have the keys Alt+1, Alt+2 ... on every screen."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.OK
        self._sign, self._text, self._verbs = QLabel(), QLabel(), QHBoxLayout()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setToolTip("Đóng thông báo")
        self._close.setAccessibleName("Đóng thông báo")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addLayout(self._verbs)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, sentence: str, tone: Tone = Tone.OK, verbs: Sequence[Verb] = (), *, lasting: bool = False) -> None:
        """Show ``sentence`` (plain or ``rich.Html``); a ``lasting`` one cannot be dismissed by the official."""
        self._tone = tone
        self._text.setText(html(sentence))
        self._text.setAccessibleName(sentence)
        self._close.setVisible(not lasting)
        self._offer(verbs)
        mark(self, "tone", str(tone))
        for label in (self._sign, self._text):
            label.style().polish(label)
        self._draw_signs()
        set_present(self, True)

    def focus_verb(self) -> None:
        """Give the keyboard to the first verb."""
        if self._verbs.count():
            self._verbs.itemAt(0).widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What it says now; empty while it is hidden."""
        return "" if self.isHidden() else self._text.accessibleName()

    def dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_signs()

    def _offer(self, verbs: Sequence[Verb]) -> None:
        while (item := self._verbs.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for number, (text, act) in enumerate(verbs, start=1):
            button = KeyButton(text, f"Alt+{number}", Kind.QUIET)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._verbs.addWidget(button)
            button.show()  # what a layout takes in is otherwise shown a moment later, too late for the keyboard

    def _draw_signs(self) -> None:
        ink, size = current().tone(self._tone).ink, current().px(20)
        self._sign.setPixmap(pixmap(_SIGNS.get(self._tone, "info"), ink, size, self.devicePixelRatioF()))
        self._close.setIcon(icon("x", ink, current().px(18)))
        self._close.setIconSize(QSize(current().px(18), current().px(18)))
