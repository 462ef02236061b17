"""The command that writes the gallery: every paper as PDF, its first pages as pictures, and the table of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from onecua_desk.errors import UserError
from onecua_desk.paper.image import page_count, page_image
from onecua_desk.refused import sentences
from onecua_desk.samples.gallery import every_kind
from onecua_desk.samples.index import NAME, Drawn, index
from onecua_desk.samples.picture import DPI, png
from onecua_desk.samples.sample import Kind, Sample

SHOWN = 2
"""So many pages of a paper become pictures."""
_WHAT = "Không ghi được các mẫu giấy tờ vào"


def run(
    folder: Path, say: Callable[[str], object], kinds: tuple[Kind, ...] | None = None, *, pdfs: bool = True
) -> None:
    """Write all of the gallery into ``folder``, or nothing; files of an earlier gallery are replaced, others stay.

    ``say`` hears one line a paper. ``UserError`` where the folder cannot be made or written to.
    """
    kinds = every_kind() if kinds is None else kinds
    with sentences(_WHAT, folder), _aside(folder) as aside:
        gallery = [(kind, [_write(sample, aside, say, pdfs=pdfs) for sample in kind.samples]) for kind in kinds]
        (aside / NAME).write_text(index(gallery), encoding="utf-8", newline="\n")
        _move(aside, folder)
    papers = sum(len(drawn) for _, drawn in gallery)
    pictures = sum(len(one.pictures) for _, drawn in gallery for one in drawn)
    say(f"Đã ghi {papers} mẫu giấy tờ, {pictures} ảnh và bảng kê {NAME} vào {folder}.")


def _write(sample: Sample, folder: Path, say: Callable[[str], object], *, pdfs: bool) -> Drawn:
    pdf = sample.draw()
    if pdfs:
        (folder / f"{sample.name}.pdf").write_bytes(pdf)
    pages = page_count(pdf)
    names = tuple(f"{sample.name}-{number + 1}.png" for number in range(min(pages, SHOWN)))
    for number, name in enumerate(names):
        (folder / name).write_bytes(png(page_image(pdf, number, DPI)))
    say(f"{sample.name}: {sample.size}, {pages} trang, {len(pdf) / 1024:.0f} KB")
    return Drawn(sample, pages, len(pdf), names)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder within ``folder`` for what is not whole yet; both are gone where nothing came of it."""
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    aside = None
    try:
        aside = Path(mkdtemp(".part", dir=folder))
        yield aside
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        if new:
            with suppress(OSError):  # it is not empty: all went well
                folder.rmdir()


def _move(aside: Path, folder: Path) -> None:
    """Nothing is moved while a folder stands where a file has to go."""
    made = sorted(aside.iterdir())
    for file in made:
        if (folder / file.name).is_dir():
            raise UserError(f"{_WHAT} {folder}: {file.name} ở đó là thư mục, không phải tệp.")
    for file in made:
        file.replace(folder / file.name)
