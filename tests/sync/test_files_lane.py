"""The lane of files against a real district: cut, paused, capped, parked, lost and asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from onecua_desk.district.files.shelf import Shelf
from onecua_desk.district.files.wanted import check_files
from onecua_desk.services import file_lane, lookup, upkeep
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.file_lane import SendingRules
from onecua_desk.services.identity import Line
from onecua_desk.sync.files_lane import FilesLane, LaneState, Outcome
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.session import session
from onecua_desk.sync.tus import Tus
from tests.clock import Clock
from tests.desk_fixture import UNIT
from tests.district_fixture import running_district
from tests.sync.lane import Seat, after, never, scanned, seated, sent
from tests.sync.odd_server import answering, http

SIZES = (40_000, 45_000, 50_000, 60_000, 90_000, 140_000, 220_000, 350_000, 520_000, 800_000)
"""Ten scans, 2.3 MB in all."""


@pytest.fixture
def seat(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Seat]:
    with (
        running_district(tmp_path / "district", 1, clock, UNIT) as there,
        seated(tmp_path, clock, template, there) as one,
    ):
        yield one


def test_a_dossier_is_sent_only_when_its_files_are(seat: Seat) -> None:
    dossier, (file,) = scanned(seat, 40_000)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.row(dossier).unsent, file_lane.standing(seat.desk).files) == (True, 1)
    seat.exchange()
    assert (seat.row(dossier).unsent, lookup.story(seat.desk, dossier.id).unsent) == (True, True)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert seat.has(file)
    assert (seat.row(dossier).unsent, lookup.story(seat.desk, dossier.id).unsent) == (False, False)
    assert seat.arrived == [Changes(frozenset({dossier.id}))]
    assert upkeep.check(seat.desk) == []


def test_the_smallest_goes_first(seat: Seat) -> None:
    _, files = sent(seat, 90_000, 40_000, 60_000)
    order: list[bool] = []
    lane = FilesLane(seat.desk, seat.tus, lambda _: order.append([seat.has(file) for file in files].count(True) == 1))
    lane.run_until(lambda: bool(order))
    assert (order, seat.has(files[1])) == ([True], True)


@pytest.mark.parametrize("step", [64 * 1024, 50_001])
def test_ten_scans_arrive_over_a_line_that_is_cut_again_and_again(seat: Seat, step: int) -> None:
    _, files = sent(seat, *SIZES)
    cuts = 0
    seat.line.cut_after(step)
    lane = seat.lane()
    while True:
        try:
            assert lane.run_until(never) == Outcome(LaneState.EMPTY)
            break
        except LineDown:
            cuts += 1
            seat.line.restore()
            seat.line.cut_after(step)
    assert all(map(seat.has, files))
    assert cuts > sum(SIZES) // step - 1
    assert file_lane.standing(seat.desk).files == 0


def test_an_event_gets_the_line_at_once_and_nothing_goes_twice(seat: Seat) -> None:
    _, (file,) = sent(seat, 300_000)
    lane, rounds = seat.lane(), 0
    while lane.run_until(after(9)).state is LaneState.PAUSED:
        rounds += 1
    assert rounds > 5
    assert (seat.has(file), seat.tus.bytes_up) == (True, 300_000)


def test_after_a_pause_the_screen_knows_how_much_is_left(seat: Seat) -> None:
    sent(seat, 300_000)
    assert seat.lane().run_until(after(20)) == Outcome(LaneState.PAUSED)
    standing = file_lane.standing(seat.desk)
    assert (standing.files, standing.size, standing.sent) == (1, 300_000, seat.tus.bytes_up)
    assert (standing.bytes, standing.oldest) == (300_000 - seat.tus.bytes_up, seat.clock())


def test_files_use_no_more_of_the_line_than_was_chosen(seat: Seat) -> None:
    sent(seat, 100_000)
    file_lane.set_rules(seat.desk, SendingRules(kbit=64))
    seconds = [0.0]

    def wait(some: float) -> None:
        seconds[0] += some

    lane = seat.lane(wait=wait, monotonic=lambda: seconds[0])
    assert lane.run_until(never) == Outcome(LaneState.EMPTY)
    assert seconds[0] == pytest.approx(100_000 * 8 / 64_000)


def test_files_wait_for_their_hours_unless_the_official_asks(seat: Seat) -> None:
    _, (first, second) = sent(seat, 40_000, 50_000)
    file_lane.set_rules(seat.desk, SendingRules(start=time(16, 30), end=time(7)))
    assert seat.lane().run_until(never) == Outcome(LaneState.CLOSED)
    opens = file_lane.standing(seat.desk).opens
    assert opens == seat.clock().replace(hour=16, minute=30)
    seat.clock.turn(hours=8)
    assert seat.lane().run_until(lambda: bool(seat.arrived)) == Outcome(LaneState.PAUSED)
    seat.clock.turn(hours=15)
    assert seat.lane().run_until(never) == Outcome(LaneState.CLOSED)
    file_lane.send_now(seat.desk)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(first), seat.has(second)) == (True, True)
    assert file_lane.standing(seat.desk).opens is not None, "once all are sent, the hours count again"


def test_the_end_of_the_hours_ends_a_file_in_the_middle_and_the_next_day_goes_on(seat: Seat) -> None:
    _, (file,) = sent(seat, 100_000)
    file_lane.set_rules(seat.desk, SendingRules(kbit=64, start=time(9, 0), end=time(9, 42)))
    lane = seat.lane(wait=lambda _: seat.clock.turn(seconds=10), monotonic=lambda: seat.clock().timestamp())
    assert lane.run_until(never) == Outcome(LaneState.CLOSED)
    assert 0 < file_lane.standing(seat.desk).sent < 100_000
    seat.clock.turn(hours=23, minutes=55)
    while lane.run_until(never).state is not LaneState.EMPTY:
        seat.clock.turn(hours=23, minutes=58)
    assert (seat.has(file), seat.tus.bytes_up) == (True, 100_000)


def test_a_damaged_scan_is_parked_and_all_others_go(seat: Seat) -> None:
    dossier, (bad, good) = sent(seat, 40_000, 50_000)
    path = seat.desk.store.folder / "files" / bad.sha256[:2] / bad.sha256[2:]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(good), seat.has(bad), seat.tus.bytes_up) == (True, False, 50_000)
    (parked,) = file_lane.standing(seat.desk).parked
    assert (parked.sha256, parked.name, parked.code) == (bad.sha256, "Tờ khai", dossier.code)
    assert parked.sentence.startswith("Bản quét trên đĩa đã bị hỏng.")
    assert seat.row(dossier).unsent
    path.write_bytes(whole)
    file_lane.try_again(seat.desk)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(bad), seat.row(dossier).unsent) == (True, False)


def test_a_file_that_is_missing_here_but_there_already_counts_as_sent(seat: Seat) -> None:
    _, (file,) = sent(seat, 40_000)
    place = Shelf(seat.there.district.files).path(UNIT.code, file.sha256)
    place.parent.mkdir(parents=True)
    here = seat.desk.store.folder / "files" / file.sha256[:2] / file.sha256[2:]
    here.replace(place)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (file_lane.standing(seat.desk).files, seat.tus.bytes_up) == (0, 0)


def test_a_file_that_arrives_damaged_is_sent_once_more(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (file,) = sent(seat, 40_000)
    read, times = file_lane.content_of, []

    def odd(desk: Desk, fingerprint: str) -> bytes:
        times.append(1)
        return read(desk, fingerprint)[:-1] + b"x" if len(times) == 1 else read(desk, fingerprint)

    monkeypatch.setattr(file_lane, "content_of", odd)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(file), len(times)) == (True, 2)


def test_a_file_that_never_arrives_whole_is_parked(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (file, other) = sent(seat, 40_000, 50_000)
    read = file_lane.content_of
    monkeypatch.setattr(
        file_lane,
        "content_of",
        lambda desk, one: read(desk, other.sha256)[:40_000] if one == file.sha256 else read(desk, one),
    )
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    (parked,) = file_lane.standing(seat.desk).parked
    assert (parked.sha256, seat.has(other)) == (file.sha256, True)
    assert "không khớp dấu vân tay" in parked.sentence


def test_a_servers_folder_that_is_away_is_one_sentence_and_then_all_go(seat: Seat) -> None:
    sent(seat, 30_000)
    seat.lane().run_until(never)
    _, (file,) = sent(seat, 40_000, seed=2)
    folder = seat.there.district.files
    folder.rename(folder.with_name("away"))
    outcome = seat.lane().run_until(never)
    assert outcome == Outcome(
        LaneState.TROUBLE, "Máy chủ cấp trên chưa mở được kho tệp (ổ đĩa chưa gắn?); tệp chờ ở máy này."
    )
    assert file_lane.standing(seat.desk).trouble == outcome.sentence
    folder.with_name("away").rename(folder)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(file), file_lane.standing(seat.desk).trouble) == (True, "")


def test_a_file_that_the_server_lost_is_sent_again(seat: Seat) -> None:
    dossier, (file,) = sent(seat, 40_000)
    seat.lane().run_until(never)
    Shelf(seat.there.district.files).path(UNIT.code, file.sha256).unlink()
    assert list(check_files(seat.there.district))[-1] == "Đã kiểm tra 1 tệp, 1 tệp thiếu hoặc hỏng."
    seat.exchange()
    assert (seat.row(dossier).unsent, file_lane.standing(seat.desk).files) == (True, 1)
    seat.lane().run_until(never)
    assert (seat.has(file), seat.row(dossier).unsent) == (True, False)


def test_the_same_scan_in_two_dossiers_goes_once(seat: Seat) -> None:
    first, (file,) = sent(seat, 40_000)
    seat.lane().run_until(never)
    second, _ = sent(seat, 40_000)
    assert (first.id != second.id, seat.row(second).unsent) == (True, False)
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(file), seat.tus.bytes_up) == (True, 40_000)


def test_the_scans_of_a_refused_event_never_go_and_nobody_waits_for_them(seat: Seat) -> None:
    _, (file,) = scanned(seat, 40_000)
    with seat.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE event SET status = 'refused', sentence = 'x' WHERE kind = 'files_attached'")
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(file), file_lane.standing(seat.desk).files) == (False, 0)


def test_a_file_may_be_cut_short_by_its_own_desk_and_found_again_after_a_new_start(seat: Seat) -> None:
    _, (file,) = sent(seat, 100_000)
    seat.lane().run_until(after(12))
    assert 0 < seat.tus.bytes_up < 100_000
    assert seat.lane().run_until(never) == Outcome(LaneState.EMPTY)
    assert (seat.has(file), seat.tus.bytes_up) == (True, 100_000)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (http(404), Outcome(LaneState.TROUBLE, "Máy chủ cấp trên là bản cũ, chưa nhận tệp; tệp chờ ở máy này.")),
        (http(503, '{"sentence": "Ổ đĩa bận."}'.encode()), Outcome(LaneState.TROUBLE, "Ổ đĩa bận.")),
        (http(500), Outcome(LaneState.TROUBLE, "Máy chủ cấp trên không nhận tệp (500); hãy báo kỹ thuật.")),
        (http(409, b'{"sentence": "x"}'), Outcome(LaneState.EMPTY)),
        (http(401, b'{"sentence": "x"}'), Unwelcome),
        (http(200, b"<html>Wi-Fi</html>"), LineDown),
        (http(302), LineDown),
        (http(502), LineDown),
        (http(429), LineDown),
        (
            b"HTTP/1.1 201 Created\r\nTus-Resumable: 1.0.0\r\nLocation: /v2/files/x\r\nUpload-Offset: 9\r\n\r\n",
            LineDown,
        ),
        (b"HTTP/1.1 201 Created\r\nTus-Resumable: 1.0.0\r\nLocation: /v2/files/x\r\n\r\n", LineDown),
        (b"HTTP/1.1 201 Created\r\nUpload-Offset: 5\r\n\r\n", LineDown),
    ],
)
def test_whatever_answers_no_file_is_taken_for_sent(seat: Seat, raw: bytes, expected: object) -> None:
    _, (file,) = sent(seat, 5)
    with answering(raw) as url:
        tus = Tus(url, session(Line(url, seat.way.token)), seat.clock)
        lane = FilesLane(seat.desk, tus, seat.arrived.append)
        try:
            if isinstance(expected, Outcome):
                assert lane.run_until(never) == expected
            else:
                with pytest.raises(expected):  # type: ignore[call-overload]
                    lane.run_until(never)
        finally:
            tus.close()
    assert (seat.arrived, seat.has(file), file_lane.standing(seat.desk).files) == ([], False, 1)
