"""The lists and books of the gallery: control slip, register, hand-over list, and the sheets of a day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from onecua_desk.domain.register_book import Volume
from onecua_desk.paper import day_close, money_sheet, register
from onecua_desk.paper.control_slip import control_slip
from onecua_desk.paper.day_list import day_list
from onecua_desk.paper.hand_over_list import hand_over_list
from onecua_desk.paper.post_list import post_list
from onecua_desk.paper.register import RegisterPages
from onecua_desk.paper.streamed import StreamedPdf
from onecua_desk.samples import book_values as values
from onecua_desk.samples.commune import UNIT
from onecua_desk.samples.sample import Kind, Sample

_DAILY = "như in hằng ngày"
_HEAD = ("Quốc hiệu, cơ quan, địa danh và ngày",)


def kinds() -> Iterator[Kind]:
    yield Kind(
        "06",
        "Phiếu kiểm soát quá trình giải quyết hồ sơ (2018: mẫu 05)",
        (
            *_HEAD, "tên phiếu", "mã hồ sơ", "chủ hồ sơ, địa chỉ, thủ tục", "thời gian nhận, hẹn trả",
            "cơ quan giải quyết", "cơ quan phối hợp", "bảng 4 cột, 5 lần giao nhận một trang: tên cơ quan (giao, nhận)",
            "thời gian giao, nhận; ký tên người giao, người nhận", "kết quả giải quyết", "ghi chú",
        ),
        tuple(_control_slips()),
    )  # fmt: skip
    yield Kind(
        "07",
        "Sổ theo dõi hồ sơ (2018: mẫu 06)",
        (
            "bìa: cơ quan, tên sổ, quyển số, năm", "TT", "mã hồ sơ", "tên thủ tục", "số lượng (bộ)",
            "tên cá nhân, tổ chức", "địa chỉ, số điện thoại", "cơ quan chủ trì giải quyết",
            "ngày nhận, ngày hẹn trả, ngày trả kết quả", "phương thức nhận kết quả", "ký nhận", "ghi chú",
            "số trang, số mang sang và chuyển trang",
        ),
        tuple(_registers()),
    )  # fmt: skip
    yield from _lists()


def _control_slips() -> Iterator[Sample]:
    shown = (
        ("06-kiem-soat-2025-a5", values.CONTROL, _DAILY),
        ("06-kiem-soat-2025-a5-dai", values.LONG_CONTROL, "7 lần giao nhận, nội dung dài nhất"),
        ("05-kiem-soat-2018-a5", values.OLD_CONTROL, "mới giao một lần, không có cơ quan phối hợp"),
    )
    for name, value, about in shown:
        yield Sample(name, "A5", value.ruleset, about, value, partial(control_slip, value), value.code)


def _registers() -> Iterator[Sample]:
    shown = (
        ("07-so-2025-a4", "2025", values.BOOK, "giữa quyển: có bìa, tiêu đề ngày, mang sang", True),
        ("07-so-2025-a4-dau", "2025", values.BOOK_START, "đầu quyển 1, không bìa", False),
        ("06-so-2018-a4", "2018", values.OLD_BOOK, "bộ 2018", True),
    )
    for name, ruleset, volume, about, cover in shown:
        yield Sample(name, "A4 ngang", ruleset, about, volume, partial(_register, volume, cover), few=False)


def _register(volume: Volume, cover: bool) -> bytes:
    file = BytesIO()
    pdf = StreamedPdf(file, page=register.PAGE, title="Sổ theo dõi hồ sơ", author=UNIT.centre)
    RegisterPages(cover=cover, day_heads=cover).draw(pdf, volume)
    pdf.close()
    return file.getvalue()


def _lists() -> Iterator[Kind]:
    yield _hand_overs()
    yield from _of_the_day()
    yield _kind(
        "Bảng kê kết quả giao bưu chính",
        (
            *_HEAD,
            "ngày giao",
            "tổng số bưu gửi",
            "mã hồ sơ, người nhận, địa chỉ, điện thoại, số hiệu",
            "chữ ký hai bên",
        ),
        Sample("buu-chinh-a4", "A4", "", _DAILY, values.POST, partial(post_list, values.POST)),
    )


def _hand_overs() -> Kind:
    handed = (("", values.HANDED, _DAILY), ("-dai", values.HANDED_MANY, "40 hồ sơ, nhiều trang"))
    return _kind(
        "Danh sách bàn giao hồ sơ",
        (
            *_HEAD, "cơ quan chủ trì giải quyết", "thời gian bàn giao", "tổng số hồ sơ", "13 cột", "chữ ký bên giao, "
            "bên nhận, xác nhận của Trung tâm",
        ),
        *(
            Sample(f"ban-giao-a4{ending}", "A4 ngang", "", about, value, partial(hand_over_list, value))
            for ending, value, about in handed
        ),
    )  # fmt: skip


def _of_the_day() -> Iterator[Kind]:
    yield _kind(
        "Bảng kê hồ sơ trong ngày",
        (*_HEAD, "ngày", "hồ sơ tiếp nhận theo thủ tục", "kết quả đã trả", "cộng hồ sơ và phí", "người lập bảng"),
        Sample("bang-ke-ngay-a4", "A4", "", _DAILY, values.DAY, partial(day_list, values.DAY)),
    )
    yield _kind(
        "Bảng kê bàn giao tiền phí, lệ phí",
        (*_HEAD, "người bàn giao", "biên lai", "từng thủ tục", "đã thu, đã hủy, còn nộp", "tiền đếm được", "chữ ký"),
        Sample("tien-thu-a5", "A5", "", "thiếu 2.000 đ", values.MONEY, partial(money_sheet.draw, values.MONEY)),
    )
    closes = (("", values.CLOSE, "khớp với cấp trên"), ("-lech", values.CLOSE_OTHER, "có hồ sơ chưa khớp"))
    yield _kind(
        "Biên bản đối soát cuối ngày",
        (*_HEAD, "quầy, ngày", "tình trạng", "số của quầy và của cấp trên", "chuỗi", "hồ sơ chưa khớp", "chữ ký"),
        *(
            Sample(f"chot-ngay-a4{ending}", "A4", "", about, value, partial(day_close.draw, value))
            for ending, value, about in closes
        ),
    )


def _kind(title: str, fields: tuple[str, ...], *samples: Sample) -> Kind:
    return Kind("", title, fields, samples)
