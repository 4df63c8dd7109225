"""What is left of a gradient at each layer, as a column of light below the layer's units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, VMobject, smoothstep

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.mobjects.power_scale import PowerScale, power_text
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

FILL, OUTLINE, GIVEN = 0.3, 0.8, 0.55
"""Opacities of what is left, of the outline of what arrived, and of what weights have given."""
DASHES = 80
LEAST, TICKS = -12, 3
"""No less than this power of ten is shown; about so many powers below 1 are written."""


def slopes_alone(flow: GradientFlow) -> np.ndarray:
    """Return what slopes alone would leave at each layer, array (hidden,)."""
    found: np.ndarray = np.cumprod(flow.slope_factors[::-1])[::-1]
    return found


class LightColumns(VGroup):
    """A column for each layer that a gradient has reached, the higher the more of it is left.

    At each layer the column sinks, or grows, as slopes multiply it; on its way to the layer before,
    as weights do. Heights are powers of ten, so that equal factors are equal steps. A dashed line
    is as high as all of the gradient is where it sets out.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    floor, ceiling : float
        Heights of the least and of the most that is shown.
    flows : sequence of GradientFlow
        All that is left in them has room, and what slopes alone would leave.
    width : float
        Of a column.
    end : float
        Where the dashed line ends, at the right.
    stage, theme

    Attributes
    ----------
    scale_line : VGroup
        The dashed line, and powers of ten at its right end and below; no part of the columns.
    """

    def __init__(
        self, xs: np.ndarray, floor: float, ceiling: float, flows: Sequence[GradientFlow],
        width: float, end: float, stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.xs, self.floor, self.width_of_column = xs, floor, width
        shown = np.concatenate([[f.arriving, f.left, slopes_alone(f)] for f in flows]).ravel()
        shown = shown[shown > 10.0**LEAST]
        low = min(float(np.floor(np.log10(shown.min(initial=0.1)))), -1.0)
        high = max(float(np.log10(shown.max(initial=1.0))), 0.0)
        high += 0.02 * (high - low)
        self.scale_of_powers = PowerScale(low, high, floor, ceiling - floor)
        colour = theme.gradient
        self.fills = VMobject(fill_color=colour, fill_opacity=FILL, stroke_width=0)
        self.given = VMobject(fill_color=theme.text, fill_opacity=GIVEN, stroke_width=0)
        self.tops = VMobject(stroke_color=colour, stroke_width=5)
        self.arrived = VMobject(stroke_color=colour, stroke_width=2)
        level = float(self.heights_of(np.array(1.0)))
        dashes = np.linspace(xs[0] - width / 2, end, 2 * DASHES)
        ends = np.column_stack([dashes, np.full(len(dashes), level)])
        self.one = VMobject(stroke_color=theme.muted, stroke_width=2, stroke_opacity=0.7)
        self.one.points = as_points(straight(ends[:-1:2], ends[1::2]))
        self.scale_line = VGroup(self.one)
        for power in np.arange(0, low - 0.5, -max(round(-low / TICKS), 1)).tolist():
            number = LiveNumber(stage.text_size(20), theme.muted, bold=False)
            number.write(power_text(power))
            height = float(self.heights_of(np.array(10.0**power)))
            place = at(end + 0.1 * stage.scale, height)
            self.scale_line.add(number.move_to(place, aligned_edge=LEFT))
        super().__init__(self.fills, self.given, self.tops, self.arrived)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights of the frame at which columns of sizes (…) end: 0 at the floor."""
        return self.scale_of_powers.heights_of(left)

    def draw(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Draw the columns after a pulse has passed so many layers, from the last one on.

        Parameters
        ----------
        flow : GradientFlow
        passed : float
            As of `DeepNetwork`: in the first half of its time at a layer slopes multiply it, in the
            second one, on its way to the layer before, weights.
        lit : float
            How much of their light they have: from 0 to 1.
        """
        depth = len(self.xs)
        layer = depth - 1 - min(int(passed), depth - 1)
        share = passed - (depth - 1 - layer)
        arrived, left = self.heights_of(np.array([flow.arriving[layer], flow.left[layer]]))
        xs, later = self.xs[layer:], self.heights_of(flow.left[layer + 1 :])
        heights = np.concatenate([[arrived + smoothstep(2 * share) * (left - arrived)], later])
        if layer and share > 0.5:
            way = smoothstep(2 * share - 1)
            end = float(self.heights_of(flow.arriving[layer - 1]))
            xs = np.append(xs, self.xs[layer] + way * (self.xs[layer - 1] - self.xs[layer]))
            heights = np.append(heights, left + way * (end - left))
        half = self.width_of_column / 2
        self.given.set_fill(opacity=lit * GIVEN)
        if passed < depth - 0.5:
            self.given.points = np.zeros((0, 3))
        self.fills.points = self._outlines(xs, heights)
        self.fills.set_fill(opacity=lit * FILL)
        self.tops.points = as_points(
            straight(np.column_stack([xs - half, heights]), np.column_stack([xs + half, heights]))
        )
        self.tops.set_stroke(opacity=lit)
        here, top = self.xs[layer : layer + 1], np.array([arrived])
        self.arrived.points = self._outlines(here, top)
        gone = 2 * share - 1 if layer else 4 * share - 1  # before the first layer there is no way
        fading = smoothstep(4 * share) * (1 - smoothstep(gone))
        self.arrived.set_stroke(opacity=lit * OUTLINE * fading)

    def give(self, flow: GradientFlow, share: float) -> None:
        """Mark a share of what weights have given to each column, or taken, over slopes alone."""
        alone, left = self.heights_of(slopes_alone(flow)), self.heights_of(flow.left)
        ends = alone + share * (left - alone)
        half, middles = self.width_of_column / 2, (alone + ends) / 2
        starts, stops = (np.column_stack([self.xs + side * half, middles]) for side in (-1, 1))
        self.given.points = bands(starts, stops, np.abs(ends - alone))

    def _outlines(self, xs: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return the outlines of columns (n,) that end at heights of the frame, as points."""
        half, middles = self.width_of_column / 2, (self.floor + heights) / 2
        starts, ends = (np.column_stack([xs + side * half, middles]) for side in (-1, 1))
        return bands(starts, ends, heights - self.floor)
