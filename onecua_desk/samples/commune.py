"""The invented commune whose papers the gallery shows: its names under both rule sets, its officials and citizens."""

from __future__ import annotations

from typing import TypedDict

from onecua_desk.domain.parts import Official, Unit

UNIT = Unit(
    code="H02.15.23",
    name="xã Suối Trong",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
)
COMMITTEE = "Ủy ban nhân dân xã Suối Trong"
MAI = Official("mai", "Lê Thị Mai")
PHONE_OF_DESK = "0222 3888 999"
CODE = "H02.15.23-261123-2007"
OLD_CODE = "000.17.22.H56-240514-0031"


class Desk(TypedDict):
    """The fields of every value that name the desk and the rule set."""

    ruleset: str
    parent: str
    centre: str
    place: str


NOW: Desk = {"ruleset": "2025", "parent": UNIT.parent, "centre": UNIT.centre, "place": UNIT.place}
#: The desk as it was called until 30/06/2025, for dossiers received until then.
THEN: Desk = NOW | {"ruleset": "2018", "centre": "Bộ phận Tiếp nhận và Trả kết quả xã Suối Trong"}

ADDRESS = "Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh"
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Ngọc Thiên Hương Nguyễn Phạm Phương Thảo Nguyên"
COMPANY = "Công ty trách nhiệm hữu hạn một thành viên thương mại, dịch vụ và xây dựng tổng hợp Suối Trong"
LONG_ADDRESS = (
    "Số nhà 1234B, ngách 56/78/90, ngõ 112 đường Nguyễn Thị Minh Khai kéo dài, tổ dân phố Hoàng Quốc Việt số 15, "
    "xã Suối Trong, tỉnh Bắc Ninh"
)
PROCEDURE = "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp"
LAND = "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"
LONG_PROCEDURE = (
    "Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV (công trình không theo tuyến/theo "
    "tuyến trong đô thị/tín ngưỡng, tôn giáo/tượng đài, tranh hoành tráng/theo giai đoạn cho công trình không theo "
    "tuyến/theo giai đoạn cho công trình theo tuyến trong đô thị/dự án) và nhà ở riêng lẻ"
)
FORTY = tuple(
    f"Giấy tờ số {number}: " + "văn bản xác nhận của cơ quan có thẩm quyền" + ", kèm bản vẽ hiện trạng" * (number % 4)
    for number in range(1, 41)
)
