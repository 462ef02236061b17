"""An older register as a spreadsheet of last year, and how the tests look at it and take it over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from onecua_desk.services import lookup, register_import
from onecua_desk.services.desk import Desk
from onecua_desk.services.register_import import Preview
from tests.desk_fixture import BIRTH, MAI, procedure
from tests.imports.tables import HEADS, workbook

NAME = procedure(BIRTH).name
OWN = "H02.15.23-251104-0007"
ROWS = (
    (
        "1",
        "15/2025",
        "Đặng Thị Hà",
        34186001234,
        912345678,
        NAME,
        datetime(2025, 11, 4),
        "07/11/2025",
        "Đã trả",
        "06/11/2025",
    ),
    ("2", OWN, "Lê Văn Tám", "", "", NAME.upper(), "04/11/2025 9h15", "", "Đang giải quyết", ""),
    ("3", "", "Vũ Thị Sáu", "", "", "Việc không có trong danh mục", "04/11/2025", "", "", ""),
    ("4", "17/2025", "Bùi Văn Năm", "", "", BIRTH, "05/11/2025", "10/11/2025", "Có kết quả", ""),
    ("5", "18/2025", "Hà Thị Tư", "", "", NAME, "05/11/2025", "", "Chờ bổ sung", ""),
    ("6", "19/2025", "Đỗ Thị Ba", "", "", NAME, "06/11/2025", "", "Từ chối", ""),
    ("7", "20/2025", "Ngô Văn Hai", "", "", NAME, "06/11/2025", "", "Đã rút", "08/11/2025"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "so.xlsx", [["SỔ THEO DÕI HỒ SƠ NĂM 2025"], [], HEADS, *ROWS])


def look(desk: Desk, path: Path) -> Preview:
    register = register_import.open_register(path)
    assert register is not None
    return register_import.look(desk, register, register.mapped)


def take(desk: Desk, path: Path) -> int:
    done = register_import.take(desk, MAI, look(desk, path).fresh)
    assert done is not None
    return done.value


def found(desk: Desk, text: str) -> list[lookup.DossierRow]:
    return lookup.page(desk, lookup.Chip.ALL, text)
