"""A letter typed into the procedure box over 5,000 procedures: found, listed and painted, beside a plain scan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import fold
from onecua_desk.ui.fonts import load_fonts
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_box import ProcedureBox
from onecua_desk.ui.theme import Theme, apply
from tests.bench.figures import Line, line, median_words, once, settled, timed
from tests.bench.many_procedures import many_procedures

PROCEDURES = 5_000
TARGET = "p95 <= 10 ms"
TIMES = 6
TYPED = (
    "dang ky khai sinh", "dkks", "ks", "chung thuc ban sao", "ho tich", "2.000815", "0815", "tinh trang hon nhan",
    "thuong tru", "ket hon co yeu to nuoc ngoai", "giay phep xay dung", "the bao hiem y te", "xyzzy",
)  # fmt: skip


def lines(_: int) -> list[Line]:
    """Every letter of what is typed, one keystroke each; the first of them finds the most."""
    found = many_procedures(PROCEDURES)
    strokes = [text[:end] for _ in range(TIMES) for text in TYPED for end in range(1, len(text) + 1)]
    build = timed(partial(Finder, found), 5, 1)
    finder, names = Finder(found), _names(found)
    type_in = _box(finder)
    settled()
    finding = [once(partial(finder.find, text)) for text in strokes]
    typing = [once(partial(type_in, text)) for text in strokes]
    scanning = [once(partial(_scan, names, text)) for text in strokes]
    return [
        line("procedure box: a keystroke over 5,000, list painted", typing, TARGET, f"scan {median_words(scanning)}"),
        line("of that, the finder", finding),
        line("index of 5,000 procedures (off the window's thread)", build),
    ]


def _box(finder: Finder) -> Callable[[str], None]:
    """What one keystroke does that makes the box hold a text: find, list and paint."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_fonts()
    apply(app, Theme())
    window, box = QWidget(), ProcedureBox()
    QVBoxLayout(window).addWidget(box)
    window.resize(1366, 768)
    window.show()
    box.set_finder(finder)

    def type_in(text: str) -> None:
        assert window.isVisible()
        box.setText(text)
        box.textEdited.emit(text)
        app.processEvents()

    type_in("a")
    return type_in


def _names(found: Sequence[Procedure]) -> list[str]:
    return [f"{one.code} {fold(one.name)} {fold(one.field)}" for one in found]


def _scan(names: Sequence[str], text: str) -> list[str]:
    """The peer: every name looked at, without ranks or initials."""
    return list(_holding(names, text.split()))[:50]


def _holding(names: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    return (name for name in names if all(word in name for word in words))
