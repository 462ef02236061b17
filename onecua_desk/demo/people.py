"""Invented citizens: names, numbers and cards as they come to the desk of a northern commune."""

from __future__ import annotations

from datetime import date
from random import Random

FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Dương",
    "Lý",
    "Giàng",
    "Thào",
    "Vàng",
    "Nông",
    "Hà",
    "Phùng",
]
MIDDLE = {
    "Nam": ["Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "A"],
    "Nữ": ["Thị", "Ngọc", "Thu", "Thanh", "Bích", "Thị", "Thị", "Hải"],
}
GIVEN = {
    "Nam": ["Hùng", "Dũng", "Tám", "Sử", "Thắng", "Đạt", "Khánh", "Long", "Páo", "Tuấn", "Hiếu", "Phong"],
    "Nữ": ["Hường", "Vy", "Hạnh", "Hân", "Yến", "Bích", "Lan", "Mỷ", "Hằng", "Thảo", "Nga", "Dung"],
}
PLACES = ("Thôn Nà Lốc", "Thôn Suối Thầu", "Bản Pho", "Thôn Đông Tiến", "Tổ dân phố số 5", "Khu chợ")


def card(random: Random) -> str:
    """The text that a scanner reads from one citizen's card."""
    sex = random.choice(("Nam", "Nữ"))
    born = date(random.randint(1950, 2005), random.randint(1, 12), random.randint(1, 28))
    century = 2 * (born.year // 100 - 19) + (sex == "Nữ")
    number = f"024{century}{born.year % 100:02d}{random.randint(1, 999_999):06d}"
    old = f"{random.randint(100_000_000, 199_999_999)}" if random.random() < 0.4 else ""
    name = f"{random.choice(FAMILIES)} {random.choice(MIDDLE[sex])} {random.choice(GIVEN[sex])}"
    address = f"{random.choice(PLACES)}, Suối Trong, Bắc Ninh"
    issued = date(2021, random.randint(5, 12), random.randint(1, 28))
    return f"{number}|{old}|{name}|{born:%d%m%Y}|{sex}|{address}|{issued:%d%m%Y}"


def phone(random: Random) -> str:
    return f"09{random.randint(10_000_000, 99_999_999)}"
