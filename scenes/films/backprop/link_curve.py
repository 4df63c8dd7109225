"""The function of a link as a small curve: a dot where its input lies, and the slope there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.backprop import PAIR_LOSSES, SCALARS
from engine.experiments.small_network import DescentStep
from scenes.mobjects.arrays.bezier import as_points, smooth_curves, straight
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

SAMPLES = 81
DOT = 0.11
"""Radius of the dot, as a share of the curve's height."""


class LinkCurve(VGroup):
    """A function of one number, with a dot on it and its tangent there; without them at first.

    Parameters
    ----------
    function, slope : callable
        Of one number; the second is the derivative of the first.
    inputs : sequence of float
        Which the curve reaches beyond.
    least : float
        Half of the shortest range of inputs.
    centre, size : array (2,)
        Of its box, in frame units.
    theme : Theme
    middle : float
        Of the range of inputs.
    """

    def __init__(
        self,
        function: Callable[[float], float],
        slope: Callable[[float], float],
        inputs: Sequence[float],
        least: float,
        centre: np.ndarray,
        size: np.ndarray,
        theme: Theme,
        middle: float = 0.0,
    ) -> None:
        self.function, self.slope = function, slope
        self.centre, self.size = np.asarray(centre), np.asarray(size)
        self.middle = middle
        self.reach = max(least, 1.2 * max(abs(x - middle) for x in inputs))
        self.inputs = xs = middle + self.reach * np.linspace(-1, 1, SAMPLES)
        ys = np.array([function(x) for x in xs.tolist()])
        self.low, self.high = min(0.0, float(ys.min())), max(float(ys.max()), 1e-9)
        self.ground = VMobject(stroke_color=theme.edge, stroke_width=2)
        ends = np.array([[xs[0], 0.0], [xs[-1], 0.0]])
        self.ground.points = as_points(straight(self.place(ends[:1]), self.place(ends[1:])))
        self.curve = VMobject(stroke_color=theme.text, stroke_width=3)
        self.curve.points = as_points(smooth_curves(self.place(np.column_stack([xs, ys]))[None])[0])
        self.tangent = VMobject(stroke_color=theme.gradient, stroke_width=5)
        self.dot = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        super().__init__(self.ground, self.curve, self.tangent, self.dot)

    def place(
        self, points: np.ndarray, centre: np.ndarray | None = None, size: np.ndarray | None = None
    ) -> np.ndarray:
        """Return where points (…, 2) of the curve's plane stand in its box, or in another one."""
        x = (points[..., 0] - self.middle) / (2 * self.reach)
        y = (points[..., 1] - self.low) / (self.high - self.low) - 0.5
        middle = self.centre if centre is None else centre
        placed: np.ndarray = middle + np.stack([x, y], axis=-1) * (
            self.size if size is None else size
        )
        return placed

    def dot_at(self, x: float, grown: float = 1.0) -> LinkCurve:
        """Draw the dot where an input lies, of so much of its size."""
        spot = self.place(np.array([x, self.function(x)]))
        self.dot.points = as_points(grown * DOT * self.size[1] * marker_of(0)) + at(*spot)
        return self

    def touch(self, x: float, grown: float = 1.0) -> LinkCurve:
        """Draw the tangent at an input, of so much of its length; none if that is 0."""
        if grown <= 0:
            self.tangent.points = np.zeros((0, 3))
            return self
        y, slope = self.function(x), self.slope(x)
        ends = self.place(np.array([[x - 1, y - slope], [x + 1, y + slope]]))
        along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
        middle, half = ends.mean(axis=0), grown * 0.42 * self.size[1] * along
        self.tangent.points = as_points(straight((middle - half)[None], (middle + half)[None]))
        return self


def curve_of_link(
    step: DescentStep, name: str, source: str, centre: np.ndarray, size: np.ndarray, theme: Theme
) -> LinkCurve:
    """Draw the function by which a number is computed from its source."""
    network = step.network
    inputs = [graph[source].value for graph in (step.before, step.after)]
    loss = PAIR_LOSSES[network.loss]
    if name == "L":
        y = network.target
        return LinkCurve(
            lambda p: loss.value(p, y), lambda p: loss.slope(p, y), inputs, 0.8, centre, size,
            theme, middle=y,
        )  # fmt: skip
    kind = SCALARS[network.activation if name[0] == "a" else str(loss.output)]
    return LinkCurve(kind.value, kind.slope, inputs, 2.2, centre, size, theme)
