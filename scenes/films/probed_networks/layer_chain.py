"""What an input goes through, in a row: the present place is lit, arrows lead to the next.

The row moves as a whole: above a picture, or to the feet of columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE = 26.0
"""Of the names in 16:9, where there is room."""
ARROW = 0.55
"""Length of an arrow where there is room, in frame units of 16:9."""
BETWEEN = 0.12
"""Between an arrow and a name, likewise."""
HEAD = 0.09
"""Half the height of an arrow's head, likewise."""
FAINT = 0.45
"""Opacity of what is not lit."""


class LayerChain(VGroup):
    """Names and the arrows between them.

    Parameters
    ----------
    names : sequence of str
        In the language of the film.
    room : Area
        Where they stand at first, from its left edge.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    at_home : array (names, 2)
        Their middles there.
    size : float
        Of the letters there.
    """

    def __init__(self, names: Sequence[str], room: Area, stage: Stage, theme: Theme) -> None:
        self.scale_of_frame = stage.scale
        self.names = [centred([name], stage.text_size(SIZE), theme.text) for name in names]
        self.widths = np.array([name.width for name in self.names])
        self.forms = [name.points.copy() for name in self.names]  # on one line, about the origin
        gap = (ARROW + 2 * BETWEEN) * stage.scale
        wide = float(self.widths.sum()) + gap * (len(names) - 1)
        self.size = min(1.0, float(room.size[0]) / wide)
        left = np.cumsum(self.widths + gap) - self.widths - gap
        middles = float(room.low[0]) + self.size * (left + self.widths / 2)
        self.at_home = np.column_stack([middles, np.full(len(names), room.centre[1])])
        self.arrows = [VMobject(stroke_width=0, fill_color=theme.muted) for _ in names[1:]]
        self.lit = np.zeros(len(names))
        super().__init__(*self.names, *self.arrows)
        self.put(self.at_home, self.size)

    def put(self, middles: np.ndarray, size: float, seen: np.ndarray | float = 1.0) -> LayerChain:
        """Stand the names around middles (names, 2), letters of a size, each as far as seen."""
        self.middles, self.now = middles, size
        self.seen = np.broadcast_to(np.asarray(seen, dtype=float), len(middles))
        for name, form, (x, y) in zip(self.names, self.forms, middles, strict=True):
            name.points = size * form + at(x, y)
        room = BETWEEN * self.scale_of_frame * size
        for k, arrow in enumerate(self.arrows):
            ends = middles[k : k + 2, 0] + [1, -1] * (size * self.widths[k : k + 2] / 2 + room)
            left, right = ends.tolist()
            arrow.points = self._arrow(left, right, float(middles[k : k + 2, 1].mean()), size)
        return self.light(self.lit)

    def light(self, lit: np.ndarray) -> LayerChain:
        """Light each name as far as told, array (names,) from 0 to 1."""
        self.lit = lit
        bright = self.seen * (FAINT + (1 - FAINT) * lit)
        for name, opacity in zip(self.names, bright.tolist(), strict=True):
            name.set_opacity(opacity)
        for k, arrow in enumerate(self.arrows):
            arrow.set_fill(opacity=float(self.seen[k : k + 2].min()))
        return self

    def light_up(self, place: float) -> LayerChain:
        """Light the name at a place alone, or two of them in part where it is between."""
        return self.light(np.maximum(1 - np.abs(place - np.arange(len(self.names))), 0.0))

    def _arrow(self, left: float, right: float, y: float, size: float) -> np.ndarray:
        head = HEAD * self.scale_of_frame * size
        neck, thin = max(right - 1.6 * head, left), 0.2 * head
        if right - left < 1.6 * head:
            return np.empty((0, 3))
        outline = np.array(
            [[left, -thin], [neck, -thin], [neck, -head], [right, 0], [neck, head], [neck, thin],
             [left, thin]]
        ) + [0, y]  # fmt: skip
        return as_points(straight(outline, np.roll(outline, -1, axis=0)))
