"""Code 128 (ISO/IEC 15417): a code as the widths of its bars; what the paper needs of it, without a drawing library."""

from __future__ import annotations

# Of each symbol, in modules: bar, space, bar and so on. 0 to 102 are values, then three beginnings and the end.
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
    "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
    "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
    "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
    "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
    "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
    "211232 2331112 "
)
_WIDTHS = _TABLE.split()
_TO_C, _TO_B, _START_B, _START_C, _END = 99, 100, 104, 105, 106
_LETTERS = range(ord(" "), ord("~") + 1)


def bars(text: str) -> list[int]:
    """Widths in modules, a bar first and last; in between bars and spaces take turns.

    Letters that the code does not have are left out.
    """
    symbols = _symbols("".join(letter for letter in text if ord(letter) in _LETTERS))
    check = sum(symbol * max(place, 1) for place, symbol in enumerate(symbols)) % 103
    return [int(width) for symbol in (*symbols, check, _END) for width in _WIDTHS[symbol]]


def _symbols(text: str) -> list[int]:
    """As few as possible: by letters (set B), or two digits at a time (set C); from the end, the better of both."""
    letters: list[list[int]] = [[]]  # what follows from a place on, where the symbol before was of set B
    pairs: list[list[int]] = [[]]
    for place in reversed(range(len(text))):
        by_letter = [ord(text[place]) - ord(" "), *letters[-1]]
        pair = text[place : place + 2]
        by_pair = [int(pair), *pairs[-2]] if len(pair) == 2 and pair.isdigit() else [_TO_B, *by_letter]
        letters.append(min(by_letter, [_TO_C, *by_pair], key=len))
        pairs.append(min(by_pair, [_TO_B, *by_letter], key=len))
    return min([_START_B, *letters[-1]], [_START_C, *pairs[-1]], key=len)
