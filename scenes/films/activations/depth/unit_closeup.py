"""Inside one unit: its activation function at true scale, and the slope where the input lies."""

from __future__ import annotations

import numpy as np
from manim import DL, DOWN, LEFT, UP, UR, VGroup, VMobject

from engine.experiments.saturation import LayerHealth, SlopeCurve
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, smooth_curves, straight
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.bands import dashed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

REACH = 3.0
"""Curves are drawn over [-REACH, REACH]; one unit upwards is as long as one across."""
SAMPLES = 161
TEXT = 44.0
"""Size of what is written, in units of the curve's plane."""
DASH = 0.11
BELOW = 1.2
"""The slope is written so far below curve and axis, in the same units."""
MARGIN = 0.08
"""Of the ground on which it is written, in the same units."""
TANGENT = 0.9
"""Half of the length of the tangent."""


class UnitCloseup(VGroup):
    """Axes, curve, and a dot with the tangent, inside a unit's circle.

    Parameters
    ----------
    centre : array (2,)
    radius : float
        Of the unit.
    theme : Theme

    Attributes
    ----------
    writing : VGroup
        All numbers and words, and a ground that keeps the axis out of the slope's.
    """

    def __init__(self, centre: np.ndarray, radius: float, theme: Theme) -> None:
        self.centre, self.size = np.asarray(centre), 0.92 * radius / REACH
        self.limit = REACH
        self.inputs = np.linspace(-REACH, REACH, SAMPLES)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2)
        arms = np.array([[-REACH, 0], [0, -0.72 * REACH]])
        self.axes.points = as_points(straight(self.place(arms), self.place(-arms)))
        self.curve = VMobject(stroke_color=theme.text, stroke_width=7)
        self.tangent = VMobject(stroke_color=theme.gradient, stroke_width=9)
        self.limit_line = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        ends = self.place(np.array([[-0.86 * REACH, 1.0], [0.86 * REACH, 1.0]]))
        _, starts, stops = dashed(ends[:1], ends[1:], DASH * self.size, DASH * self.size)
        self.limit_line.points = as_points(straight(starts, stops))
        self.named = VGroup(
            *(
                LiveNumber(TEXT * self.size, theme.muted, bold=False).write(text)
                for text in ("1", "0")
            )
        )
        for number, height, side in zip(self.named, (1.12, -0.12), (DOWN, UP), strict=True):
            number.move_to(at(*self.place(np.array([-0.84 * REACH, height]))), aligned_edge=side)
        self.word = sentence("slope", 96, theme.gradient, bold=True)
        self.word.scale(TEXT * self.size / 96)
        self.number = LiveNumber(TEXT * self.size, theme.gradient)
        self.ground = VMobject(fill_color=theme.panel, fill_opacity=1, stroke_width=0)
        self.dot = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        self.writing = VGroup(self.ground, self.named, self.word, self.number)
        super().__init__(
            self.axes, self.limit_line, self.writing, self.curve, self.tangent, self.dot
        )

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2) of the curve's plane stand in the frame."""
        placed: np.ndarray = self.centre + self.size * np.asarray(points)
        return placed

    def outputs(self, curve: SlopeCurve) -> np.ndarray:
        """Return a function's outputs over the inputs that are drawn, array (samples,)."""
        found: np.ndarray = np.interp(self.inputs, curve.inputs, curve.outputs)
        return found

    def draw(self, outputs: np.ndarray, x: float, slope: float) -> None:
        """Draw a curve, and the tangent at an input.

        Parameters
        ----------
        outputs : array (samples,)
        x, slope : float
        """
        inside = np.hypot(self.inputs, outputs) <= 1.08 * REACH
        segments = smooth_curves(self.place(np.column_stack([self.inputs, outputs]))[None])[0]
        self.curve.points = as_points(segments[inside[:-1] & inside[1:]])
        y = float(np.interp(x, self.inputs, outputs))
        along = TANGENT * np.array([1.0, slope]) / np.hypot(1.0, slope)
        ends = self.place(np.array([[x, y] - along, [x, y] + along]))
        self.tangent.points = as_points(straight(ends[:1], ends[1:]))
        self.dot.points = as_points(0.1 * self.size * marker_of(0)) + at(
            *self.place(np.array([x, y]))
        )

    def write(self, outputs: np.ndarray, x: float, slope: float, clear: float = 1.0) -> None:
        """Write the slope below curve and point at an input; parameters as of `draw`."""
        self.number.place(np.zeros(3)).write(fixed(slope, 2))
        gap, wide = 0.25 * self.size, float(np.ptp(self.number.points[:, 0]))
        half = (self.word.width + gap + wide) / 2
        most = 0.8 * REACH * self.size - half
        middle = float(np.clip(x * self.size, -most, most))
        above = np.abs(self.inputs * self.size - middle) <= half
        y = min(float(outputs[above].min()), 0.0) - BELOW
        left, height = self.centre[0] + middle - half, float(self.place(np.array([0.0, y]))[1])
        self.number.place(at(left + self.word.width + gap, height)).write(fixed(slope, 2))
        self.word.move_to(at(left, 0.0), aligned_edge=LEFT)
        self.word.align_to(self.number, DOWN).shift(0.25 * self.word.height * DOWN)
        corners = VGroup(self.word, self.number).get_corner
        margin = MARGIN * self.size
        (left, foot), (right, top) = (corners(c)[:2] + margin * c[:2] for c in (DL, UR))
        box = np.array([[left, foot], [right, foot], [right, top], [left, top]])
        self.ground.points = as_points(straight(box, np.roll(box, -1, axis=0)))
        for part in (self.ground, self.word, self.number):
            part.set_fill(opacity=clear)

    def see_writing(self, share: float) -> None:
        """Let all that is written be seen as clearly as a share says."""
        self.writing.set_fill(opacity=share)


def steepest_input(network: LayerHealth) -> float:
    """Return an input of those that are drawn at which the slope is steepest.

    If it is so at many, the one farthest to the right that can still be seen.
    """
    inside = np.abs(network.curve.inputs) <= 0.5 * REACH
    slopes = np.abs(network.curve.slopes[inside])
    best = network.curve.inputs[inside][slopes >= slopes.max() - 1e-9]
    return float(best.max() if len(best) > 2 else best[np.abs(best).argmin()])
