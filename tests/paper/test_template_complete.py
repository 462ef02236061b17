"""Whatever a province words anew, nothing that the form must say can be left out, nor hidden where it may not print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.slip import slip
from onecua_desk.paper.template_fields import KNOWN
from onecua_desk.paper.template_reading import built_in
from tests.paper.samples import RECEIPT, page_texts
from tests.paper.templates import made, sentence

PAPERS = """loai = "bang"
ten = "giay_to"
nhan = "1. Thành phần hồ sơ nộp gồm:"
cot = ["STT", "Tên giấy tờ", "Loại giấy tờ", "Số lượng"]"""
APPOINTMENT = 'nhan = "5. Thời gian trả kết quả giải quyết hồ sơ:"\ngia_tri = "{hen_tra}"'


@pytest.mark.parametrize(
    ("before", "after", "hidden"),
    [
        (APPOINTMENT, 'nhan = "Hẹn {hen_tra}; email"\nbo_trong = true\ngia_tri = "{email}"', "hen_tra"),
        (APPOINTMENT, 'muc = [{ nhan = "Hẹn {hen_tra}", gia_tri = "{phi}" }, { gia_tri = "{email}" }]', "hen_tra"),
        (APPOINTMENT, 'nhan = "Hẹn trả:"\ngia_tri = "{phi}"\nneu_trong = "{hen_tra}"', "hen_tra"),
        (APPOINTMENT, f'{APPOINTMENT}\ntren = "cuon"', "hen_tra"),
        (PAPERS, 'loai = "danh_sach"\nnhieu_nhat = 3\nten = "giay_to"', "giay_to"),
        (
            'nhan = "2. Số lượng hồ sơ:"\ngia_tri = "{so_bo} (bộ)"',
            'nhan = "Khác"\ngia_tri = ""\n\n[[khoi]]\nloai = "danh_sach"\nten = "giay_to"\n'
            'nhan = "{so_bo} bộ"\nbo_trong = true',
            "so_bo",
        ),
    ],
)
def test_no_compulsory_field_can_stand_where_it_may_not_come_out(before: str, after: str, hidden: str) -> None:
    source = built_in(Letter.SLIP, "2025").source.replace('dam = true\nneu_trong = "**cán bộ sẽ thông báo sau**"\n', "")
    assert before in source
    assert sentence(source.replace(before, after), letter=Letter.SLIP).endswith(f"bắt buộc phải có: «{hidden}».")


@pytest.mark.parametrize("label", ['nhan = "Hẹn {hen_tra}:"\ngia_tri = "{email}"', 'nhan = "{hen_tra}"\ngia_tri = "."'])
def test_a_compulsory_field_may_stand_in_a_label_that_always_comes_out(label: str) -> None:
    source = built_in(Letter.SLIP, "2025").source.replace(APPOINTMENT, label)
    pdf = slip(replace(RECEIPT, email=""), template=made(source, letter=Letter.SLIP))
    assert RECEIPT.due is not None
    assert f"{RECEIPT.due:%d/%m/%Y}" in page_texts(pdf)[0]


@pytest.mark.parametrize("letter", Letter, ids=str)
def test_no_compulsory_field_can_be_left_out(letter: Letter) -> None:
    source = built_in(letter, "2025").source
    for name in KNOWN[letter].compulsory:
        told = sentence(_without(source, name), letter=letter)
        assert f"«{name}»" in told


def _without(source: str, name: str) -> str:
    """The template as if nobody had thought of ``name``."""
    blocks = source.split("[[khoi]]")
    if name in ("ky", "ma_vach"):
        return "[[khoi]]".join(block for block in blocks if f'loai = "{name}"' not in block)
    named = [block for block in blocks[1:] if f'ten = "{name}"' not in block]
    return "[[khoi]]".join([blocks[0], *named]).replace(f"{{{name}}}", "–")
