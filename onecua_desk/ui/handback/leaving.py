"""The question in place before a scan wipes what was typed for the dossier that is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.widgets.notice import Notice


class Leaving(QObject):
    """A yes is its verb, or the same scan again while the question stands there."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)
        self._notice = notice
        self._asked: object = None
        notice.dismissed.connect(self._forget)

    def asked(self, wanted: object) -> bool:
        """Whether the notice asks about ``wanted`` now."""
        return wanted is not None and wanted == self._asked

    def ask(self, typed: str, wanted: object, go: Callable[[], None]) -> None:
        """``typed``: the sentence about what would be lost; ``go`` follows a yes."""

        def leave() -> None:
            self._notice.dismiss()
            go()

        again = "quét lại lần nữa" if isinstance(wanted, str) else "Alt+1"
        sentence = f"{typed} F12 để lưu; {again} để bỏ và sang việc kia."
        self._notice.say(sentence, Tone.DUE, [("Bỏ, sang việc kia", leave)])
        self._asked = wanted

    def _forget(self) -> None:
        self._asked = None
