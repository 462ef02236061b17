"""Asks before the picture of an identity card is kept: it is sensitive, and the code on the card says it all."""

from __future__ import annotations

from collections.abc import Callable

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.widgets.notice import Notice

_SENTENCE = (
    "Trang này giống ảnh thẻ căn cước, là dữ liệu cá nhân nhạy cảm. "
    "Đã quét mã trên thẻ thì không cần giữ ảnh. Có giữ không?"
)


def ask(notice: Notice, leave_out: Callable[[], object], keep: Callable[[bool], object]) -> None:
    """``keep`` gets whether it is a card. The keyboard goes to the first answer: not to keep it."""
    verbs = [
        ("Không giữ", leave_out),
        ("Giữ ảnh thẻ", lambda: keep(True)),
        ("Không phải thẻ", lambda: keep(False)),
    ]
    notice.say(_SENTENCE, Tone.DUE, verbs, lasting=True)
    notice.focus_verb()
