"""Where Huber's loss goes from squared to straight: two dashed lines, each at a δ."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.loss_axes import LossChart
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula

DASHES = 9


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
            label = formula("delta", size, chart.theme.colour_of(0))
            place = at(foot[0] + 0.1 * side * scale, heights[-1])
            self.add(line, label.move_to(place, aligned_edge=edge))
