"""A bar that says which colours stand for which numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Group, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.theme.theme import Theme

SHADES = 64
POINTER = 0.17
"""Length of the marks that point at values, in frame units."""


class ColourBar(Group):
    """An upright bar of colours, with words beside it.

    Parameters
    ----------
    colours : ColourMap
    low, high : array (2,)
        Corners of the bar, in frame units; the words stand to its right.
    marks : sequence of (float, str)
        Values, and what stands beside them.
    title : str
        Above the bar.
    theme : Theme
    size : float
        Manim's font size.
    span : (float, float), optional
        The values at its ends; those of the colours by default.
    """

    def __init__(
        self,
        colours: ColourMap,
        low: np.ndarray,
        high: np.ndarray,
        marks: Sequence[tuple[float, str]],
        title: str,
        theme: Theme,
        *,
        size: float = 20,
        span: tuple[float, float] | None = None,
    ) -> None:
        low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        bar = HeatMap(low, high, colours)
        least, most = span or (colours.low, colours.high)
        shades = least + (most - least) * (np.arange(SHADES) + 0.5) / SHADES
        bar.set_values(shades[:, None])
        heading = sentence(title, size, theme.muted)
        heading.move_to(at(low[0], high[1] + 0.14), aligned_edge=np.array([-1.0, -1.0, 0.0]))
        super().__init__(bar, heading)
        self.low, self.tall, self.span = low, float(high[1] - low[1]), (least, most)
        self.pointer, self.true_pointer = (
            VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
            for colour in (theme.text, theme.loss)
        )
        for value, words in marks:
            share = (value - least) / (most - least)
            place = at(high[0], low[1] + share * (high[1] - low[1]))
            self.add(sentence(words, size, theme.text).next_to(place, RIGHT, buff=0.12))
        self.add(self.true_pointer, self.pointer)

    def point(self, value: float, true: float | None = None) -> None:
        """Point at the colour of a value, from the left, and in the colour of losses at another."""
        least, most = self.span
        for pointer, each in ((self.pointer, value), (self.true_pointer, true)):
            if each is None:
                pointer.points = np.zeros((0, 3))
                continue
            share = float(np.clip((each - least) / (most - least), 0, 1))
            tip = self.low + [-0.03, share * self.tall]
            corners = tip + POINTER * np.array([[0.0, 0.0], [-1.0, 0.6], [-1.0, -0.6]])
            pointer.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
