"""Sentences, formulas and live numbers, in the typefaces in use; formulas in Typst's own."""

from __future__ import annotations

import ctypes
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import manimpango
import numpy as np
from manim import MathTypst, Text, VGroup, VMobject, tempconfig

from scenes.languages.language import translate
from scenes.mobjects.pango_outlines import UnusualSvgError, pango_outlines
from scenes.theme.typefaces import families_of, typefaces


@cache
def _register(font: Path) -> None:
    """Register a font with Pango, even after it has written: it looks for fonts only once."""
    manimpango.register_font(str(font))
    pango = ctypes.CDLL(manimpango.cmanimpango.__file__)  # and the libraries it is linked to
    pango.pango_cairo_font_map_set_default(None)


FORMULAS = "New Computer Modern Math"
"""Typst's own font."""
QUOTED = re.compile(r'"([^"]*)"')


def sentence(template: str, size: float, colour: str, *, bold: bool = False, **values: Any) -> Text:
    """Set one or several lines of words, in the language of the film.

    Parameters
    ----------
    template : str
        In English, with a field in braces for each of `values`; lines are divided by newlines.
    size : float
        Manim's font size: 24 stands about 31 pixels tall at 1080p.
    colour : str
    bold : bool
        Semi-bold.
    **values
        What stands in the fields.

    Raises
    ------
    WarpreelError
        If the language has no words for it.
    """
    return verbatim(translate(template, **values), size, colour, bold=bold)


def verbatim(text: str, size: float, colour: str, *, bold: bool = False) -> Text:
    """Set text as it is, such as a name that a user has given, as a single outline.

    Manim's own text is an object for each letter, twice over, which every animation copies.
    """
    return _outline(text, size, bold, families_of(text)).copy().set_fill(colour, opacity=1)


@lru_cache(maxsize=1024)
def _outline(text: str, size: float, bold: bool, families: tuple[str, ...]) -> Text:
    """Outline a text once for each choice of typefaces; `families` tells them apart."""
    return OutlinedText(text, size, letters(text, size, bold=bold))


class OutlinedText(Text):
    """A text as a single outline.

    Parameters
    ----------
    text : str
    size : float
        Manim's font size.
    outlines : list of array (points, 3)
        Of its parts.
    """

    def __init__(self, text: str, size: float, outlines: list[np.ndarray]) -> None:
        # Text would set it, letter by letter.
        VMobject.__init__(self, fill_opacity=1, stroke_width=0)
        self.original_text = self.text = text
        self.points = np.concatenate([np.empty((0, 3)), *outlines])
        self.chars = VGroup()
        self.initial_height, self._font_size = self.height, size


LINE_SPACING = 0.6
"""What is added between lines, as a share of the size."""
STRUT = "|"
"""No letter stands higher or lower."""


@lru_cache(maxsize=1024)
def _centred(lines: tuple[str, ...], size: float, families: tuple[str, ...]) -> Text:
    rows = []
    for number, line in enumerate(lines):
        strut, *glyphs = letters(STRUT + line, size)
        points = np.concatenate(glyphs)
        middle = (points[:, 0].min() + points[:, 0].max()) / 2
        low, high = strut[:, 1].min(), strut[:, 1].max()
        leading = 1.12 * number * (high - low)
        rows.append(points - [middle, (low + high) / 2 + leading, 0])
    return OutlinedText("\n".join(lines), size, rows)


def centred(lines: list[str], size: float, colour: str) -> Text:
    """Set lines of text one below the other, each in the middle, as a single outline."""
    families = families_of("".join(lines))
    return _centred(tuple(lines), size, families).copy().set_fill(colour, opacity=1)


def letters(text: str, size: float, *, bold: bool = False) -> list[np.ndarray]:
    """Set text about its middle, and return an outline (points, 3) for each letter."""
    for typeface in typefaces():
        _register(typeface.file(bold=False))
        _register(typeface.file(bold=True))
    font, weight = ", ".join(families_of(text)), "SEMIBOLD" if bold else "NORMAL"
    try:
        return pango_outlines(text, font, size, weight, LINE_SPACING)
    except UnusualSvgError:
        pass
    # Manim breaks lines at the width of the film in pixels, whatever the size of the text.
    with tempconfig({"pixel_width": 10_000}):
        words = Text(
            text,
            font=font,
            warn_missing_font=False,  # it takes a list of families for the name of one
            font_size=size,
            weight=weight,
            line_spacing=LINE_SPACING,
        )
    return [letter.points for letter in words.submobjects]


def formula(math: str, size: float, colour: str) -> MathTypst:
    """Set a formula, written in Typst's math mode.

    Words in quotation marks are said in the language of the film, if it has words for them; names
    of functions stay as they are.
    """
    said = QUOTED.sub(lambda quoted: translate('"{words}"', words=quoted[1]), math)
    # Looking through fonts takes Typst longer than setting a formula.
    families = () if said.isascii() else tuple(each.family for each in typefaces())
    return _formula(said, size, colour, families).copy()


@lru_cache(maxsize=1024)
def _formula(math: str, size: float, colour: str, families: tuple[str, ...]) -> MathTypst:
    """Set a formula once, with fonts for letters that Typst's own lack."""
    options: dict[str, Any] = {}
    if families:
        names = ", ".join(f'"{name}"' for name in (FORMULAS, *families))
        options = {
            "font_paths": sorted({str(each.file(bold=False).parent) for each in typefaces()}),
            "typst_preamble": f"#show math.equation: set text(font: ({names}))",
        }
    found = MathTypst(math, font_size=size, color=colour, use_svg_cache=False, **options)
    for part in found.get_family():
        part.__dict__.pop("path_obj", None)  # from which it was made; animations would copy it
    return found


DIGITS, POWERS = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
GLYPHS = f"{DIGITS}.,+−%°×÷e∞=≈<>→()⁻{POWERS}"


@lru_cache(maxsize=4)
def _glyphs(bold: bool, families: tuple[str, ...]) -> dict[str, tuple[np.ndarray, float]]:
    """Return outline and advance of each character at font size 1; digits are equally wide."""
    set_once = letters(GLYPHS, 96, bold=bold)
    outlines = {c: points / 96 for c, points in zip(GLYPHS, set_once, strict=True)}
    floor = outlines["1"][:, 1].min()
    widths = {c: float(np.ptp(points[:, 0])) for c, points in outlines.items()}
    widest = {kind: max(widths[c] for c in kind) for kind in (DIGITS, POWERS)}
    gap = 0.12 * widest[DIGITS]
    glyphs = {}
    for c, points in outlines.items():
        room = next((widest[kind] for kind in (DIGITS, POWERS) if c in kind), widths[c])
        advance = room + gap * (0.6 if c in POWERS else 1.0)
        start = points[:, 0].min() - (advance - widths[c]) / 2
        glyphs[c] = (points - [start, floor, 0], advance)
    glyphs[" "] = (np.empty((0, 3)), 0.5 * widest[DIGITS])
    return glyphs


def number_outline(text: str, size: float, *, bold: bool = True, align: float = 0.0) -> np.ndarray:
    """Set a number, made of digits, signs and `GLYPHS`, as points (n, 3) about the origin.

    Digits are equally wide, so that nothing jitters as they change. It begins at the origin if
    `align` is 0, stands in the middle of it at 0.5, and ends there at 1.
    """
    glyphs = _glyphs(bold, families_of(GLYPHS))
    x, parts = 0.0, [np.empty((0, 3))]
    for character in text.replace("-", "−"):
        points, advance = glyphs[character]
        parts.append(points + [x, 0, 0])
        x += advance
    outline = np.concatenate(parts)
    if len(outline):
        outline[:, 0] -= (1 - align) * outline[:, 0].min() + align * x
    return outline * size


class LiveNumber(VMobject):
    """A number that changes in place, as one outline.

    Parameters
    ----------
    size : float
        Manim's font size.
    colour : str
    bold : bool
        Semi-bold.
    align : float
        What stands in its place: its left end (0), its middle (0.5), or its right end (1).
    """

    def __init__(self, size: float, colour: str, *, bold: bool = True, align: float = 0.0) -> None:
        super().__init__(fill_color=colour, fill_opacity=1, stroke_width=0)
        self.size, self.bold, self.align = size, bold, align
        self.start = np.zeros(3)

    def place(self, start: np.ndarray) -> LiveNumber:
        """Set where the number stands, by its lower edge."""
        self.start = np.asarray(start, dtype=float)
        return self

    def write(self, text: str) -> LiveNumber:
        """Write `text`, made of digits, signs and `GLYPHS`; nothing if it is empty."""
        outline = number_outline(text, self.size, bold=self.bold, align=self.align)
        self.points = outline + self.start
        return self
