"""Sentences, formulas and live numbers, all in the fonts that come with the package."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import manimpango
import numpy as np
from manim import LEFT, MathTypst, Text, VGroup, VMobject, tempconfig

from scenes.mobjects.frame import at

FONT = "Inter"
FONTS = Path(__file__).parents[1] / "fonts"
for _file in sorted(FONTS.glob("*.otf")):
    manimpango.register_font(str(_file))


def sentence(text: str, size: float, colour: str, *, bold: bool = False) -> Text:
    """Set one or several lines of text, as a single outline.

    Manim's own text is an object for each letter, twice over, which every animation copies.

    Parameters
    ----------
    text : str
        Lines are divided by newlines.
    size : float
        Manim's font size: 24 stands about 31 pixels tall at 1080p.
    colour : str
    bold : bool
        Semi-bold.
    """
    return _outline(text, size, bold).copy().set_fill(colour, opacity=1)


@lru_cache(maxsize=1024)
def _outline(text: str, size: float, bold: bool) -> Text:
    line = letters(text, size, "#ffffff", bold=bold)
    line.points = np.concatenate([letter.points for letter in line.submobjects])
    line.submobjects, line.chars, line.id_to_vgroup_dict = [], VGroup(), {}
    return line.set_stroke(width=0)


def letters(text: str, size: float, colour: str, *, bold: bool = False) -> Text:
    """Set text as Manim does: an outline for each letter."""
    weight = "SEMIBOLD" if bold else "NORMAL"
    # Manim breaks lines at the width of the film in pixels, whatever the size of the text.
    with tempconfig({"pixel_width": 10_000}):
        return Text(text, font=FONT, font_size=size, color=colour, weight=weight, line_spacing=0.6)


def formula(math: str, size: float, colour: str) -> MathTypst:
    """Set a formula, written in Typst's math mode."""
    return MathTypst(math, font_size=size, color=colour)


GLYPHS = "0123456789.,+−%°×e"


@lru_cache(maxsize=2)
def _glyphs(bold: bool) -> dict[str, tuple[np.ndarray, float]]:
    """Give outline points and advance of each character at font size 1; digits are equally wide."""
    line = letters(GLYPHS, 96, "#ffffff", bold=bold)
    outlines = {c: glyph.points / 96 for c, glyph in zip(GLYPHS, line.submobjects, strict=True)}
    floor = outlines["1"][:, 1].min()
    widest = max(np.ptp(outlines[c][:, 0]) for c in "0123456789")
    gap = 0.12 * widest
    glyphs = {}
    for c, points in outlines.items():
        width = float(np.ptp(points[:, 0]))
        advance = float((widest if c.isdigit() else width) + gap)
        start = points[:, 0].min() - (advance - width) / 2
        glyphs[c] = (points - [start, floor, 0], advance)
    glyphs[" "] = (np.empty((0, 3)), 0.5 * widest)
    return glyphs


class LiveNumber(VMobject):
    """A number that changes in place: one outline, digits equally wide so that nothing jitters.

    Parameters
    ----------
    size : float
        Manim's font size.
    colour : str
    bold : bool
        Semi-bold.
    """

    def __init__(self, size: float, colour: str, *, bold: bool = True) -> None:
        super().__init__(fill_color=colour, fill_opacity=1, stroke_width=0)
        self.size, self.bold = size, bold
        self.start, self.ends_there = np.zeros(3), False

    def place(self, start: np.ndarray, *, ends_there: bool = False) -> LiveNumber:
        """Set where the number's lower left corner stands, or its lower right one."""
        self.start, self.ends_there = np.asarray(start, dtype=float), ends_there
        return self

    def write(self, text: str) -> LiveNumber:
        """Write `text`, made of digits, signs and `GLYPHS`; nothing if it is empty."""
        if not text:
            self.points = np.empty((0, 3))
            return self
        glyphs = _glyphs(self.bold)
        x, parts = 0.0, []
        for character in text.replace("-", "−"):
            points, advance = glyphs[character]
            parts.append(points + [x, 0, 0])
            x += advance
        outline = np.concatenate(parts)
        outline[:, 0] -= x if self.ends_there else outline[:, 0].min()
        self.points = outline * self.size + self.start
        return self


class Readout(VGroup):
    """A label with a live number below it.

    Parameters
    ----------
    label : str
    label_colour, number_colour : str
    start : array (3,)
        Upper left corner.
    """

    def __init__(
        self, label: str, label_colour: str, number_colour: str, start: np.ndarray
    ) -> None:
        title = sentence(label, 22, label_colour)
        title.move_to(start, aligned_edge=LEFT)
        self.number = LiveNumber(38, number_colour).place(np.asarray(start) + at(0, -0.64))
        super().__init__(title, self.number)

    def write(self, text: str) -> None:
        """Write the number."""
        self.number.write(text)
