"""Fonts inside an SVG file: its text is text, and has the right glyphs wherever it is shown."""

from __future__ import annotations

import base64
import html
import io
import logging
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from scenes.theme.css import css_string
from scenes.theme.typefaces import family_of, typeface

WRITTEN = re.compile(r'<(?:text|tspan)[^>]*style="([^"]*)"[^>]*>([^<]*)<')
FAMILY = re.compile(r"font-family: '([^']*)'")


@dataclass(frozen=True, order=True)
class Face:
    """One of the fonts of a file.

    Attributes
    ----------
    family : str
    bold, italic : bool
    """

    family: str
    bold: bool = False
    italic: bool = False

    @property
    def file(self) -> Path:
        """Its file: of a typeface in use, or of Matplotlib's mathematics."""
        written = typeface(self.family)
        if written is not None:
            return written.truetype(bold=self.bold)
        from matplotlib.font_manager import FontProperties, findfont

        wanted = FontProperties(family=self.family, weight="bold" if self.bold else "normal")
        wanted.set_style("italic" if self.italic else "normal")
        return Path(findfont(wanted))

    @property
    def weight(self) -> int:
        """Its weight, as style sheets count."""
        return 600 if self.bold else 400

    def data(self, characters: set[str]) -> str:
        """Return what it needs for some characters, a WOFF in base 64."""
        return base64.b64encode(subset_of(self.file, characters)).decode()

    def rule(self, characters: set[str]) -> str:
        """Write the rule that embeds what it needs for some characters."""
        return (
            f"@font-face{{font-family:{css_string(self.family)};font-weight:{self.weight};"
            f"font-style:{'italic' if self.italic else 'normal'};"
            f"src:url(data:font/woff;base64,{self.data(characters)}) format('woff')}}"
        )


def faces_in(svg: str) -> dict[Face, set[str]]:
    """Find which fonts an SVG's text needs, and for which characters."""
    needed: dict[Face, set[str]] = defaultdict(set)
    for style, inside in WRITTEN.findall(svg):
        found = FAMILY.search(style)
        bold, italic = "font-weight: 600" in style, "font-style: italic" in style
        for character in html.unescape(inside):
            if found is None or character.isspace():
                continue
            family = found[1] if typeface(found[1]) is None else family_of(character)
            needed[Face(family, bold, italic)].add(character)
    return dict(needed)


def with_fonts(svg: str) -> str:
    """Embed what an SVG's text needs of the fonts, as ``@font-face`` rules with data URIs."""
    # A family that holds one character also gives the space beside it.
    rules = [face.rule(letters | {" "}) for face, letters in sorted(faces_in(svg).items())]
    style = f'<style type="text/css">{"".join(rules)}</style>'
    return svg.replace("<defs>", f"<defs>\n  {style}", 1)


def subset_of(file: Path, characters: set[str]) -> bytes:
    """Cut a font down to some characters, as WOFF."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    # It tells of every table that it cuts, and Manim shows whatever is told.
    logging.getLogger("fontTools.subset").setLevel(logging.WARNING)
    # Lazily: what no character needs, such as the kerning of all others, is never read.
    with TTFont(file, recalcTimestamp=False, lazy=True) as font:
        options = Options()
        options.layout_features = ["kern", "mark", "mkmk"]
        options.drop_tables += ["FFTM"]  # a tool's own time stamps
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
