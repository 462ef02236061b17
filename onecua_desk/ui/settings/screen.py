"""Cài đặt: printers, look, backup, the officials of this desk; each choice is saved as it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import officials, preferences, upkeep
from onecua_desk.services.preferences import Preferences
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.settings import reading
from onecua_desk.ui.settings.backup import BackupPanel
from onecua_desk.ui.settings.contact import ContactField
from onecua_desk.ui.settings.favourites import FavouritesPanel
from onecua_desk.ui.settings.look import LookPanel
from onecua_desk.ui.settings.officials import NewOfficial, OfficialsPanel
from onecua_desk.ui.settings.papers import PapersPanel
from onecua_desk.ui.settings.printers import PrintersPanel
from onecua_desk.ui.settings.reading import Reading
from onecua_desk.ui.settings.scanner import ScannerPanel
from onecua_desk.ui.settings.scans import ScanFolderPanel
from onecua_desk.ui.settings.sending import SendingPanel
from onecua_desk.ui.slices import Slices
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.beside import Beside
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace

_BESIDE = 950
"""Px at type scale 1 that the cards of both sides take."""

if TYPE_CHECKING:  # each is imported in a turn of its own
    from onecua_desk.ui.imports.panel import RegisterPanel
    from onecua_desk.ui.settings.fees import FeesPanel


class SettingsScreen(Screen):
    """``appearance_changed`` carries the ``Preferences`` after any choice; ``backed_up`` the moment of a new copy.

    The printers stand at once, the other cards a moment later, one after the other: all together would stop the window
    for half a second. Whoever needs one now asks ``complete`` first.
    """

    appearance_changed = Signal(object)
    printers_changed = Signal()
    fees_changed = Signal()
    scanner_changed = Signal(object)
    backed_up = Signal(object)
    enrolled = Signal()
    sign_out = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._reads = Latest(workplace.tasks)
        self._preferences = Preferences()
        self._backing_up = self._adding = self._alone = False
        self._port_open: bool | None = None
        self._notice, self._printers = Notice(), PrintersPanel(workplace)
        self._whole, self._left, self._right = QVBoxLayout(), _stack(), _stack()
        self.fees: FeesPanel
        self.register: RegisterPanel
        self._lay_out()
        self._printers.changed.connect(self.printers_changed)
        cards = (self._add_looks, self._add_scanner, self._add_favourites, self._add_officials, self._add_desk)
        import_register = partial(import_module, "onecua_desk.ui.imports.panel")
        last = (self._add_fees, import_register, self._make_register, self._add_register)
        self._slices = Slices((*cards, *last), self)
        self._slices.done.connect(self._read_all)
        self._slices.begin()

    def complete(self) -> None:
        """Build now what is still to come."""
        self._slices.finish()

    def shown(self) -> None:
        self._printers.read()
        if not self._slices.left():
            self._read_all()

    def show_port(self, is_open: bool | None) -> None:
        """See ``ScannerPanel.show_port``."""
        self._port_open = is_open
        if not self._slices.left():
            self.scanner.show_port(is_open)

    def refresh(self, changes: object) -> None:
        """Dossiers change nothing here."""
        if changes is None and self.isVisible() and not self._slices.left():
            self._read()

    def first_focus(self) -> QWidget:
        return self._printers.first_focus()

    def main_verb(self) -> None:
        """Save what is open: a fee, a register, else the official."""
        if not self._slices.left() and not (self.fees.main_verb() or self.register.main_verb()):
            self._officials.save()

    def back(self) -> bool:
        if self._slices.left():
            return False
        return self.fees.back() or self.register.back() or self._officials.close_form() or self._close_enrolment()

    def writing(self) -> bool:
        return not self._slices.left() and self.register.writing()

    def unsaved(self) -> str:
        if self._slices.left():
            return ""
        return self.fees.unsaved() or ("Cán bộ mới đang nhập mà chưa lưu." if self._officials.typed() else "")

    @Slot()
    def _read_all(self) -> None:
        self.scanner.show_port(self._port_open)
        self.scanner.read()
        self.scans.read()
        self.fees.read()
        self._read()

    def _read(self) -> None:
        self._reads.run(lambda: reading.read(self._place.desk), self._show, self._failed)

    def _show(self, found: Reading) -> None:
        self._preferences = found.preferences
        self._look.show_choice(found.preferences.scale, contrast=found.preferences.contrast)
        self._backup.show_last(found.backup_at, self._place.desk.now().date())
        self._officials.show_officials(found.officials, self._place.official)
        if found.identity:
            self._facts.show_rows(reading.facts(found.identity, alone=found.alone))
        self._alone = found.alone
        self._change_code.setHidden(found.alone)
        self._enrolment.setVisible(found.alone)

    def _choose_look(self, scale: float, contrast: bool) -> None:
        self._save(replace(self._preferences, scale=scale, contrast=contrast))

    def _save(self, chosen: Preferences) -> None:
        if chosen == self._preferences:
            return
        self._preferences = chosen
        store = self._place.desk.store
        self._place.tasks.run(
            lambda: preferences.write(store, chosen), lambda _: self.appearance_changed.emit(chosen), self._not_saved
        )

    def _not_saved(self, error: Exception) -> None:
        self._failed(error)
        self._read()  # what is chosen on screen is what is kept

    def _back_up(self) -> None:
        if self._backing_up:
            return
        self._backing_up = True
        self._backup.begin()
        self._place.slow.run(lambda: upkeep.backup(self._place.desk), self._backed_up, self._not_backed_up)

    def _backed_up(self, path: Path) -> None:
        self._backing_up = False
        now: datetime = self._place.desk.now()
        self._backup.done(path)
        self._backup.show_last(now, now.date())
        self.backed_up.emit(now)

    def _not_backed_up(self, error: Exception) -> None:
        self._backing_up = False
        if not isinstance(error, UserError):
            self._backup.failed("Sao lưu chưa xong.")
            raise error
        self._backup.failed(str(error))

    def _add(self, new: NewOfficial) -> None:
        if self._adding:
            return
        self._adding = True
        store = self._place.desk.store
        self._place.tasks.run(lambda: officials.add(store, new.official, new.password), self._added, self._not_added)

    def _added(self, official: Official) -> None:
        self._adding = False
        self._officials.was_added(official)
        self._read()

    def _not_added(self, error: Exception) -> None:
        self._adding = False
        if not (isinstance(error, UserError) and self._officials.show_error(error)):
            self._failed(error)

    def _joined(self) -> None:
        self._notice.say("Đã ghi danh với cấp trên. Máy tự gửi khi có đường truyền.")
        self.enrolled.emit()
        self._read()

    def _open_enrolment(self) -> None:
        self._change_code.hide()
        self._enrolment.show()
        self._enrolment.setFocus()

    def _close_enrolment(self) -> bool:
        """Put the box away that was opened to change the code; false when it was not open."""
        if self._alone or self._enrolment.isHidden():
            return False
        self._enrolment.hide()
        self._change_code.show()
        self._change_code.setFocus()
        return True

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notice.say(str(error), Tone.LATE)

    def _lay_out(self) -> None:
        page, column = QWidget(), QVBoxLayout(self)
        page.setLayout(self._whole)
        self._whole.addWidget(self._printers)
        self._whole.addWidget(Beside(self._left, self._right, _BESIDE), 1)
        column.addWidget(self._notice)
        column.addWidget(Scroll(page), 1)
        for layout in (self._whole, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(12)

    def _add_looks(self) -> None:
        self._look, self._backup = LookPanel(), BackupPanel()
        self._look.chosen.connect(self._choose_look)
        self._backup.pressed.connect(self._back_up)
        _add(self._left, self._look)

    def _add_scanner(self) -> None:
        self.scanner, self.scans = ScannerPanel(self._place), ScanFolderPanel(self._place)
        self.scanner.changed.connect(self.scanner_changed)
        _add(self._left, self.scanner, self.scans)

    def _add_favourites(self) -> None:
        _add(self._left, FavouritesPanel(self._place), SendingPanel(self._place))

    def _add_officials(self) -> None:
        self._officials = OfficialsPanel()
        self._officials.added.connect(self._add)
        self._officials.left.connect(self.sign_out)
        _add(self._right, self._officials, self._backup)

    def _add_desk(self) -> None:
        self._facts, self._enrolment = KeyValues(110), EnrolmentBox(self._place)
        self._change_code = KeyButton("Đổi mã ghi danh…", kind=Kind.QUIET)
        self._enrolment.enrolled.connect(self._joined)
        self._change_code.clicked.connect(self._open_enrolment)
        desk = Card()
        for widget in (Section(None, "Quầy này"), self._facts, ContactField(self._place)):
            desk.body.addWidget(widget)
        desk.body.addWidget(self._change_code, 0, Qt.AlignmentFlag.AlignLeft)
        desk.body.addWidget(self._enrolment)
        papers = PapersPanel(self._place)
        papers.changed.connect(self.printers_changed)
        _add(self._right, desk, papers)

    def _add_fees(self) -> None:
        from onecua_desk.ui.settings.fees import FeesPanel

        self.fees = FeesPanel(self._place)
        self.fees.changed.connect(self.fees_changed)
        self._whole.addWidget(self.fees)

    def _make_register(self) -> None:
        from onecua_desk.ui.imports.panel import RegisterPanel

        self.register = RegisterPanel(self._place)

    def _add_register(self) -> None:
        self._whole.addWidget(self.register)


def _stack() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addStretch(1)
    return column


def _add(stack: QVBoxLayout, *cards: QWidget) -> None:
    """Below what stands in ``stack`` already."""
    for card in cards:
        stack.insertWidget(stack.count() - 1, card)
