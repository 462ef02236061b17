"""Vietnamese text: cleaned for keeping, folded for search and order."""

from __future__ import annotations

import unicodedata

_LONGEST_TOLD = 500
"""Signs of a sentence that another machine made: what is longer was not written for people."""


class _Plain(dict[int, str]):
    """What is left of each letter, by its number, without its marks; learnt when it is first met."""

    def __missing__(self, number: int) -> str:
        apart = unicodedata.normalize("NFD", chr(number))
        plain = self[number] = "".join(char for char in apart if not unicodedata.combining(char))
        return plain


_PLAIN = _Plain({ord("đ"): "d", ord("Đ"): "D"})


def clean(text: str) -> str:
    """``text`` in NFC, without control or direction marks, runs of white space as one space, trimmed.

    What a scanner, a clipboard or another keyboard brings along (BOM, CR, right-to-left marks) must not reach the log.
    """
    kept = (" " if char.isspace() else char for char in text if char.isspace() or _printable(char))
    # Composed last: a mark may have stood apart from its letter by one of the signs that were dropped.
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def told(sentence: str) -> str:
    """What another machine says, as one line to keep and to show; empty where nothing of it can be seen."""
    return clean(sentence[:_LONGEST_TOLD])


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def fold(text: str) -> str:
    """``text`` in lower case without any Vietnamese mark: ``"Đặng Thị Hà"`` and its NFD form give ``"dang thi ha"``.

    FTS5's own ``remove_diacritics`` keeps *đ*, which is a letter of its own in Unicode, so the folding is ours.
    """
    return unmarked(text.lower())


def unmarked(text: str) -> str:
    """``text`` without any Vietnamese mark: ``"Đặng Thị Hà"`` gives ``"Dang Thi Ha"``."""
    return unicodedata.normalize("NFC", text.translate(_PLAIN))


def capitalised(text: str) -> str:
    """Its first letter as a capital, the others as they are: ``"thứ Bảy"`` gives ``"Thứ Bảy"``."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The opposite: ``"Danh sách UBND"`` gives ``"danh sách UBND"``."""
    return text[:1].lower() + text[1:]


def sort_key(text: str) -> tuple[str, str]:
    """Order by the folded letters first, then by the marks, so that *Hà* and *Hạ* stand together."""
    return fold(text), unicodedata.normalize("NFD", text.lower())


def initials(text: str) -> str:
    """First letters of the folded words: ``"Đăng ký khai sinh"`` gives ``"dkks"``."""
    return "".join(word[0] for word in fold(text).split() if word[0].isalnum())


def digits(text: str) -> str:
    """Only the decimal digits of ``text``: ``"0912 345 678"`` gives ``"0912345678"``."""
    return "".join(char for char in text if char in "0123456789")
