"""The desk's window: the screens in their places, and who hears of whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from onecua_desk.domain.events import EventId
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.scanned import Kind, recognise
from onecua_desk.domain.standing import Tone
from onecua_desk.services import lookup, paper_settings, print_settings, scanner_settings
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Identity
from onecua_desk.sync.status import LineStatus
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.lookup.look_up import LookUp
from onecua_desk.ui.main_window import MainWindow, wait_while
from onecua_desk.ui.scanner import verdict
from onecua_desk.ui.scanner.burst import Scan
from onecua_desk.ui.scanner.said import Said
from onecua_desk.ui.scanner.scanner import Scanner
from onecua_desk.ui.screen import Place, Screen
from onecua_desk.ui.sync.words import line_words
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:
    from onecua_desk.services import replica
    from onecua_desk.ui.dossiers.screen import DossiersScreen
    from onecua_desk.ui.handback.screen import HandBackScreen
    from onecua_desk.ui.intake.screen import IntakeScreen
    from onecua_desk.ui.sync.screen import SyncScreen

INTAKE, HAND_BACK, DOSSIERS, REPORTS, MONEY = "intake", "hand_back", "dossiers", "reports", "money"
DAY_CLOSE, SYNC, SETTINGS = "day_close", "sync", "settings"
MINUTE = 60_000
PRINT_PATIENCE = 20_000
"""Milliseconds that leaving waits for papers: a printer that sleeps takes some ten seconds. What takes longer goes on
without the window, and the program ends after it."""
_TRAINING = "TẬP HUẤN: giấy có chữ MẪU, hồ sơ thật"
_PRINTING = "Đang in nốt giấy tờ, xin chờ…"
_BUSY = "Hồ sơ trước còn đang được lưu. Hãy quét lại thẻ."


class DeskWindow(MainWindow):
    """The frame with this product's screens. Screens never call each other: they signal, and this joins them.

    ``status``: the last one that the line reported before this window came; ``None`` when it has reported nothing yet.
    """

    appearance_changed = Signal(object)
    enrolled = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, known: Identity, bridge: Bridge, status: LineStatus | None = None) -> None:
        self._workplace, self._status = workplace, status
        places = (
            Place(INTAKE, "Tiếp nhận", "F2", self._intake),
            Place(HAND_BACK, "Trả kết quả", "F3", self._hand_back),
            Place(DOSSIERS, "Hồ sơ", "F4", self._dossiers),
            Place(REPORTS, "Sổ và báo cáo", "F6", self._reports),
            Place(MONEY, "Tiền thu", "Ctrl+F6", self._money),
            Place(DAY_CLOSE, "Chốt ngày", "Ctrl+F9", self._day_close),
            Place(SYNC, "Đồng bộ", "F9", self._sync),
            Place(SETTINGS, "Cài đặt", "F10", self._settings, bottom=True),
        )
        super().__init__(places, known.unit.centre, workplace.desk.now)
        self.set_official(f"Quầy {known.desk}", workplace.official.name)
        self._counts, self._standing = Latest(workplace.tasks), Latest(workplace.tasks)
        self.scanner, self.said = Scanner(self, _is_ours), Said(self, self.bottom)
        self.scanner.scanned.connect(self._route)
        self.scanner.doubted.connect(self.said.say_for_now)
        self.opened.connect(self.said.give_way)
        self.looked_up.connect(self._search)
        self.look_ups = LookUp(self.top.lookup, workplace, self)
        self.look_ups.listed.connect(self._search)
        self.look_ups.chosen.connect(self._open_dossier)
        bridge.changed.connect(self.refresh)
        bridge.changed.connect(self._count)
        bridge.sync_status.connect(self._line_changed)
        self._every_minute = QTimer(self, interval=MINUTE)
        self._every_minute.timeout.connect(self._count)
        self._every_minute.timeout.connect(self._renew_intake)
        self._every_minute.start()
        self.show_place(INTAKE)
        self._show_printer()
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._listen)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # closed, or the official left; not merely minimised
            self.scanner.stop()

    def may_leave(self, title: str = "Đóng chương trình") -> bool:
        self.scanner.reader.let_go()  # the letter of this moment is typed work too
        return super().may_leave(title)

    def finish(self) -> None:
        """Papers are on their way out."""
        printing = self._workplace.printing
        if printing.busy():
            self.said.keep_saying(_PRINTING)
            wait_while(printing.busy, PRINT_PATIENCE)
            self.said.dismiss()

    @Slot()
    def _listen(self) -> None:
        """Once the window stands: its start need not wait for the scanner."""
        if self.isVisible():
            self.scanner.use(scanner_settings.read(self._workplace.desk.store))

    @Slot(object)
    def _route(self, scan: Scan) -> None:
        """A scan goes to where it belongs, whatever has the keyboard."""
        self.said.give_way()
        found = recognise(scan.text)
        match found.kind:
            case Kind.CARD:
                self._take_card(found.text)
            case Kind.SLIP if self._here == HAND_BACK:
                cast("HandBackScreen", self.current_screen()).scan(found.text)
            case Kind.SLIP:
                self._dossiers_screen().look_up(found.text)
            case Kind.GARBLED_SLIP | Kind.OTHER:
                self.said.say_for_now(verdict.not_ours(found))

    def _take_card(self, text: str) -> None:
        """Who collects, where a result is handed back; else whoever hands in."""
        if self._here == HAND_BACK:
            cast("HandBackScreen", self.current_screen()).scan(text)
            return
        intake = cast("IntakeScreen", self.show_place(INTAKE))
        if intake.saving.saving:
            self.said.say_for_now(_BUSY)
        else:
            intake.take_card(text)

    @Slot(object)
    def refresh(self, changes: object) -> None:
        """Where ids changed (a backup was put back), no screen may go on with a dossier that it read before."""
        super().refresh(None if isinstance(changes, Changes) and changes.renumbered else changes)

    def _main_verb(self) -> None:
        self.said.give_way()
        super()._main_verb()

    @Slot(str)
    def _search(self, text: str) -> None:
        self.top.lookup.clear()  # from here on it stands in the screen's own box
        self._dossiers_screen().look_up(text)

    def _dossiers_screen(self) -> DossiersScreen:
        return cast("DossiersScreen", self.show_place(DOSSIERS))

    @Slot(object)
    def _open_dossier(self, id: EventId) -> None:
        self._dossiers_screen().open_dossier(id)

    @Slot(object)
    def _hand_back_dossier(self, id: EventId) -> None:
        cast("HandBackScreen", self.show_place(HAND_BACK)).open_dossier(id)

    @Slot(object)
    def _line_changed(self, status: LineStatus) -> None:
        self._status = status
        if screen := self.built(SYNC):
            cast("SyncScreen", screen).line_changed(status)
        self._count()

    @Slot()
    @Slot(object)
    def _count(self, _: object = None) -> None:
        """Read the live counts again, off this thread."""
        desk = self._workplace.desk
        self._counts.run(lambda: lookup.counts(desk), self._show_counts)
        self._standing.run(lambda: _standing(desk), self._show_line)

    @Slot()
    def _renew_intake(self) -> None:
        """The day turns and the fees change while a form stands open."""
        if screen := self.built(INTAKE):
            cast("IntakeScreen", screen).keep_up()

    def _show_counts(self, counts: Mapping[lookup.Chip, int]) -> None:
        self.set_count(DOSSIERS, counts[lookup.Chip.LATE], Tone.LATE)
        self.set_count(HAND_BACK, counts[lookup.Chip.READY], Tone.OK)

    def _show_line(self, standing: replica.Standing) -> None:
        self.set_line(*line_words(self._status, standing))
        self.set_count(SYNC, standing.matters or (standing.outbox.dossiers if standing.enrolled else 0))

    @Slot()
    def _show_printer(self) -> None:
        store = self._workplace.desk.store
        printer = print_settings.read(store).way(FormKind.SLIP).printer
        self.set_printer(f"Máy in: {printer}" if printer else "Giấy hẹn: tệp PDF")
        self.bottom.set_training(_TRAINING if paper_settings.read(store).training else "")

    @Slot(object)
    def show_backup(self, at: datetime) -> None:
        self.set_backup(f"Sao lưu {at:%H:%M %d/%m}")

    @Slot()
    def _enrolled(self) -> None:
        """The desk's dossiers have other ids now: every screen reads anew, and the line can be used."""
        self.refresh(None)
        self.enrolled.emit()

    def _intake(self) -> Screen:
        from onecua_desk.ui.intake.screen import IntakeScreen

        screen = IntakeScreen(self._workplace)
        screen.dossier_wanted.connect(self._open_dossier)
        return screen

    def _hand_back(self) -> Screen:
        from onecua_desk.ui.handback.screen import HandBackScreen

        screen = HandBackScreen(self._workplace)
        screen.dossier_wanted.connect(self._open_dossier)
        return screen

    def _dossiers(self) -> Screen:
        from onecua_desk.ui.dossiers.screen import DossiersScreen

        screen = DossiersScreen(self._workplace)
        screen.hand_back.connect(self._hand_back_dossier)
        return screen

    def _reports(self) -> Screen:
        from onecua_desk.ui.reports.screen import ReportsScreen

        screen = ReportsScreen(self._workplace)
        screen.dossier_wanted.connect(self._open_dossier)
        return screen

    def _money(self) -> Screen:
        from onecua_desk.ui.money.panel import DayMoneyPanel

        return DayMoneyPanel(self._workplace)

    def _day_close(self) -> Screen:
        from onecua_desk.ui.day_close.screen import DayCloseScreen

        screen = DayCloseScreen(self._workplace)
        screen.dossier_wanted.connect(self._open_dossier)
        return screen

    def _sync(self) -> Screen:
        from onecua_desk.ui.sync.screen import SyncScreen

        screen = SyncScreen(self._workplace, lambda: self._status)
        screen.open_dossier.connect(self._open_dossier)
        screen.enrolled.connect(self._enrolled)
        screen.close_day.connect(self._close_day)
        return screen

    @Slot()
    def _close_day(self) -> None:
        self.show_place(DAY_CLOSE)

    def _settings(self) -> Screen:
        from onecua_desk.ui.settings.screen import SettingsScreen

        screen = SettingsScreen(self._workplace)
        screen.appearance_changed.connect(self.appearance_changed)
        screen.printers_changed.connect(self._show_printer)
        screen.fees_changed.connect(self._renew_intake)
        screen.sign_out.connect(self.left)
        screen.enrolled.connect(self._enrolled)
        screen.backed_up.connect(self.show_backup)
        screen.scanner_changed.connect(self.scanner.use)
        self.scanner.port_changed.connect(screen.show_port)
        screen.show_port(self.scanner.port_open)
        return screen


def _standing(desk: Desk) -> replica.Standing:
    """Its module is imported off the window's thread, while the window stands already."""
    from onecua_desk.services import replica

    return replica.standing(desk)


def _is_ours(scan: str) -> bool:
    return recognise(scan).kind is not Kind.OTHER
