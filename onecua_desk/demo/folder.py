"""The demo's folder: what lies where in it, and that nothing but an earlier demo is ever emptied."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from onecua_desk import config
from onecua_desk.config import Settings
from onecua_desk.errors import UserError
from onecua_desk.store.engine import FILE, open_store

MARKER = ".onecua-demo"
"""An empty file that says: a demo made this folder and may empty it."""


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """``path`` holds a desk's data folder, a district's, the slips and the pictures of the screens."""

    path: Path

    @property
    def desk(self) -> Path:
        return self.path / "desk"

    @property
    def district(self) -> Path:
        return self.path / "district"

    @property
    def slips(self) -> Path:
        return self.path / "giay-hen"

    @property
    def pictures(self) -> Path:
        return self.path / "man-hinh"

    def settings(self) -> Settings:
        """The desk's settings, also for who opens it by hand later."""
        return config.load(self.desk)

    def prepare(self) -> None:
        """Make the folder new; what an earlier demo left in it goes.

        ``UserError`` for a folder that holds anything else, that cannot be made, or whose desk is open.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign()
            self._refuse_open()
            (self.path / MARKER).touch()
            for folder in (self.desk, self.district, self.slips, self.pictures):
                if folder.exists():
                    shutil.rmtree(folder)
            self.desk.mkdir()
            (self.desk / config.FILE).write_text(f'slips = "../{self.slips.name}"\n', encoding="utf-8")
        except OSError as error:
            raise UserError(
                f"Không dùng được {self.path} làm thư mục của buổi diễn; hãy chọn thư mục khác bằng --folder."
            ) from error

    def _refuse_foreign(self) -> None:
        if not (self.path / MARKER).is_file() and any(self.path.iterdir()):
            raise UserError(
                f"Thư mục {self.path} có dữ liệu không phải do buổi diễn tạo; hãy chọn thư mục trống bằng --folder."
            )

    def _refuse_open(self) -> None:
        if not (self.desk / FILE).is_file():
            return
        try:
            open_store(self.desk).close()
        except UserError as error:
            raise UserError(
                f"Chưa diễn lại được trong {self.path}: {error} Cũng có thể chọn thư mục khác bằng --folder."
            ) from error
