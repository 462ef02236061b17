"""A province's broken template holds nobody up: the paper comes out, and whoever printed it reads what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecua_desk.domain.dossier import Dossier
from onecua_desk.services import templates
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.slip_words import came_out
from onecua_desk.ui.workplace import PutOut
from tests.desk_fixture import receive
from tests.paper.samples import page_texts
from tests.ui.seat import take_seat


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    """Of a desk with a template for slips that says nothing."""
    path = templates.folder(desk) / "giay-hen.toml"
    path.parent.mkdir()
    path.write_text('tieu_de = "Giấy hẹn"', encoding="utf-8")
    return receive(desk)


def test_the_slip_is_saved_and_the_sentence_names_the_template(desk: Desk, dossier: Dossier) -> None:
    out = take_seat(desk).workplace.print_slip(dossier.id)
    said = "Đã dùng mẫu có sẵn: mẫu giấy giay-hen.toml, «lien» phải có đúng 2 tên liên, không có trường"
    assert out.file is not None
    assert "Tiếp nhận hồ sơ của: Đặng Thị Ngọc Bích" in page_texts(out.file.read_bytes())[0]
    assert out.words() == f"tệp PDF trong {out.file.parent}; {said}"
    words, _ = came_out(dossier, out)
    assert str(words).endswith(f"giấy hẹn đã lưu thành tệp PDF. {said}.")


def test_a_printer_that_needs_a_hand_and_a_remark_are_both_said() -> None:
    out = PutOut(printer="Canon", to_do="máy in hết giấy", remark="Mẫu giấy hỏng.")
    assert out.words() == "máy in Canon; máy in hết giấy; Mẫu giấy hỏng"
    assert PutOut(file=Path("/a/b.pdf")).words() == "tệp PDF trong /a"
