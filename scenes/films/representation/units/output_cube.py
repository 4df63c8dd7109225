"""The space of three units' outputs: a cube from −1 to +1, its axes named after the units."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

CORNERS = np.array(list(product((-1.0, 1.0), repeat=3)))
"""Of the cube, array (8, 3)."""
EDGES = np.array([(a, b) for a, b in combinations(CORNERS, 2) if np.abs(a - b).sum() == 2])
"""Between corners that differ in one unit, from −1 to +1, array (12, 2, 3)."""
AWAY = 0.42
"""Between an edge and what is written beside it, in frame units of 16:9."""
ENDS = (0.06, 0.94)
"""Where along an edge its ends are named."""


class OutputCube(VGroup):
    """A cube whose twelve edges are drawn; one for each unit is named, with its ends.

    Parameters
    ----------
    theme : Theme
    size : float
        Of the names, as Manim counts.
    scale : float
        Of distances, 1 in 16:9.
    """

    def __init__(self, theme: Theme, size: float, scale: float) -> None:
        self.away = AWAY * scale
        self.edges = VMobject(stroke_color=theme.text, stroke_width=2.5)
        self.axes = [
            [
                sentence("unit {k}", size, theme.highlight, k=str(k + 1)),
                *(LiveNumber(0.85 * size, theme.text).write(end) for end in ("−1", "+1")),
            ]
            for k in range(3)
        ]
        self.names = VGroup(*(word for words in self.axes for word in words))
        self.named: list[int] = []
        super().__init__(self.edges, self.names)
        self.ink(0.0, 0.0)

    def ink(self, edges: float, names: float) -> None:
        """Show edges and names as far as said."""
        self.edges.set_stroke(opacity=0.6 * edges)
        for name in self.names:
            name.set_fill(opacity=names)

    def place(self, see: Callable[[np.ndarray], np.ndarray]) -> None:
        """Draw it where its corners are seen; the edges named first stay the named ones.

        Parameters
        ----------
        see : callable
            Maps outputs (…, 3) into the frame (…, 2).
        """
        seen = see(EDGES)
        self.edges.points = as_points(straight(seen[:, 0], seen[:, 1]))
        middle = seen.mean(axis=(0, 1))
        if not self.named:
            self.named = [self._outermost(k, seen, middle) for k in range(3)]
        for edge, words in zip(self.named, self.axes, strict=True):
            start, end = seen[edge]
            along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
            away = np.array([-along[1], along[0]])
            away *= np.sign(away @ ((start + end) / 2 - middle)) or 1.0
            for word, share in zip(words, (0.5, *ENDS), strict=True):
                room = float(np.abs(away) @ [word.width, word.height]) / 2
                spot = start + share * (end - start) + (room + 0.35 * self.away) * away
                word.move_to(at(*spot))

    def _outermost(self, axis: int, seen: np.ndarray, middle: np.ndarray) -> int:
        """Return the edge along an axis that is furthest out, below rather than above."""
        along = np.flatnonzero(EDGES[:, 1, axis] != EDGES[:, 0, axis])
        out = np.linalg.norm(seen[along].mean(axis=1) - middle, axis=1)
        low = middle[1] - seen[along, :, 1].mean(axis=1)
        return int(along[(out + 0.3 * low).argmax()])
