"""A plane of labelled points and the line at which a perceptron changes its answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Circle, VGroup, VMobject

from engine.experiments.perceptron import boundary
from engine.geometry.box import Box
from engine.geometry.regions import linear_regions, separators
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.mobjects.warp_panel import Picture, WarpPanel
from scenes.theme.theme import Theme

NO_LINES = np.zeros((0, 2, 2))
HALO = 9
"""Width of the dark edge around words, behind which a line may pass."""


class LinePanel(VGroup):
    """Points, the line w·(1, x) = 0, its two sides, and a ring that marks a point.

    Parameters
    ----------
    points : array (n, 2)
    labels : array (n,)
        0 or 1.
    theme : Theme
    centre : array (2,)
    width, height : float
        In frame units.
    radius : float
        Of a marker.
    margin : float
        Around the points, as a share of their spread.
    name_size : float
        Manim's font size of the names of the axes.
    named_left : bool
        Whether x₂ stands to the left of its axis.
    """

    def __init__(
        self,
        points: np.ndarray,
        labels: np.ndarray,
        theme: Theme,
        centre: np.ndarray,
        width: float,
        height: float,
        *,
        radius: float = 0.09,
        margin: float = 0.1,
        name_size: float = 26.0,
        named_left: bool = False,
    ) -> None:
        self.data, self.theme = np.asarray(points, dtype=float), theme
        self.panel = WarpPanel(labels, theme, centre, width, height, radius, bar=False)
        box = Box.around(self.data, margin)
        self.panel.look(self.panel.window_for(box.low, box.high, margin=0.03))
        half = self.panel.room / 2 / self.panel.window.scale
        self.box = Box(self.panel.window.centre - half, self.panel.window.centre + half)
        """All of the plane that is seen."""
        self.tint = self.panel.regions[0].get_fill_opacity()
        self.before = VMobject(fill_color=theme.colour_of(1), stroke_width=0)
        """What becomes class 0, as it was when all was class 1."""
        self.panel.regions.add(self.before)
        self.size = 3 * radius
        self.ring = Circle(self.size, color=theme.highlight, stroke_width=5, stroke_opacity=0)
        self.drops = VMobject(stroke_color=theme.highlight, stroke_width=3, fill_opacity=0)
        self._name_axes(name_size, -1 if named_left else 1)
        super().__init__(self.panel, self.drops, self.ring)
        self.draw(None)

    def _name_axes(self, size: float, side: int) -> None:
        """Write x₁ and x₂ at the ends of the axes, or of the edges if 0 is out of sight."""
        low, high, gap = self.panel.low, self.panel.high, size / 26
        origin = np.clip(self.place(np.zeros(2)), low + 0.1, high - 0.02 * size)
        names = [formula(f"x_{i}", size, self.theme.text) for i in (1, 2)]
        places = [
            (high[0] - 0.3 * gap, origin[1] + 0.22 * gap),
            (origin[0] + side * 0.55 * gap, high[1] - 0.25 * gap),
        ]
        for name, place in zip(names, places, strict=True):
            name.move_to(at(*place))
            # A line may pass behind it.
            self.panel.note.add(name.set_stroke(self.theme.panel, width=HALO, background=True))

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map points of the plane (…, 2) into the frame (…, 2)."""
        return self.panel.place(np.asarray(points, dtype=float))

    def draw(
        self,
        weights: np.ndarray | None,
        sizes: np.ndarray | float = 1.0,
        *,
        sides: bool = True,
        shown: float = 1.0,
        ink: float = 1.0,
    ) -> None:
        """Draw the line and what is on either side.

        Parameters
        ----------
        weights : array (3,), optional
            Bias first; without, there is no line.
        sizes : array (n,) or float
            Of the points, relative to their usual size.
        sides : bool
            Whether to colour them.
        shown : float
            How much of the line is there, from 0, where all is class 1, to 1.
        ink : float
            Opacity of line and colours, relative to their usual one.
        """
        lines: list[np.ndarray] = []
        regions: list[list[np.ndarray]] = []
        if weights is not None:
            rows, biases = _two_classes(weights)
            lines = separators(rows, biases, self.box)
            if sides:
                zero, one = linear_regions(rows, biases, self.box)
                # With no weights at all, the sum is 0 and the answer 1 everywhere.
                regions = [[zero] if np.any(weights) else [], [one]]
        self.panel.display(Picture((NO_LINES, NO_LINES), self.data, lines, regions))
        side, other = self.panel.regions[:2]
        side.set_fill(opacity=ink * shown * self.tint)
        other.set_fill(opacity=ink * self.tint)
        self.before.points = side.points.copy()
        self.before.set_fill(opacity=ink * (1 - shown) * self.tint)
        self.panel.separator.set_stroke(opacity=ink * shown)
        self.panel.points_cloud.set_positions(self.place(self.data), sizes)

    def draw_two(
        self, units: np.ndarray, shares: Sequence[float], tint: float, band: float
    ) -> None:
        """Draw the parallel lines of two units; class 1 is where the first alone says 1.

        Parameters
        ----------
        units : array (2, 3)
            Weights with the bias first.
        shares : sequence of float
            How much of each is there, from 0 to 1.
        tint : float
            How much of the colours on either side of the first is there, from 0 to 1.
        band : float
            How far the colour of class 0 has come from the far corner to the second line, from 0,
            where all beyond the first line is class 1, to 1.
        """
        biases, rows = np.array(units)[:, 0], np.array(units)[:, 1:]
        ends = [separators(*_two_classes(unit), self.box) for unit in units]
        lines = [
            np.array([line.mean(axis=0) + share * (end - line.mean(axis=0)) for end in line])
            for found, share in zip(ends, shares, strict=True)
            for line in found
            if share > 0
        ]
        corners = np.array(
            [
                [x, y]
                for x in (self.box.low[0], self.box.high[0])
                for y in (self.box.low[1], self.box.high[1])
            ]
        )
        farthest = float((corners @ rows[1]).max())
        reached = band * biases[1] - (1 - band) * farthest
        # The sum of the units' sums is highest beyond both, the first one's alone between them.
        between = [np.zeros(2), rows[0], rows.sum(axis=0)], [0.0, biases[0], biases[0] + reached]
        below, inside, above = linear_regions(np.array(between[0]), np.array(between[1]), self.box)
        regions = [[part for part in (below, above) if len(part) > 2], [inside]]
        self.panel.display(Picture((NO_LINES, NO_LINES), self.data, lines, regions))
        for region in self.panel.regions[:2]:
            region.set_fill(opacity=self.tint * tint)
        self.before.set_fill(opacity=0)
        self.panel.separator.set_stroke(opacity=1)

    def line_points(self, weights: np.ndarray, count: int = 80) -> np.ndarray:
        """Return places in the frame on the line, evenly spaced, array (n, 2)."""
        shares = np.linspace(0, 1, count)[:, None]
        lines = separators(*_two_classes(weights), self.box) if np.any(weights) else []
        spread = [line[0] + shares * (line[-1] - line[0]) for line in lines]
        return self.place(np.concatenate([np.zeros((0, 2)), *spread]))

    def feet(self, point: np.ndarray) -> np.ndarray:
        """Return where a point stands on either axis, or on the edge if that is out of sight."""
        origin = np.clip(np.zeros(2), self.box.low, self.box.high)
        return np.array([[point[0], origin[1]], [origin[0], point[1]]])

    def drop(self, point: np.ndarray, share: float = 1.0, shown: float = 1.0) -> None:
        """Draw lines from the feet of a point towards it, a share of the way."""
        start, end = self.place(self.feet(point)), self.place(np.array([point, point]))
        self.drops.points = as_points(straight(start, start + share * (end - start)))
        self.drops.set_stroke(opacity=0.8 * shown)

    def mark(self, point: np.ndarray, share: float = 1.0) -> None:
        """Draw the ring around a point of the plane; it closes in as `share` goes from 0 to 1."""
        self.ring.width = 2 * self.size * (1.6 - 0.6 * share)
        self.ring.height = self.ring.width
        self.ring.move_to(at(*self.place(point))).set_stroke(opacity=share)

    def unmark(self, share: float = 0.0) -> None:
        """Set the opacity of the ring."""
        self.ring.set_stroke(opacity=share)


def _two_classes(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the classifier of which class 1 wins where w·(1, x) is above 0."""
    normal, offset = boundary(weights)
    return np.array([0 * normal, normal]), np.array([0.0, offset])
