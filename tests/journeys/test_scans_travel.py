"""Scans through what happens to desks and servers: backups, new PCs, lost disks; none is lost, none sent twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from onecua_desk.district.files.shelf import Shelf
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file import File
from onecua_desk.services import file_lane, identity, lookup, scans, upkeep
from onecua_desk.services.identity import Line
from onecua_desk.store.files import files_in
from onecua_desk.sync.fetching import fetch
from onecua_desk.sync.files_lane import FilesLane, LaneState
from onecua_desk.sync.session import session
from onecua_desk.sync.tus import Tus
from tests.clock import Clock
from tests.desk_fixture import MAI, UNIT, make_desk, receive
from tests.journeys.test_restored import exchange_until_quiet, put_back
from tests.journeys.town import Seat, Town, town


@pytest.fixture
def there(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Town]:
    with town(tmp_path, clock, template, 1) as made:
        yield made


def scanned(seat: Seat, seed: int) -> tuple[Dossier, File]:
    content = Random(seed).randbytes(50_000)
    file = File(files_in(seat.desk.store.folder).put(content), len(content), 1, "Tờ khai")
    dossier = receive(seat.desk)
    scans.attach(seat.desk, MAI, dossier.id, [file])
    return dossier, file


def send_files(seat: Seat) -> int:
    """Until none is left; the bytes of files that went over the line."""
    line = Line(seat.line.url, seat.way.token)
    tus = Tus(line.url, session(line), seat.desk.now)
    try:
        outcome = FilesLane(seat.desk, tus, lambda changes: None).run_until(lambda: False)
    finally:
        tus.close()
    assert outcome.state is LaneState.EMPTY
    return tus.bytes_up


def unsent(seat: Seat) -> list[str]:
    return [row.code for row in lookup.page(seat.desk, lookup.Chip.ALL, "") if row.unsent]


def at_server(there: Town, file: File) -> bool:
    return Shelf(there.district.district.files).is_whole(UNIT.code, file.sha256)


def test_a_new_pc_has_nothing_to_send_and_fetches_what_somebody_wants_to_see(
    there: Town, tmp_path: Path, clock: Clock, template: Path
) -> None:
    (old,) = there.seats
    _, file = scanned(old, 1)
    assert old.exchange()
    assert send_files(old) == 50_000
    mine, _ = identity.enrolled(there.district.codes[0])
    new = replace(old, desk=make_desk(tmp_path / "new", clock, template, 1, mine.device))
    exchange_until_quiet(new)
    assert (file_lane.standing(new.desk).files, len(unsent(new))) == (1, 1), "not known yet"
    assert send_files(new) == 0
    assert (file_lane.standing(new.desk).files, unsent(new), upkeep.check(new.desk)[1:]) == (0, [], [])
    fetch(new.desk, Line(new.line.url, new.way.token), file.sha256, file.size)
    assert (len(scans.open_file(new.desk, file.sha256)), upkeep.check(new.desk)) == (50_000, [])
    new.desk.store.close()


def test_a_desk_put_back_from_yesterdays_backup_sends_no_scan_twice(there: Town) -> None:
    (seat,) = there.seats
    scanned(seat, 1)
    assert seat.exchange()
    backup = upkeep.backup(seat.desk)
    scanned(seat, 2)
    assert seat.exchange()
    assert send_files(seat) == 100_000
    restored = put_back(seat, backup)
    scanned(restored, 3)
    exchange_until_quiet(restored)
    assert send_files(restored) == 50_000
    assert (unsent(restored), upkeep.check(restored.desk)) == ([], [])
    restored.desk.store.close()


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_server_put_back_from_a_backup_gets_the_scans_it_lacks_and_no_other(there: Town, folder_too: bool) -> None:
    (seat,) = there.seats
    _, first = scanned(seat, 1)
    assert seat.exchange()
    assert send_files(seat) == 50_000
    copy, folder = there.copy_server(), there.district.district.files
    shutil.copytree(folder, folder.with_name("files-copy"))
    _, second = scanned(seat, 2)
    assert seat.exchange()
    assert send_files(seat) == 50_000
    there.put_server_back(copy)
    if folder_too:
        shutil.rmtree(folder)
        folder.with_name("files-copy").rename(folder)
    exchange_until_quiet(seat)
    assert len(unsent(seat)) == 1
    assert send_files(seat) == (50_000 if folder_too else 0)
    assert (at_server(there, first), at_server(there, second), unsent(seat)) == (True, True, [])


def test_a_desk_that_worked_alone_for_long_sends_all_its_scans_once_it_is_enrolled(
    there: Town, tmp_path: Path, clock: Clock, template: Path
) -> None:
    (seat,) = there.seats
    alone = replace(seat, desk=make_desk(tmp_path / "alone", clock, template, 1))
    made = [scanned(alone, seed) for seed in (1, 2)]
    identity.enrol(alone.desk.store, there.district.codes[0])
    exchange_until_quiet(alone)
    assert len(unsent(alone)) == 2
    assert send_files(alone) == 100_000
    assert all(at_server(there, file) for _, file in made)
    assert (unsent(alone), upkeep.check(alone.desk)) == ([], [])
    alone.desk.store.close()
