"""Where the parts of the intake screen stand: the talk on the left, the slip and the verbs on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onecua_desk.ui.intake.side import Side
from onecua_desk.ui.widgets.scroll import Scroll

WIDEST = 430
"""The widest that the right column grows beside the form, px."""
ANY = 16_777_215
"""Qt's own word for no limit."""


def lay_out(
    screen: QWidget,
    above: tuple[QWidget, ...],
    form: QWidget,
    drafts: QWidget,
    slip: tuple[QWidget, ...],
    verbs: QWidget,
) -> Side:
    """``above`` spans both columns, ``drafts`` stands over the slip: a page that takes the form's room hides neither.

    The last of ``slip`` grows, and gives way first: what comes and goes over it moves no input of the form. Returns
    what the pages over the slip are opened in.
    """
    home, column = QWidget(), QWidget()
    side = Side(Scroll(home))
    rows, columns, right, left = QVBoxLayout(screen), QHBoxLayout(), QVBoxLayout(column), QVBoxLayout(home)
    for part in above:
        rows.addWidget(part)
    rows.addLayout(columns, 1)
    for part in slip:
        left.addWidget(part)
    left.setStretchFactor(slip[-1], 1)
    right.addWidget(drafts)
    right.addWidget(side, 1)
    right.addWidget(verbs)
    columns.addWidget(form, 5)
    columns.addWidget(column, 3)
    for layout in (rows, columns, right, left):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)

    def give_room(alone: bool) -> None:
        for part in (form, verbs):
            part.setHidden(alone)
        column.setMaximumWidth(ANY if alone else WIDEST)

    give_room(False)
    side.alone.connect(give_room)
    return side
