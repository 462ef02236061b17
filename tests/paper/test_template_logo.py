"""A province's logo stands on its papers, and one that cannot be drawn is refused with a sentence."""

from __future__ import annotations

from random import Random

import pytest

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import LARGE, NORMAL, ROLL, Look
from onecua_desk.paper.slip import slip
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template_logo import LARGEST
from onecua_desk.resources import resource
from tests.paper.boxes import faults
from tests.paper.samples import RECEIPT, page_texts, squeezed
from tests.paper.templates import SOURCE, made, sentence
from tests.paper.test_notices import NOTICE
from tests.pngs import header, png, png_of, with_chunk


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
    logo = png_of(header(width, height), pixels)
    source = resource("forms", "giay-hen.toml").read_text(encoding="utf-8").replace("[dau]", '[dau]\nlogo = "a.png"')
    template = made(source, {"a.png": logo}, Letter.SLIP)
    assert LARGEST - 400 < len(logo) <= LARGEST
    assert len(slip(RECEIPT, template=template)) < 60_000


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"GIF89a", "không phải ảnh PNG"),
        (png(10, 10)[:-20], "hỏng"),
        (png(10, 10).replace(b"IDAT", b"IDAX"), "hỏng"),
        (b"\x89PNG\r\n\x1a\n", "hỏng"),
        (b"\x89PNG\r\n\x1a\n" + bytes(LARGEST), f"nặng {LARGEST // 1024 + 1} KB, chỉ được đến {LARGEST // 1024} KB"),
        (png(401, 5), "cỡ 401 × 5 điểm ảnh"),
        (png_of(header(10, 10), b"\0" * 7), "hỏng"),
        (png_of(header(0, 10), b"\0" * 10), "hỏng"),
        (png_of(header(9, 9, interlace=1), b"\0" * 333), "xen kẽ"),
        (png_of(header(9, 9, 16, 2), b"\0" * 495), "16 bit"),
        (png_of(header(9, 9, colour=3), b"\0" * 90), "hỏng"),
        (png_of(header(9, 9, colour=0), b"\7" * 90), "hỏng"),
        (with_chunk(png(9, 9), b"IHDR", header(30_000, 30_000)), "hỏng"),
        (with_chunk(png(9, 9, 2), b"tRNS", b"\0"), "hỏng"),
        (with_chunk(png_of(header(9, 9, colour=3), b"\0" * 90), b"PLTE", b"\1\2"), "hỏng"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_refused(logo: bytes, said: str) -> None:
    told = sentence(SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"'), {"huy.png": logo})
    assert "logo «huy.png»" in told
    assert said in told


@pytest.mark.parametrize(("kind", "data"), [(b"pHYs", b"\1"), (b"iCCP", b"x" * 5), (b"acTL", b"\1")])
def test_what_a_logo_says_beside_the_picture_is_left_out_and_breaks_no_paper(kind: bytes, data: bytes) -> None:
    source, plain = SOURCE.replace("[dau]", '[dau]\nlogo = "huy.png"'), png(9, 9)
    clean, other = (made(source, {"huy.png": logo}) for logo in (plain, with_chunk(plain, kind, data)))
    assert other.head.logo == plain
    assert supplement(NOTICE, template=other) == supplement(NOTICE, template=clean)
