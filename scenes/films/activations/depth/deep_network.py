"""A deep network as a field of units, and a gradient's pulse on its way back through it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.gradient_flow import GradientFlow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.network_columns import Column, columns_between
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

MOST = 6
"""Units drawn of a layer, with room for a gap."""
WIRES = 3
"""Of the weights of each unit, so many are drawn: the largest."""
WIRED = 0.4
"""Opacity of all wires that are drawn."""
TRAIL = 0.9
"""Opacity of the wires that the gradient has passed, relative to the discs."""
DIMMEST = 0.02
"""Opacity of the units at which next to nothing of the gradient is left."""
FADING = 2.2
"""How fast brightness fades with the power of ten of what is left."""
ROOMY = 9.0
"""Longest way from one unit to the next, in radii: layers fill a high frame, too."""
AWAY = 0.3
"""How bright layers are at which the pulse is not, where one is to look at that at which it is."""
WIDEST = 0.32
"""Largest radius of a unit, as a share of the way from layer to layer."""


def arrival(depth: int, passed: float) -> np.ndarray:
    """Return how far each layer is lit by a pulse that has passed so many of them, from the last.

    A layer is lit, from 0 to 1, in the first half of the pulse's time there.

    Returns
    -------
    array (depth,)
    """
    return np.clip(2 * (passed - (depth - 1 - np.arange(depth))), 0, 1)


def nearness(depth: int, passed: float) -> np.ndarray:
    """Return how near the pulse is to each layer: from 0, beyond its neighbours, to 1."""
    found: np.ndarray = np.clip(1.5 - np.abs(passed - (depth - 0.5 - np.arange(depth))), 0, 1)
    return found


class DeepNetwork(VGroup):
    """Hidden layers, and how much of a gradient is left at each of them.

    At a unit that the gradient has passed, the area of a disc is the slope there, and the less is
    left of the gradient, the fainter are the discs and the wires behind them, by powers of ten.

    Parameters
    ----------
    flow : GradientFlow
        The first one; those that follow have the same weights.
    area : Area
    least : float
        What is left of the gradient where discs are faintest.
    theme : Theme

    Attributes
    ----------
    focus : float
        From 0 to 1, how much all is dimmed the next time but the layer at which the pulse is.
    """

    def __init__(self, flow: GradientFlow, area: Area, least: float, theme: Theme) -> None:
        self.hidden, self.wide = flow.slopes.shape
        self.least = min(least, 0.5)
        self.drawn = self._columns(area)[0][0].drawn
        self.links: list[tuple[np.ndarray, np.ndarray]] = []
        for weights in flow.weights:
            shown = np.abs(weights[np.ix_(self.drawn, self.drawn)])
            largest = np.argsort(-shown, axis=1)[:, :WIRES]
            source = np.repeat(np.arange(len(self.drawn)), largest.shape[1])
            self.links.append((source, largest.ravel()))
        self.wires = VMobject(stroke_color=theme.muted, stroke_width=1.4, stroke_opacity=WIRED)
        self.units = Markers(
            marker_of(0), fill_color=theme.panel, fill_opacity=1, stroke_color=theme.muted,
            stroke_width=2,
        )  # fmt: skip
        self.left_out = Markers(marker_of(0), fill_color=theme.muted, fill_opacity=1)
        self.left_out.set_stroke(width=0)
        self.fill(area)
        self.discs = VGroup(
            *(
                Markers(marker_of(0), fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
                for _ in range(self.hidden)
            )
        )
        self.trails = VGroup(
            *(VMobject(stroke_color=theme.gradient, stroke_width=3.5) for _ in self.links)
        )
        self.wave = VMobject(stroke_color=theme.gradient, stroke_width=5)
        self.focus = 0.0
        self.rings = VGroup(
            *(Markers(marker_of(0), stroke_color=theme.text, stroke_width=4) for _ in (0, 1))
        )
        super().__init__(
            self.wires, self.trails, self.wave, self.units, self.left_out, self.discs, self.rings
        )

    def _columns(self, area: Area) -> tuple[list[Column], float]:
        radius = WIDEST * area.size[0] / self.hidden
        widths = [self.wide] * self.hidden
        return columns_between(widths, area.low, area.high, MOST, radius, roomy=ROOMY)

    def fill(self, area: Area) -> None:
        """Stand in another area; what a pulse has lit is to be drawn anew."""
        self.columns, self.radius = self._columns(area)
        places = np.stack([column.places for column in self.columns])
        self.layer_starts = [
            after[source] for after, (source, _) in zip(places[1:], self.links, strict=True)
        ]
        self.layer_ends = [
            before[target] for before, (_, target) in zip(places, self.links, strict=False)
        ]
        self.wires.points = as_points(
            straight(np.concatenate(self.layer_starts), np.concatenate(self.layer_ends))
        )
        self.units.set_places(np.concatenate(places), self.radius)
        gaps = [column.gap for column in self.columns if column.gap is not None]
        rows = self.radius * np.array([[0.0, 0.5], [0.0, 0.0], [0.0, -0.5]])
        if gaps:
            self.left_out.set_places(
                np.concatenate([gap + rows for gap in gaps]), 0.13 * self.radius
            )

    @property
    def xs(self) -> np.ndarray:
        """Where the layers stand, array (hidden,)."""
        return np.array([column.places[0, 0] for column in self.columns])

    def unit(self, layer: int, place: int) -> np.ndarray:
        """Return where a unit stands, array (2,)."""
        found: np.ndarray = self.columns[layer].places[place]
        return found

    def brightness(self, left: float) -> float:
        """Return the opacity that says how much is left of the gradient."""
        if left <= 0:
            return 0.0
        share = 1 - np.log10(min(left, 1.0)) / np.log10(self.least)
        return float(DIMMEST + (1 - DIMMEST) * np.clip(share, 0, 1) ** FADING)

    def draw(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Draw the pulse after it has passed so many layers, from the last one on.

        Parameters
        ----------
        flow : GradientFlow
        passed : float
            From 0 to the number of layers; the fraction says how far the layer at work is lit, in
            its first half, and how far the wave has come on its way to the layer before.
        lit : float
            How much of their light units and wires have: from 0 to 1.
        """
        depth = self.hidden
        near = nearness(depth, passed)
        shares = 1 - self.focus * (1 - AWAY) * (1 - near)
        self.wires.set_stroke(opacity=WIRED * (1 - 0.6 * self.focus))
        for odd, ring in enumerate(self.rings):
            layer = odd + 2 * int(near[odd::2].argmax()) if len(near) > odd else 0
            ring.set_places(self.columns[layer].places, self.radius)
            ring.set_stroke(opacity=lit * self.focus * float(near[layer]) * (len(near) > odd))
        behind = np.clip(arrival(depth, passed - 0.5), 0, 1)  # how far the wires before are lit
        for layer, grown in enumerate(arrival(depth, passed).tolist()):
            sizes, bright = grown * self._sizes(flow, layer), self.brightness(flow.left[layer])
            self.discs[layer].set_places(
                self.columns[layer].places[sizes > 0], self.radius * sizes[sizes > 0]
            )
            self.discs[layer].set_fill(opacity=lit * bright * shares[layer])
            if layer:
                trail = self.trails[layer - 1]
                trail.points = self._lines(flow, layer, 0.0, float(behind[layer]))
                trail.set_stroke(opacity=lit * TRAIL * bright * shares[layer])
        self.run(flow, passed)

    def run(self, flow: GradientFlow, passed: float) -> None:
        """Draw the pulse alone, on its way between two layers, over what is lit already."""
        layer = self.hidden - 1 - int(passed)
        way = 2 * (passed % 1) - 1
        if layer < 1 or way <= 0:
            self.wave.points = np.zeros((0, 3))
            return
        first, last = np.clip([1.5 * way - 0.5, 1.5 * way], 0, 1)
        self.wave.points = self._lines(flow, layer, float(first), float(last))
        self.wave.set_stroke(opacity=self.brightness(float(flow.left[layer])))

    def _sizes(self, flow: GradientFlow, layer: int) -> np.ndarray:
        """Return the radii of a layer's discs: their areas are the slopes."""
        steepest = max(1.0, float(np.abs(flow.slopes).max()))
        found: np.ndarray = np.sqrt(np.abs(flow.slopes[layer, self.drawn]) / steepest)
        return found

    def _lines(self, flow: GradientFlow, layer: int, first: float, last: float) -> np.ndarray:
        """Return the wires before a layer from units that are not closed, between two shares."""
        if last <= first:
            return np.zeros((0, 3))
        open_ones = flow.slopes[layer, self.drawn][self.links[layer - 1][0]] != 0
        starts = self.layer_starts[layer - 1][open_ones]
        along = self.layer_ends[layer - 1][open_ones] - starts
        return as_points(straight(starts + first * along, starts + last * along))
