"""A real district for tests: started in a folder, with one unit and its desks enrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from onecua_desk.district.access import add_operator, enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.server import RunningDistrict
from onecua_desk.domain.parts import Unit
from onecua_desk.wire.enrolment import Enrolment, read_enrolment

UNIT = Unit(
    code="H02.15.23",
    name="Ủy ban nhân dân xã Hòa Bình",
    parent="Ủy ban nhân dân tỉnh Hà Giang",
    centre="Trung tâm Phục vụ hành chính công xã Hòa Bình",
    place="Hòa Bình",
)
NOW = datetime(2026, 11, 21, 9, 14)


@dataclass(frozen=True)
class EnrolledDistrict:
    """``url`` answers; ``codes`` are the desks' enrolment codes, ``enrolments`` the same, read; from desk 1 up."""

    server: RunningDistrict
    codes: tuple[str, ...]
    operator_token: str

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def district(self) -> District:
        return self.server.district

    @property
    def enrolments(self) -> tuple[Enrolment, ...]:
        return tuple(read_enrolment(code) for code in self.codes)


@contextmanager
def running_district(
    folder: Path, desks: int = 2, now: Callable[[], datetime] = lambda: NOW, unit: Unit = UNIT
) -> Iterator[EnrolledDistrict]:
    """The real server on a free port of 127.0.0.1, its database in ``folder``; stopped at the end of the block."""
    server = RunningDistrict(open_district(file_url(folder), now))
    try:
        codes = tuple(enrol(server.district, asdict(unit), desk, server.url) for desk in range(1, desks + 1))
        yield EnrolledDistrict(server, codes, add_operator(server.district, "Trần Văn Bình")[1])
    finally:
        server.stop()
