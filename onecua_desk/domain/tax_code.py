"""The tax code of an organisation, read with doubt: warnings, never blocks.

Ten digits, the last of which is a check digit; thirteen for a dependent unit: the ten of its parent and three more,
written ``0100109106-001`` (TT 86/2024/TT-BTC Art. 5). Households and single persons carry their personal number of
twelve digits as tax code since 01/07/2025.
"""

from __future__ import annotations

import re

_SHAPE = re.compile(r"(\d{10})(-?\d{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_code_warnings(code: str) -> tuple[str, ...]:
    """What looks odd about a typed tax code, one sentence each; an empty one is not odd."""
    if not code or re.fullmatch(r"\d{12}", code):
        return ()
    found = _SHAPE.fullmatch(code)
    if not found:
        return ("Mã số thuế có 10 chữ số, đơn vị phụ thuộc 13 chữ số (0100109106-001).",)
    if check_digit(code[:9]) != int(code[9]):
        return ("Mã số thuế sai chữ số kiểm tra; hãy so lại.",)
    return ()


def check_digit(first: str) -> int:
    """The tenth digit of a tax code with the nine digits ``first``; 10 where no code begins with them."""
    return 10 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True)) % 11
