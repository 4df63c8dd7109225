"""A diagram of a network: units as circles in layers, weights as lines.

A weight's size is the width of its line; its sign is told by colour, and by dashes if it is
negative. A value fills its unit, as a disc if it is positive, as a ring if it is negative, and is
written there where there is room. However wide a layer is, it is six mobjects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DOWN, VGroup, VMobject

from scenes.languages.numbers import fixed, grouped
from scenes.mobjects.arrays.bezier import as_points
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.bands import bands, dashed
from scenes.mobjects.frame import at
from scenes.mobjects.network_columns import ROOMY, Column, columns_between
from scenes.mobjects.text import number_outline, sentence
from scenes.theme.theme import Theme

THINNEST, THICKEST = 0.012, 0.085
"""Width of the line of a weight of 0, and of the strongest; frame units."""
CROWDED = 0.3
"""No line is thicker than this share of a unit's radius."""
DASH, GAP = 0.13, 0.09
"""Of the lines of negative weights, in frame units."""
RING = 0.62
"""Inner radius of the ring of a negative value, as a share of the outer one."""
SMALLEST_NUMBER = 17.0
"""Font size below which no number is written into a unit."""

Unit = tuple[int, int]
"""A layer, inputs first, and a unit's place in it."""
Edge = tuple[int, int, int]
"""A layer of weights, the unit that it comes from and the one that it goes to."""


class Weights(VGroup):
    """All weights between two columns: an outline for each sign.

    Parameters
    ----------
    before, after : Column
    radius : float
        Of the units.
    strongest : float
        Weight with the thickest line.
    signs : (str, str)
        Colours of positive and negative ones.
    """

    def __init__(
        self, before: Column, after: Column, radius: float, strongest: float,
        signs: tuple[str, str],
    ) -> None:  # fmt: skip
        self.strongest, self.thickest = strongest, min(THICKEST, CROWDED * radius)
        self.chosen = np.ix_(after.drawn, before.drawn)
        starts = np.tile(before.places, (len(after.drawn), 1))
        ends = np.repeat(after.places, len(before.drawn), axis=0)
        along = (ends - starts) / np.linalg.norm(ends - starts, axis=1, keepdims=True)
        self.starts, self.ends = starts + radius * along, ends - radius * along
        self.dashes = dashed(self.starts, self.ends, DASH, GAP)
        self.positive = VMobject(fill_color=signs[0], fill_opacity=1, stroke_width=0)
        self.negative = VMobject(fill_color=signs[1], fill_opacity=1, stroke_width=0)
        super().__init__(self.negative, self.positive)

    def set_weights(self, weights: np.ndarray) -> None:
        """Draw weights (outputs, inputs); NaN leaves a line out."""
        values = np.asarray(weights, dtype=float)[self.chosen].ravel()
        widths = self.widths(values)
        above = values >= 0
        self.positive.points = bands(self.starts[above], self.ends[above], widths[above])
        lines, starts, ends = self.dashes
        below = (values < 0)[lines]
        self.negative.points = bands(starts[below], ends[below], widths[lines][below])

    def widths(self, values: np.ndarray) -> np.ndarray:
        """Return the width of each value's line, in frame units."""
        return THINNEST + (self.thickest - THINNEST) * np.clip(
            np.abs(values) / self.strongest, 0, 1
        )

    def way(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """Return where a line, counted as the weights are, starts and ends."""
        return self.starts[place], self.ends[place]


class NetworkDiagram(VGroup):
    """A network over a box of the frame.

    Parameters
    ----------
    widths : sequence of int
        Units per layer, inputs first.
    low, high : array (2,)
        Corners of the box. Under a column that is drawn in part, 0.35 more is needed.
    theme : Theme
    xs : sequence of float, optional
        Where the columns' middles are, if not evenly spread.
    radius : float
        Of a unit, unless there is no room for it.
    most : int
        Units drawn in one column; of a wider layer the first and the last few are.
    strongest : float
        Weight with the thickest line.
    fullest : float
        Value that fills its unit.
    number : str
        How a value is written in its unit.
    counted : str
        What is written under a layer that is drawn in part, with a field ``{count}``.
    signs : (str, str), optional
        Colours of positive and negative weights and values.
    roomy, downwards : float, bool
        As of `columns_between`.
    """

    def __init__(
        self,
        widths: Sequence[int],
        low: np.ndarray,
        high: np.ndarray,
        theme: Theme,
        *,
        xs: Sequence[float] | None = None,
        radius: float = 0.42,
        most: int = 9,
        strongest: float = 1.0,
        fullest: float = 1.0,
        decimals: int = 2,
        counted: str = "{count}",
        signs: tuple[str, str] | None = None,
        roomy: float = ROOMY,
        downwards: bool = False,
    ) -> None:
        self.theme, self.fullest, self.decimals = theme, fullest, decimals
        signs = signs or (theme.positive, theme.negative)
        self.columns, self.radius = columns_between(
            widths, low, high, most, radius, xs, roomy=roomy, downwards=downwards
        )
        self.halo = VMobject(fill_color=theme.highlight, fill_opacity=0.55, stroke_width=0)
        pairs = zip(self.columns, self.columns[1:], strict=False)
        self.weights = [Weights(a, b, self.radius, strongest, signs) for a, b in pairs]
        disc = marker_of(0)
        self.units, self.levels, self.numbers = VGroup(), VGroup(), VGroup()
        for column in self.columns:
            circles = Markers(
                disc, fill_color=theme.panel, fill_opacity=1, stroke_color=theme.muted,
                stroke_width=2,
            )  # fmt: skip
            circles.set_places(column.places, self.radius)
            self.units.add(circles)
            self.levels.add(
                VGroup(
                    *(
                        VMobject(fill_color=colour, fill_opacity=0.4, stroke_width=0)
                        for colour in signs
                    )
                )
            )
            self.numbers.add(VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0))
        self.rings = Markers(disc, stroke_color=theme.highlight, stroke_width=5, fill_opacity=0)
        self.dots = Markers(disc, fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        self.counts = VGroup(*self._counts(counted))
        self.signals = Markers(disc, fill_opacity=1, stroke_width=0)
        self._draw_dots()
        super().__init__(
            self.halo, *self.weights, self.signals, self.units, self.levels, self.numbers,
            self.rings, self.dots, self.counts,
        )  # fmt: skip

    def place(self, layer: int, unit: int) -> np.ndarray:
        """Return the centre of a unit that is drawn, array (2,) in the frame."""
        return self.columns[layer].place(unit)

    def way(self, layer: int, source: int, target: int) -> tuple[np.ndarray, np.ndarray]:
        """Return where a weight's line leaves one unit and meets the other, arrays (2,)."""
        before, after = self.columns[layer].drawn, self.columns[layer + 1].drawn
        row = int(np.flatnonzero(after == target)[0])
        return self.weights[layer].way(row * len(before) + int(np.flatnonzero(before == source)[0]))

    def set_weights(self, weights: Sequence[np.ndarray | None]) -> NetworkDiagram:
        """Draw the weights of every layer, arrays (outputs, inputs); None draws no lines."""
        for lines, matrix in zip(self.weights, weights, strict=True):
            if matrix is not None:
                lines.set_weights(matrix)
        return self

    def set_values(self, layer: int, values: np.ndarray | None) -> NetworkDiagram:
        """Fill the units of a layer with values (units,), or empty them; NaN leaves one empty."""
        column = self.columns[layer]
        shown = np.full(len(column.drawn), np.nan)
        if values is not None:
            shown = np.asarray(values, dtype=float)[column.drawn]
        radii = 0.94 * self.radius * np.sqrt(np.clip(np.abs(shown) / self.fullest, 0, 1))
        disc, ring = marker_of(0), np.concatenate([marker_of(0), _reversed(RING * marker_of(0))])
        for outline, shape, chosen in zip(
            self.levels[layer], (disc, ring), (shown > 0, shown < 0), strict=True
        ):
            outline.points = _copies(shape, column.places[chosen], radii[chosen])
        self.numbers[layer].points = self._numbers(column, shown)
        return self

    def highlight(
        self,
        units: Iterable[Unit] = (),
        edges: Iterable[Edge] = (),
        layer: int | None = None,
        strength: float = 1.0,
    ) -> NetworkDiagram:
        """Highlight units and weights, and dim all layers but one; highlight nothing by default.

        Parameters
        ----------
        units : iterable of (layer, unit)
        edges : iterable of (layer, source, target)
        layer : int, optional
            Layer of weights that stays bright.
        strength : float
            From 0 to 1, to come and go gently.
        """
        places = [self.place(*unit) for unit in units]
        self.rings.set_places(np.array(places).reshape(-1, 2), self.radius + 0.05)
        ways = np.array([self.way(*edge) for edge in edges]).reshape(-1, 2, 2)
        self.halo.points = bands(ways[:, 0], ways[:, 1], np.full(len(ways), THICKEST + 0.09))
        self.halo.set_fill(opacity=0.55 * strength)
        self.rings.set_stroke(opacity=strength)
        for place, lines in enumerate(self.weights):
            lines.set_fill(opacity=1 if layer in (None, place) else 1 - 0.75 * strength)
        return self

    def send(
        self,
        layer: int,
        progress: float,
        *,
        backwards: bool = False,
        edges: Iterable[Edge] | None = None,
    ) -> NetworkDiagram:
        """Show signals on their way along a layer's weights, or along some of them.

        Before progress 0 and from progress 1 on there are none; backwards they run the other way,
        in the colour of gradients.
        """
        if edges is None:
            ways = np.stack([self.weights[layer].starts, self.weights[layer].ends], axis=1)
        else:
            ways = np.array([self.way(*edge) for edge in edges]).reshape(-1, 2, 2)
        share = 1 - progress if backwards else progress
        self.signals.set_fill(self.theme.gradient if backwards else self.theme.highlight)
        moving = 0 < progress < 1
        places = (1 - share) * ways[:, 0] + share * ways[:, 1]
        self.signals.set_places(places[: len(places) * moving], 0.075)
        return self

    def _numbers(self, column: Column, values: np.ndarray) -> np.ndarray:
        """Write values into their units, all in one size, as far as that can be read."""
        texts = [fixed(value, self.decimals) if np.isfinite(value) else "" for value in values]
        outlines = [number_outline(text, 1.0) for text in texts]
        usual = number_outline(fixed(-0.88, self.decimals), 1.0)
        widest = max(float(outline[:, 0].max(initial=0)) for outline in (*outlines, usual))
        size = min(1.66 * self.radius / widest, 26.0)
        if size < SMALLEST_NUMBER:
            return np.empty((0, 3))
        centred = [
            size * (outline - (outline.min(axis=0) + outline.max(axis=0)) / 2) + at(*place)
            for outline, place in zip(outlines, column.places, strict=True)
            if len(outline)
        ]
        return np.concatenate([np.empty((0, 3)), *centred])

    def _draw_dots(self) -> None:
        step = np.array([0, min(0.6 * self.radius, 0.14)])
        gaps = [column.gap for column in self.columns if column.gap is not None]
        dots = np.array([gap + k * step for gap in gaps for k in (-1, 0, 1)]).reshape(-1, 2)
        self.dots.set_places(dots, min(0.2 * self.radius, 0.04))

    def _counts(self, counted: str) -> list[VMobject]:
        return [
            sentence(counted, 20, self.theme.muted, count=grouped(column.units)).next_to(
                at(*column.foot), DOWN, buff=0.12
            )
            for column in self.columns
            if column.gap is not None
        ]


def _reversed(shape: np.ndarray) -> np.ndarray:
    """Run round an outline (curves, 4, 2) the other way, which cuts it out of another."""
    return shape[::-1, ::-1]


def _copies(shape: np.ndarray, places: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    copies = sizes[:, None, None, None] * shape + places[:, None, None]
    return as_points(copies.reshape(-1, 4, 2))
