"""A province's worth of invented names, numbers and phones: as many different words as a real register has."""

from __future__ import annotations

from datetime import date
from random import Random

from onecua_desk.domain.parts import Applicant

# How many of a thousand people bear a family name; the rest are rarer ones of the northern mountains, five each.
_COMMON = {
    **{"Nguyễn": 315, "Trần": 110, "Lê": 95, "Phạm": 70, "Hoàng": 51, "Phan": 45, "Vũ": 39, "Đặng": 21, "Bùi": 20},
    **{"Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 10, "Đào": 9, "Đinh": 9, "Trịnh": 8, "Mai": 7, "Cao": 7},
}
_RARE = (
    "Giàng Thào Vàng Nông Hà Phùng Lò Quàng Lường Cầm Tòng Bế Triệu Chẩu Ma Sùng Hạng Mùa Thền Lầu Vừ Má Tẩn Chảo "
    "Lù Cứ Kháng Tráng Ly Chang Then Lèng Xín Phàn Bàn Đàm Lục Hứa Âu Lăng Tô Khổng Tạ Chu Nghiêm Doãn Quách"
)
_MIDDLE = {
    "Nam": "Văn Văn Văn Văn Văn Đức Minh Quang Hữu Xuân Đình Công Quốc Thế Trọng Bá Duy Ngọc Anh Gia Khắc Tiến Mạnh",
    "Nữ": "Thị Thị Thị Thị Thị Thị Ngọc Thu Thanh Bích Phương Hồng Kim Mỹ Diệu Tuyết Khánh Bảo Hoài Minh Thùy Như Ánh",
}
_GIVEN = (
    "An Anh Ánh Bách Bảo Bắc Bích Biên Bình Bốn Bộ Bút Cảnh Cầu Châu Chi Chiến Chinh Chung Chuyên Công Cúc Cường Dần "
    "Diệp Diệu Doanh Dung Dũng Duy Duyên Dư Dương Đại Đạo Đạt Điền Điệp Đính Định Đoàn Đô Đông Đồng Được Đức Đương Em "
    "Én Gấm Giang Giao Giáp Hà Hạ Hai Hải Hạnh Hào Hảo Hằng Hân Hậu Hiên Hiền Hiển Hiếu Hiệp Hiệu Hoa Hòa Hoan Hoàn "
    "Hoàng Hoạt Hồng Hợp Huân Huấn Huế Huệ Hùng Huy Huyên Huyền Hưng Hương Hường Hữu Kha Khải Khang Khánh Khiêm Khoa "
    "Khôi Khuê Khương Kiên Kiều Kim Kỳ Lai Lam Lan Lành Lâm Lân Lập Lệ Lên Liên Liễu Linh Loan Long Lộc Lợi Luân Luận "
    "Lụa Lực Lượng Lương Lưu Ly Lý Mạnh Mão Mận Mây Mến Miền Minh Mơ Mùi Mười My Mỹ Nam Năm Nga Ngà Ngát Ngân Nghĩa "
    "Ngoan Ngọc Nguyên Nguyệt Nhàn Nhân Nhật Nhi Nhiên Nhuận Nhung Như Ninh Oanh Phấn Phi Phong Phú Phúc Phục Phương "
    "Phượng Quân Quang Quế Quốc Quy Quyên Quyền Quyết Quỳnh Sang Sáng Sáu Sen Sinh Sơn Sử Sửu Tài Tám Tâm Tân Tấn "
    "Thái Thanh Thành Thảo Thạch Thắm Thắng Thêm Thi Thiện Thiệp Thìn Thịnh Thoa Thọ Thông Thơ Thơm Thu Thuận Thùy "
    "Thúy Thủy Thư Thương Thực Tiên Tiến Tiệp Tình Tĩnh Toàn Toản Tố Trà Trang Tráng Trâm Triều Trinh Trọng Trúc Trung "
    "Trường Tú Tuân Tuấn Tuất Tuệ Tùng Tuyên Tuyến Tuyết Tuyền Tư Tươi Tường Tý Uyên Út Vân Văn Vi Việt Vinh Vịnh Vui "
    "Vũ Vương Vượng Vy Xa Xuân Xuyến Ý Yên Yến Páo Dinh Sính Mỷ Chá Súa Dế Chứ Lử Pó Say Sình Nhè Cở Dở Vảng Seo Khún"
)
_VILLAGES = "Nà Lốc|Suối Thầu|Pho|Đông Tiến|Nà Khá|Lùng Vai|Sín Chải|Khuổi Luông|Tân Thành|Làng Mới|Cốc Rế|Bản Qua"
_FAMILIES = [*_COMMON, *_RARE.split()]
_WEIGHTS = [*_COMMON.values(), *(5 for _ in _RARE.split())]
_GIVEN_NAMES, _VILLAGE_NAMES = _GIVEN.split(), _VILLAGES.split("|")
_MIDDLE_NAMES = {sex: names.split() for sex, names in _MIDDLE.items()}
_OPERATORS = [32, 33, 35, 36, 38, 39, 56, 58, 70, 76, 77, 79, 81, 83, 85, 86, 88, 89, 90, 91, 93, 94, 96, 97, 98]


def applicant(random: Random) -> Applicant:
    sex = random.choice(("Nam", "Nữ"))
    born = date(random.randint(1945, 2008), random.randint(1, 12), random.randint(1, 28))
    return Applicant(
        name=name(random, sex),
        number=f"0{random.randint(1, 96):02d}{_century(born, sex)}{born:%y}{random.randint(1, 999_999):06d}",
        born=born,
        sex=sex,
        address=f"Thôn {random.choice(_VILLAGE_NAMES)}, Suối Trong, Bắc Ninh",
        phone=f"0{random.choice(_OPERATORS)}{random.randint(0, 9_999_999):07d}" if random.random() < 0.9 else "",
    )


def name(random: Random, sex: str) -> str:
    """Three words mostly, four for one in five."""
    family = random.choices(_FAMILIES, _WEIGHTS)[0]
    middle = [random.choice(_MIDDLE_NAMES[sex])]
    if random.random() < 0.2:
        middle.append(random.choice(_GIVEN_NAMES))
    return " ".join([family, *middle, random.choice(_GIVEN_NAMES)])


def _century(born: date, sex: str) -> int:
    return 2 * (born.year // 100 - 19) + (sex == "Nữ")
