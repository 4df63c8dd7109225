"""Fonts inside an SVG file: its text is text, and has the right glyphs wherever it is shown."""

from __future__ import annotations

import base64
import html
import io
import re
from collections import defaultdict

from scenes.typefaces import family_of, truetype_file

TEXT = re.compile(r'<text style="([^"]*)"[^>]*>(.*?)</text>', re.DOTALL)
HEAVY = re.compile(r"font-weight: (600|bold|semibold)|font: (600|bold|semibold)")


def with_fonts(svg: str) -> str:
    """Embed what an SVG's text needs of the fonts, as ``@font-face`` rules with data URIs."""
    needed: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for style, inside in TEXT.findall(svg):
        bold = HEAVY.search(style) is not None
        for character in html.unescape(re.sub(r"<[^>]*>", "", inside)):
            if not character.isspace():
                needed[family_of(character), bold].add(character)
    # A family that holds one character also gives the space beside it.
    rules = [
        _rule(family, bold, characters | {" "})
        for (family, bold), characters in sorted(needed.items())
    ]
    style = f'<style type="text/css">{"".join(rules)}</style>'
    return svg.replace("<defs>", f"<defs>\n  {style}", 1)


def _rule(family: str, bold: bool, characters: set[str]) -> str:
    data = base64.b64encode(subset_of(family, characters, bold=bold)).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{600 if bold else 400};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )


def subset_of(family: str, characters: set[str], *, bold: bool) -> bytes:
    """Cut a font down to some characters, as WOFF."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(truetype_file(family, bold=bold), recalcTimestamp=False) as font:
        options = Options()
        options.layout_features = ["kern", "mark", "mkmk"]
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
