"""Taking an older register over: every line becomes a dossier with the dates and the state that it has there.

All of it is written in one transaction or nothing is. A line that was taken over before is passed over, so the same
file can be read again when it has grown. A number of the right form stays the dossier's code, because it is on paper;
any other line gets the next code of its day from this desk's own slice, so that no desk and no server has given it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.parts import Official
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.register import NEEDED, RegisterLine
from onecua_desk.domain.text import fold
from onecua_desk.errors import UserError
from onecua_desk.imports.columns import Mapped, find_heads, guess
from onecua_desk.imports.reading import Row, RowError, read_rows
from onecua_desk.imports.register_rows import read_line
from onecua_desk.services import identity
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.identity import Identity
from onecua_desk.services.register_facts import Ground, history
from onecua_desk.store import catalogue, log, register
from onecua_desk.store.register import Written

_TRIES = 3
MOST_LINES = 10_000
"""Writing more at once would hold the counter's own saving up for too long."""
_EVERY = 100
"""Lines between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Register:
    """A table as it was read. ``mapped``: what its columns were taken for, to be put right by a person."""

    name: str
    heads: Row
    rows: tuple[Row, ...]
    mapped: Mapped


@dataclass(frozen=True, slots=True)
class Preview:
    """What a register would become.

    ``fresh`` lines are not here yet, ``known`` are. ``unnamed``: how often each procedure occurs that the catalogue
    does not have; it keeps the name that the register gives it.
    """

    fresh: tuple[RegisterLine, ...]
    known: tuple[RegisterLine, ...]
    errors: tuple[RowError, ...]
    unnamed: Mapping[str, int]


def open_register(path: Path) -> Register:
    """``UserError`` when the file cannot be read as a table."""
    rows = read_rows(path)
    head = find_heads(rows)
    body = tuple(rows[head + 1 :])
    if not body:
        raise UserError(f"Tệp {path.name} chỉ có dòng tiêu đề, không có hồ sơ nào.")
    if len(body) > MOST_LINES:
        raise UserError(
            f"Tệp {path.name} có {len(body)} dòng; mỗi lần nhập nhiều nhất {MOST_LINES}, hãy tách theo năm."
        )
    return Register(path.name, rows[head], body, guess(rows[head]))


def look(desk: Desk, table: Register, mapped: Mapped) -> Preview:
    """Read every line as ``mapped`` says; nothing is written. ``UserError`` while a needed column is not named."""
    if missing := [field for field in NEEDED if field not in mapped]:
        raise UserError(f"Hãy chọn cột cho «{'», «'.join(missing)}».", field=missing[0])
    lines, errors = _read(table.rows, mapped, desk.now())
    with desk.store.read() as connection:
        here = _here(connection, lines, identity.of(connection))
        found = _by_name(catalogue.all_procedures(connection))
    unnamed = Counter(line.procedure for line in lines if _procedure(line, found) is None)
    fresh = tuple(line for line in lines if line.row not in here)
    known = tuple(line for line in lines if line.row in here)
    return Preview(fresh, known, tuple(sorted(errors, key=lambda error: error.row)), unnamed)


def take(
    desk: Desk,
    official: Official,
    lines: Sequence[RegisterLine],
    progress: Callable[[int, int], object] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Done[int] | None:
    """Write the lines down, those that are here already passed over; how many. ``None`` when it was stopped before.

    The work is done beforehand and only then written, so that the counter does not wait for it; where the counter wrote
    something meanwhile, it is done anew.
    """
    for _ in range(_TRIES):
        with desk.store.read() as connection:
            newest = register.newest(connection)
            made = _prepared(connection, desk, official, lines, progress, stopped)
        if made is None or stopped():
            return None
        with desk.store.write() as connection:
            if register.newest(connection) == newest:
                if made:
                    register.write(connection, made)
                return Done(len(made), Changes(frozenset(one.dossier.id for one in made)))
    raise UserError("Quầy đang nhận hồ sơ liên tục nên chưa nhập được; chưa ghi gì, hãy nhập lại lúc vắng.")


def _read(rows: Sequence[Row], mapped: Mapped, now: datetime) -> tuple[list[RegisterLine], list[RowError]]:
    lines: list[RegisterLine] = []
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    for row in rows:
        try:
            line = read_line(row, mapped, now)
        except UserError as error:
            errors.append(RowError(row.number, str(error)))
            continue
        if line.key in seen:
            errors.append(RowError(row.number, f"Trùng với dòng {seen[line.key]}: cùng số và ngày nhận."))
        else:
            seen[line.key] = row.number
            lines.append(line)
    return lines, errors


def _here(connection: Connection, lines: Sequence[RegisterLine], me: Identity) -> set[int]:
    """The rows of those lines that were taken over before, or whose dossier is here under its own code."""
    keys = register.imported_keys(connection)
    kept = register.known_codes(connection, [line.old_code for line in lines if keeps_code(line, me)])
    return {line.row for line in lines if line.key in keys or (line.old_code in kept and keeps_code(line, me))}


def keeps_code(line: RegisterLine, me: Identity) -> bool:
    """Whether the number of the register is a dossier code of this unit."""
    return line.old_code.startswith(f"{me.unit.code}-") and is_dossier_code(line.old_code)


def _prepared(
    connection: Connection,
    desk: Desk,
    official: Official,
    lines: Sequence[RegisterLine],
    progress: Callable[[int, int], object],
    stopped: Callable[[], bool],
) -> list[Written] | None:
    """Everything that is to be written, oldest first; ``None`` when it was stopped."""
    me = identity.of(connection)
    here = _here(connection, lines, me)
    fresh = sorted((line for line in lines if line.row not in here), key=lambda line: (line.received_at, line.row))
    found = _by_name(catalogue.all_procedures(connection))
    codes = {line.row: line.old_code for line in fresh if keeps_code(line, me)}
    ground = Ground(connection, me, desk.now(), official, set(codes.values()))
    seq = log.next_seq(connection, me.device)
    made: list[Written] = []
    for number, line in enumerate(fresh):
        if number % _EVERY == 0:
            progress(number, len(fresh))
            if stopped():
                return None
        code = codes.get(line.row) or ground.next_code(line)
        events = history(ground, line, _procedure(line, found), code, seq)
        seq += len(events)
        made.append(register.prepared(events))
    return made


def _by_name(procedures: Sequence[Procedure]) -> Mapping[str, Procedure]:
    """By code and by folded name; of several versions the newest."""
    return {key: one for one in procedures for key in (one.code, fold(one.name))}


def _procedure(line: RegisterLine, found: Mapping[str, Procedure]) -> Procedure | None:
    return found.get(line.procedure_code) or found.get(line.procedure) or found.get(fold(line.procedure))


def labels(heads: Row) -> list[str]:
    """The columns as a list to choose from shows them: ``"C: Ngày nhận"``."""
    return [f"{_letter(place)}: {head}" if head else _letter(place) for place, head in enumerate(heads.cells)]


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
