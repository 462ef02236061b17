"""Cuts the paper and screen faces out of the Debian fonts: ``python build_fonts.py FOLDER-OF-UNPACKED-PACKAGES``.

Needs fonttools, which is no dependency of the program; resources/fonts/README.md says how to call it and why.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

# ASCII, Latin-1 and Extended-A, ƀ ơ ư, every combining mark (the hill peoples write ê̆ ô̆ ơ̆ with U+0306),
# the Vietnamese block, dashes and quotes, per mille, primes, ₫, №, arrows, minus and comparisons, □ for "not drawable".
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0180,U+01A0-01A1,U+01AF-01B0,U+0300-036F,U+1EA0-1EF9,U+2009-2027,U+2030,U+2032-2033,"
    "U+2039-203A,U+20AB,U+2116,U+2122,U+2190-2193,U+2212,U+2264-2265,U+25A0-25A1,U+25CF"
)
SERIF = ("Regular", "Bold", "Italic")
SANS = ("Regular", "Medium", "SemiBold", "Bold")
ARROWS = "←↑→↓"
SIGNS = "▴▸▾◂✓✗☐☑●○■□⚠"
COMPARISONS = "−≤≥"


def cut(font: TTFont, *, hinting: bool) -> None:
    """Keep the letters above, with kerning, mark positions and figures of one width."""
    options = Options(
        hinting=hinting, layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"], notdef_outline=True
    )
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(LETTERS))
    subsetter.subset(font)


def rename(font: TTFont, old: str, new: str) -> None:
    """Give a changed font a name of its own: "Liberation" is reserved, and an installed Noto Sans must not be hit."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 18, 20, 21):
            text = (
                str(record)
                .replace("Ascender - ", "")
                .replace(old, new)
                .replace(old.replace(" ", ""), new.replace(" ", ""))
            )
            record.string = text


def borrow(font: TTFont, donor: TTFont, signs: str) -> None:
    """Copy the outlines of ``signs`` from another face of the same design grid; signs already there stay."""
    assert font["head"].unitsPerEm == donor["head"].unitsPerEm
    have, source, glyphs = font.getBestCmap(), donor.getBestCmap(), donor.getGlyphSet()
    for sign in (s for s in signs if ord(s) not in have):
        outline, pen, name = DecomposingRecordingPen(glyphs), TTGlyphPen(None), f"uni{ord(sign):04X}"
        glyphs[source[ord(sign)]].draw(outline)
        outline.replay(pen)
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (glyphs[source[ord(sign)]].width, 0)
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(font["glyf"][name], "xMin", 0))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def save(font: TTFont, name: str) -> None:
    """Write into ``resources/fonts``, with the upstream dates, so that the same input gives the same bytes."""
    font.recalcTimestamp = False
    font.save(Path(__file__).parent.with_name("resources") / "fonts" / name)


def main(unpacked: Path) -> None:
    """Write OnecuaSerif-*.ttf and OnecuaSans-*.ttf."""
    liberation, noto = unpacked / "usr/share/fonts/truetype/liberation2", unpacked / "usr/share/fonts/truetype/noto"
    for style in SERIF:
        font = TTFont(liberation / f"LiberationSerif-{style}.ttf")
        cut(font, hinting=False)
        rename(font, "Liberation Serif", "Onecua Serif")
        save(font, f"OnecuaSerif-{style}.ttf")
    for style in SANS:
        font = TTFont(noto / f"NotoSans-{style}.ttf")
        cut(font, hinting=True)
        borrow(font, TTFont(noto / f"NotoSansSymbols-{style}.ttf"), ARROWS)
        borrow(font, TTFont(noto / "NotoSansSymbols2-Regular.ttf"), SIGNS)
        borrow(font, TTFont(noto / "NotoSansMath-Regular.ttf"), COMPARISONS)
        rename(font, "Noto Sans", "Onecua Sans")
        save(font, f"OnecuaSans-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
