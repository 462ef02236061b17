"""Form 07 (2018: 06), the register: Sổ theo dõi hồ sơ, A4 across, a cover for each volume, sums carried on.

The columns are those of the form: Thông tư 01/2018/TT-VPCP form 06, kept by Thông tư 03/2025/TT-VPCP as form 07.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from onecua_desk.domain.register_book import BookLine, Volume
from onecua_desk.domain.ruleset import FormKind, RuleSet, ruleset_named
from onecua_desk.paper.cover import centred, frame
from onecua_desk.paper.flow import Block, space
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.head import capitals
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.ruled import Field, Grid
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A4_ACROSS
from onecua_desk.paper.streamed import StreamedPdf
from onecua_desk.paper.words import clean

PAGE = A4_ACROSS
_SIZE = 8.0
_DATES = "Ngày, tháng, năm"
_CENTRE = Align.CENTRE
FIELDS = (
    Field("TT", 24, _CENTRE, whole=True),
    Field("Mã hồ sơ", 91, whole=True),
    Field("Tên thủ tục hành chính", 119),
    Field("Số lượng hồ sơ (bộ)", 30, _CENTRE),
    Field("Tên cá nhân, tổ chức", 76),
    Field("Địa chỉ, số điện thoại", 90),
    Field("Cơ quan chủ trì giải quyết", 57),
    Field("Nhận hồ sơ", 45.3, _CENTRE, _DATES, whole=True),
    Field("Hẹn trả kết quả", 45.3, _CENTRE, _DATES, whole=True),
    Field("Trả kết quả", 45.3, _CENTRE, _DATES, whole=True),
    Field("Phương thức nhận kết quả", 42, _CENTRE),
    Field("Ký nhận", 57),
    Field("Ghi chú", 49.9),
)


class RegisterPages:
    """Draws volumes one after the other; ``drawn`` counts the pages."""

    def __init__(self, *, cover: bool, day_heads: bool) -> None:
        self._cover, self._day_heads = cover, day_heads
        self._grid = Grid(FIELDS, _SIZE, numbered=True)
        self.drawn = 0

    def draw(self, pdf: StreamedPdf, volume: Volume) -> None:
        """Its cover and its pages, which are numbered among themselves."""
        pages = list(_pages(self._grid, volume, day_heads=self._day_heads))
        if self._cover:
            pdf.draw(_cover(volume, len(pages)))
        for number, blocks in enumerate(pages, start=1):
            pdf.draw(blocks, f"Quyển số {volume.number:02d} · trang {number}/{len(pages)}")
        self.drawn += len(pages) + self._cover


def _pages(grid: Grid, volume: Volume, *, day_heads: bool) -> Iterator[list[Block]]:
    """Where the rule set changes within a volume, a new page begins with the title of the other form."""
    carried = volume.carried
    for ruleset, its in groupby(volume.lines, key=lambda line: line.ruleset):
        filling = _Filling(grid, _running_head(volume, ruleset_named(ruleset)), carried)
        day = None
        for line in its:
            heading = [_day_band(grid, line)] if day_heads and line.received != day else []
            day = line.received
            yield from filling.add(heading, grid.row(_cells(line)), line)
        yield filling.finished()
        carried = filling.carried


class _Filling:
    """The page that is being filled: what stood before it (mang sang), its rows, and their sum (cộng trang)."""

    def __init__(self, grid: Grid, head: Block, carried: int) -> None:
        self._grid, self._head = grid, head
        self.carried = carried
        self._listed = self._late = 0
        self._foot = self._sums(last=False).height
        self._begin()

    def add(self, heading: Sequence[Block], row: Sequence[Block], line: BookLine) -> Iterator[list[Block]]:
        """Put one dossier on the page; the page before, where there was no room for it."""
        if self._listed and sum(strip.height for strip in (*heading, *row[:1])) > self._left:
            yield self._closed(last=False)
        for strip in (*heading, *row):
            if strip.height > self._left:
                yield self._closed(last=False)
            self._blocks.append(strip)
            self._left -= strip.height
        self._listed += 1
        self._late += line.late
        self.carried += 1

    def finished(self) -> list[Block]:
        return self._closed(last=True)

    def _begin(self) -> None:
        self._blocks = [self._head, self._grid.head]
        if self.carried:
            self._blocks.append(self._grid.band([Run("Mang sang: "), Run(f"{self.carried} hồ sơ", BOLD)]))
        self._left = PAGE.room - sum(block.height for block in self._blocks) - self._foot
        self._listed = self._late = 0

    def _closed(self, *, last: bool) -> list[Block]:
        made = [*self._blocks, self._sums(last=last)]
        self._begin()
        return made

    def _sums(self, *, last: bool) -> Block:
        behind = f" (trong đó {self._late} hồ sơ vào sổ sau)" if self._late else ""
        onward = "Cộng dồn" if last else "Cộng dồn, mang sang trang sau"
        runs = [
            Run("Cộng trang: "),
            Run(f"{self._listed} hồ sơ", BOLD),
            Run(f"{behind}. {onward}: "),
            Run(f"{self.carried} hồ sơ", BOLD),
            Run("."),
        ]
        return self._grid.band(runs)


def _cells(line: BookLine) -> list[str]:
    return [
        str(line.number),
        *map(clean, (line.code, line.procedure)),
        f"{line.sets:02d}",
        *map(clean, (line.applicant, line.contact, line.solved_by)),
        *map(_day, (line.received, line.due, line.returned)),
        line.way,
        "",
        clean(line.note),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m}/{day.year:04d}" if day else ""


def _day_band(grid: Grid, line: BookLine) -> Block:
    late = " (vào sổ sau)" if line.late else ""
    return grid.band([Run(f"Ngày {_day(line.received)}{late}", BOLD)])


def _running_head(volume: Volume, rules: RuleSet) -> Block:
    """What every page says at its top: which book, and after which form."""
    form = rules.forms[FormKind.REGISTER]
    name = f"{form.title.upper()} · Quyển số {volume.number:02d} · Năm {volume.year}"
    return running_head(name, f"Mẫu số {form.number} ban hành kèm theo {_act(rules)}", PAGE.measure)


def _act(rules: RuleSet) -> str:
    """The circular that drew the forms, without its date: "Thông tư số 03/2025/TT-VPCP"."""
    return rules.citations[-1].partition(" ngày ")[0]


def _cover(volume: Volume, pages: int) -> list[Block]:
    """After the first dossier in it: which body, which book, which numbers and days."""
    rules, lines = ruleset_named(volume.lines[0].ruleset), volume.lines
    days = [line.received for line in lines]
    form = rules.forms[FormKind.REGISTER]
    return [
        frame(PAGE),
        space(28),
        *centred(PAGE, clean(lines[0].parent).upper(), 15),
        *centred(PAGE, capitals(clean(lines[0].centre)), 16, BOLD),
        space(100),
        *centred(PAGE, form.title.upper(), 34, BOLD),
        space(8),
        *centred(PAGE, f"(Mẫu số {form.number} ban hành kèm theo {_act(rules)})", 12, ITALIC),
        space(30),
        *centred(PAGE, f"Quyển số: {volume.number:02d}", 20, BOLD),
        *centred(PAGE, f"Năm: {volume.year}", 18),
        space(30),
        *centred(PAGE, f"Từ số: {lines[0].number} đến số: {lines[-1].number}", 14),
        *centred(PAGE, f"Hồ sơ nhận từ ngày {_day(min(days))} đến ngày {_day(max(days))}", 14),
        *centred(PAGE, f"Gồm {len(lines)} hồ sơ, {pages} trang", 14),
    ]
