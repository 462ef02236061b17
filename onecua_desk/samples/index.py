"""The table of the gallery: which papers there are, what has to stand on them, and a picture of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onecua_desk.samples.sample import Kind, Sample

NAME = "index.md"
_TITLE = "# Các mẫu giấy tờ"
_ABOUT = """\
Mọi giấy tờ mà chương trình in ra, đủ các khổ giấy và cả hai bộ mẫu; xã Suối Trong và người trong đó không có thật.
Làm lại bằng lệnh `onecua-desk papers --sample THƯ_MỤC`: lệnh ghi cả tệp PDF, hoặc chỉ các ảnh này với `--pictures`.
Mỗi giấy tờ có vài trang đầu là ảnh. Mục nào chưa có văn bản gốc để đối chiếu: xem `docs/phap-ly.md`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample as it came out: its pages, its bytes, and the names of the pictures of its first pages."""

    sample: Sample
    pages: int
    size: int
    pictures: tuple[str, ...]


def index(gallery: Sequence[tuple[Kind, Sequence[Drawn]]]) -> str:
    """The whole page as Markdown, the pictures beside it."""
    parts = [_TITLE, _ABOUT, *(part for kind, drawn in gallery for part in _kind(kind, drawn))]
    return "\n\n".join(parts) + "\n"


def _kind(kind: Kind, drawn: Sequence[Drawn]) -> Iterator[str]:
    number = f"Mẫu {kind.number}: " if kind.number else ""
    yield f"## {number}{kind.title}"
    yield f"Các mục phải có: {'; '.join(kind.fields)}."
    head = ["| tệp | bộ mẫu | khổ giấy | nội dung | số trang | KB |", "|---|---|---|---|--:|--:|"]
    yield "\n".join([*head, *map(_row, drawn)])
    yield "\n".join(f"![{one.sample.name}]({name})" for one in drawn for name in one.pictures)


def _row(one: Drawn) -> str:
    sample = one.sample
    cells = (
        f"`{sample.name}.pdf`",
        sample.ruleset or "—",
        sample.size,
        sample.about,
        one.pages,
        round(one.size / 1024),
    )
    return f"| {' | '.join(map(str, cells))} |"
