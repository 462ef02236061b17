"""Opening the district's database, SQLite or PostgreSQL, and its two kinds of transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from onecua_desk.district.migrations import migrate
from onecua_desk.errors import UserError
from onecua_desk.refused import reason

FILE = "district.sqlite3"
FOLDER = user_data_path("onecua-district", appauthor=False)

_WRITERS = 0x6F6E65637561
"""The advisory lock ("onecua") that every writing transaction takes first on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class District:
    """An open database, the clock and a folder: what every use case of the district needs.

    ``now`` gives naive Vietnam time; ``files`` is where the units' files lie, made when the first one comes.
    """

    engine: Engine
    now: Callable[[], datetime]
    files: Path

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment, however many queries it makes."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that runs alone among the writers, so that positions are handed out in the order of commit."""
        with self.engine.connect() as connection, connection.execution_options(write=True).begin():
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def file_url(folder: Path) -> URL:
    """The SQLite database in ``folder``, which is made when missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Không tạo được thư mục dữ liệu {folder}: {reason(error)}.") from error
    return URL.create("sqlite", database=str(folder / FILE))


def open_district(url: URL | str, now: Callable[[], datetime], files: Path | None = None) -> District:
    """The database at ``url``, its tables made or brought up to date; ``UserError`` when it cannot be used.

    ``files``: beside the SQLite file where nothing else is said, for PostgreSQL in the user's data folder.
    """
    engine = _engine(url)
    district = District(engine, now, files or _beside(engine.url))
    try:
        with district.write() as connection:
            migrate(connection, now())
    except DBAPIError as error:
        district.close()
        raise UserError(f"Không mở được cơ sở dữ liệu {engine.url!r}: {_first_line(error)}.") from error
    except BaseException:
        district.close()
        raise
    return district


def _beside(url: URL) -> Path:
    folder = Path(url.database or "").parent if url.drivername == "sqlite" else FOLDER
    return folder / "files"


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0].rstrip(".")


def _engine(url: URL | str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UserError("Địa chỉ cơ sở dữ liệu không đúng dạng; ví dụ: postgresql+psycopg://ten@may/onecua.") from None
    match parsed.drivername:
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql+psycopg":
            engine = create_engine(parsed, pool_pre_ping=True)
            event.listen(engine, "begin", _begin_postgresql)
            return engine
        case other:
            raise UserError(f"Chỉ dùng được sqlite hoặc postgresql+psycopg, không dùng được «{other}».")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(driver: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        driver.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("write"):
        # Let go only after the commit is visible; the next statement of the waiting transaction sees all of it.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
