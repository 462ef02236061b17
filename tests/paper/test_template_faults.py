"""Every way in which a template can be broken is named with its place, and none breaks a paper."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.paper.look import LARGE, NORMAL
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template import BrokenTemplate
from tests.paper.boxes import faults
from tests.paper.templates import NAME, SOURCE, made, sentence
from tests.paper.test_notices import NOTICE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('tieu_de = "{ten_mau}"', "tieu_de = {ten_mau}", "dòng 3: viết sai cú pháp TOML"),
        ('tieu_de = "{ten_mau}"', 'tieu_de = "{ten_mua}"', "không có trường {ten_mua}, gần giống nhất là {ten_mau}"),
        ('tieu_de = "{ten_mau}"', 'tieu_de = "Phiếu"', "bắt buộc phải có: «ten_mau»"),
        ('tieu_de = "{ten_mau}"', "", "thiếu «tieu_de»"),
        ('tieu_de = "{ten_mau}"', 'tieu_de = "{ten_mau}"\nmau = 1', "phần đầu tệp: không có khóa «mau»"),
        ('so = "Số: {so}/HDHS"', "so = 12", "phần [dau]: «so» phải là chữ trong dấu ngoặc kép"),
        ('so = "Số: {so}/HDHS"', "", "bắt buộc phải có: «so»"),
        ("[dau]", '[dau]\nlogo = "huy.png"', "phần [dau]: không thấy tệp logo «huy.png»"),
        ('trai = ["{don_vi}", "**{trung_tam}**"]', "trai = []", "«trai» phải có từ 1 đến 4 dòng"),
        ('loai = "bang"', 'loai = "vong_lap"', "«loai» phải là một trong: doan, dong"),
        ('loai = "bang"', "", "thiếu «loai»"),
        ('ten = "con_thieu"', 'ten = "giay_to"', "không có danh sách «giay_to», chỉ có: con_thieu"),
        ('cot = ["TT", "Thành phần', 'cot = ["TT", "Khác", "Thành phần', "phải có đúng 2 tên cột"),
        ("dam = true", 'dam = "có"', "«dam» phải là true hoặc false"),
        ('chu = "{trung_tam}:"', 'chu = "{trung_tam}**:"', "dấu sao * hoặc ** không đi thành cặp"),
        ('chu = "{trung_tam}:"', 'chu = "{trung_tam:"', "dấu ngoặc { } không đi thành cặp"),
        ('chu = "{trung_tam}:"', 'chu = "{trung_tam}:"\nco = "to_nua"', "«co» phải là một trong: nho, thuong, to"),
        ('chu = "{trung_tam}:"', 'chu = "{trung_tam}:"\nmau_chu = "do"', "không có khóa «mau_chu», chỉ có: loai"),
        ('gia_tri = "{ly_do}"', 'gia_tri = "{ly_do}"\ntren = "cuon"', "bắt buộc phải có: «ly_do»"),
        ('loai = "ky"', 'loai = "ky"\ncao = 5000', "«cao» phải là số từ 20 đến 120"),
        ('loai = "ky"', 'loai = "ma_vach"', "mẫu này không có khối mã vạch"),
        ('nhan = "Lý do:"', 'nhan = "' + "a" * 2001 + '"', "«nhan» dài quá 2000 chữ"),
        ('tieu_de = "{ten_mau}"', 'tieu_de = "{ten_mau} ' + "a" * 201 + '"', "«tieu_de» dài quá 200 chữ"),
        ("dam = true", "dam = 1" + "1" * 5000, "viết sai cú pháp TOML"),
        ("dam = true", "a" + ".a" * 5000 + " = 1", "dòng 18 dài quá 8000 chữ"),
        ("dam = true", "dam = " + "[" * 5000, "lồng nhau quá sâu"),
    ],
)  # fmt: skip
def test_a_broken_template_is_named_with_the_place_and_the_fault(before: str, after: str, said: str) -> None:
    assert SOURCE.count(before) >= 1
    told = sentence(SOURCE.replace(before, after, 1))
    assert told.startswith(f"Mẫu giấy {NAME}, ")
    assert said in told
    assert told.endswith(".")
    assert "\n" not in told


def test_a_fault_in_a_block_names_its_line_and_number() -> None:
    line = SOURCE[: SOURCE.index('chu = "Trong quá trình')].count("\n")
    told = sentence(SOURCE.replace("**{can_bo}**", "**{can_boo}**"))
    block = SOURCE[: SOURCE.index('chu = "Trong quá trình')].count("[[khoi]]")
    assert f"dòng {line - 1}, khối {block}: mẫu này không có trường {{can_boo}}" in told


def test_a_template_with_more_signatures_than_a_page_holds_loses_nothing_of_the_paper() -> None:
    lines = ",\n".join(f'"{"{trung_tam}" * 15}"' for _ in range(10))
    tall = SOURCE + f'\n[[khoi]]\nloai = "ky"\ncot = [{{}}, {{}}, {{}}, {{ dong = [{lines}] }}]\n'
    for look in (NORMAL, LARGE):
        assert supplement(NOTICE, look=look, template=made(tall)) == supplement(NOTICE, look=look)


PARTS = SOURCE.split("\n")


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_mangled_template_is_taken_and_drawn_or_refused_in_one_sentence(random: Random, times: int) -> None:
    lines = list(PARTS)
    for _ in range(times):
        place = random.randrange(len(lines))
        match random.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, random.choice(PARTS))
            case 2:
                cut = random.randrange(len(lines[place]) + 1)
                lines[place] = (
                    lines[place][:cut] + random.choice(['"', "{", "*", "]", "\x00", "=", "Ấ"]) + lines[place][cut:]
                )
            case _:
                lines[place] = lines[place][: random.randrange(len(lines[place]) + 1)]
    told = ""
    try:
        assert faults(supplement(NOTICE, template=made("\n".join(lines)))) == []
    except BrokenTemplate as broken:
        told = str(broken)
    assert not told or told.startswith(f"Mẫu giấy {NAME}, ")
    assert "\n" not in told
