"""The citizen card's QR text and the personal number, read with doubt: warnings, never blocks.

QR of the chip card: ``number|old number|name|ddMMyyyy|Nam or Nữ|address|ddMMyyyy of issue``; cards since 01/07/2024
carry more fields behind these seven, the parents' names among them in an order that no source confirms: they are kept
as they came and fill nothing. Personal number ``PPP G YY NNNNNN``: NĐ 137/2015/NĐ-CP Art. 13; it has no check digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from onecua_desk.domain import garbled
from onecua_desk.domain.province import registered_in
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError

LONGEST = 600
"""Letters: a card has some 150, and what is longer would be mended for seconds."""
FIELD = "card"
_TELEX = re.compile(r"aa|ee|oo|dd|[aou]w|[a-z][sfrxj]\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[0-9?�\[\]{}<>_=+*/\\^~`@#$%&]")
_LOST = re.compile(r"[?\ufffd\u25a1]")
_UNMARKED = "Thẻ không có chữ nào có dấu: hãy so họ tên, địa chỉ với thẻ."


@dataclass(frozen=True, slots=True)
class Card:
    """The seven fields of a citizen card.

    ``extra``: what stands behind them, as it was scanned. ``note``: what the official should compare with the card.
    """

    number: str
    old_number: str
    name: str
    born: date
    sex: str
    address: str
    issued: date
    extra: str = ""
    note: str = ""


def is_name(text: str) -> bool:
    """Whether ``text`` has letters, and nothing that no name has: what somebody typed where a card was awaited."""
    return any(letter.isalpha() for letter in text) and all(
        unicodedata.category(letter)[0] in "LM" or letter in " .'’-" for letter in text
    )


def is_number(text: str) -> bool:
    """Whether ``text`` is a personal number typed alone: 12 figures, 9 of an old card, grouped or not."""
    figures = text.replace(" ", "")
    return figures.isascii() and figures.isdigit() and len(figures) in (9, 12)


def looks_like_card(scan: str) -> bool:
    """Whether a scan is meant to be a citizen card, whole or not."""
    return scan.count("|") >= 2


def read_card(scan: str, today: date) -> Card:
    """The card in ``scan``, mended where its letters came garbled and only one reading fits the shape of a card.

    ``UserError(field="card")`` names what is wrong with it and what to do.
    """
    if len(scan) > LONGEST:
        raise _error("Mã vừa quét dài khác thường, không phải thẻ căn cước. Hãy quét lại mặt có mã QR của thẻ.")
    try:
        return _read(scan, today)
    except UserError:
        cards = list(_mended(scan, today))
        if len({replace(card, note="") for card in cards}) != 1:
            raise
        return cards[0]


def _mended(scan: str, today: date) -> Iterator[Card]:
    for text, how in garbled.readings(scan):
        with suppress(UserError):
            yield replace(_read(text, today), note=how)


def _read(scan: str, today: date) -> Card:
    parts = [clean(part) for part in scan.split("|")]
    if len(parts) < 7:
        raise _error("Mã QR quét bị thiếu (máy quét đọc chưa hết thẻ). Hãy quét lại, giữ thẻ thẳng và yên.")
    number, old, name, born_text, sex, address, issued_text = parts[:7]
    if not re.fullmatch(r"[0-9]{12}", number) or not re.fullmatch(r"([0-9]{9}|[0-9]{12})?", old):
        raise _error("Số định danh trong mã QR không đúng 12 chữ số. Hãy quét lại hoặc nhập tay từ thẻ.")
    _check_letters(name, sex, address, scan)
    born, issued = _day(born_text, "Ngày sinh"), _day(issued_text, "Ngày cấp")
    if not born <= issued <= today:
        raise _error("Ngày sinh, ngày cấp trong mã QR không hợp lý. Hãy kiểm tra đồng hồ máy tính, hoặc nhập tay.")
    note = _UNMARKED if f"{name}{address}".isascii() else ""
    return Card(number, old, name, born, sex, address, issued, "|".join(parts[7:]), note)


def _check_letters(name: str, sex: str, address: str, scan: str) -> None:
    """``UserError`` says which of the two it was: letters lost by the scanner, or rewritten by an input method."""
    if _LOST.search(name + sex + address) or sex == "Nu":
        raise _error(garbled.LOST)
    wrong = sex not in {"Nam", "Nữ"} or not name or _NOT_A_NAME.search(name)
    if wrong or garbled.has_strange_letters(scan.lstrip("\ufeff\u200b")) or _typed_as_telex(f"{name} {address}"):
        raise _error(garbled.REWRITTEN)


def _typed_as_telex(text: str) -> bool:
    """Whether the marks became key strokes ("Nguyeenx"); a card of which no letter has a mark is rare in itself."""
    return text.isascii() and _TELEX.search(text) is not None


def _day(text: str, what: str) -> date:
    try:
        if len(text) == 8:
            return datetime.strptime(text, "%d%m%Y").date()
    except ValueError:
        pass
    raise _error(f"{what} trong mã QR («{text}») không phải là ngày có thật. Hãy quét lại hoặc nhập tay từ thẻ.")


def _error(sentence: str) -> UserError:
    return UserError(sentence, field=FIELD)


def number_warnings(number: str, born: date | None, sex: str) -> tuple[str, ...]:
    """What looks odd about a typed personal number, one sentence each; an empty number is not odd.

    Sex or birth data may have been corrected after the number was given, so these never stop anybody.
    """
    if not number:
        return ()
    if re.fullmatch(r"\d{9}|\d{10}|\d{13}", number):  # old identity card, tax codes
        return ()
    if not re.fullmatch(r"\d{12}", number):
        return ("Số định danh thường có 12 chữ số (CMND cũ: 9 chữ số).",)
    warnings = [] if registered_in(number) else [f"«{number[:3]}» không phải mã tỉnh, thành phố nào."]
    century, stated = 19 + int(number[3]) // 2, sex_of(number)
    if born and (born.year // 100 != century or f"{born.year % 100:02d}" != number[4:6]):
        warnings.append(f"Số định danh ứng với năm sinh {century}{number[4:6]}, khác ngày sinh đã nhập.")
    if sex and sex != stated:
        warnings.append(f"Số định danh ứng với giới tính {stated}, khác thẻ.")
    return tuple(warnings)


def sex_of(number: str) -> str:
    """``"Nam"`` or ``"Nữ"`` by the fourth digit of a personal number; empty where it is none."""
    return ("Nữ" if int(number[3]) % 2 else "Nam") if re.fullmatch(r"[0-9]{12}", number) else ""


def number_facts(number: str, today: date) -> str:
    """What a personal number says of its owner: ``"Nam, sinh 1990 (36 tuổi), Hà Nội"``; empty where it says nothing.

    The age is the one reached this year. The place is where the birth was registered. Old identity cards of nine
    digits say nothing; they are worth nothing since 01/01/2025 (Luật 26/2023/QH15 Art. 46).
    """
    if re.fullmatch(r"[0-9]{9}", number):
        return "Chứng minh nhân dân 9 số, hết giá trị từ 01/01/2025"
    sex = sex_of(number)
    if not sex:
        return ""
    born = (19 + int(number[3]) // 2) * 100 + int(number[4:6])
    age = f" ({today.year - born} tuổi)" if born <= today.year else ""
    facts = (sex, f"sinh {born}{age}", registered_in(number))
    return ", ".join(fact for fact in facts if fact)


def masked(number: str) -> str:
    """A personal number as lists show it: ``"0010••••3456"``; shorter ones hide four signs at least as well."""
    if len(number) < 9:
        return "•" * max(0, len(number) - 2) + number[-2:]
    return f"{number[: min(4, len(number) - 8)]}••••{number[-4:]}"
