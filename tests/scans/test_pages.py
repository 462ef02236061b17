"""Pages from a scanner and a camera: straight, cropped, small, and every letter still there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from onecua_desk.scans import ground
from onecua_desk.scans.manner import Kind, Manner
from onecua_desk.scans.pdf import pdf_of
from onecua_desk.scans.sheet import Sheet, prepared
from onecua_desk.scans.skew import skew
from onecua_desk.scans.source import Raw, count_pages, is_digital, read_page
from tests.scans import papers

KIB = 1024


def sheet_of(path: Path, manner: Manner = Manner()) -> Sheet:  # noqa: B008  # frozen
    return prepared(read_page(path), manner)


def slant(sheet: Sheet) -> float:
    """Degrees by which the lines of the kept page are still slanted."""
    return skew(ImageOps.invert(sheet.picture.convert("L")))


def legible(sheet: Sheet, lines: int = 26) -> float:
    """The share of the clean page's ink that the kept page has at the same place, to within two points."""
    wanted = ground.in_black_and_white(ground.ink(papers.clean(200, lines).convert("L")))
    text = _white(ImageChops.invert(wanted), (150, 250, 1500, 1900))
    kept = sheet.picture.convert("L").filter(ImageFilter.MinFilter(5)).convert("1")
    best = 0.0
    for across in range(-24, 25, 4):
        for down in range(-24, 25, 4):
            missed = text & _white(kept, (150 + across, 250 + down, 1500 + across, 1900 + down))
            best = max(best, 1 - missed.bit_count() / text.bit_count())
    return best


def _white(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """The white points of a black and white picture's part as the bits of one number, which Python counts quickly."""
    return int.from_bytes(picture.crop(box).tobytes())


def test_a_slanted_shaded_noisy_scan_becomes_a_straight_page_of_at_most_45_kib(tmp_path: Path) -> None:
    sheet = sheet_of(papers.save(papers.scanned(2.0), tmp_path / "quet.png"))
    assert sheet.kind is Kind.TEXT
    assert sheet.picture.mode == "1"
    assert sheet.picture.size == (1654, 2339)
    assert len(pdf_of([sheet.coded])) <= 45 * KIB
    assert sheet.skew == pytest.approx(-2.0, abs=0.1)
    assert abs(slant(sheet)) < 0.3
    assert legible(sheet) > 0.97


def test_the_measure_of_legibility_notices_a_page_of_other_words(tmp_path: Path) -> None:
    other = papers.clean(200).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert legible(sheet_of(papers.save(other, tmp_path / "khac.png", 200))) < 0.8


def test_a_camera_picture_on_a_dark_table_is_cut_out_straightened_and_freed_from_its_shadow(tmp_path: Path) -> None:
    sheet = sheet_of(papers.save(papers.photographed(), tmp_path / "chup.jpg", None))
    assert sheet.cropped
    assert sheet.kind is Kind.TEXT
    assert sheet.picture.size == (1654, 2339)
    assert not sheet.like_card
    assert len(sheet.coded.data) <= 45 * KIB
    assert abs(slant(sheet)) < 0.3
    ink = sheet.picture.convert("L").histogram()[0] / (1654 * 2339)
    assert 0.02 < ink < 0.09


@pytest.mark.parametrize("angle", [-11.0, -3.3, 0.0, 0.7, 8.0])
def test_any_slant_of_a_scanner_is_found_to_a_tenth_of_a_degree(angle: float) -> None:
    page = papers.clean(150).convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(ground.ink(page)) == pytest.approx(-angle, abs=0.1)


def test_a_shadow_is_not_taken_for_the_edge_of_the_paper(tmp_path: Path) -> None:
    page = papers.shaded(papers.clean(), dark=90)
    assert not sheet_of(papers.save(page, tmp_path / "bong.png")).cropped


def test_faded_writing_is_not_lost(tmp_path: Path) -> None:
    faded = papers.noisy(papers.clean().point(lambda value: 150 + value * 35 // 100), 10)
    assert legible(sheet_of(papers.save(faded, tmp_path / "mo.png"))) > 0.97


def test_a_picture_stays_grey_and_the_official_may_say_otherwise(tmp_path: Path) -> None:
    path = papers.save(papers.tones((2480, 1754)), tmp_path / "anh.jpg")
    sheet = sheet_of(path)
    assert sheet.kind is Kind.PICTURE
    assert sheet.coded.bits == 8
    assert max(sheet.picture.size) == 1240
    text = sheet_of(path, Manner(Kind.TEXT))
    assert text.coded.bits == 1
    page = sheet_of(papers.save(papers.clean(), tmp_path / "chu.png"), Manner(Kind.PICTURE))
    assert page.picture.mode == "L"


def test_a_small_receipt_is_cut_out_of_the_scanners_white_lid(tmp_path: Path) -> None:
    lid = Image.new("RGB", (2480, 3508), (250, 250, 250))
    receipt = papers.clean(100).point(lambda value: 20 + value * 80 // 100)
    lid.paste(receipt, (100, 120))
    sheet = sheet_of(papers.save(lid, tmp_path / "bien-lai.png"))
    assert sheet.cropped
    assert sheet.picture.width < 700


def test_without_cropping_the_page_stays_as_it_came(tmp_path: Path) -> None:
    sheet = sheet_of(papers.save(papers.photographed(), tmp_path / "chup.jpg", None), Manner(crop=False))
    assert not sheet.cropped
    assert sheet.skew == 0.0
    assert sheet.picture.width / sheet.picture.height == pytest.approx(0.75, abs=0.01)


def test_turning_is_clockwise_and_the_cameras_own_turn_is_heeded(tmp_path: Path) -> None:
    path = papers.save(papers.clean(100), tmp_path / "dung.png", 100)
    upright, turned = sheet_of(path), sheet_of(path, Manner(turns=1))
    assert turned.picture.size == upright.picture.size[::-1]
    assert (
        ImageChops.logical_xor(turned.picture, upright.picture.transpose(Image.Transpose.ROTATE_270)).getbbox() is None
    )
    lying = papers.clean(100).transpose(Image.Transpose.ROTATE_90)
    exif = lying.getexif()
    exif[0x0112] = 6
    lying.save(tmp_path / "nam.jpg", exif=exif, dpi=(100, 100), quality=95)
    assert sheet_of(tmp_path / "nam.jpg").picture.height > sheet_of(tmp_path / "nam.jpg").picture.width


def test_something_of_the_shape_of_a_card_is_said_to_be_like_one(tmp_path: Path) -> None:
    sheet = sheet_of(papers.save(papers.card_on_table(), tmp_path / "the.jpg", None))
    assert sheet.like_card
    assert sheet.kind is Kind.PICTURE


def test_an_empty_page_stays_an_empty_page() -> None:
    sheet = prepared(Raw(Image.new("RGB", (1654, 2339), "white"), 200.0), Manner())
    assert len(sheet.coded.data) < 700
    assert sheet.picture.getextrema() == (255, 255)


@pytest.mark.parametrize("size", [(3000, 16), (16, 3000), (16, 16)])
def test_a_strip_of_any_shape_is_a_page(size: tuple[int, int]) -> None:
    assert prepared(Raw(Image.new("RGB", size, "grey"), None), Manner()).coded.data


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_way_to_write_pixels_is_read(mode: str, tmp_path: Path) -> None:
    page = papers.clean(100, lines=8)
    picture = _sixteen_bits(page) if mode == "I;16" else page.convert(mode)
    path = papers.save(picture, tmp_path / "trang.tif", 100)
    raw = read_page(path)
    assert raw.picture.mode == "RGB"
    difference = ImageChops.difference(raw.picture.convert("L"), page.convert("L")).histogram()
    assert sum(difference[100:]) < 0.02 * page.width * page.height


def _sixteen_bits(page: Image.Image) -> Image.Image:
    return Image.frombytes("I;16", page.size, b"".join(bytes((0, value)) for value in page.convert("L").tobytes()))


def test_all_pages_of_a_tiff_are_there(tmp_path: Path) -> None:
    path = tmp_path / "nhieu-trang.tif"
    first, *others = (papers.clean(100, lines=lines).convert("1") for lines in (4, 8, 12))
    first.save(path, save_all=True, append_images=others, compression="group4", dpi=(100, 100))
    assert count_pages(path) == 3
    inks = [read_page(path, number).picture.convert("L").histogram()[0] for number in range(3)]
    assert inks == sorted(inks)


def test_a_scanners_pdf_is_read_page_by_page_and_a_programs_pdf_is_known(tmp_path: Path) -> None:
    scan, letter = tmp_path / "quet.pdf", tmp_path / "van-ban.pdf"
    sheets = [sheet_of(papers.save(papers.clean(100), tmp_path / "a.png", 100)) for _ in range(2)]
    scan.write_bytes(pdf_of([sheet.coded for sheet in sheets]))
    letter.write_bytes(papers.application(pages=3))
    assert (count_pages(scan), is_digital(scan)) == (2, False)
    assert (count_pages(letter), is_digital(letter)) == (3, True)
    assert legible(prepared(read_page(letter, 1), Manner())) > 0.97


def test_the_same_pages_give_the_same_pdf_and_it_shows_exactly_the_kept_pixels(tmp_path: Path) -> None:
    sheets = [
        sheet_of(papers.save(papers.clean(200), tmp_path / "a.png", 200)),
        sheet_of(papers.save(papers.tones((900, 600)), tmp_path / "b.png", 150)),
    ]
    written = pdf_of([sheet.coded for sheet in sheets])
    assert written == pdf_of([sheet.coded for sheet in sheets])
    with pypdfium2.PdfDocument(written) as document:
        assert [tuple(map(round, page.get_size())) for page in document] == [(595, 842), (432, 288)]
        shown = document[0].render(scale=200 / 72).to_pil().convert("L")
    kept = sheets[0].picture.convert("L")
    changed = ImageChops.difference(shown.resize(kept.size), kept).histogram()
    assert sum(changed[128:]) < 0.001 * kept.width * kept.height


def test_pillow_reads_the_pages_of_the_pdf_as_they_were_coded(tmp_path: Path) -> None:
    sheet = sheet_of(papers.save(papers.tones((900, 600)), tmp_path / "b.png", 150))
    with Image.open(BytesIO(sheet.coded.data)) as picture:
        assert picture.size == sheet.picture.size
