"""What the template of each form may name, and what it must not leave out because the law asks for it.

The compulsory fields are those of the form's own drawing (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP): a province may word
and order them as it likes, but a slip without a code or a refusal without a reason is not the form any more. The roll,
the fee receipt, the status slip and the explanatory note are no forms of the circulars; there it is what the paper
would be useless without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.template import Paper, Place

#: Names that a template's blocks have beside fields and tables, for ``Known.compulsory``.
SIGNING, CODE = "ky", "ma_vach"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``width`` in points on A5, 0 for what the others leave."""

    width: float
    place: Place


@dataclass(frozen=True, slots=True)
class Known:
    """``fields``: what each stands for, in Vietnamese; ``tables``: the columns of each table, which lists may use too.

    ``copies``: how many copies the paper has, each with its own ``{lien}``; ``papers``: what it is printed on.
    ``kinds``: the only kinds of block that it takes, where not all.
    """

    fields: Mapping[str, str]
    compulsory: tuple[str, ...]
    tables: Mapping[str, tuple[TableColumn, ...]] = field(default_factory=dict)
    copies: int = 1
    code: bool = False
    papers: tuple[Paper, ...] = (Paper.SHEET, Paper.ROLL)
    kinds: tuple[str, ...] = ()


_DESK = {
    "don_vi": "cơ quan cấp trên của bộ phận một cửa (UBND xã …)",
    "trung_tam": "tên bộ phận một cửa đã nhận hồ sơ",
    "noi_ngay": "địa danh và ngày tháng năm của giấy",
}
_CENTRE_NAME = {"ten_bo_phan": "tên chung của bộ phận một cửa theo bộ quy tắc"}
_RULES = {"ten_mau": "tên biểu mẫu theo bộ quy tắc 2018 hoặc 2025 của hồ sơ"} | _CENTRE_NAME
_CITIZEN = {
    "ho_ten": "người nộp hoặc tổ chức",
    "xung_ho": "Ông/Bà, hoặc quý cơ quan, tổ chức",
    "so_dinh_danh": "số định danh cá nhân, trống với tổ chức",
    "ma_so_thue": "mã số thuế, trống với cá nhân",
    "dia_chi": "địa chỉ",
    "dien_thoai": "số điện thoại của người nộp",
    "email": "thư điện tử của người nộp",
    "thu_tuc": "tên thủ tục, kèm trường hợp",
    "ma_ho_so": "mã hồ sơ, trống khi chưa nhận hồ sơ",
}
_ASK = {
    "can_bo": "họ tên cán bộ",
    "dien_thoai_don_vi": "điện thoại của bộ phận một cửa, đặt trong Cài đặt",
}
_SLIP = _DESK | _RULES | _CITIZEN | {
    "viet_tat": "chữ viết tắt của bộ phận một cửa theo bộ quy tắc: TTPVHCC hoặc BPTNTKQ",
    "ten_phieu_kiem_soat": "tên phiếu kiểm soát theo bộ quy tắc",
    "so_nguoi_nop": "số định danh cá nhân hoặc mã số thuế",
    "nguoi_duoc_uy_quyen": "người nộp thay cá nhân: họ tên, số, giấy ủy quyền",
    "nguoi_dai_dien": "người đại diện của tổ chức",
    "so_loai_giay_to": "số loại giấy tờ đã nhận",
    "so_bo": "số bộ hồ sơ, hai chữ số",
    "thoi_han": "thời hạn giải quyết bằng chữ",
    "gio_nhan": "giờ, ngày nhận hồ sơ",
    "hen_tra": "giờ, ngày hẹn trả, trống khi chưa hẹn được",
    "hen_gio": "giờ hẹn trả",
    "hen_ngay": "ngày hẹn trả",
    "noi_tra": "nơi đăng ký nhận kết quả",
    "phi": "phí, lệ phí và đã thu hay chưa",
    "can_bo": "họ tên cán bộ tiếp nhận",
}  # fmt: skip
_NOTICE = _DESK | _RULES | _CITIZEN | _ASK | {"so": "số của phiếu, chưa có phần đuôi", "ly_do": "lý do"}
_AGENCY = _DESK | _RULES | _CITIZEN | {
    "co_quan": "cơ quan có thẩm quyền giải quyết",
    "cap_tren": "cơ quan cấp trên của cơ quan giải quyết, thường trống",
    "so": "số của văn bản, chưa có phần đuôi",
    "ngay_nhan": "ngày nhận hồ sơ",
    "ly_do": "lý do",
    "nguoi_ky": "họ tên người ký, trống thì ký tay",
}  # fmt: skip

_LEFT, _CENTRE, _RIGHT = Place.LEFT, Place.CENTRE, Place.RIGHT
_NUMBER, _REST = TableColumn(28, _CENTRE), TableColumn(0, _LEFT)

KNOWN: Mapping[Letter, Known] = {
    Letter.SLIP: Known(
        _SLIP | {"lien": "tên liên, như khai ở «lien»"},
        ("ten_mau", "trung_tam", "noi_ngay", CODE, "ho_ten", "dia_chi", "dien_thoai", "thu_tuc", "giay_to", "so_bo",
         "thoi_han", "gio_nhan", "hen_tra", "noi_tra", "can_bo", SIGNING),
        {"giay_to": (_NUMBER, _REST, TableColumn(74, _CENTRE), TableColumn(50, _CENTRE))},
        copies=2,
        code=True,
        papers=(Paper.SHEET,),
    ),
    Letter.SLIP_ROLL: Known(
        _SLIP,
        ("ten_mau", "trung_tam", CODE, "ho_ten", "thu_tuc", "gio_nhan", "hen_gio", "hen_ngay"),
        {"giay_to": (_NUMBER, _REST, TableColumn(74, _CENTRE), TableColumn(50, _CENTRE))},
        code=True,
        papers=(Paper.ROLL,),
    ),
    Letter.SUPPLEMENT: Known(
        _NOTICE,
        ("ten_mau", "trung_tam", "noi_ngay", "so", "ho_ten", "thu_tuc", "dia_chi", "dien_thoai", "con_thieu", "ly_do",
         "can_bo", "dien_thoai_don_vi", SIGNING),
        {"con_thieu": (_NUMBER, _REST)},
    ),
    Letter.REFUSAL: Known(
        _NOTICE,
        ("ten_mau", "trung_tam", "noi_ngay", "so", "ho_ten", "dia_chi", "dien_thoai", "thu_tuc", "ly_do", "can_bo",
         "dien_thoai_don_vi", SIGNING),
    ),
    Letter.APOLOGY: Known(
        _AGENCY | {"hen_cu": "ngày hẹn trả trước đây", "hen_lai": "giờ, ngày hẹn trả lại",
                   "ngay_hen_lai": "ngày hẹn trả lại bằng chữ",
                   "giay_hen_da_tre": "tên giấy hẹn, khi đã quá giờ hẹn trả; trống khi chưa đến",
                   "giay_hen_sap_tre": "tên giấy hẹn, khi chưa đến giờ hẹn trả; trống khi đã quá"},
        ("ten_mau", "co_quan", "noi_ngay", "so", "ho_ten", "ma_ho_so", "thu_tuc", "ngay_nhan", "hen_cu", "ly_do",
         "ngay_hen_lai", SIGNING),
        papers=(Paper.SHEET,),
    ),
    Letter.STOP: Known(
        _AGENCY | _ASK | {"can_cu": "căn cứ dừng giải quyết", "ngay_dung": "ngày dừng bằng chữ"},
        ("ten_mau", "co_quan", "noi_ngay", "so", "ho_ten", "ma_ho_so", "thu_tuc", "can_cu", "ly_do", "ngay_dung",
         SIGNING),
        papers=(Paper.SHEET,),
    ),
    Letter.CONTROL_SLIP: Known(
        _DESK | _RULES | {
            "ma_ho_so": "mã hồ sơ",
            "ho_ten": "chủ hồ sơ",
            "dia_chi_dien_thoai": "địa chỉ và số điện thoại của chủ hồ sơ",
            "thu_tuc": "tên thủ tục, kèm trường hợp",
            "gio_nhan": "giờ, ngày nhận hồ sơ",
            "hen_tra": "giờ, ngày hẹn trả, trống khi chưa hẹn được",
            "co_quan": "cơ quan (bộ phận) giải quyết hồ sơ",
            "co_quan_phoi_hop": "cơ quan phối hợp giải quyết hồ sơ",
        },
        ("ten_mau", "trung_tam", CODE, "ho_ten", "thu_tuc", "gio_nhan", "hen_tra", "co_quan", "co_quan_phoi_hop",
         "giao_nhan"),
        {"giao_nhan": (_REST, _REST, _REST, _REST)},
        code=True,
        papers=(Paper.SHEET,),
        kinds=(CODE, "dong", "doan", "bang", "ghi_chu"),
    ),
    Letter.FEE_RECEIPT: Known(
        _DESK | {
            "lien": "tên liên, như khai ở «lien»",
            "ma_ho_so": "mã hồ sơ",
            "nguoi_nop": "người nộp tiền",
            "so_nguoi_nop": "số định danh cá nhân hoặc mã số thuế",
            "dia_chi": "địa chỉ",
            "thu_tuc": "tên thủ tục, kèm trường hợp",
            "tong": "tổng số tiền bằng số",
            "bang_chu": "tổng số tiền bằng chữ",
            "mien_giam": "lý do miễn, giảm",
            "con_phai_thu": "số tiền còn phải thu, trống khi đã đủ",
            "nguoi_thu": "họ tên người thu tiền",
        },
        ("trung_tam", "noi_ngay", "ma_ho_so", "nguoi_nop", "thu_tuc", "khoan_thu", "tong", "bang_chu", "nguoi_thu",
         SIGNING),
        {"khoan_thu": (TableColumn(26, _CENTRE), _REST, TableColumn(52, _CENTRE), TableColumn(80, _CENTRE),
                       TableColumn(60, _RIGHT))},
        copies=2,
    ),
    Letter.STATUS: Known(
        _DESK | _ASK | {
            "ma_ho_so": "mã hồ sơ",
            "ho_ten": "người nộp hoặc tổ chức",
            "thu_tuc": "tên thủ tục, kèm trường hợp",
            "tinh_trang": "câu trả lời: hồ sơ đang ở đâu",
            "hen_tra": "giờ, ngày hẹn trả, trống khi không còn hẹn",
            "luc": "giờ, ngày in phiếu",
        },
        ("trung_tam", CODE, "thu_tuc", "tinh_trang", "luc"),
        {"can_mang": (_NUMBER, _REST)},
        code=True,
    ),
    Letter.EXPLANATION: Known(
        _DESK | _CENTRE_NAME | _CITIZEN | {
            "co_quan": "cơ quan có thẩm quyền giải quyết",
            "noi_xu_ly": "nơi đang xử lý hồ sơ, trống khi hồ sơ chưa rời quầy",
            "so": "số của báo cáo, chưa có phần đuôi",
            "ngay_nhan": "ngày nhận hồ sơ",
            "gio_nhan": "giờ, ngày nhận hồ sơ",
            "kinh_gui": "nơi nhận báo cáo: cơ quan cấp trên của bộ phận một cửa",
            "hen_cu": "giờ, ngày hẹn trả, chưa tính hẹn lại",
            "hen_lai": "giờ, ngày hẹn trả lại, trống khi chưa hẹn lại",
            "tinh_hinh": "đã có kết quả (dừng, từ chối …) lúc nào, hoặc đến lúc lập vẫn chưa có",
            "qua_han": "quá hạn bao nhiêu ngày làm việc (hoặc giờ), tính từ giờ hẹn nào",
            "nguyen_nhan": "nhóm nguyên nhân quá hạn, như trong báo cáo",
            "ly_do": "nội dung giải trình",
            "khac_phuc": "biện pháp khắc phục, trống khi không ghi",
            "can_bo": "họ tên người giải trình",
            "nguoi_ky": "họ tên người ký, trống thì ký tay",
        },
        ("trung_tam", "noi_ngay", "so", "kinh_gui", "ma_ho_so", "ho_ten", "thu_tuc", "gio_nhan", "hen_cu", "tinh_hinh",
         "qua_han", "nguyen_nhan", "ly_do", "can_bo", SIGNING),
    ),
}  # fmt: skip
