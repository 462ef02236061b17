"""What is not a page: one sentence each, told by the content, before it costs memory."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.errors import UserError
from onecua_desk.scans.faults import as_sentences
from onecua_desk.scans.manner import Manner
from onecua_desk.scans.sheet import prepared
from onecua_desk.scans.source import count_pages, read_page
from tests.pngs import header, png_of
from tests.scans import papers
from tests.store.programs import ROOT_ONLY, said


def refused(path: Path) -> str:
    """The sentence with which a file is refused, at the count or at the first page."""
    return said(lambda: count_pages(path)) or said(lambda: read_page(path))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def bomb(width: int, height: int) -> bytes:
    """A small file that says to have very many black pixels."""
    return png_of(header(width, height, colour=2), bytes(1000))


def jpeg() -> bytes:
    buffer = BytesIO()
    papers.clean(60).save(buffer, "JPEG")
    return buffer.getvalue()


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    assert "không có gì bên trong" in refused(written(tmp_path / "quet.jpg", b""))


@pytest.mark.parametrize("name", ["quet.jpg", "quet.pdf", "quet.tif"])
def test_a_wrong_kind_is_told_by_its_content_not_by_its_name(name: str, tmp_path: Path) -> None:
    assert "không phải là ảnh hay PDF" in refused(written(tmp_path / name, "Kính gửi Ủy ban".encode() * 100))
    right = written(tmp_path / f"{name}.docx", jpeg())
    assert refused(right) == ""


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    assert refused(tmp_path) != ""


def test_a_heic_picture_says_what_to_change(tmp_path: Path) -> None:
    assert "HEIC" in refused(written(tmp_path / "IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic" + bytes(500)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
def test_a_picture_that_ends_too_early_is_said_to_be_damaged(kind: str, tmp_path: Path) -> None:
    buffer = BytesIO()
    papers.clean(60).save(buffer, kind)
    whole = buffer.getvalue()
    assert "bị hỏng" in refused(written(tmp_path / "quet", whole[: len(whole) // 2]))


def test_a_pdf_that_is_damaged_or_has_a_password_is_said(tmp_path: Path) -> None:
    whole = papers.application()
    assert "bị hỏng" in refused(written(tmp_path / "hong.pdf", whole[:400]))
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("bi-mat"))
    canvas.drawString(100, 100, "x")
    canvas.save()
    assert "mật khẩu" in refused(written(tmp_path / "khoa.pdf", buffer.getvalue()))


def test_a_pdf_without_pages_is_said(tmp_path: Path) -> None:
    buffer = BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        document.save(buffer)
    assert "bị hỏng" in refused(written(tmp_path / "rong.pdf", buffer.getvalue()))


def test_a_file_that_went_away_is_said(tmp_path: Path) -> None:
    assert "Không còn thấy tệp" in refused(tmp_path / "mat.jpg")


@ROOT_ONLY
def test_a_file_that_may_not_be_read_is_said() -> None:
    program = (
        "import os, sys; from pathlib import Path; from onecua_desk.scans.source import read_page\n"
        "from onecua_desk.errors import UserError\n"
        "read_page(Path(sys.argv[1])); os.chmod(sys.argv[1], 0); os.setuid(65534)\n"
        "try: read_page(Path(sys.argv[1]))\n"
        "except UserError as error: print(error)"
    )
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        page = written(Path(folder) / "kin.jpg", jpeg())
        command = [sys.executable, "-c", program, str(page)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "không có quyền đọc" in done.stdout


def test_a_file_that_somebody_still_writes_is_said_to_be_unfinished(tmp_path: Path) -> None:
    whole = jpeg()
    path = written(tmp_path / "dang-ghi.jpg", whole[:3000])

    def read_while_it_grows() -> None:
        with as_sentences(path), path.open("ab") as scanner:
            scanner.write(whole[3000:4000])
            scanner.flush()
            raise OSError("image file is truncated")

    assert "còn đang được ghi" in said(read_while_it_grows)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = written(tmp_path / "nang.tif", jpeg())
    with path.open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    assert "nặng 200 MB" in refused(path)


@pytest.mark.parametrize("size", [(50_000, 50_000), (300_000, 300), (7_100, 7_100)])
def test_a_bomb_is_refused_by_what_its_head_says(size: tuple[int, int], tmp_path: Path) -> None:
    assert "quá nhiều điểm ảnh" in refused(written(tmp_path / "bom.png", bomb(*size)))


def test_too_many_pages_are_said(tmp_path: Path) -> None:
    path = tmp_path / "day.tif"
    page = Image.new("1", (50, 50), 1)
    page.save(path, save_all=True, append_images=[page] * 200)
    assert "có 201 trang" in refused(path)


def test_a_page_as_large_as_a_wall_is_drawn_small(tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, (14_400, 14_400))
    canvas.rect(100, 100, 5000, 5000, fill=1)
    canvas.save()
    assert max(read_page(written(tmp_path / "to.pdf", buffer.getvalue())).picture.size) <= 3509


MEMORY = """
import sys
from pathlib import Path
from onecua_desk.scans.manner import Manner
from onecua_desk.scans.sheet import prepared
from onecua_desk.scans.source import read_page
def peak():  # of this program alone: ru_maxrss begins with what the parent had
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
prepared(read_page(Path(sys.argv[1])), Manner())
before = peak()
prepared(read_page(Path(sys.argv[2])), Manner())
print(peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak of memory")
@pytest.mark.parametrize("kind", ["jpg", "png", "tif", "bmp"])
def test_the_largest_page_that_is_taken_needs_bounded_memory(kind: str, tmp_path: Path) -> None:
    ordinary = papers.save(papers.clean(200), tmp_path / "thuong.png", 200)
    largest = tmp_path / f"lon.{kind}"
    papers.clean(100).resize((5900, 8400) if kind in {"jpg", "png"} else (4960, 7016)).save(largest)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(ordinary), str(largest)], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) < 360, "MiB above an ordinary page"


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # pytest forgets the filter that ``source`` sets
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["JPEG", "PNG", "TIFF", "BMP", "PDF"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_whatever_is_damaged_a_page_comes_or_a_sentence(kind: str, blows: list[tuple[float, int]]) -> None:
    content = bytearray(_samples()[kind])
    for where, value in blows:
        content[round(where * (len(content) - 1))] = value
    try:
        sheet = prepared(read_page(bytes(content)), Manner())
    except UserError:
        return
    assert sheet.coded.data


def _samples() -> dict[str, bytes]:
    if not _SAMPLES:
        page = papers.clean(30, lines=4)
        for kind in ("JPEG", "PNG", "TIFF", "BMP"):
            buffer = BytesIO()
            page.save(buffer, kind)
            _SAMPLES[kind] = buffer.getvalue()
        _SAMPLES["PDF"] = papers.application(2)
    return _SAMPLES


_SAMPLES: dict[str, bytes] = {}
