"""What the keys of the Telex and VNI input methods make of a text, as UniKey and its kind do it.

Both work word by word: a mark key changes letters that were typed before it in the same word, and stays a plain letter
where it finds nothing to change. A figure, a bar, a full stop or a space ends the word under Telex.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = frozenset({_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT})
_VOWELS = frozenset("aeiouy")


class Method(StrEnum):
    """The two input methods in use at offices."""

    TELEX = "Telex"
    VNI = "VNI"


_TONE_KEYS = {
    Method.TELEX: {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT},
    Method.VNI: {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT},
}
#: Key of a shape: which letters take it, and what they take.
_SHAPE_KEYS = {
    Method.TELEX: {"a": [("a", _CIRCUMFLEX)], "e": [("e", _CIRCUMFLEX)], "o": [("o", _CIRCUMFLEX)],
                   "w": [("uo", _HORN), ("a", _BREVE)], "d": [("d", "")]},
    Method.VNI: {"6": [("aeo", _CIRCUMFLEX)], "7": [("uo", _HORN)], "8": [("a", _BREVE)], "9": [("d", "")]},
}  # fmt: skip
_WORDS = {Method.TELEX: re.compile(r"[^\W\d_]+"), Method.VNI: re.compile(r"[^\W\d_][^\W_]*")}


def typed(text: str, method: Method) -> str:
    """``text`` as it stands on the screen when its letters were pressed one by one under ``method``, in NFC."""
    return _WORDS[method].sub(lambda word: _typed_word(word[0], method), text)


def _typed_word(word: str, method: Method) -> str:
    letters: list[str] = []
    for key in word:
        if not (_take_shape(letters, key.lower(), method) or _take_tone(letters, key.lower(), method)):
            letters.append(unicodedata.normalize("NFD", key))
    _spread_horn(letters)
    return unicodedata.normalize("NFC", "".join(_tone_in_place(letters)))


def _spread_horn(letters: list[str]) -> None:
    """One horn key makes ``ươ`` of ``uo`` when more follows (hương); at the end of a word only ``uơ`` (thuở)."""
    for place in range(1, len(letters) - 1):
        if letters[place][0].lower() == "o" and _HORN in letters[place] and letters[place - 1].lower() == "u":
            _give(letters, place - 1, _HORN)


def _take_shape(letters: list[str], key: str, method: Method) -> bool:
    """The nearest letter before that takes this shape gets it."""
    for takers, mark in _SHAPE_KEYS[method].get(key, ()):
        for place in reversed(range(len(letters))):
            plain = letters[place][0].lower()
            if plain in takers and not _shaped(letters[place]):
                _give(letters, place, mark)
                return True
    return False


def _shaped(letter: str) -> bool:
    return letter in "đĐ" or any(mark in letter for mark in (_CIRCUMFLEX, _BREVE, _HORN))


def _give(letters: list[str], place: int, mark: str) -> None:
    letter = letters[place]
    letters[place] = letter[0] + mark + letter[1:] if mark else ("Đ" if letter.isupper() else "đ")


def _take_tone(letters: list[str], key: str, method: Method) -> bool:
    """The word gets one tone; the last one pressed counts."""
    tone = _TONE_KEYS[method].get(key)
    vowels = [place for place, letter in enumerate(letters) if letter[0].lower() in _VOWELS]
    if tone is None or not vowels:
        return False
    for place in vowels:
        letters[place] = "".join(sign for sign in letters[place] if sign not in _TONES)
    letters[vowels[-1]] += tone
    return True


def _tone_in_place(letters: list[str]) -> list[str]:
    """The tone where the old rule of spelling puts it, which the cards follow: hòa, thủy, toàn, quý, giữ."""
    carrier = next((place for place, letter in enumerate(letters) if _TONES & set(letter)), None)
    if carrier is None:
        return letters
    tone = next(sign for sign in letters[carrier] if sign in _TONES)
    bare = ["".join(sign for sign in letter if sign not in _TONES) for letter in letters]
    bare[_place_of_tone(bare)] += tone
    return bare


def _place_of_tone(letters: list[str]) -> int:
    """The last letter with a shape; else the last vowel before a consonant, or the last but one at the end."""
    plain = "".join(letter[0] for letter in letters).lower()
    vowels = [place for place, letter in enumerate(plain) if letter in _VOWELS]
    shaped = [place for place in vowels if len(letters[place]) > 1]
    if shaped:
        return shaped[-1]
    if len(vowels) > 1 and plain.startswith(("qu", "gi")):
        vowels = [place for place in vowels if place != 1]
    if len(vowels) == 1:
        return vowels[0]
    if vowels[-1] < len(plain) - 1:
        return vowels[-1]
    return vowels[-2]


_ONSET = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|nh|ng|ngh|p|ph|qu|r|s|t|th|tr|v|x|"
_RIME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă[ckmnpt]|ăng|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|"
    "ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iê[cmnptu]|iêng|yê[mntu]|yêng|o|oc|oi|om|on|ong|op|ot|"
    "oa|oac|oach|oai|oam|oan|oang|oanh|oap|oat|oay|oă[cmnt]|oăng|oe|oen|oeo|oet|ooc|oong|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|"
    "ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uênh|uy|uya|uych|uyên|uyêt|uynh|uyt|uyu|"
    "uô[cimnt]|uông|uơ|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươ[cimnptu]|ương|y"
)


@cache
def _syllable() -> re.Pattern[str]:
    """Made when first asked for: that takes milliseconds, and a good scanner never needs it."""
    return re.compile(f"({_ONSET})({_RIME})")


def is_syllable(word: str) -> bool:
    """Whether Vietnamese has a syllable of this spelling; a stopped one (-c, -ch, -p, -t) has only two tones."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in apart if sign in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
    if len(tones) > 1 or not _syllable().fullmatch(toneless):
        return False
    return not (tones and toneless.endswith(("c", "ch", "k", "p", "t"))) or tones[0] in {_ACUTE, _DOT}
