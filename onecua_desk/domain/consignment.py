"""Numbers of postal items as they stand on the label of the post office.

UPU S10: two letters, eight digits, one check digit, the country (``EB123456785VN``). Domestic labels may have another
form, so a number is never refused for its shape; a check digit that is wrong is worth a second look.
"""

from __future__ import annotations

import re

from onecua_desk.domain.text import clean

_S10 = re.compile(r"[A-Z]{2}([0-9]{8})([0-9])[A-Z]{2}")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def tidy_consignment(text: str) -> str:
    """As it is kept: capitals without the gaps that people read it with."""
    return "".join(char for char in clean(text).upper() if char.isalnum() or char == "-")


def is_item_number(text: str) -> bool:
    """Whether ``text`` has the form of an S10 number, right or not."""
    return _S10.fullmatch(tidy_consignment(text)) is not None


def consignment_warning(text: str) -> str:
    """One sentence where a number of the S10 form contradicts its check digit; else empty."""
    found = _S10.fullmatch(tidy_consignment(text))
    if found is None or int(found[2]) == _check_digit(found[1]):
        return ""
    return "Số kiểm tra của số hiệu bưu gửi không khớp; hãy so lại với nhãn."


def _check_digit(digits: str) -> int:
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)
