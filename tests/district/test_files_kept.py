"""Files on the district's disk: what is missing is noticed and asked for again, what has no room is said."""

from __future__ import annotations

from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy import func, insert, select

from onecua_desk.district.__main__ import main
from onecua_desk.district.access import Desk, enrol
from onecua_desk.district.database import District
from onecua_desk.district.files import mentions, shelf, uploads
from onecua_desk.district.files.shelf import Shelf
from onecua_desk.district.files.wanted import check_files, wanted
from onecua_desk.district.tables import event, file_mention, upload
from tests.district.sending_files import NAME, SCAN, Bytes, attached, mine, parts
from tests.district.writing import BareDesk, wire
from tests.district_fixture import NOW, UNIT, EnrolledDistrict

__all__ = ["mine"]


def test_full_but_of_another_content_is_not_taken_for_whole(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    (enrolled.district.files / "incoming" / place.rpartition("/")[2]).write_bytes(bytes(len(SCAN)))
    assert mine.offer().status_code == 460
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).status_code == 404
    mine.begin()


def test_an_upload_that_is_given_up_is_gone(mine: Bytes, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    assert (mine.ask("DELETE", place, {}).status_code, parts(enrolled)) == (204, 0)
    assert mine.send(place, 0, b"x").status_code == 404


def test_a_part_that_nobody_went_on_with_is_given_up(mine: Bytes, desk: BareDesk, enrolled: EnrolledDistrict) -> None:
    place = mine.begin()
    mine.send(place, 0, b"x")
    later = replace(enrolled.district, now=lambda: enrolled.district.now() + uploads.LASTS * 2)
    assert desk.verdict(desk.wire(3, attached(b"y"), about=1)).status == "accepted"
    unit = desk.enrolment.unit.code
    uploads.offer(later, Desk(desk.device, unit), sha256(b"y").hexdigest(), 1)
    assert (parts(enrolled), mine.ask("HEAD", place, {}).status_code) == (1, 404)


def test_a_folder_that_has_gone_away_is_503_and_nothing_is_made_in_its_place(
    mine: Bytes, enrolled: EnrolledDistrict
) -> None:
    mine.send(mine.begin(), 0, SCAN)
    folder = enrolled.district.files
    folder.rename(folder.with_name("away"))
    answer = mine.offer()
    assert (answer.status_code, answer.json()["sentence"]) == (
        503,
        "Máy chủ cấp trên chưa mở được kho tệp (ổ đĩa chưa gắn?); tệp chờ ở máy này.",
    )
    assert not folder.exists()
    folder.with_name("away").rename(folder)
    assert mine.offer().headers["Upload-Offset"] == str(len(SCAN))


def test_a_disk_without_room_is_507(mine: Bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SPARE", 2**62)
    assert (mine.offer().status_code, "sắp đầy" in mine.offer().json()["sentence"]) == (507, True)


def test_a_unit_that_has_used_up_its_room_is_507(mine: Bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UNIT_LARGEST", len(SCAN) - 1)
    assert (mine.offer().status_code, "hết phần" in mine.offer().json()["sentence"]) == (507, True)


def test_a_lost_or_damaged_file_is_asked_for_again_and_comes_again(
    mine: Bytes, desk: BareDesk, second_desk: BareDesk, enrolled: EnrolledDistrict
) -> None:
    district, other = enrolled.district, Random(6).randbytes(500)
    desk.verdict(desk.wire(3, attached(other), about=1))
    for content in (SCAN, other):
        mine.send(mine.begin(content), 0, content)
    assert list(check_files(district)) == ["Đã kiểm tra 2 tệp, 0 tệp thiếu hoặc hỏng."]
    place = district.files / "unit-H02_15_23" / NAME[:2] / NAME[2:]
    place.write_bytes(SCAN[:-1] + b"x")
    lines = list(check_files(district))
    assert lines[-1] == "Đã kiểm tra 2 tệp, 1 tệp thiếu hoặc hỏng."
    with district.read() as connection:
        assert (wanted(connection, desk.device), wanted(connection, second_desk.device)) == ((NAME,), ())
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).status_code == 404
    mine.send(mine.begin(), 0, SCAN)
    with district.read() as connection:
        assert (wanted(connection, desk.device), connection.scalar(select(func.count()).select_from(upload))) == ((), 0)
    assert place.read_bytes() == SCAN


def test_a_database_put_back_from_a_backup_finds_the_files_that_the_folder_has(
    mine: Bytes, enrolled: EnrolledDistrict
) -> None:
    place = enrolled.district.files / "unit-H02_15_23" / NAME[:2]
    place.mkdir(parents=True)
    (place / NAME[2:]).write_bytes(SCAN)
    assert mine.offer().headers["Upload-Offset"] == str(len(SCAN))
    assert mine.ask("GET", f"/v2/files/{NAME}", {}).content == SCAN


def test_files_are_kept_count_of_in_both_kinds_of_database(database: District, tmp_path: Path) -> None:
    enrol(database, asdict(UNIT), 1, "http://127.0.0.1:1")
    district, desk = replace(database, files=tmp_path / "store"), Desk(2, UNIT.code)
    with district.write() as connection:
        mentions.note(connection, UNIT.code, [wire(2, 5, attached(SCAN), (2, 1)), wire(2, 6, attached(SCAN), (2, 1))])
    begun = uploads.offer(district, desk, NAME, len(SCAN))
    Shelf(district.files).part(begun.id).write_bytes(SCAN)
    uploads.touch(district, begun.id)
    assert uploads.find(district, desk, begun.id).whole
    assert uploads.offer(district, desk, NAME, len(SCAN)).id == NAME
    Shelf(district.files).path(UNIT.code, NAME).unlink()
    assert list(check_files(district))[-1] == "Đã kiểm tra 1 tệp, 1 tệp thiếu hoặc hỏng."
    with district.read() as connection:
        assert wanted(connection, 2) == (NAME,)


def test_a_district_of_the_first_version_knows_which_files_its_events_name(database: District) -> None:
    enrol(database, asdict(UNIT), 1, "http://127.0.0.1:1")
    with database.write() as connection:
        named = wire(2, 2, attached(SCAN), (2, 1))
        row = {"unit": UNIT.code, "dossier_device": 2, "dossier_seq": 1, "received_at": NOW, "day": NOW.date()}
        for seq, place, sentence in ((2, 1, ""), (3, None, "x")):
            told = {"content": msgspec.json.encode(named), "digest": b"", "tag": b"t" * 8 if place else None}
            key = {"device": 2, "seq": seq, "position": place, "sentence": sentence}
            connection.execute(insert(event).values(**row, **told, **key))
        mentions.backfill(connection)
        assert connection.execute(select(file_mention.c.seq, file_mention.c.sha256)).all() == [(2, NAME)]


def test_the_command_checks_the_folder(
    mine: Bytes, enrolled: EnrolledDistrict, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.send(mine.begin(), 0, SCAN)
    folder = enrolled.district.files
    assert main(["check-files", "--folder", str(folder.parent)]) == 0
    assert capsys.readouterr().out == "Đã kiểm tra 1 tệp, 0 tệp thiếu hoặc hỏng.\n"
    assert main(["check-files", "--folder", str(folder.parent), "--files", str(folder / "nowhere")]) == 1
    assert "chưa mở được kho tệp" in capsys.readouterr().err
