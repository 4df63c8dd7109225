"""Fonts within an SVG: a subset of each face that its text needs."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from scenes.theme.svg_fonts import subset_of, with_fonts
from scenes.theme.typefaces import BUNDLED


def characters_by_family(svg: str) -> dict[str, set[str]]:
    """Return the characters that each embedded font holds."""
    held = {}
    for family, data in re.findall(r"font-family:'([^']*)'[^}]*base64,([^)]*)\)", svg):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            held[family] = {chr(code) for code in font.getBestCmap()}
    return held


def test_chinese_brings_its_own_font_and_a_subset_holds_what_is_written() -> None:
    style = "font-size: 8px; font-family: 'Inter', 'Noto Sans SC'"
    svg = with_fonts(f'<svg><defs></defs><text style="{style}">激活 σ</text></svg>')
    assert characters_by_family(svg) == {"Inter": {"σ", " "}, "Noto Sans SC": {"激", "活", " "}}


def test_of_the_kerning_that_of_the_characters_alone_is_kept() -> None:
    inter = next(each for each in BUNDLED if each.family == "Inter")
    with TTFont(io.BytesIO(subset_of(inter.regular, {"A", "V"}))) as few:
        (lookup,) = few["GPOS"].table.LookupList.Lookup
        kept = {glyph for part in lookup.SubTable for glyph in part.Coverage.glyphs}
        assert kept == {few.getBestCmap()[ord(character)] for character in "AV"}
