"""The letters of the gallery: forms 01 to 05, the explanation, the fee receipt and the status slip, in every size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from onecua_desk.paper.apology import apology
from onecua_desk.paper.explanation import explanation
from onecua_desk.paper.fee_receipt import fee_receipt
from onecua_desk.paper.look import LARGE, NORMAL, ROLL, Look
from onecua_desk.paper.pair import pair
from onecua_desk.paper.refusal import refusal
from onecua_desk.paper.sample_mark import marked
from onecua_desk.paper.slip import slip
from onecua_desk.paper.slip_roll import slip_roll
from onecua_desk.paper.status import status
from onecua_desk.paper.stop import stop
from onecua_desk.paper.supplement import supplement
from onecua_desk.samples import letter_term_values as on_term
from onecua_desk.samples import letter_values as values
from onecua_desk.samples.sample import Kind, Sample

Draw = Callable[..., bytes]
#: How a size is called in the name of a file, and to people.
_SIZES: dict[Look, tuple[str, str]] = {
    NORMAL: ("a5", "A5"),
    LARGE: ("lon", "A4, cỡ chữ lớn"),
    ROLL: ("cuon", "cuộn 80 mm"),
}
_SHEETS, _ALL = (NORMAL, LARGE), (NORMAL, LARGE, ROLL)
_DAILY, _LONGEST, _BAREST = "như in hằng ngày", "nội dung dài nhất", "để trống những mục không bắt buộc"
_DESK = ("Quốc hiệu, cơ quan, địa danh và ngày", "tên phiếu")
_CITIZEN = ("người nộp", "số định danh hoặc mã số thuế", "địa chỉ", "điện thoại, email")
_CONTACT = "câu liên hệ khi vướng mắc"
_AGENCY = ("cơ quan giải quyết", "số", "Quốc hiệu, địa danh và ngày", "tên văn bản", "kính gửi, địa chỉ, điện thoại")


def kinds() -> Iterator[Kind]:
    yield _appointment()
    yield from _notices()
    yield from _on_the_term()
    yield from _at_the_counter()


def _appointment() -> Kind:
    return Kind(
        "01",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        (
            *_DESK, "mã hồ sơ, mã vạch, mã QR", "liên", "nơi tiếp nhận", *_CITIZEN, "người được ủy quyền",
            "nội dung yêu cầu", "bảng giấy tờ (STT, tên, loại, số lượng)", "số bộ", "thời gian giải quyết",
            "thời gian nhận", "thời gian trả", "nơi nhận kết quả", "phí, lệ phí", "vào sổ, quyển, số thứ tự",
            "chữ ký người nộp và người tiếp nhận", "ghi chú",
        ),
        tuple(_slips()),
    )  # fmt: skip


def _notices() -> Iterator[Kind]:
    notice = (
        *_DESK, "số", "nơi tiếp nhận", *_CITIZEN, "nội dung yêu cầu", "mã hồ sơ nếu đã có",
    )  # fmt: skip
    supplements = _each("02-bo-sung", supplement, values.NOTICE, values.LONG_NOTICE, values.BARE_NOTICE, _ALL)
    yield Kind(
        "02",
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        (*notice, "giấy tờ phải bổ sung", "lý do", _CONTACT, "chữ ký người hướng dẫn"),
        (*supplements, _old("02-bo-sung", supplement, values.OLD_NOTICE)),
    )
    refusals = _each("03-tu-choi", refusal, values.REFUSAL, values.LONG_REFUSAL, values.BARE_REFUSAL, _ALL)
    yield Kind(
        "03",
        "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        (*notice, "lý do từ chối", _CONTACT, "chữ ký người nộp và người tiếp nhận"),
        (*refusals, _old("03-tu-choi", refusal, values.OLD_REFUSAL)),
    )


def _on_the_term() -> Iterator[Kind]:
    apologies = _each("04-xin-loi", apology, on_term.APOLOGY, on_term.LONG_APOLOGY, on_term.BARE_APOLOGY, _SHEETS)
    yield Kind(
        "04",
        "Văn bản xin lỗi và đề nghị gia hạn (2018: Phiếu xin lỗi và hẹn lại ngày trả kết quả)",
        (
            *_AGENCY, "ngày tiếp nhận", "mã hồ sơ", "ngày hẹn cũ", "lý do", "lời xin lỗi", "ngày hẹn mới", "nơi nhận",
            "chữ ký thủ trưởng",
        ),
        (*apologies, _old("04-xin-loi", apology, on_term.OLD_APOLOGY)),
    )  # fmt: skip
    yield Kind(
        "05",
        "Thông báo dừng giải quyết hồ sơ",
        (*_AGENCY, "mã hồ sơ", "thủ tục", "căn cứ", "ngày dừng", "lý do", _CONTACT, "nơi nhận", "chữ ký thủ trưởng"),
        tuple(_each("05-dung", stop, on_term.STOP, on_term.LONG_STOP, on_term.BARE_STOP, _SHEETS)),
    )
    short, long, bare = on_term.EXPLANATION, on_term.LONG_EXPLANATION, on_term.BARE_EXPLANATION
    yield Kind(
        "",
        "Báo cáo giải trình hồ sơ quá hạn",
        (
            *_DESK, "số", "kính gửi", "mã hồ sơ", "người nộp", "thủ tục", "cơ quan giải quyết, nơi xử lý",
            "lúc tiếp nhận", "hẹn trả, hẹn lại", "tình hình", "quá hạn bao nhiêu", "nguyên nhân", "nội dung giải trình",
            "biện pháp khắc phục", "chữ ký người giải trình và thủ trưởng", "nơi nhận",
        ),
        (
            *_each("giai-trinh", explanation, short, long, bare, _ALL),
            _old("giai-trinh", explanation, on_term.OLD_EXPLANATION),
        ),
    )  # fmt: skip


def _at_the_counter() -> Iterator[Kind]:
    yield Kind(
        "",
        "Phiếu thu phí, lệ phí",
        (
            *_DESK, "liên", "mã hồ sơ", "người nộp tiền", "địa chỉ", "thủ tục", "từng khoản: nội dung, hình thức, "
            "biên lai, số tiền", "tổng bằng số và bằng chữ", "miễn, giảm", "còn phải thu", "chữ ký hai bên",
        ),
        (
            *_each("phieu-thu", fee_receipt, values.FEE, values.LONG_FEE, values.BARE_FEE, _ALL),
            _old("phieu-thu", fee_receipt, values.OLD_FEE),
        ),
    )  # fmt: skip
    yield Kind(
        "",
        "Phiếu trả lời tình trạng hồ sơ",
        (
            *_DESK,
            "mã hồ sơ, mã vạch, mã QR",
            "người nộp",
            "thủ tục",
            "tình trạng",
            "hẹn trả",
            "mang theo",
            "người trả lời",
        ),
        tuple(_each("tinh-trang", status, values.STATUS, values.LONG_STATUS, values.BARE_STATUS, _ALL, scanned=True)),
    )


def _each(
    name: str, draw: Draw, daily: Any, longest: Any, barest: Any, looks: Sequence[Look], *, scanned: bool = False
) -> Iterator[Sample]:
    """What of an ordinary day is shown in every size, then the longest in every size, and the barest once."""
    for about, ending, value in ((_DAILY, "", daily), (_LONGEST, "-dai", longest), (_BAREST, "-trong", barest)):
        for look in looks[:1] if value is barest else looks:
            tag, size = _SIZES[look]
            code = value.code if scanned else ""
            made = partial(draw, value, 0, look)
            yield Sample(f"{name}-{value.ruleset}-{tag}{ending}", size, value.ruleset, about, value, made, code)


def _old(name: str, draw: Draw, value: Any) -> Sample:
    return Sample(f"{name}-2018-a5", "A5", "2018", _DAILY, value, partial(draw, value))


def _slips() -> Iterator[Sample]:
    shown = (
        ("", values.RECEIPT, f"{_DAILY}, hai liên"),
        ("-hai-nguoi", values.TWO_RECEIPT, "hai người nộp"),
        ("-to-chuc", values.COMPANY_RECEIPT, "tổ chức, có người được ủy quyền"),
        ("-so-tam", values.PROVISIONAL, "số tạm khi chưa có đường truyền"),
        ("-dai", values.LONG_RECEIPT, "40 giấy tờ, tên dài nhất"),
        ("-trong", values.BARE_RECEIPT, _BAREST),
    )
    for ending, value, about in shown:
        yield _slip(f"01-giay-hen-2025-a5{ending}", "A5", value, about, partial(slip, value))
    first, long = values.RECEIPT, values.LONG_RECEIPT
    a5 = "01-giay-hen-2025-a5"
    yield _slip(f"{a5}-in-lai", "A5", first, "bản in lại lần 2", partial(slip, first, 2))
    yield _slip(f"{a5}-mau", "A5", first, "chế độ tập huấn: chữ MẪU", lambda: marked(slip(first)))
    yield _slip("01-giay-hen-2025-a4", "A4 ngang", first, "hai liên trên một tờ A4", lambda: pair(slip(first), 2))
    for ending, value, about in (("", first, _DAILY), ("-dai", long, "40 giấy tờ, tên dài nhất")):
        large, roll = partial(slip, value, look=LARGE), partial(slip_roll, value)
        yield _slip(f"01-giay-hen-2025-lon{ending}", _SIZES[LARGE][1], value, about, large)
        yield _slip(f"01-giay-hen-2025-cuon{ending}", _SIZES[ROLL][1], value, about, roll)
    old = values.OLD_RECEIPT
    for look, draw in ((NORMAL, partial(slip, old)), (ROLL, partial(slip_roll, old))):
        tag, size = _SIZES[look]
        yield _slip(f"01-giay-hen-2018-{tag}", size, old, _DAILY, draw)


def _slip(name: str, size: str, value: Any, about: str, draw: Callable[[], bytes]) -> Sample:
    return Sample(name, size, value.ruleset, about, value, draw, value.code)
