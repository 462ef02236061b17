"""What one paper says, ready for the fields and tables of its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onecua_desk.domain.ruleset import FormKind, ruleset_named
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.words import clean, day_in_words, unbroken


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: ``cells`` one text a column, ``lines`` the same row as one sentence for lists."""

    cells: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]

    @classmethod
    def numbered(cls, rows: Iterable[Sequence[str]], lines: Iterable[str]) -> Rows:
        """The number of each row stands in a column before ``rows``."""
        cells = tuple((str(place), *map(_set, row)) for place, row in enumerate(rows, start=1))
        return cls(cells, tuple(map(_set, lines)))


@dataclass(frozen=True, slots=True)
class Content:
    """The cleaned values of one paper of ``letter``.

    ``texts``: a value for every field of the form, empty where there is none; ``tables``: for every table. ``mark``
    tells this paper from others of its form in the name of its file, so it is nothing personal. ``note`` is said of
    the ``code`` in its block.
    """

    letter: Letter
    ruleset: str
    mark: str
    author: str
    texts: Mapping[str, str]
    tables: Mapping[str, Rows]
    code: str
    note: str


def content(
    letter: Letter,
    ruleset: str,
    texts: Mapping[str, str],
    tables: Mapping[str, Rows] | None = None,
    *,
    mark: str,
    author: str,
    code: str = "",
    note: str = "",
) -> Content:
    """The texts cleaned, and the words of the rule set beside them; ``lien`` is each copy's own."""
    rules = ruleset_named(ruleset)
    control = rules.forms[FormKind.CONTROL_SLIP].title
    titles = {
        "lien": "",
        "ten_bo_phan": rules.desk_name,
        "viet_tat": _initials(rules.desk_name),
        "ten_phieu_kiem_soat": control,
    }
    if letter in _FORMS:
        titles["ten_mau"] = rules.forms[_FORMS[letter]].title
    said = {name: _set(text) for name, text in texts.items()}
    return Content(letter, ruleset, clean(mark), clean(author), titles | said, tables or {}, clean(code), clean(note))


def _set(text: str) -> str:
    return unbroken(clean(text))


def _initials(name: str) -> str:
    """``"TTPVHCC"``, as the numbers of papers end; a joining word has none."""
    return "".join(word[0] for word in name.split() if word != "và").upper()


_FORMS = {
    Letter.SLIP: FormKind.SLIP,
    Letter.SLIP_ROLL: FormKind.SLIP,
    Letter.SUPPLEMENT: FormKind.SUPPLEMENT,
    Letter.REFUSAL: FormKind.REFUSAL,
    Letter.APOLOGY: FormKind.APOLOGY,
    Letter.STOP: FormKind.STOP,
    Letter.CONTROL_SLIP: FormKind.CONTROL_SLIP,
}


class Citizen(Protocol):
    """The part of a paper's values that says who it is for."""

    @property
    def applicant(self) -> str: ...
    @property
    def organisation(self) -> bool: ...
    @property
    def address(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def procedure(self) -> str: ...
    @property
    def code(self) -> str: ...


def citizen_texts(value: Citizen, number: str) -> dict[str, str]:
    """``number``: the personal number, or the tax code of an organisation."""
    return {
        "ho_ten": value.applicant,
        "xung_ho": "quý cơ quan, tổ chức" if value.organisation else "Ông/Bà",
        "so_dinh_danh": "" if value.organisation else number,
        "ma_so_thue": number if value.organisation else "",
        "dia_chi": value.address,
        "dien_thoai": value.phone,
        "email": value.email,
        "thu_tuc": value.procedure,
        "ma_ho_so": value.code,
    }


def desk_texts(parent: str, centre: str, place: str, day: date) -> dict[str, str]:
    """The body that gives the paper, and where and when it does."""
    dated = day_in_words(day)
    return {
        "don_vi": parent,
        "trung_tam": centre,
        "noi_ngay": f"{place}, {dated}" if clean(place) else dated.capitalize(),
    }


def without_ending(number: str) -> str:
    """``"12-Q1/HDHS"`` as the field {so}: the ending is the template's."""
    return number.partition("/")[0]
