"""A slip as a desk would print it, and how the tests read paper back."""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
from PIL import Image

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.paper.image import page_images

RECEIPT = Receipt(
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
    code="H02.15.23-261123-2007",
    applicant="Đặng Thị Ngọc Bích",
    number="034186001234",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912 345 678",
    email="ngocbich@example.vn",
    procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
    papers=(
        PaperLine("Bằng tốt nghiệp trung học phổ thông", "Bản chính", 1),
        PaperLine("Bản sao cần chứng thực (4 trang)", "Bản sao", 3),
        PaperLine("Căn cước của người nộp", "Xuất trình", 1),
    ),
    sets=1,
    limit="trong ngày làm việc",
    received_at=datetime(2026, 11, 23, 9, 41, 12),
    due=datetime(2026, 11, 23, 17, 0),
    return_at="Quầy 2, Trung tâm Phục vụ hành chính công xã Suối Trong",
    fee="18.000 đ",
    official="Lê Thị Mai",
)

#: Nothing but what a receipt can never lack.
BARE = replace(
    RECEIPT, number="", address="", phone="", email="", papers=(), limit="", due=None, return_at="", fee="", official=""
)


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page, its white space evened out."""
    with pypdfium2.PdfDocument(pdf) as document:
        # pdfium reports a hyphen that ends a line as U+FFFE
        texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    return [" ".join(text.split()) for text in texts]


def squeezed(text: str) -> str:
    """``text`` in NFC without any white space: a line may end anywhere."""
    return "".join(unicodedata.normalize("NFC", text).split())


def scanned_codes(pdf: bytes, page: int, dpi: int, folder: Path) -> set[str]:
    """What a scanner reads from the printed page, as ``KIND:text``."""
    width, height, stride, pixels = list(page_images(pdf, dpi))[page]
    picture = folder / "page.png"
    Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", stride, 1).save(picture)
    command = ["zbarimg", "-q", "--nodbus", str(picture)]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
