"""Opening the district's database: made, brought up to date, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect, select, update

from onecua_desk.district.database import FILE, District, file_url, open_district
from onecua_desk.district.migrations import UPGRADES, migrate
from onecua_desk.district.tables import metadata, schema
from onecua_desk.errors import UserError
from tests.district_fixture import NOW


def _open(folder: Path) -> District:
    return open_district(file_url(folder), lambda: NOW)


def test_a_new_database_has_all_tables_and_the_newest_version(database: District) -> None:
    with database.read() as connection:
        assert set(inspect(connection).get_table_names()) == set(metadata.tables)
        assert connection.execute(select(schema.c.version)).scalars().all() == [len(UPGRADES) + 1]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        _open(tmp_path).close()


def test_an_older_database_takes_the_steps_that_it_lacks(database: District) -> None:
    phone = ("ALTER TABLE unit ADD COLUMN phone TEXT",)
    note = ("CREATE TABLE note (words TEXT NOT NULL)", "INSERT INTO note (words) VALUES ('đủ')")
    for upgrades in ((phone,), (phone, note), (phone, note)):
        with database.write() as connection:
            migrate(connection, NOW, UPGRADES + upgrades)
    with database.read() as connection:
        assert "phone" in {column["name"] for column in inspect(connection).get_columns("unit")}
        assert connection.exec_driver_sql("SELECT words FROM note").scalars().all() == ["đủ"]
        assert connection.execute(select(schema.c.version)).scalar_one() == len(UPGRADES) + 3


def test_a_reader_sees_one_moment_whatever_is_committed_between_its_queries(database: District) -> None:
    versions = select(schema.c.version)
    with database.read() as connection:
        before = connection.execute(versions).scalar_one()
        with database.write() as writing:
            writing.execute(update(schema).values(version=before + 1))
        assert connection.execute(versions).scalar_one() == before
    with database.read() as connection:
        assert connection.execute(versions).scalar_one() == before + 1


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    district = _open(tmp_path)
    with district.write() as connection:
        connection.execute(update(schema).values(version=99))
    district.close()
    with pytest.raises(UserError, match="bản mới hơn"):
        _open(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(UserError, match="Không mở được cơ sở dữ liệu"):
        _open(tmp_path)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "postgresql+psycopg://x@127.0.0.1:1/y?connect_timeout=2"])
def test_an_address_without_a_usable_database_is_refused(url: str) -> None:
    with pytest.raises(UserError):
        open_district(url, lambda: NOW)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="Không tạo được thư mục"):
        file_url(tmp_path / "file" / "folder")
