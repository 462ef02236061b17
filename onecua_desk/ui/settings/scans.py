"""Quét giấy tờ: the folder into which the scanner writes, and what becomes of the files that were taken from it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from onecua_desk.errors import UserError
from onecua_desk.services import scan_folder
from onecua_desk.services.scan_folder import TAKEN, ScanFolder
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.workplace import Workplace

_EXPLAINED = (
    "Đặt máy quét (hoặc ứng dụng Máy ảnh) lưu vào thư mục này: trang vừa quét tự hiện khi bấm F5. "
    "Chương trình không bao giờ xóa tệp trong đó."
)


class ScanFolderPanel(Card):
    """Reads and keeps its choices by itself."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._chosen = ScanFolder()
        self.path, self.put_away = QLineEdit(), QCheckBox(f"Chuyển tệp đã lưu vào thư mục con «{TAKEN}»")
        self.path.setPlaceholderText("chưa chọn")
        self._choose, self._none = KeyButton("Chọn thư mục…", kind=Kind.QUIET), KeyButton("Không dùng", kind=Kind.QUIET)
        self._field = Field("Thư mục của máy quét", self.path)
        self._lay_out()
        self.path.editingFinished.connect(lambda: self._keep(replace(self._chosen, path=self.path.text().strip())))
        self.put_away.clicked.connect(lambda on: self._keep(replace(self._chosen, put_away=on)))
        self._choose.clicked.connect(self._pick)
        self._none.clicked.connect(lambda: self._keep(replace(self._chosen, path="")))

    def read(self) -> None:
        """Show what is kept."""
        store = self._place.desk.store
        self._place.tasks.run(lambda: scan_folder.read(store), self._show)

    def _show(self, found: ScanFolder) -> None:
        self._chosen = found
        self._field.clear()
        self.path.setText(found.path)
        self.put_away.setChecked(found.put_away)
        self._none.setEnabled(bool(found.path))

    def _pick(self) -> None:
        if found := QFileDialog.getExistingDirectory(self, "Thư mục của máy quét", self.path.text()):
            self._keep(replace(self._chosen, path=found))

    def _keep(self, chosen: ScanFolder) -> None:
        if chosen == self._chosen:
            return
        store = self._place.desk.store
        self._place.tasks.run(lambda: scan_folder.write(store, chosen), lambda _: self._show(chosen), self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._field.set_error(str(error))

    def _lay_out(self) -> None:
        explained, row = QLabel(_EXPLAINED), QHBoxLayout()
        explained.setWordWrap(True)
        mark(explained, "role", "soft")
        row.addWidget(self._choose)
        row.addWidget(self._none)
        row.addStretch(1)
        self.body.addWidget(Section(None, "Quét giấy tờ"))
        self.body.addWidget(self._field)
        self.body.addLayout(row)
        self.body.addWidget(self.put_away)
        self.body.addWidget(explained)
