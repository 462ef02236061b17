"""Opening the desk's database, its transactions, and what can go wrong with the file as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from onecua_desk.errors import UserError
from onecua_desk.refused import reason
from onecua_desk.store import copied
from onecua_desk.store.migrations import migrate

FILE = "desk.sqlite3"
BACKUPS = "backup"

WAITS = 20
"""Seconds that a save waits for another one; 5,000 lines of an older register take half a core 2.2."""

SMALLEST = 512
"""Bytes: the smallest page that a database can have."""

_SENTENCES = {
    sqlite3.SQLITE_CORRUPT: "Tệp dữ liệu {path} bị hỏng. Không ghi gì thêm; hãy báo kỹ thuật khôi phục từ bản sao lưu.",
    sqlite3.SQLITE_NOTADB: "Tệp {path} không phải là dữ liệu của chương trình. Không ghi gì vào đó; hãy báo kỹ thuật.",
    sqlite3.SQLITE_READONLY: "Không được quyền ghi vào {path}. Hãy báo kỹ thuật kiểm tra quyền của thư mục dữ liệu.",
    sqlite3.SQLITE_CANTOPEN: "Không mở được {path}. Hãy báo kỹ thuật kiểm tra thư mục dữ liệu.",
    sqlite3.SQLITE_FULL: "Ổ đĩa đã đầy, chưa ghi được gì. Hãy xóa bớt tệp không cần rồi làm lại thao tác vừa rồi.",
    sqlite3.SQLITE_IOERR: "Ổ đĩa báo lỗi khi đọc hoặc ghi {path}. Chưa ghi được gì; hãy báo kỹ thuật.",
    sqlite3.SQLITE_BUSY: "Dữ liệu đang bận (có thể đang sao lưu). Hãy thử lại sau vài giây.",
}


class Store:
    """One desk's database. Open it with ``open_store``; close it when the program ends."""

    def __init__(self, folder: Path, engine: Engine, lock: sqlite3.Connection) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._engine = engine
        self._lock = lock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the file and never waits for a writer."""
        with as_sentences(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on the disk when the block ends, or not at all."""
        with (
            as_sentences(self.path),
            self._engine.connect() as connection,
            connection.execution_options(write=True).begin(),
        ):
            yield connection

    def backup(self, target: Path) -> None:
        """Copy the whole database, consistently and while others read and write, into the new file ``target``."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with as_sentences(target), self._engine.connect() as connection:
                copy_database(_driver(connection), target)
        except OSError as error:
            raise UserError(
                f"Không sao lưu được vào {target.parent}: {reason(error)}. Hãy chọn thư mục khác."
            ) from error

    def close(self) -> None:
        self._engine.dispose()
        self._lock.close()


def open_store(folder: Path) -> Store:
    """The database in ``folder``, made when missing, migrated when older; ``UserError`` when it cannot be used."""
    path = folder / FILE
    with as_sentences(path):
        _make(folder)
        lock = _take_lock(folder)
        engine = _engine(path)
        try:
            _create_or_refuse_empty(path)
            _check_and_migrate(engine, path)
        except BaseException:
            engine.dispose()
            lock.close()
            raise
    return Store(folder, engine, lock)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Không tạo được thư mục dữ liệu {folder}: {reason(error)}.") from error


def _create_or_refuse_empty(path: Path) -> None:
    """Make a new database under another name first: an empty file under its own is then one that lost its content."""
    if path.exists():
        if path.stat().st_size < SMALLEST:
            raise UserError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(path=path))
        return
    if any((path.parent / BACKUPS).glob("*.sqlite3")):
        raise UserError(
            f"Không thấy {path} nhưng thư mục {BACKUPS} còn bản sao lưu. Chưa tạo gì mới; hãy báo kỹ thuật khôi phục."
        )
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    driver = sqlite3.connect(new, isolation_level=None)
    try:
        migrate(driver, before=lambda _: None)
    finally:
        driver.close()
    new.replace(path)


def _take_lock(folder: Path) -> sqlite3.Connection:
    """A lock that the system lets go when the process dies, held through SQLite so that it is the same everywhere."""
    lock = sqlite3.connect(folder / "desk.lock", isolation_level=None, timeout=0, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise UserError(
                "Chương trình đang mở trên dữ liệu này. Hãy dùng cửa sổ đã mở, hoặc đóng nó trước."
            ) from None
        raise
    return lock


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": WAITS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(driver: Any, _record: Any) -> None:
    # recursive_triggers: without it a REPLACE takes an event out of the log and no trigger sees it.
    # cache_size: half a MiB of pages for each thread's connection; the system keeps the file in memory as it is.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "recursive_triggers=ON",
        "cache_size=-512",
    ):
        driver.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # Without this, the driver begins late and two threads can read the same counter before either writes it.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _check_and_migrate(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        driver = _driver(connection)
        _refuse_truncated(driver, path)
        migrate(driver, before=lambda number: copy_database(driver, path.with_name(f"before-{number}.sqlite3")))
        driver.execute("DELETE FROM setting WHERE 0")  # said now when the file may only be read, not after a form


def _refuse_truncated(driver: sqlite3.Connection, path: Path) -> None:
    # An integrity check reads the whole file: seconds on an old disk, so it belongs to `check`, not to every start.
    pages, size = (driver.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    in_wal = path.with_name(path.name + "-wal")
    if not (in_wal.exists() and in_wal.stat().st_size) and path.stat().st_size < pages * size:
        raise UserError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(path=path))


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Through a temporary name, so that a copy that was cut off never looks like a good one; it says that it is one."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    with_target = sqlite3.connect(part)
    try:
        source.backup(with_target)
        whole = with_target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if whole:
            with_target.execute("PRAGMA journal_mode=MEMORY")  # one file, whatever is carried away with it
            with with_target:
                copied.mark_copy(with_target)
    finally:
        with_target.close()
    if not whole:
        part.unlink()
        raise UserError("Dữ liệu có chỗ hỏng nên không sao lưu đè lên bản tốt; hãy báo kỹ thuật ngay.")
    part.replace(target)


@contextmanager
def as_sentences(path: Path) -> Iterator[None]:
    """Turn what the disk or the file did wrong into a ``UserError``; our own mistakes stay what they are."""
    try:
        yield
    except DBAPIError as error:
        raise _sentence(error.orig, path) or error from error
    except sqlite3.Error as error:
        raise _sentence(error, path) or error from error


def _sentence(error: BaseException | None, path: Path) -> UserError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and "decode" in str(error):  # a text column that is no UTF-8: sqlite3 gives it no code
        code = sqlite3.SQLITE_CORRUPT
    known = _SENTENCES.get(code & 0xFF) if code is not None else None
    return UserError(known.format(path=path)) if known else None
