"""How the scanner is connected, and a field to try it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import scanner_settings
from onecua_desk.services.scanner_settings import GAPS, Mark, Mode, ScannerSettings
from onecua_desk.ui.scanner import verdict
from onecua_desk.ui.scanner.burst import Scan
from onecua_desk.ui.scanner.field import ScanField
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

_MARKS = {
    Mark.NONE: "Không",
    Mark.STX: "STX (Ctrl+B)",
    Mark.ETX: "ETX (Ctrl+C)",
    Mark.GS: "GS (Ctrl+])",
    Mark.TILDE: "Dấu ~",
    Mark.GRAVE: "Dấu `",
}
_PACES = dict(zip(GAPS, ("Nhanh", "Thường", "Chậm"), strict=True))
_HINTS = {
    Mode.KEYBOARD: "Máy quét phải gõ được chữ có dấu (kiểu Unicode).",
    Mode.SERIAL: "Bộ gõ không làm sai chữ: nên dùng nếu máy quét có.",
}
_TOO_SLOW = "Các phím đến rời rạc. Nếu vừa quét thì máy quét gõ chậm: hãy chọn tốc độ «Chậm» rồi quét lại."
_CLOSED = "Không mở được cổng này: máy quét chưa cắm, hoặc chương trình khác đang dùng."
_NO_PORTS = "Chưa thấy cổng nào: hãy cắm máy quét, đặt nó sang chế độ COM rồi mở lại trang này."


class ScannerPanel(Card):
    """Reads and keeps its own choices; ``changed`` carries the ``ScannerSettings`` that are kept now."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._reads, self._lists = Latest(workplace.tasks), Latest(workplace.tasks)
        self._settings = ScannerSettings()
        self._modes, self._hint = ChipBar(), QLabel()
        self._port, self._prefix, self._suffix, self._pace = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._pace_field = Field("Tốc độ gõ", self._pace)
        self._port_field, self._plugged = Field("Cổng", self._port), Badge()
        self.trial = ScanField("Bấm vào đây rồi quét một thẻ hoặc giấy hẹn")
        self._verdict = Notice()
        self._fill()
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """What is kept; and the ports, where one is used."""
        self._reads.run(lambda: scanner_settings.read(self._place.desk.store), self._show)

    def show_port(self, is_open: bool | None) -> None:
        """Whether the chosen port answers; ``None``: not known yet."""
        self._plugged.show_state("Đã nối" if is_open else "", Tone.OK)
        self._port_field.set_warning(_CLOSED if is_open is False else "")

    def _show(self, kept: ScannerSettings) -> None:
        self._settings = kept
        self._modes.blockSignals(True)
        self._modes.select(kept.mode)
        self._modes.blockSignals(False)
        for box, value in ((self._prefix, kept.prefix), (self._suffix, kept.suffix), (self._pace, kept.gap)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._hint.setText(_HINTS[kept.mode])
        self._port_field.setVisible(kept.mode is Mode.SERIAL)
        self._pace_field.setVisible(kept.mode is Mode.KEYBOARD)
        if kept.mode is Mode.SERIAL:
            self._lists.run(_ports, self._show_ports)

    def _show_ports(self, found: Sequence[tuple[str, str]]) -> None:
        self._port.clear()
        self._port.addItem("Chọn cổng…", "")
        for name, words in found:
            self._port.addItem(words, name)
        chosen = self._settings.port
        if chosen and self._port.findData(chosen) < 0:
            self._port.addItem(f"{chosen} (đang không thấy)", chosen)
        self._port.setCurrentIndex(max(0, self._port.findData(chosen)))
        if not found and not chosen:
            self._port_field.set_warning(_NO_PORTS)

    def _choose(self, *_what: object) -> None:
        chosen = replace(
            self._settings,
            mode=Mode(self._modes.selected()),
            port=self._port.currentData() or self._settings.port,
            prefix=Mark(self._prefix.currentData()),
            suffix=Mark(self._suffix.currentData()),
            gap=self._pace.currentData(),
        )
        if chosen == self._settings:
            return
        store = self._place.desk.store
        self._place.tasks.run(
            lambda: scanner_settings.write(store, chosen), lambda _: self._kept(chosen), self._not_kept
        )

    def _kept(self, chosen: ScannerSettings) -> None:
        self._verdict.hide()
        self._show(chosen)
        self.changed.emit(chosen)

    def _not_kept(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._verdict.say(str(error), Tone.LATE)
        self.read()

    def _try(self, scan: Scan) -> None:
        self.trial.setText(scan.text)
        self.trial.setCursorPosition(0)
        words, tone = verdict.of(scan, self._place.desk.now().date())
        self._verdict.say(f"{words} {verdict.rhythm(scan)}", tone)

    def _doubt_pace(self) -> None:
        self._verdict.say(_TOO_SLOW, Tone.DUE)

    def _fill(self) -> None:
        self._modes.add(Mode.KEYBOARD, "Như bàn phím")
        self._modes.add(Mode.SERIAL, "Cổng COM")
        for box in (self._prefix, self._suffix):
            for sign, words in _MARKS.items():
                box.addItem(words, sign)
        for gap, words in _PACES.items():
            self._pace.addItem(f"{words} ({gap} ms mỗi phím)", gap)
        self._hint.setWordWrap(True)
        mark(self._hint, "role", "soft")

    def _lay_out(self) -> None:
        marks = QHBoxLayout()
        marks.setSpacing(8)
        marks.addWidget(Field("Trước mã", self._prefix), 1)
        marks.addWidget(Field("Sau mã", self._suffix), 1)
        marks.addWidget(self._pace_field, 2)
        head = Section(None, "Máy quét")
        head.add(self._plugged)
        self.body.addWidget(head)
        for widget in (self._modes, self._hint, self._port_field):
            self.body.addWidget(widget)
        self.body.addLayout(marks)
        self.body.addWidget(Field("Quét thử", self.trial))
        self.body.addWidget(self._verdict)

    def _connect(self) -> None:
        self._modes.chosen.connect(self._choose)
        for box in (self._port, self._prefix, self._suffix, self._pace):
            box.activated.connect(self._choose)
        self.trial.scanned.connect(self._try)
        self.trial.typed.connect(self._doubt_pace)


def _ports() -> list[tuple[str, str]]:
    """Off the window's thread, and pyserial only now."""
    from onecua_desk.ui.scanner.serial_port import ports

    return ports()
