"""A linear layer drawn as a network: inputs, outputs, and on its lines the numbers of a matrix."""

from __future__ import annotations

import numpy as np
from manim import Circle, Line, VGroup, smooth

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

RING = 0.5
"""Radius of a unit, in frame units."""
ALONG = 0.3
"""Where on its line a weight stands whose line crosses another: there they are apart."""
ORDER = {1: (5, 4, 3, 1, 2, 0), -1: (2, 0, 3, 1, 5, 4)}
"""In which numbers fly to the right, or to the left: none crosses another."""


class LinearLayer:
    """Two inputs, two outputs, a line for each weight; numbers fly there from W and b.

    Parameters
    ----------
    weights, biases : MatrixEntries
        Where the numbers come from.
    area : Area
        Where it stands, in the middle.
    theme : Theme
    stage : Stage

    Attributes
    ----------
    drawing : VGroup
        Units and lines, with gaps where numbers stand.
    names : VGroup
        Of the units, in their middles.
    numbers : VGroup
        Copies of the four weights, row by row, and of the two biases.
    """

    def __init__(
        self,
        weights: MatrixEntries,
        biases: MatrixEntries,
        area: Area,
        theme: Theme,
        stage: Stage,
    ) -> None:
        scale, (x, y) = stage.scale, area.centre
        self.numbers = VGroup(*(entry.copy() for entry in (*weights.numbers, *biases.numbers)))
        widest = max(number.width for number in self.numbers)
        beside = (RING + 0.15) * scale
        half = np.array([(area.size[0] - widest) / 2 - 2 * RING * scale, area.size[1] / 2 - beside])
        half = np.minimum(half, [3.0 * scale, 1.7 * scale])
        x -= widest / 2
        inputs, outputs = (
            [np.array([x + side * half[0], y + up * half[1]]) for up in (1, -1)] for side in (-1, 1)
        )
        colours = theme.positive, theme.negative
        lines, units, self.names = VGroup(), VGroup(), VGroup()
        goals = []
        for row, output in enumerate(outputs):
            for column, (start, colour) in enumerate(zip(inputs, colours, strict=True)):
                far = float(np.linalg.norm(output - start))
                way, ring = (output - start) / far, RING * scale
                middle = start + (0.5 if row == column else ALONG) * far * way
                gap = (self.numbers[2 * row + column].width / 2 + 0.1 * scale) * way
                for begin, end in (
                    (start + ring * way, middle - gap), (middle + gap, output - ring * way)
                ):  # fmt: skip
                    lines.add(Line(at(*begin), at(*end), stroke_color=colour, stroke_width=3.5))
                goals.append(middle)
        goals += [output + [beside + widest / 2, 0] for output in outputs]
        looks = (*zip(("x₁", "x₂"), colours, strict=True), ("y₁", theme.text), ("y₂", theme.text))
        for place, (text, colour) in zip(inputs + outputs, looks, strict=True):
            name = sentence(text, stage.text_size(28), colour, bold=True)
            units.add(Circle(RING * scale, color=colour, stroke_width=3.5).move_to(at(*place)))
            self.names.add(name.move_to(at(*place)))
        self.drawing = VGroup(lines, units)
        self.order = ORDER[1]
        self.starts = [number.get_center() for number in self.numbers]
        self.goals = [at(*goal) for goal in goals]

    def set_out(self, across: float) -> None:
        """Let the numbers set out so far beside those that they are copies of."""
        self.starts = [start + [across, 0, 0] for start in self.starts]
        self.order = ORDER[1 if across > 0 else -1]
        self.fly(0.0)

    def fly(self, progress: float) -> None:
        """Move the numbers on their way from W and b to their lines and units, one by one."""
        for turn, which in enumerate(self.order):
            share = smooth(float(np.clip(progress * len(self.order) - turn, 0, 1)))
            way = self.goals[which] - self.starts[which]
            self.numbers[which].move_to(self.starts[which] + share * way)
