"""What is left of a gradient at each layer, as a column of light behind the layer's units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, VMobject, smoothstep

from engine.experiments.gradient_flow import GradientFlow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

FILL, OUTLINE = 0.3, 0.8
"""Opacities of what is left, and of the outline of what arrived."""
DASHES = 80


class LightColumns(VGroup):
    """A column for each layer that a gradient has reached, as high as much of it is left.

    At each layer the column sinks, or grows, as slopes multiply it; on its way to the layer before,
    as weights do. A dashed line is as high as all of the gradient is where it sets out.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    floor, ceiling : float
        Heights of 0, and of the most that is shown.
    flows : sequence of GradientFlow
        All that is left in them has room.
    width : float
        Of a column.
    end : float
        Where the dashed line ends, at the right.
    stage, theme
    """

    def __init__(
        self, xs: np.ndarray, floor: float, ceiling: float, flows: Sequence[GradientFlow],
        width: float, end: float, stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.xs, self.floor, self.width_of_column = xs, floor, width
        most = max(float(np.max([flow.arriving, flow.left])) for flow in flows)
        self.unit = (ceiling - floor) / max(most, 1.0)
        colour = theme.gradient
        self.fills = VMobject(fill_color=colour, fill_opacity=FILL, stroke_width=0)
        self.tops = VMobject(stroke_color=colour, stroke_width=5)
        self.arrived = VMobject(stroke_color=colour, stroke_width=2)
        dashes = np.linspace(xs[0] - width / 2, end, 2 * DASHES)
        ends = np.column_stack([dashes, np.full(len(dashes), floor + self.unit)])
        self.one = VMobject(stroke_color=theme.muted, stroke_width=2, stroke_opacity=0.7)
        self.one.points = as_points(straight(ends[:-1:2], ends[1::2]))
        number = LiveNumber(stage.text_size(22), theme.muted, bold=False).write("1")
        number.move_to(at(end + 0.1 * stage.scale, floor + self.unit), aligned_edge=LEFT)
        self.scale_line = VGroup(self.one, number)
        super().__init__(self.fills, self.tops, self.arrived)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights of the frame at which columns of sizes (n,) end."""
        found: np.ndarray = self.floor + self.unit * np.asarray(left)
        return found

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
        arrived, left = float(flow.arriving[layer]), float(flow.left[layer])
        xs = self.xs[layer:]
        sizes = np.concatenate(
            [[arrived + smoothstep(2 * share) * (left - arrived)], flow.left[layer + 1 :]]
        )
        if layer and share > 0.5:
            way = smoothstep(2 * share - 1)
            xs = np.append(xs, self.xs[layer] + way * (self.xs[layer - 1] - self.xs[layer]))
            sizes = np.append(sizes, left + way * (float(flow.arriving[layer - 1]) - left))
        half, heights = self.width_of_column / 2, self.heights_of(sizes)
        self.fills.points = self._outlines(xs, heights)
        self.fills.set_fill(opacity=lit * FILL)
        self.tops.points = as_points(
            straight(np.column_stack([xs - half, heights]), np.column_stack([xs + half, heights]))
        )
        self.tops.set_stroke(opacity=lit)
        here, top = self.xs[layer : layer + 1], self.heights_of(np.array([arrived]))
        self.arrived.points = self._outlines(here, top)
        gone = 2 * share - 1 if layer else 4 * share - 1  # before the first layer there is no way
        fading = smoothstep(4 * share) * (1 - smoothstep(gone))
        self.arrived.set_stroke(opacity=lit * OUTLINE * fading)

    def _outlines(self, xs: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return the outlines of columns (n,) that end at heights of the frame, as points."""
        half, middles = self.width_of_column / 2, (self.floor + heights) / 2
        starts, ends = (np.column_stack([xs + side * half, middles]) for side in (-1, 1))
        return bands(starts, ends, heights - self.floor)
