"""What δ is in Huber's loss: where it goes from squared to straight, and how hard it pulls."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.loss_axes import LossChart
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

DASHES = 9
LONG_DASHES = 24
LOW = 0.24
"""Height of a δ above the axis, below the number that rides along the curve."""


class HuberJoints(VGroup):
    """Two dashed lines from the axis to above the curve's joints.

    Parameters
    ----------
    loss : LossFunction
    chart : LossChart
    size : float
        Of the words.
    scale : float
        That of the stage.
    """

    def __init__(self, loss: LossFunction, chart: LossChart, size: float, scale: float) -> None:
        super().__init__()
        for side, edge in ((-1, RIGHT), (1, LEFT)):
            x = loss.target + side * loss.delta
            foot, joint = chart.place(x, 0.0), chart.place(x, float(loss(x)))
            heights = np.linspace(foot[1], joint[1] + 1.1 * scale, 2 * DASHES)
            ends = np.column_stack([np.full(2 * DASHES, foot[0]), heights])
            line = VMobject(stroke_color=chart.theme.colour_of(0), stroke_width=2.5)
            line.points = as_points(straight(ends[::2], ends[1::2]))
            # Near the target, that number would be in its way there.
            height = foot[1] + LOW * scale if loss.delta * chart.unit > 0.7 * scale else heights[-1]
            label = formula("delta", size, chart.theme.colour_of(0))
            place = at(foot[0] + 0.1 * side * scale, height)
            self.add(line, label.move_to(place, aligned_edge=edge))


class CappedPulls(VGroup):
    """An arrow for each number from the prediction towards it, and dashed lines at a δ from there.

    Parameters
    ----------
    delta : float
    count : int
        Of the numbers.
    area : Area
        Where lines and words have room.
    stage, theme
    """

    def __init__(self, delta: float, count: int, area: Area, stage: Stage, theme: Theme) -> None:
        self.delta, self.area, self.scale_of_stage = delta, area, stage.scale
        self.arrows = VGroup(*(Arrow(theme.gradient, 0.14) for _ in range(count)))
        self.lines = VGroup(
            *(VMobject(stroke_color=theme.gradient, stroke_width=2.5) for _ in range(2))
        )
        self.label = formula(f'delta = "{significant(delta)}"', stage.text_size(40), theme.gradient)
        super().__init__(self.lines, self.arrows, self.label)

    def pull(self, errors: np.ndarray) -> np.ndarray:
        """Return how far the arrows of errors (n,) reach: as Huber's gradient, turned round."""
        return np.clip(errors, -self.delta, self.delta)

    def display(
        self, best: float, errors: np.ndarray, levels: np.ndarray, unit: float, share: float
    ) -> None:
        """Draw all, by a share of its opacity.

        Parameters
        ----------
        best : float
            Where the prediction is, across the frame.
        errors : array (n,)
            Of the numbers from it, in their unit.
        levels : array (n,)
            Their heights in the frame.
        unit : float
            Length of their unit in the frame.
        share : float
        """
        low, high = self.area.low, self.area.high
        ends = best + share * unit * self.pull(errors)
        for arrow, end, level in zip(self.arrows, ends, levels, strict=True):
            arrow.set_ends(np.array([best, level]), np.array([end, level]), self.scale_of_stage)
            arrow.set_fill(opacity=share)
        for side, line in zip((-1, 1), self.lines, strict=True):
            x = best + side * unit * self.delta
            heights = np.linspace(low[1], high[1], 2 * LONG_DASHES)
            points = np.column_stack([np.full(2 * LONG_DASHES, x), heights])
            line.points = as_points(straight(points[::2], points[1::2]))
            line.set_stroke(opacity=share * (low[0] < x < high[0]))
        place = best + unit * self.delta + 0.12 * self.scale_of_stage
        between = (levels[-1] + levels[-2]) / 2 if len(levels) > 1 else levels[-1]
        self.label.move_to(at(place, between), aligned_edge=LEFT)
        self.label.set_opacity(share * (self.label.get_right()[0] < high[0]))
