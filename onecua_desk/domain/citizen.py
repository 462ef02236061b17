"""The citizen card's QR text and the personal number, read with doubt: warnings, never blocks.

QR of the chip card: ``number|old number|name|ddMMyyyy|Nam or Nữ|address|ddMMyyyy of issue``; cards since 01/07/2024
carry more fields behind these seven, which are not read here. Personal number ``PPP G YY NNNNNN``: NĐ 137/2015/NĐ-CP
Art. 13; it has no check digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError

FIELD = "card"
_TELEX = re.compile(r"aa|ee|oo|dd|[aou]w|[a-z][sfrxj]\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[0-9?�\[\]{}<>_=+*/\\^~`@#$%&]")


@dataclass(frozen=True, slots=True)
class Card:
    """The seven fields of a citizen card."""

    number: str
    old_number: str
    name: str
    born: date
    sex: str
    address: str
    issued: date


def looks_like_card(scan: str) -> bool:
    """Whether a scan is meant to be a citizen card, whole or not."""
    return scan.count("|") >= 2


def read_card(scan: str, today: date) -> Card:
    """The card in ``scan``; ``UserError(field="card")`` names what is wrong with it and what to do."""
    parts = [clean(part) for part in scan.split("|")]
    if len(parts) < 7:
        raise _error("Mã QR quét bị thiếu (máy quét đọc chưa hết thẻ). Hãy quét lại, giữ thẻ thẳng và yên.")
    number, old, name, born_text, sex, address, issued_text = parts[:7]
    if not re.fullmatch(r"[0-9]{12}", number) or not re.fullmatch(r"([0-9]{9}|[0-9]{12})?", old):
        raise _error("Số định danh trong mã QR không đúng 12 chữ số. Hãy quét lại hoặc nhập tay từ thẻ.")
    if sex not in {"Nam", "Nữ"} or not name or _NOT_A_NAME.search(name) or _typed_as_telex(f"{name} {address}"):
        raise _error("Bộ gõ tiếng Việt đã làm sai chữ khi quét. Hãy chuyển bộ gõ sang tiếng Anh (EN) rồi quét lại.")
    born, issued = _day(born_text, "Ngày sinh"), _day(issued_text, "Ngày cấp")
    if not born <= issued <= today:
        raise _error("Ngày sinh, ngày cấp trong mã QR không hợp lý. Hãy kiểm tra đồng hồ máy tính, hoặc nhập tay.")
    return Card(number, old, name, born, sex, address, issued)


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
    warnings = []
    century, female = 19 + int(number[3]) // 2, int(number[3]) % 2 == 1
    if born and (born.year // 100 != century or f"{born.year % 100:02d}" != number[4:6]):
        warnings.append(f"Số định danh ứng với năm sinh {century}{number[4:6]}, khác ngày sinh đã nhập.")
    if sex and (sex == "Nữ") != female:
        warnings.append(f"Số định danh ứng với giới tính {'Nữ' if female else 'Nam'}, khác thẻ.")
    return tuple(warnings)


def masked(number: str) -> str:
    """A personal number as lists show it: ``"0010••••3456"``; shorter ones hide four signs at least as well."""
    if len(number) < 9:
        return "•" * max(0, len(number) - 2) + number[-2:]
    return f"{number[: min(4, len(number) - 8)]}••••{number[-4:]}"
