"""What was asked for as a question to the index of words, or as conditions on the rows of dossiers.

The index (``dossier_search`` in ``migrations.py``) knows the words of a name and of a procedure, folded and as they
were written, the first word of a name, the days of receipt and appointment and the number of the procedure. A letter
of Unicode's private areas stands before, or for, all but the words of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_

from onecua_desk.domain.asked import Asked, parted
from onecua_desk.domain.text import fold
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_search

_IN_PROCEDURE, _FIRST, _DAYS, _SIGNS = "\ue002", "\ue003", 0xF0000, 0x100000
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), 0xFFFFD
_MOMENTS = (table.c.received_at, table.c.due)


def matches(query: str) -> ColumnElement[bool]:
    return dossier_search.c.dossier_search.op("MATCH", is_comparison=True)(query)


def in_names(asked: Asked, *, accents: bool = False) -> str:
    """An FTS5 query for all that was asked for but its ``number``, its words in the applicant's name alone.

    ``accents``: just those typed where a word has some, otherwise any.
    """
    return _query(asked, _quoted, accents)


def anywhere(asked: Asked, *, accents: bool = False) -> str:
    """The same with each word in the name or in the procedure."""
    return _query(asked, _in_either, accents)


def has_accents(asked: Asked) -> bool:
    return any(fold(word) != word for word in asked.words)


def beginning(name: str, *, whole: bool = False) -> tuple[str, ColumnElement[bool]] | None:
    """A query for names that begin with ``name`` (or are it), and the condition on what it finds.

    ``None`` where there is no word in it.
    """
    said, star = " ".join(fold(name).split()), "" if whole else "*"
    words = parted(said)
    if not words:
        return None
    terms = [_quoted(_FIRST + words[0], star if len(words) == 1 else ""), *_words(words[1:], _quoted, star)]
    return " AND ".join(terms), table.c.fold.startswith(f"{said} " if whole else said, autoescape=True)


def said_in(asked: Asked, procedure: str) -> bool:
    """Whether all words that were asked for are words of the folded name of one procedure."""
    own = parted(procedure)
    *whole, last = map(fold, asked.words)
    return all(word in own for word in whole) and any(word.startswith(last) for word in own)


def exactly(asked: Asked, text: str) -> bool:
    """Whether ``text``, which has all words, has them with just the accents that were typed."""
    own = {*parted(text), *parted(fold(text))}
    *whole, last = asked.words
    return all(word in own for word in whole) and any(word.startswith(last) for word in own)


def on_days(days: Sequence[date]) -> str:
    """A query for what was received, or is due, on one of ``days``."""
    return "(" + " OR ".join(_quoted(_day(day)) for day in days) + ")"


def on_rows(asked: Asked) -> ColumnElement[bool]:
    """The same as ``anywhere`` without the index, for a handful of rows."""
    said = " " + func.replace(table.c.fold, "'", " ") + " "
    words = _words(tuple(map(fold, asked.words)), lambda word, star: f" {word}" + ("" if star else " "), "*")
    conditions = [
        *(func.instr(said, word) > 0 for word in words),
        *(or_(*(column.like(f"{day}T%") for day in days for column in _MOMENTS)) for days in asked.days),
        *(table.c.procedure.like(f"{number}%") for number in asked.procedures),
    ]
    return and_(True, *conditions)


_Term = Callable[[str, str], str]


def _query(asked: Asked, term: _Term, accents: bool) -> str:
    words = asked.words if accents else tuple(map(fold, asked.words))
    return " AND ".join((*_words(words, term, "*"), *_marks(asked)))


def _words(words: Sequence[str], term: _Term, star: str) -> Iterator[str]:
    """All words must occur; the last one may be unfinished."""
    yield from (term(word, "") for word in words[:-1])
    if words:
        yield term(words[-1], star)


def _marks(asked: Asked) -> Iterator[str]:
    yield from map(on_days, asked.days)
    for number in asked.procedures:
        yield _quoted(_sign(number))


def _in_either(word: str, star: str) -> str:
    return f"({_quoted(word, star)} OR {_quoted(_IN_PROCEDURE + word, star)})"


def _quoted(word: str, star: str = "") -> str:
    return f'"{word}"{star}'


def _day(day: date) -> str:
    """One of its own until 2179; what is typed beyond is no day of any dossier."""
    return chr(min(max(_DAYS, _DAYS + (day - _FIRST_DAY).days), _LAST_DAY))


def _sign(number: str) -> str:
    """Of "1.001193"."""
    figures = number.replace(".", "")
    return chr(_SIGNS + int(figures[:4])) + chr(_SIGNS + int(figures[4:]))
