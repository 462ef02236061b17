"""The province's own templates: taken where they fit, named where they do not, kept when a paper came out with one."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from onecua_desk.domain.events import PaperPrinted
from onecua_desk.domain.parts import Help
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.resources import resource
from onecua_desk.services import letter_looks, notices, papers, print_settings, processing, slips, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.services.slips import receipt_of
from onecua_desk.services.templates import Chosen
from onecua_desk.store import log
from tests.desk_fixture import MAI, receive
from tests.paper.samples import page_texts
from tests.pngs import png

SLIP = resource("forms", "giay-hen.toml").read_text(encoding="utf-8")
OURS = SLIP.replace("Tiếp nhận hồ sơ của:", "Người nộp hồ sơ:")


def put(desk: Desk, name: str, content: str | bytes) -> Path:
    path = templates.folder(desk) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_without_a_folder_the_programs_own_are_used_and_nothing_is_wrong(desk: Desk) -> None:
    chosen = templates.for_form(desk, Letter.SLIP, "2025")
    assert (chosen.template, chosen.problem, chosen.digest) == (None, "", "")
    assert templates.problems(desk) == ()


def test_the_rule_sets_own_template_goes_before_the_one_for_all(desk: Desk) -> None:
    put(desk, "giay-hen.toml", OURS)
    put(desk, "2018/giay-hen.toml", SLIP.replace("Tiếp nhận hồ sơ của:", "Của:"))
    of_2018 = templates.for_form(desk, Letter.SLIP, "2018").template
    of_2025 = templates.for_form(desk, Letter.SLIP, "2025").template
    assert of_2018 is not None
    assert of_2025 is not None
    assert ('nhan = "Của:"' in of_2018.source, "Người nộp hồ sơ:" in of_2025.source) == (True, True)
    assert templates.problems(desk) == ()


def test_the_slip_and_its_preview_say_what_the_template_says(desk: Desk) -> None:
    dossier = receive(desk)
    before = slips.preview(desk, receipt_of(dossier, "Lê Thị Mai"))
    put(desk, "2025/giay-hen.toml", OURS)
    slip = slips.slip(desk, dossier.id)
    assert "Người nộp hồ sơ: Đặng Thị Ngọc Bích" in page_texts(slip.pdf)[0]
    assert slip.remark == ""
    assert slips.preview(desk, receipt_of(dossier, "Lê Thị Mai")).pixels != before.pixels


def test_form_02_is_set_with_the_template_of_its_rule_set(desk: Desk) -> None:
    source = resource("forms", "bo-sung.toml").read_text(encoding="utf-8")
    put(desk, "bo-sung.toml", source.replace("/HDHS", "/HD-STR"))
    id = receive(desk).id
    processing.request_supplement(desk, MAI, id, ("Giấy chứng sinh",))
    printout = notices.supplement_form(desk, id)
    assert "/HD-STR" in page_texts(printout.pdf)[0]
    assert printout.template is not None


@pytest.mark.parametrize("logo", ["huy.png", "HUY.PNG", "huy"])
def test_a_changed_file_is_read_again_and_a_changed_logo_too(desk: Desk, logo: str) -> None:
    path = put(desk, "giay-hen.toml", OURS.replace("[dau]", f'[dau]\nlogo = "{logo}"'))
    put(desk, logo, png(10, 10))
    first = templates.for_form(desk, Letter.SLIP, "2025").digest
    put(desk, logo, png(10, 20))
    second = templates.for_form(desk, Letter.SLIP, "2025").digest
    path.write_text(OURS, encoding="utf-8")
    os.utime(path, (0, datetime(2026, 11, 23).timestamp()))
    assert len({first, second, templates.for_form(desk, Letter.SLIP, "2025").digest}) == 3


def test_a_broken_template_is_said_with_the_paper_and_in_the_settings_and_the_queue_goes_on(desk: Desk) -> None:
    dossier = receive(desk)
    plain = slips.slip(desk, dossier.id).pdf
    put(desk, "2025/giay-hen.toml", OURS.replace("{ho_ten}", "{ho_tne}"))
    slip = slips.slip(desk, dossier.id)
    assert slip.pdf == plain
    assert slip.template is None
    assert slip.remark.startswith("Đã dùng mẫu có sẵn: mẫu giấy 2025/giay-hen.toml, dòng ")
    assert slip.remark.endswith("không có trường {ho_tne}, gần giống nhất là {ho_ten}.")
    assert templates.problems(desk) == (slip.remark,)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("giayhen.toml", OURS, "Tệp giayhen.toml không mang tên mẫu giấy nào nên không dùng: giay-hen.toml"),
        ("2025/giay-hen.toml.txt", OURS, "Tệp 2025/giay-hen.toml.txt không mang tên mẫu giấy nào nên không dùng"),
        ("2026/giay-hen.toml", OURS, "Tệp 2026/giay-hen.toml phải nằm ngay trong thư mục mau-giay hoặc trong"),
        ("giay-hen.toml", OURS.encode("utf-16"), "không lưu bằng bảng mã UTF-8."),
        ("giay-hen.toml", "#" * 300_000, "lớn quá, không phải mẫu giấy."),
        ("giay-hen.toml", "", "thiếu «tieu_de»."),
        ("giay-hen.toml", OURS.replace("[dau]", '[dau]\nlogo = "../huy.png"'), "không thấy tệp logo «../huy.png»"),
        ("giay-hen.toml", OURS.replace("[dau]", '[dau]\nlogo = "to.png"'), "tệp logo «to.png» nặng"),
    ],
)
def test_every_file_that_cannot_be_used_is_named_in_one_sentence(
    desk: Desk, name: str, content: str | bytes, said: str
) -> None:
    put(desk, "to.png", bytes(40_000))
    put(desk, name, content)
    (problem,) = templates.problems(desk)
    assert said in problem
    assert problem.endswith(".")


def test_a_form_that_its_rule_set_does_not_have_is_named_and_every_other_pair_is_not(desk: Desk) -> None:
    for ours in resource("forms").rglob("*.toml"):
        for rules in ("2018", "2025"):
            put(desk, f"{rules}/{ours.name}", ours.read_text(encoding="utf-8"))
    assert templates.problems(desk) == (
        "Tệp 2018/dung-giai-quyet.toml không bao giờ được dùng: bộ quy tắc 2018 không có giấy này.",
    )


def test_a_file_of_windows_notepad_is_read(desk: Desk) -> None:
    put(desk, "giay-hen.toml", "\ufeff" + OURS.replace("\n", "\r\n"))
    assert templates.for_form(desk, Letter.SLIP, "2025").problem == ""


def test_a_print_keeps_its_template_for_ever(desk: Desk) -> None:
    dossier = receive(desk)
    path = put(desk, "giay-hen.toml", OURS.replace("[dau]", '[dau]\nlogo = "huy.png"'))
    put(desk, "huy.png", png(10, 10))
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "Quầy 1")
    papers.printed(desk, MAI, slip, "Quầy 1")
    path.unlink()
    assert slip.template is not None
    with desk.store.read() as connection:
        facts = [entry.event.fact for entry in log.of_dossier(connection, dossier.id) if entry.event]
        (printed,) = [fact for fact in facts if isinstance(fact, PaperPrinted)]
        kept = templates.kept(connection, printed.template)
    assert kept == slip.template
    assert slips.render(receipt_of(dossier, "Lê Thị Mai"), template=kept) == slip.pdf


def test_after_a_stop_in_the_middle_the_doubtful_print_has_its_template_too(desk: Desk) -> None:
    dossier = receive(desk)
    put(desk, "giay-hen.toml", OURS)
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "Quầy 1")  # and here the machine lost its power
    papers.begin(desk, MAI, slips.slip(desk, dossier.id), "Quầy 1")
    with desk.store.read() as connection:
        facts = [entry.event.fact for entry in log.of_dossier(connection, dossier.id) if entry.event]
        (doubtful,) = [fact for fact in facts if isinstance(fact, PaperPrinted)]
        assert templates.kept(connection, doubtful.template) == slip.template


def test_a_template_of_another_machine_is_said_to_be_missing(desk: Desk) -> None:
    with desk.store.read() as connection:
        assert templates.kept(connection, "") is None
        with pytest.raises(UserError, match="in ở máy khác"):
            templates.kept(connection, "0" * 64)


def test_the_roll_of_form_02_is_for_the_printer_that_has_one(desk: Desk) -> None:
    id = receive(desk).id
    processing.request_supplement(desk, MAI, id, ("Giấy chứng sinh",))
    chosen = PrintSettings(forms={PrintForm.SUPPLEMENT: PrintWay("XP-80C", Stock.ROLL)})
    print_settings.write(desk.store, chosen)
    printout = notices.supplement_form(desk, id)
    assert papers.size(printout.pdf)[0] == 80
    assert printout.roll
    assert letter_looks.layout(chosen, PrintForm.APOLOGY) is Layout.NORMAL


def test_large_type_is_for_printers_that_take_sheets_and_the_slip_has_one_of_its_own() -> None:
    rolls = PrintSettings(PrintWay("XP-80C", Stock.ROLL))
    assert letter_looks.layout(rolls, PrintForm.SUPPLEMENT, {Help.READ}) is Layout.ROLL
    assert letter_looks.layout(rolls, FormKind.SLIP, {Help.SEE}) is Layout.LARGE
    assert letter_looks.layout(rolls, PrintForm.APOLOGY, {Help.READ}) is Layout.LARGE
    assert letter_looks.layout(PrintSettings(), PrintForm.SUPPLEMENT, {Help.READ}) is Layout.LARGE


def test_a_file_beside_it_that_leads_nowhere_harms_no_template(desk: Desk) -> None:
    path = put(desk, "giay-hen.toml", OURS)
    (path.parent / "huy.png").symlink_to(path.parent / "khong-co.png")
    assert templates.for_form(desk, Letter.SLIP, "2025").problem == ""
    path.unlink()
    path.symlink_to(path)
    assert templates.for_form(desk, Letter.SLIP, "2025") == Chosen()


def test_a_folder_in_the_place_of_a_template_is_said_and_the_queue_goes_on(desk: Desk) -> None:
    put(desk, "2025/giay-hen.toml", OURS).unlink()
    put(desk, "2025/giay-hen.toml/huy.png", png(5, 5))
    slip = slips.slip(desk, receive(desk).id)
    assert slip.template is None
    assert slip.remark == templates.problems(desk)[0]
    assert slip.remark.startswith("Đã dùng mẫu có sẵn: không đọc được mẫu giấy 2025/giay-hen.toml: ")


def test_a_logo_that_is_a_folder_or_has_an_impossible_name_is_said_to_be_missing(desk: Desk) -> None:
    (put(desk, "giay-hen.toml", OURS).parent / "huy.png").mkdir()
    for name in ("huy.png", "a\\u0000b", ".."):
        put(desk, "giay-hen.toml", OURS.replace("[dau]", f'[dau]\nlogo = "{name}"'))
        assert "không thấy tệp logo" in templates.for_form(desk, Letter.SLIP, "2025").problem


def test_the_folder_that_is_opened_has_the_programs_own_to_copy_from(desk: Desk) -> None:
    top = templates.lay_out(desk)
    samples = {path.relative_to(top).as_posix() for path in top.rglob("*.toml")}
    assert {f"mau-co-san/{name}" for name in ("giay-hen.toml", "2018/xin-loi.toml")} <= samples
    assert templates.for_form(desk, Letter.SLIP, "2025").template is None
    assert templates.problems(desk) == ()
    (top / "giay-hen.toml").write_bytes((top / "mau-co-san" / "giay-hen.toml").read_bytes())
    assert templates.for_form(desk, Letter.SLIP, "2025").template is not None
    assert templates.lay_out(desk) == top
