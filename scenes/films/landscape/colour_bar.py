"""A bar that says which colours stand for which numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Group

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.theme.theme import Theme

SHADES = 64


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
    ) -> None:
        low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        bar = HeatMap(low, high, colours)
        shades = colours.low + (colours.high - colours.low) * (np.arange(SHADES) + 0.5) / SHADES
        bar.set_values(shades[:, None])
        heading = sentence(title, size, theme.muted)
        heading.move_to(at(low[0], high[1] + 0.14), aligned_edge=np.array([-1.0, -1.0, 0.0]))
        super().__init__(bar, heading)
        for value, words in marks:
            share = (value - colours.low) / (colours.high - colours.low)
            place = at(high[0], low[1] + share * (high[1] - low[1]))
            self.add(sentence(words, size, theme.text).next_to(place, RIGHT, buff=0.12))
