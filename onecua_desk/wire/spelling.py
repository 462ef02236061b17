"""Texts that no context knows, spelled out: by words, these by digits or letters; fingerprints as their bytes."""

from __future__ import annotations

import re
from typing import Any

from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.contexts import FINGERPRINT, Contexts, Key

MOST_STEPS = 96 * 1024
"""Values, words and letters in one frame: a few hostile bytes must not keep the reader busy."""

_DIGITS = re.compile("[0-9]{3,24}")
_PERSON, _PERSONAL, _FIRST = 12, 6, 3
_WORD, _LETTER, _DIGIT = 16, 16, 2
"""How much one sight of a word, a letter, a digit counts."""


class Speller:
    """``second``: the second word of the text that was spelled last, in a Vietnamese name what tells the sex."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self.second = ""
        self.left = MOST_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise Garbled("a frame that says too much")

    def text(self, place: Key, text: str | None) -> str:
        """The reader passes ``None``."""
        seen = self._contexts
        if seen.bit(("print", place), text is not None and FINGERPRINT.fullmatch(text) is not None, 4000):
            return self._fingerprint(place, text or "")
        words = (text or "").split(" ")
        count = seen.choose("words", (("words", place), "words"), len(words), lambda one: seen.number("words", one), 8)
        if count < 1:
            raise Garbled("a text without a word")
        self.spend(count)
        found, before = [], ""
        for number in range(count):
            before = self._word(place, number, before, words[number] if text is not None else None)
            found.append(before)
        if count > 1:
            self.second = found[1]
        return " ".join(found)

    def _fingerprint(self, place: Key, text: str) -> str:
        size = self._contexts.number(("print", place), len(text) // 2)
        self.spend(size)
        return self._contexts.plain(size * 8, int(text or "0", 16)).to_bytes(size).hex()

    def _word(self, place: Key, number: int, before: str, word: str | None) -> str:
        seen = self._contexts
        if seen.bit(("digits", place), word is not None and _DIGITS.fullmatch(word) is not None):
            return self._digits(place, word)
        keys = (("w", place, number, before), ("w", place, number), ("w", before), "w")
        return str(seen.choose(("w", place), keys, word, lambda one: self._spelled(place, one), _WORD))

    def _spelled(self, place: Key, word: str | None) -> str:
        seen = self._contexts
        length = seen.choose("l", (("l", place), "l"), len(word or ""), lambda one: seen.number("l", one), 8)
        self.spend(length)
        found = "  "
        for at in range(length):
            letter = word[at] if word is not None else None
            keys = (("c", found[-2:]), ("c", found[-1]), "c")
            found += seen.choose("c", keys, letter, self._letter, _LETTER)
        return found[2:]

    def _letter(self, letter: Any) -> str:
        code = self._contexts.plain(21, ord(letter) if letter else 0)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise Garbled("no such letter")
        return chr(code)

    def _digits(self, place: Key, word: str | None) -> str:
        """A number as digits: the first ones by their odds (of a personal number the province, the sex and the year of
        birth, of a phone its operator), the others as they are."""
        seen = self._contexts
        length = seen.choose("d", (("d", place), "d"), len(word or ""), lambda one: seen.number("d", one), 8)
        self.spend(length)
        found = ""
        for at in range(min(length, _PERSONAL if length == _PERSON else _FIRST)):
            before = found if at < _FIRST else found[_FIRST:] or self.second
            keys = (("d", place, length, at, before), ("d", at))
            found += seen.choose(("d", at), keys, word and word[at], self._digit, _DIGIT)
        while left := min(4, length - len(found)):
            part = seen.coder.even(10**left, int(word[len(found) : len(found) + left]) if word else 0)
            found += f"{part:0{left}}"
        return found

    def _digit(self, digit: Any) -> str:
        return str(self._contexts.coder.even(10, int(digit or 0)))
