"""Writes a table to the file that an official chose: all of it or nothing, and in one sentence why not."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.exports.csv_file import write_csv
from onecua_desk.exports.table import Stop, Stopped, Table, Told
from onecua_desk.exports.xlsx import write_xlsx
from onecua_desk.refused import sentences
from onecua_desk.whole_file import readable_by_all, whole


def _nothing(_done: int, _of: int) -> None:
    pass


def _never() -> bool:
    return False


def write_table(table: Table, path: Path, told: Told = _nothing, stopped: Stop = _never) -> bool:
    """The suffix of ``path`` decides the kind: CSV, else Excel. False: it was stopped, ``path`` is as it was.

    ``UserError`` where the disk refuses: it is full, or Excel has the file open.
    """
    write = write_csv if path.suffix.lower() == ".csv" else write_xlsx
    try:
        with sentences("Không ghi được tệp", path), whole(path) as file:
            write(table, file, told, stopped)
            readable_by_all(file)
    except Stopped:
        return False
    return True
