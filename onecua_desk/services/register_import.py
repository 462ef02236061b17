"""Taking an older register over: every line becomes a dossier with the dates and the state that it has there.

All of it is written in one transaction or nothing is. A line that was taken over before is passed over, so the same
file can be read again when it has grown. A number of the right form stays the dossier's code, because it is on paper;
any other line gets the next code of its day from this desk's own slice, so that no desk and no server has given it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.domain.numbering import dossier_code, is_dossier_code, is_provisional
from onecua_desk.domain.parts import Official
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.register import NEEDED, RegisterLine
from onecua_desk.domain.text import fold
from onecua_desk.errors import UserError
from onecua_desk.imports.cells import column_letter
from onecua_desk.imports.columns import SEARCHED, Mapped, find_heads, guess
from onecua_desk.imports.reading import Row, RowError, read_rows
from onecua_desk.imports.register_rows import read_line, remark
from onecua_desk.imports.unpacking import Stop, Stopped
from onecua_desk.services import identity
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.identity import Identity
from onecua_desk.services.register_facts import Ground, history
from onecua_desk.store import catalogue, log, register
from onecua_desk.store.register import Batch, Newest

_TRIES = 3
MOST_LINES = 5_000
"""All of them are written in one transaction, for which the counter's own saving waits."""
_A_SECOND = 1_200
"""Lines that half a core takes over: 5,000 took 4.2 s there, of which the counter waited 2.2 s."""
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

    ``fresh`` lines are not here yet, ``known`` are; one whose number is another citizen's here is one of the
    ``errors``. ``unnamed``: how often each procedure occurs that the catalogue does not have; it keeps the name that
    the register gives it. ``remarks``: by row, what a person should look at in ``fresh`` lines. ``hidden``: how many
    rows of the table nobody sees there; they are read like the others.
    """

    fresh: tuple[RegisterLine, ...]
    known: tuple[RegisterLine, ...]
    errors: tuple[RowError, ...]
    unnamed: Mapping[str, int]
    remarks: Mapping[int, str]
    hidden: int


def open_register(path: Path, stopped: Stop = lambda: False) -> Register | None:
    """``None`` when it was stopped; ``UserError`` when the file cannot be read as a table."""
    try:
        rows = read_rows(path, SEARCHED + MOST_LINES + 1, stopped)
    except Stopped:
        return None
    head = find_heads(rows)
    body = tuple(rows[head + 1 :])
    if not body:
        raise UserError(f"Tệp {path.name} chỉ có dòng tiêu đề, không có hồ sơ nào.")
    if len(body) > MOST_LINES:
        most = f"{MOST_LINES:,}".replace(",", ".")
        raise UserError(
            f"Tệp {path.name} có hơn {most} hồ sơ, mỗi lần nhập nhiều nhất {most}. Hãy tách thành nhiều tệp theo năm "
            "hoặc tháng, tệp nào cũng có dòng tiêu đề, rồi nhập từng tệp."
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
        ground = Ground(connection, identity.of(connection), desk.now(), Official("", ""), set())
    fresh, too_long = _sendable(ground, [line for line in lines if line.row not in here], found)
    known = {line.row: line for line in lines if _is_of(line, here.get(line.row, ()))}
    others = [line for line in lines if line.row in here and line.row not in known]
    errors += [*too_long, *(RowError(line.row, _of_another(line, min(here[line.row]))) for line in others)]
    return Preview(
        fresh=fresh,
        known=tuple(known.values()),
        errors=tuple(sorted(errors, key=lambda error: error.row)),
        unnamed=Counter(line.procedure for line in lines if _procedure(line, found) is None),
        remarks=_remarks(table.rows, mapped, {line.row for line in fresh}),
        hidden=sum(row.hidden for row in table.rows),
    )


def seconds(preview: Preview) -> int:
    """How long taking its lines over may last."""
    return ceil(len(preview.fresh) / _A_SECOND)


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
            numbers = _numbers(connection)
            made = Batch(numbers.newest)
            ids = _prepare(connection, made, desk, official, lines, progress, stopped)
        if ids is None or stopped():
            return None
        with desk.store.write() as connection:
            if _numbers(connection) == numbers:
                made.write(connection)
                return Done(len(ids), Changes(ids))
    raise UserError("Quầy đang nhận hồ sơ liên tục nên chưa nhập được; chưa ghi gì, hãy nhập lại lúc vắng.")


class _Numbers(NamedTuple):
    """What the numbers of prepared events hang on: enrolling and a restored backup change it as the counter does."""

    me: Identity
    seq: int
    newest: Newest


def _numbers(connection: Connection) -> _Numbers:
    me = identity.of(connection)
    return _Numbers(me, log.next_seq(connection, me.device), register.newest(connection))


def _read(rows: Sequence[Row], mapped: Mapped, now: datetime) -> tuple[list[RegisterLine], list[RowError]]:
    lines: list[RegisterLine] = []
    errors: list[RowError] = []
    seen: dict[str, RegisterLine] = {}
    for row in rows:
        try:
            line = read_line(row, mapped, now)
        except UserError as error:
            errors.append(RowError(row.number, str(error)))
            continue
        if (first := seen.setdefault(line.key, line)) is line:
            lines.append(line)
        else:
            errors.append(RowError(row.number, _twice(line, first)))
    return lines, errors


def _sendable(
    ground: Ground, lines: Sequence[RegisterLine], found: Mapping[str, Procedure]
) -> tuple[tuple[RegisterLine, ...], list[RowError]]:
    """The lines whose facts are not longer than can be sent, and what is wrong with the others."""
    errors: dict[int, RowError] = {}
    for line in lines:
        code = dossier_code(ground.me.unit.code, line.received_at.date(), 1)  # as long as any other
        try:
            for event in history(ground, line, _procedure(line, found), code, 1):
                log.new_entry(event)
        except UserError as error:
            errors[line.row] = RowError(line.row, str(error))
    return tuple(line for line in lines if line.row not in errors), list(errors.values())


def _remarks(rows: Sequence[Row], mapped: Mapped, taken: Set[int]) -> dict[int, str]:
    remarks = {row.number: remark(row, mapped) for row in rows if row.number in taken}
    return {row: said for row, said in remarks.items() if said}


def _twice(line: RegisterLine, first: RegisterLine) -> str:
    name = first.applicant.name
    if _is_of(line, (name,)):
        return f"Trùng với dòng {first.row}."
    return _of_another(line, name, f" (dòng {first.row})")


def _of_another(line: RegisterLine, name: str, where: str = "") -> str:
    return f"Số {line.old_code} đã là của «{name}»{where}; hãy sửa số, hoặc tên, trong sổ."


def _here(connection: Connection, lines: Sequence[RegisterLine], me: Identity) -> dict[int, set[str]]:
    """The rows of those lines that were taken over before, or whose dossier is here under its own code; and whose."""
    keys = {line.row: line.key for line in lines}
    codes = {line.row: line.old_code for line in lines if keeps_code(line, me)}
    taken = register.names_of_lines(connection, list(keys.values()))
    kept = register.names_of_codes(connection, list(codes.values()))
    found = ((row, taken.get(key, kept.get(codes.get(row, "")))) for row, key in keys.items())
    return {row: names for row, names in found if names is not None}


def _is_of(line: RegisterLine, names: Iterable[str]) -> bool:
    """Whether the line's citizen is called one of ``names``, however they are written."""
    return fold(line.applicant.name) in map(fold, names)


def keeps_code(line: RegisterLine, me: Identity) -> bool:
    """Whether the number of the register is an official dossier code of this unit."""
    code = line.old_code
    return code.startswith(f"{me.unit.code}-") and is_dossier_code(code) and not is_provisional(code)


def _prepare(
    connection: Connection,
    made: Batch,
    desk: Desk,
    official: Official,
    lines: Sequence[RegisterLine],
    progress: Callable[[int, int], object],
    stopped: Callable[[], bool],
) -> frozenset[EventId] | None:
    """Put every line that is not here yet into ``made``, oldest first; the ids, or ``None`` when it was stopped."""
    me = identity.of(connection)
    here = _here(connection, lines, me)
    fresh = sorted((line for line in lines if line.row not in here), key=lambda line: (line.received_at, line.row))
    found = _by_name(catalogue.all_procedures(connection))
    codes = {line.row: line.old_code for line in fresh if keeps_code(line, me)}
    ground = Ground(connection, me, desk.now(), official, set(codes.values()))
    seq = log.next_seq(connection, me.device)
    ids: list[EventId] = []
    for number, line in enumerate(fresh):
        if number % _EVERY == 0:
            progress(number, len(fresh))
            if stopped():
                return None
        code = codes.get(line.row) or ground.next_code(line)
        events = history(ground, line, _procedure(line, found), code, seq)
        made.add(events)
        ids.append(events[0].id)
        seq += len(events)
    return frozenset(ids)


def _by_name(procedures: Sequence[Procedure]) -> Mapping[str, Procedure]:
    """By code and by folded name; of several versions the newest."""
    return {key: one for one in procedures for key in (one.code, fold(one.name))}


def _procedure(line: RegisterLine, found: Mapping[str, Procedure]) -> Procedure | None:
    return found.get(line.procedure_code) or found.get(line.procedure) or found.get(fold(line.procedure))


def labels(heads: Row) -> list[str]:
    """The columns as a list to choose from shows them: ``"C: Ngày nhận"``."""
    letters = [column_letter(place) for place in range(len(heads.cells))]
    return [f"{letter}: {head}" if head else letter for letter, head in zip(letters, heads.cells, strict=True)]
