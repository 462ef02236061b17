"""Templates: a province's own words on the paper, with every field, list and block that the manual names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onecua_desk.domain.control_slip import ControlSlip
from onecua_desk.domain.ruleset import RULE_SETS
from onecua_desk.paper.apology import apology
from onecua_desk.paper.control_slip import control_slip
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import LARGE, Look
from onecua_desk.paper.slip import slip
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template import Template
from onecua_desk.paper.template_fields import KNOWN
from onecua_desk.paper.template_reading import KINDS, built_in
from onecua_desk.resources import resource
from tests.paper.boxes import faults
from tests.paper.forms import FORMS, LOOKS
from tests.paper.letter_samples import APOLOGY
from tests.paper.samples import RECEIPT, page_texts
from tests.paper.templates import SOURCE, made, sentence
from tests.paper.test_control_slip import SLIP as CONTROL
from tests.paper.test_notices import NOTICE
from tests.pngs import png

OF_2018 = [letter for letter in Letter if letter is not Letter.STOP]


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


def test_what_a_template_is_made_of_decides_its_digest() -> None:
    source = SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"')
    one, other = made(source, {"huy.png": png(10, 10)}), made(source, {"huy.png": png(10, 11)})
    assert one.digest == made(source, {"huy.png": png(10, 10), "khac.png": png(5, 5)}).digest
    assert len({one.digest, other.digest, made(SOURCE).digest}) == 3


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
    Letter.CONTROL_SLIP: (_control, CONTROL, ("A5",)),
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
