"""One of each paper beside the slip and forms 02, 03, as a desk would print it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.fee_receipt import FeeReceipt, FeeTaken
from onecua_desk.domain.status import Status
from onecua_desk.domain.stop_notice import StopNotice

CODE = "H02.15.23-261123-2007"
CENTRE = "Trung tâm Phục vụ hành chính công xã Suối Trong"
RECEIVED = datetime(2026, 11, 2, 9, 41)
DOSSIER: dict[str, Any] = {
    "ruleset": "2025",
    "agency": "Ủy ban nhân dân xã Suối Trong",
    "centre": CENTRE,
    "place": "Suối Trong",
    "applicant": "Đặng Thị Ngọc Bích",
    "procedure": "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
    "code": CODE,
    "received_at": RECEIVED,
}
BY_AGENCY: dict[str, Any] = {**DOSSIER, "parent": "", "at": datetime(2026, 11, 23, 10, 5)}
APOLOGY = Apology(
    **BY_AGENCY,
    number="261102-2007/PXL",
    due_before=datetime(2026, 11, 24, 17, 0),
    due=datetime(2026, 12, 1, 17, 0),
    reason="Phải xác minh nguồn gốc thửa đất tại hai thôn, thời tiết mưa lũ kéo dài nên chưa đo đạc được",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912 345 678",
    email="ngocbich@example.vn",
    signer="Nguyễn Văn Trung",
)
STOP = StopNotice(
    **BY_AGENCY,
    number="261102-2007/TBDG",
    basis="Quyết định số 12/QĐ-TA ngày 20/11/2026 của Tòa án nhân dân khu vực 3 thụ lý tranh chấp thửa đất",
    reason="Thửa đất đang có tranh chấp, Tòa án đã thụ lý vụ án",
    stopped_at=datetime(2026, 11, 23, 10, 0),
    citizen_number="034186001234",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912 345 678",
    official="Lê Thị Mai",
    contact="0222 3888 999",
)
EXPLANATION = Explanation(
    **DOSSIER,
    parent="UBND xã Suối Trong",
    number="261102-2007/BC",
    at=datetime(2026, 12, 3, 9, 5),
    to="UBND xã Suối Trong",
    holder="Địa chính - Xây dựng",
    appointed=datetime(2026, 11, 24, 17, 0),
    again=datetime(2026, 12, 1, 17, 0),
    late_from=datetime(2026, 11, 24, 17, 0),
    days_late=6,
    ended=datetime(2026, 12, 2, 15, 20),
    outcome="Có kết quả",
    cause="Phải xác minh, hồ sơ phức tạp",
    reason="Mưa lũ kéo dài nên chưa đo đạc được",
    official="Lê Thị Mai",
    remedy="Đã bố trí thêm một cán bộ đo đạc",
    signer="Nguyễn Văn Trung",
)
FEE = FeeReceipt(
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre=CENTRE,
    place="Suối Trong",
    code=CODE,
    payer="Đặng Thị Ngọc Bích",
    procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
    takings=(
        FeeTaken("Thu khi nhận hồ sơ, 09:41 23/11/2026", 18_000, "Tiền mặt", "AB/26P 0001234"),
        FeeTaken("Thu khi trả kết quả, 16:20 24/11/2026", 32_000, "Chuyển khoản"),
    ),
    at=datetime(2026, 11, 24, 16, 21),
    collector="Lê Thị Mai",
    number="034186001234",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    exemption="giảm 50 %: hộ cận nghèo",
    owed=4_000,
)
STATUS = Status(
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre=CENTRE,
    place="Suối Trong",
    at=datetime(2026, 11, 23, 9, 41),
    code=CODE,
    applicant="Đặng Thị Ngọc Bích",
    procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
    sentence="Hồ sơ đang được Phòng Kinh tế giải quyết từ ngày 20/11/2026, còn 2 ngày làm việc.",
    due=datetime(2026, 11, 25, 17, 0),
    bring=("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Căn cước của người nộp", "32.000 đ lệ phí còn phải thu"),
    official="Lê Thị Mai",
    contact="0222 3888 999",
)
