"""Templates: a province's own words on the paper, and every way in which a template can be broken."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.control_slip import ControlSlip
from onecua_desk.domain.ruleset import RULE_SETS
from onecua_desk.paper.apology import apology
from onecua_desk.paper.control_slip import control_slip
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import LARGE, NORMAL, ROLL, Look
from onecua_desk.paper.slip import slip
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template import BrokenTemplate, Template
from onecua_desk.paper.template_fields import KNOWN
from onecua_desk.paper.template_logo import LARGEST
from onecua_desk.paper.template_reading import KINDS, built_in, read
from onecua_desk.resources import resource
from tests.paper.boxes import faults
from tests.paper.letter_samples import APOLOGY
from tests.paper.samples import RECEIPT, page_texts, squeezed
from tests.paper.test_control_slip import SLIP as CONTROL
from tests.paper.test_letters import FORMS, LOOKS
from tests.paper.test_notices import NOTICE

NAME = "2025/bo-sung.toml"
SOURCE = resource("forms", "bo-sung.toml").read_text(encoding="utf-8")
OF_2018 = [letter for letter in Letter if letter is not Letter.STOP]


def made(source: str, files: dict[str, bytes] | None = None, letter: Letter = Letter.SUPPLEMENT) -> Template:
    return read(letter, NAME, source, files)


def sentence(source: str, files: dict[str, bytes] | None = None, letter: Letter = Letter.SUPPLEMENT) -> str:
    """What is said of a template that must not be taken."""
    with pytest.raises(BrokenTemplate) as caught:
        made(source, files, letter)
    return str(caught.value)


def png(width: int, height: int, colour: int = 6) -> bytes:
    """A PNG of one colour."""
    row = b"\xc0" * width * {0: 1, 2: 3, 6: 4}[colour]
    return _png(struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0), (b"\0" + row) * height)


def _png(header: bytes, pixels: bytes) -> bytes:
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _with(png: bytes, kind: bytes, data: bytes) -> bytes:
    """``png`` with one more chunk behind its first."""
    return png[:33] + _chunk(kind, data) + png[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.id)
def test_every_form_of_every_rule_set_has_a_template_that_can_be_read(rules) -> None:
    letters = OF_2018 if rules.id == "2018" else Letter
    for letter in letters:
        assert built_in(letter, rules.id).letter is letter


def test_a_province_words_a_form_anew_without_any_code() -> None:
    source = SOURCE.replace("Lý do:", "Vì sao **cần** bổ sung:").replace("/HDHS", "/HD-UBND")
    source = source.replace('chuc_danh = "NGƯỜI HƯỚNG DẪN"', 'chuc_danh = "CÔNG CHỨC MỘT CỬA"')
    source = source.replace(
        'trai = ["{don_vi}", "**{trung_tam}**"]', 'trai = ["Tỉnh Bắc Ninh", "{don_vi}", "**{trung_tam}**"]'
    )
    pdf = supplement(NOTICE, template=made(source))
    (page,) = page_texts(pdf)
    for said in ("Vì sao cần bổ sung: Chưa mang theo giấy chứng sinh", "Số: 12-Q1/HD-UBND", "CÔNG CHỨC MỘT CỬA"):
        assert said in page
    assert "TỈNH BẮC NINH" in page
    assert faults(pdf) == []


def test_a_slip_takes_its_wording_too_and_both_copies_their_names() -> None:
    source = resource("forms", "giay-hen.toml").read_text(encoding="utf-8").replace("Liên 1: Lưu", "Bản lưu")
    template = made(source.replace("7. Phí, lệ phí (nếu có):", "7. Tiền phải nộp:"), letter=Letter.SLIP)
    first, second = page_texts(slip(RECEIPT, template=template))
    assert "(Bản lưu)" in first
    assert "(Liên 2: Giao khách hàng)" in second
    assert "7. Tiền phải nộp: 18.000 đ" in second


@pytest.mark.parametrize("look", [NORMAL, LARGE, ROLL], ids=["A5", "large", "roll"])
@pytest.mark.parametrize("colour", [0, 2, 6], ids=["grey", "RGB", "with alpha"])
def test_a_logo_stands_above_the_name_and_nothing_overlaps_it(look: Look, colour: int) -> None:
    source = SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"')
    template = made(source, {"huy.png": png(120, 80, colour)})
    pdf = supplement(NOTICE, 0, look, template)
    assert pdf == supplement(NOTICE, 0, look, template)
    assert faults(pdf) == []
    assert len(pdf) < 60_000
    assert squeezed(page_texts(pdf)[0]) == squeezed(page_texts(supplement(NOTICE, 0, look))[0])


def test_a_logo_as_large_as_it_may_be_keeps_the_paper_small() -> None:
    width, height = 66, LARGEST // (66 * 4 + 1) - 1
    pixels = b"".join(b"\0" + Random(row).randbytes(width * 4) for row in range(height))
    logo = _png(struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0), pixels)
    source = resource("forms", "giay-hen.toml").read_text(encoding="utf-8").replace("[dau]", '[dau]\nlogo = "a.png"')
    template = made(source, {"a.png": logo}, Letter.SLIP)
    assert LARGEST - 400 < len(logo) <= LARGEST
    assert len(slip(RECEIPT, template=template)) < 60_000


def test_what_a_template_is_made_of_decides_its_digest() -> None:
    source = SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"')
    one, other = made(source, {"huy.png": png(10, 10)}), made(source, {"huy.png": png(10, 11)})
    assert one.digest == made(source, {"huy.png": png(10, 10), "khac.png": png(5, 5)}).digest
    assert len({one.digest, other.digest, made(SOURCE).digest}) == 3


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


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"GIF89a", "không phải ảnh PNG"),
        (png(10, 10)[:-20], "hỏng"),
        (png(10, 10).replace(b"IDAT", b"IDAX"), "hỏng"),
        (b"\x89PNG\r\n\x1a\n", "hỏng"),
        (b"\x89PNG\r\n\x1a\n" + bytes(LARGEST), f"nặng {LARGEST // 1024 + 1} KB, chỉ được đến {LARGEST // 1024} KB"),
        (png(401, 5), "cỡ 401 × 5 điểm ảnh"),
        (_png(struct.pack(">IIBBBBB", 10, 10, 8, 6, 0, 0, 0), b"\0" * 7), "hỏng"),
        (_png(struct.pack(">IIBBBBB", 0, 10, 8, 6, 0, 0, 0), b"\0" * 10), "hỏng"),
        (_png(struct.pack(">IIBBBBB", 9, 9, 8, 6, 0, 0, 1), b"\0" * 333), "xen kẽ"),
        (_png(struct.pack(">IIBBBBB", 9, 9, 16, 2, 0, 0, 0), b"\0" * 495), "16 bit"),
        (_png(struct.pack(">IIBBBBB", 9, 9, 8, 3, 0, 0, 0), b"\0" * 90), "hỏng"),
        (_png(struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0), b"\7" * 90), "hỏng"),
        (_with(png(9, 9), b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0)), "hỏng"),
        (_with(png(9, 9, 2), b"tRNS", b"\0"), "hỏng"),
        (_with(_png(struct.pack(">IIBBBBB", 9, 9, 8, 3, 0, 0, 0), b"\0" * 90), b"PLTE", b"\1\2"), "hỏng"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_refused(logo: bytes, said: str) -> None:
    told = sentence(SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"'), {"huy.png": logo})
    assert "logo «huy.png»" in told
    assert said in told


@pytest.mark.parametrize(("kind", "data"), [(b"pHYs", b"\1"), (b"iCCP", b"x" * 5), (b"acTL", b"\1")])
def test_what_a_logo_says_beside_the_picture_is_left_out_and_breaks_no_paper(kind: bytes, data: bytes) -> None:
    source, plain = SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"'), png(9, 9)
    clean, other = (made(source, {"huy.png": logo}) for logo in (plain, _with(plain, kind, data)))
    assert other.head.logo == plain
    assert supplement(NOTICE, template=other) == supplement(NOTICE, template=clean)


def test_a_template_with_more_signatures_than_a_page_holds_loses_nothing_of_the_paper() -> None:
    lines = ",\n".join(f'"{"{trung_tam}" * 15}"' for _ in range(10))
    tall = SOURCE + f'\n[[khoi]]\nloai = "ky"\ncot = [{{}}, {{}}, {{}}, {{ dong = [{lines}] }}]\n'
    for look in (NORMAL, LARGE):
        assert supplement(NOTICE, look=look, template=made(tall)) == supplement(NOTICE, look=look)


def _control(value: ControlSlip, reprint: int, look: Look, template: Template) -> bytes:
    return control_slip(value, reprint, template)


DRAWN = {
    Letter.SLIP: FORMS["01"],
    Letter.SLIP_ROLL: FORMS["01 roll"],
    Letter.SUPPLEMENT: FORMS["02"],
    Letter.REFUSAL: FORMS["03"],
    Letter.APOLOGY: FORMS["04"],
    Letter.STOP: FORMS["05"],
    Letter.EXPLANATION: FORMS["explanation"],
    Letter.CONTROL_SLIP: (
        _control,
        CONTROL,
        ("A5",),
    ),
    Letter.FEE_RECEIPT: FORMS["fee receipt"],
    Letter.STATUS: FORMS["status"],
}


@pytest.mark.parametrize("letter", Letter, ids=str)
def test_every_field_that_a_template_may_name_can_be_drawn_anywhere(letter: Letter) -> None:
    fields, original = list(KNOWN[letter].fields), built_in(letter, "2025").source
    draw, value, sizes = DRAWN[letter]
    for some in (fields[start : start + 6] for start in range(0, len(fields), 6)):
        every = " ".join(f"{{{name}}}" for name in some)
        source = original.replace('tieu_de = "', f'tieu_de = "{every} ').replace("{don_vi}", f"{{don_vi}} {every}", 1)
        for size in sizes:
            assert draw(value, 0, look=LOOKS[size], template=made(source, letter=letter)).startswith(b"%PDF")


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


def test_a_text_over_several_lines_flows_and_joined_words_stay_together() -> None:
    source = SOURCE.replace('nhan = "Lý do:"', 'nhan = """Lý do\nphải bổ sung:"""')
    (page,) = page_texts(supplement(NOTICE, template=made(source)))
    assert "Lý do phải bổ sung: Chưa mang theo" in page
    (large,) = page_texts(apology(replace(APOLOGY, signer=""), look=LARGE))
    assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in large


def test_the_manual_names_every_form_field_list_and_block() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "mau-giay.md").read_text(encoding="utf-8")
    sections = manual.split("\n### ")
    for letter, known in KNOWN.items():
        (section,) = [text for text in sections if f"`{letter.file}`" in text.partition("\n")[0]]
        for name, told in known.fields.items():
            assert f"| `{{{name}}}` | {told} | {'có' if name in known.compulsory else ''} |" in section
        assert all(f"`{table}` (cột: " in section for table in known.tables)
    assert all(f"| `{kind}` |" in manual for kind in KINDS)


def test_the_example_of_the_manual_is_a_template_that_works() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "mau-giay.md").read_text(encoding="utf-8")
    example = manual.partition("```toml\n")[2].partition("```")[0]
    head, _, signing = example.partition("# … giữ nguyên các khối khác …\n\n")
    blocks = SOURCE.split("\n\n")
    source = "\n\n".join([*blocks[:2], head.strip(), *blocks[3:-1], signing])
    (page,) = page_texts(supplement(NOTICE, template=made(source, {"huy-hieu.png": png(20, 20)})))
    assert "Số: 12-Q1/HD-PVHCC" in page
    assert "CÔNG CHỨC HƯỚNG DẪN" in page


def test_the_control_slip_takes_its_words_and_refuses_blocks_that_it_has_no_place_for() -> None:
    source = resource("forms", "phieu-kiem-soat.toml").read_text(encoding="utf-8")
    ours = (
        source.replace("Chủ hồ sơ:", "Người nộp:")
        .replace('"GHI CHÚ"]', '"LƯU Ý"]')
        .replace("do bên nhận", "do BÊN NHẬN")
    )
    pdf = control_slip(CONTROL, template=made(ours, letter=Letter.CONTROL_SLIP))
    (page,) = page_texts(pdf)
    for said in ("Người nộp: Đặng Thị Ngọc Bích", "LƯU Ý", "do BÊN NHẬN hồ sơ ghi"):
        assert said in page
    told = sentence(source.replace('loai = "bang"', 'loai = "danh_sach"'), letter=Letter.CONTROL_SLIP)
    assert "mẫu này không dùng khối «danh_sach», chỉ dùng: ma_vach, dong, doan, bang, ghi_chu" in told
    told = sentence(source.replace('loai = "bang"', 'loai = "bang"\nnhan = "{co_quan}"'), letter=Letter.CONTROL_SLIP)
    assert "không có khóa «nhan»" in told
