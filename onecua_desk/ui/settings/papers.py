"""Giấy tờ và sổ: training, volumes of the register, what the law leaves open on apologies, the province's templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import paper_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.elided import ElidedLabel
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

TRAINING = "Tập huấn: mọi giấy in ra có chữ MẪU"
_REAL = (
    "Chỉ giấy là mẫu. Hồ sơ nhận lúc tập huấn vẫn là hồ sơ thật: lấy số thật, được gửi lên cấp trên, có trong sổ, "
    "báo cáo và biên bản chốt ngày. Nhận thử thì «Rút hồ sơ» sau đó, hoặc tập trên một máy riêng chưa ghi danh."
)
_EXTENDED = "Tính trễ theo ngày hẹn mới khi đã xin lỗi"
_BY_LAW = "Theo luật (1)"
_VOLUMES = 20, 2_000
_EXPLAINED = (
    "Đổi cỡ quyển chỉ tính cho số cấp từ nay; số và quyển đã in giữ nguyên. Mẫu giấy riêng của tỉnh đặt trong thư mục "
    "này; mẫu nào hỏng thì chương trình dùng mẫu có sẵn và nêu tên ở đây."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is chosen, where the templates lie, and a sentence for each that cannot be used."""

    chosen: PaperSettings
    folder: Path
    problems: tuple[str, ...]


class PapersPanel(Card):
    """Reads when it comes on screen and keeps each choice as it is made; ``changed`` after it."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = workplace.desk, workplace.tasks
        self._reads = Latest(workplace.tasks)
        self._chosen = PaperSettings()
        self.training, self.extended = QCheckBox(TRAINING), QCheckBox(_EXTENDED)
        self.volume = QSpinBox(minimum=_VOLUMES[0], maximum=_VOLUMES[1], singleStep=50)
        self.extensions, self.notice_days = _choices(range(4), "lần"), _choices(range(1, 6), "ngày làm việc")
        self.open = KeyButton("Mở thư mục mẫu giấy", kind=Kind.QUIET)
        self._problems, self._path, self._said = QLabel(), ElidedLabel(), Notice()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        self._reads.run(lambda: _read(self._desk), self._show, self._failed)

    def _show(self, found: Reading) -> None:
        chosen = self._chosen = found.chosen
        self.training.setChecked(chosen.training)
        self.extended.setChecked(chosen.extension_counts)
        self.volume.blockSignals(True)
        self.volume.setValue(chosen.volume_size)
        self.volume.blockSignals(False)
        for box, value in ((self.extensions, chosen.max_extensions), (self.notice_days, chosen.notice_days)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._path.setText(str(found.folder))
        self._problems.setText("\n".join(found.problems))
        self._problems.setVisible(bool(found.problems))

    def _keep(self, chosen: PaperSettings) -> None:
        if chosen == self._chosen:
            return
        self._chosen = chosen
        store = self._desk.store
        self._tasks.run(lambda: paper_settings.write(store, chosen), lambda _: self.changed.emit(), self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._said.say(str(error), Tone.LATE)

    def _open(self) -> None:
        """Make the folder, with the templates of the program in it to copy from, and show it."""
        self._tasks.run(lambda: templates.lay_out(self._desk), self._show_folder, self._failed)

    def _show_folder(self, folder: Path) -> None:
        """Where the system shows none, its path is said."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._said.say(f"Máy không tự mở được thư mục; hãy mở {folder}.", Tone.DUE)

    def _connect(self) -> None:
        self.training.clicked.connect(lambda on: self._keep(replace(self._chosen, training=on)))
        self.extended.clicked.connect(lambda on: self._keep(replace(self._chosen, extension_counts=on)))
        self.volume.editingFinished.connect(self._keep_volume)
        self.volume.valueChanged.connect(lambda _: None if self.volume.hasFocus() else self._keep_volume())
        self.extensions.activated.connect(
            lambda _: self._keep(replace(self._chosen, max_extensions=self.extensions.currentData()))
        )
        self.notice_days.activated.connect(
            lambda _: self._keep(replace(self._chosen, notice_days=self.notice_days.currentData()))
        )
        self.open.clicked.connect(self._open)

    def _keep_volume(self) -> None:
        self._keep(replace(self._chosen, volume_size=self.volume.value()))

    def _lay_out(self) -> None:
        explained, real, numbers, folder = QLabel(_EXPLAINED), QLabel(_REAL), FlowLayout(), QHBoxLayout()
        for label, role in ((explained, "soft"), (real, "soft"), (self._problems, "warning")):
            label.setWordWrap(True)
            mark(label, "role", role)
        mark(self._path, "role", "soft")
        numbers.addWidget(Field("Số hồ sơ mỗi quyển sổ", self.volume))
        numbers.addWidget(Field("Gia hạn nhiều nhất", self.extensions))
        numbers.addWidget(Field("Xin lỗi trước hạn", self.notice_days))
        folder.addWidget(self.open)
        folder.addWidget(self._path, 1)
        self.body.addWidget(Section(None, "Giấy tờ và sổ"))
        self.body.addWidget(self.training)
        self.body.addWidget(real)
        self.body.addLayout(numbers)
        self.body.addWidget(self.extended)
        self.body.addLayout(folder)
        self.body.addWidget(self._problems)
        self.body.addWidget(explained)
        self.body.addWidget(self._said)


def _choices(numbers: range, unit: str) -> QComboBox:
    """What the rule set says first, then each number in words."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(9)
    box.addItem(_BY_LAW, None)
    for number in numbers:
        box.addItem(f"{number} {unit}" if number else "Không", number)
    return box


def _read(desk: Desk) -> Reading:
    return Reading(paper_settings.read(desk.store), templates.folder(desk), templates.problems(desk))
