"""Cài đặt: printers, look, backup, the officials of this desk; each choice is saved as it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import officials, preferences, upkeep
from onecua_desk.services.preferences import Preferences
from onecua_desk.ui.imports.panel import RegisterPanel
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.settings import reading
from onecua_desk.ui.settings.backup import BackupPanel
from onecua_desk.ui.settings.contact import ContactField
from onecua_desk.ui.settings.favourites import FavouritesPanel
from onecua_desk.ui.settings.fees import FeesPanel
from onecua_desk.ui.settings.look import LookPanel
from onecua_desk.ui.settings.officials import NewOfficial, OfficialsPanel
from onecua_desk.ui.settings.printers import PrintersPanel
from onecua_desk.ui.settings.reading import Reading
from onecua_desk.ui.settings.scanner import ScannerPanel
from onecua_desk.ui.settings.scans import ScanFolderPanel
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace


class SettingsScreen(Screen):
    """``appearance_changed`` carries the ``Preferences`` after any choice; ``backed_up`` the moment of a new copy."""

    appearance_changed = Signal(object)
    printers_changed = Signal()
    fees_changed = Signal()
    backed_up = Signal(object)
    enrolled = Signal()
    sign_out = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._reads = Latest(workplace.tasks)
        self._preferences = Preferences()
        self._backing_up = self._adding = self._alone = False
        self._notice, self._facts = Notice(), KeyValues(110)
        self._printers, self._look, self._backup = PrintersPanel(workplace), LookPanel(), BackupPanel()
        self._officials, self._enrolment = OfficialsPanel(), EnrolmentBox(workplace)
        self.scanner, self.scans = ScannerPanel(workplace), ScanFolderPanel(workplace)
        self.fees, self.register = FeesPanel(workplace), RegisterPanel(workplace)
        self._change_code = KeyButton("Đổi mã ghi danh…", kind=Kind.QUIET)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        self.scanner.read()
        self.scans.read()
        self.fees.read()
        self._read()
        self._printers.read()

    def refresh(self, changes: object) -> None:
        """Dossiers change nothing here."""
        if changes is None and self.isVisible():
            self._read()

    def first_focus(self) -> QWidget:
        return self._printers.first_focus()

    def main_verb(self) -> None:
        """Save what is open: a fee, a register, else the official."""
        if not (self.fees.main_verb() or self.register.main_verb()):
            self._officials.save()

    def back(self) -> bool:
        return self.fees.back() or self.register.back() or self._officials.close_form() or self._close_enrolment()

    def writing(self) -> bool:
        return self.register.writing()

    def unsaved(self) -> str:
        return self.fees.unsaved() or ("Cán bộ mới đang nhập mà chưa lưu." if self._officials.typed() else "")

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

    def _connect(self) -> None:
        self._printers.changed.connect(self.printers_changed)
        self.fees.changed.connect(self.fees_changed)
        self._look.chosen.connect(self._choose_look)
        self._backup.pressed.connect(self._back_up)
        self._officials.added.connect(self._add)
        self._officials.left.connect(self.sign_out)
        self._enrolment.enrolled.connect(self._joined)
        self._change_code.clicked.connect(self._open_enrolment)

    def _lay_out(self) -> None:
        desk = Card()
        desk.body.addWidget(Section(None, "Quầy này"))
        desk.body.addWidget(self._facts)
        desk.body.addWidget(ContactField(self._place))
        desk.body.addWidget(self._change_code, 0, Qt.AlignmentFlag.AlignLeft)
        desk.body.addWidget(self._enrolment)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._printers)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        whole.addLayout(halves, 1)
        whole.addWidget(self.fees)
        whole.addWidget(self.register)
        halves.addLayout(_stack(self._look, self.scanner, self.scans, FavouritesPanel(self._place)), 1)
        halves.addLayout(_stack(self._officials, self._backup, desk), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addWidget(Scroll(page), 1)


def _stack(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
