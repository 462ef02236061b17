"""Invented citizens of the training days: their lists are others than those of the measured days (``tests.bench``)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from onecua_desk.domain.parts import Applicant, Official, Unit

# Of a thousand, after the surveys of family names that encyclopaedias quote.
_FAMILIES = (
    "Nguyễn:384 Trần:110 Lê:95 Phạm:70 Huỳnh:30 Hoàng:27 Phan:45 Vũ:21 Võ:18 Đặng:21 Bùi:20 Đỗ:14 Hồ:13 Ngô:13 "
    "Dương:10 Lý:5 Đinh:8 Đoàn:7 Trương:15 Lương:7 Mai:5 Cao:5 Trịnh:6 Tạ:4 Tống:2 Thái:3 Lưu:4 Lâm:5 Hà:5 "
    "Đào:6 Vương:3 Phùng:4 Quách:2 Chu:3 Nông:2 Hứa:2 Triệu:2 Kiều:2 Tô:3 Từ:1 La:1 Lò:2 Vi:1 Ma:1 Lục:1 Đàm:2 "
    "Nghiêm:1 Khuất:1 Giáp:1 Bạch:1 Thân:1 Doãn:1 Âu:1 Ông:1 Tăng:1 Khổng:1 Giàng:1 Sùng:1 Vàng:1 Hầu:1 Mùa:1"
)
_MALE = (
    "Văn:40 Đức:8 Minh:6 Quang:6 Hữu:5 Xuân:4 Đình:5 Công:4 Ngọc:4 Quốc:4 Thế:2 Trọng:2 Bá:2 Duy:3 Anh:2 Gia:2 "
    "Mạnh:2 Thanh:3 Hoàng:3 Việt:1 Tiến:2 Khắc:1 Viết:1 Nhật:1 Chí:1 Huy:1 Phúc:1 Tuấn:2 Hải:1 Tấn:1 Hồng:1 "
    "Trung:1 Bảo:1 Thành:1"
)
_FEMALE = (
    "Thị:60 Ngọc:6 Thu:4 Thanh:4 Bích:2 Phương:3 Hồng:3 Kim:3 Mỹ:2 Minh:2 Thùy:3 Như:2 Ánh:1 Khánh:2 Quỳnh:1 "
    "Mai:1 Lan:1 Hoài:1 Tuyết:1 Cẩm:1 Diễm:1 Hải:1 Hà:1 Bảo:1 Trúc:1 Xuân:1 Thúy:2 Linh:1 Diệu:1 Yến:1"
)
_GIVEN = (
    "Hùng:9 Dũng:8 Tuấn:10 Hải:8 Cường:6 Minh:9 Nam:7 Long:6 Sơn:7 Thắng:6 Quân:5 Đức:6 Anh:12 Hiếu:5 Trung:6 "
    "Hoàng:5 Thành:6 Tùng:5 Phong:4 Khánh:4 Bình:5 Lâm:3 Kiên:4 Huy:5 Hưng:5 Đạt:5 Quang:5 Vinh:3 Thịnh:3 "
    "Tâm:4 Tài:3 Phúc:4 Toàn:4 Việt:3 Mạnh:3 Chiến:3 Tú:4 Hòa:4 Thái:3 Duy:3 Khoa:2 Nghĩa:3 Lộc:2 An:3 Bảo:2 "
    "Tiến:3 Công:2 Cảnh:1 Chung:2 Hậu:2 Hiệp:2 Hạnh:6 Hương:8 Hằng:6 Hoa:7 Lan:8 Mai:6 Nga:5 Ngọc:6 Nhung:4 "
    "Phương:8 Thảo:6 Thu:5 Thủy:7 Trang:7 Yến:5 Linh:9 Huyền:5 Hiền:6 Dung:5 Loan:4 Liên:4 Hồng:5 Hà:8 Vân:5 "
    "Oanh:3 Quỳnh:4 Tuyết:4 Xuân:4 Ánh:3 Nhi:3 My:2 Chi:3 Giang:4 Thơm:2 Thúy:5 Hường:4 Lý:2 Bích:3 Diệp:2 "
    "Duyên:3 Ngân:4 Nguyệt:3 Như:2 Quyên:3 Tươi:2 Trinh:2 Trâm:2 Uyên:2 Vy:3 Hoài:2 Kim:2 Cúc:2 Đào:2 Lành:1 "
    "Mến:1 Mơ:1 Nhàn:2 Phượng:3 Sen:2 Thoa:2 Thanh:6 Tuyền:2 Thương:3 Hợp:1 Hiển:1 Hữu:1 Khải:1 Kỳ:1 Lợi:2 "
    "Luân:1 Lực:1 Mười:1 Năm:1 Ninh:1 Phú:2 Phước:2 Quý:2 Quyết:2 Sáng:1 Tân:2 Thạch:1 Thế:1 Thiện:2 Thông:2 "
    "Thọ:2 Thuận:2 Tính:1 Tình:2 Trí:2 Trọng:2 Trường:3 Tư:1 Vũ:3 Vương:1 Xuyến:1 Út:1 Bắc:1 Chính:1 Đông:2 "
    "Định:1 Điệp:1 Đoàn:1 Giáp:1 Hân:2 Hào:1 Hảo:2 Huệ:4 Huế:2 Hoàn:2 Khang:1 Khiêm:1 Kiều:1 Lam:1 Len:1 "
    "Lương:2 Lưu:1 Mão:1 Mậu:1 Mùi:1 Nhân:2 Nhật:1 Nhị:1 Nhiên:1 Phấn:1 Phi:1 Quế:1 Sinh:1 Sửu:1 Tám:1 Thân:1 "
    "Thìn:1 Thắm:2 Thêm:1 Thi:1 Thoan:1 Thơ:1 Thư:2 Tiên:1 Tỉnh:1 Tố:1 Tuất:1 Tuyến:1 Tý:1 Viên:1 Yên:1 Dần:1 "
    "Dậu:1 Bốn:1 Ba:1 Bảy:1"
)
_HAMLETS = (
    "Hồng Phong,Quyết Thắng,Đoàn Kết,Tân Lập,Tân Tiến,Trung Tâm,Bản Mới,Phú Xuân,Đông Hòa,Lạc Long,Yên Bình,Đại Đồng,"
    "Văn Minh,Cộng Hòa,Nam Sơn,Bắc Sơn,Hòa Bình,Thắng Lợi,Mỹ Lộc,An Thịnh,Vĩnh Phúc,Trường Xuân,Kim Sơn,Bình Minh,"
    "Nà Ca,Pắc Ngàn,Khau Ra,Bản Lầu,Đồng Mít,Gò Dầu,Cây Da,Xóm Bãi,Đồng Tâm,Phúc Lộc,Thanh Sơn,Cẩm Bình,Gia Lâm"
)
_COMMUNES = (
    "Hoa Sơn,Lào Cai|Bình Nguyên,Thái Nguyên|Đông Lâm,Phú Thọ|Yên Thượng,Cao Bằng|Tân Hải,Quảng Ninh|"
    "Vĩnh Lạc,Ninh Bình|Kỳ Lâm,Hà Tĩnh|Phước Tân,Đồng Nai|Mỹ An,Vĩnh Long|Thạnh Lợi,An Giang|Cư Jút,Lâm Đồng|"
    "Nghĩa Trung,Hưng Yên|Quảng Phú,Thanh Hóa|Sơn Tây,Quảng Ngãi|Ba Vì,Hà Nội|Long Điền,Cà Mau"
)
_OPERATORS = [*range(32, 40), 70, 76, 77, 79, 81, 82, 83, 84, 85, 86, 88, 89, 90, 91, 93, 94, 96, 97, 98]


def _counted(text: str) -> tuple[list[str], list[int]]:
    pairs = [one.split(":") for one in text.split()]
    return [name for name, _ in pairs], [int(count) for _, count in pairs]


_MIDDLE = {"Nam": _counted(_MALE), "Nữ": _counted(_FEMALE)}
_FAMILY_NAMES, _GIVEN_NAMES = _counted(_FAMILIES), _counted(_GIVEN)


class Commune:
    """One of a country's communes: its unit, its officials and those who come to it, most of them from its hamlets."""

    def __init__(self, random: Random, number: int) -> None:
        self._random = random
        communes = _COMMUNES.split("|")
        name, self._province = communes[number % len(communes)].split(",")
        kind = "phường" if random.random() < 0.25 else "xã"
        prefix = f"{kind.capitalize()} " if random.random() < 0.4 else ""
        self._here = f"{prefix}{name}, {self._province}"
        self._hamlets = random.sample(_HAMLETS.split(","), 14)
        self._hamlet = random.choice(("Thôn", "Thôn", "Bản", "Tổ dân phố", "Ấp", "Xóm"))
        self._code = f"0{random.randint(1, 96):02d}"
        code = f"H{random.randint(1, 63):02d}.{random.randint(1, 99)}.{random.randint(1, 60)}"
        centre = f"Trung tâm Phục vụ hành chính công {kind} {name}"
        self.unit = Unit(code, f"{kind} {name}", f"UBND {kind} {name}", centre, name)

    def officials(self) -> tuple[Official, ...]:
        first = self._random.randint(1, 90)
        sexes = self._random.choices(("Nam", "Nữ"), k=2)
        return tuple(Official(f"canbo{number}", self.name(sex)) for number, sex in enumerate(sexes, first))

    def person(self, random: Random) -> Applicant:
        sex = random.choice(("Nam", "Nữ"))
        born = date(1940, 1, 1) + timedelta(days=int(random.triangular(0, 25_000, 17_000)))
        century = 2 * (born.year // 100 - 19) + (sex == "Nữ")
        province = self._code if random.random() < 0.8 else f"0{random.randint(1, 96):02d}"
        return Applicant(
            name=self.name(sex),
            number=f"{province}{century}{born:%y}{random.randint(0, 999_999):06d}" if random.random() < 0.98 else "",
            born=born,
            sex=sex,
            address=self._address(),
            phone=f"0{random.choice(_OPERATORS)}{random.randint(0, 9_999_999):07d}" if random.random() < 0.85 else "",
        )

    def name(self, sex: str) -> str:
        random = self._random
        middles, weights = _MIDDLE[sex]
        words = random.choices(*_FAMILY_NAMES) + random.choices(middles, weights)
        return " ".join([*words, *random.choices(*_GIVEN_NAMES, k=1 if random.random() < 0.8 else 2)])

    def _address(self) -> str:
        random = self._random
        if random.random() < 0.1:
            commune = random.choice(_COMMUNES.split("|")).replace(",", ", ")
            return f"{random.choice(_HAMLETS.split(','))}, {commune}"
        if random.random() < 0.15:
            return f"Tổ dân phố số {random.randint(1, 15)}, {self._here}"
        return f"{self._hamlet} {random.choice(self._hamlets)}, {self._here}"
