"""A linear layer drawn as a network: inputs, outputs, and on its lines the numbers of a matrix."""

from __future__ import annotations

import numpy as np
from manim import Circle, Line, VGroup, smooth

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

RING = 0.5
"""Radius of a unit, in frame units."""
INFLOW = 0.45
"""Length of the arrow by which a bias comes into its output, in frame units."""
ALONG = 0.3
"""Where on its line a weight stands whose line crosses another: there they are apart."""
DIM = 0.3
"""Opacity of a number in W or b while another one is written on the network."""


class LinearLayer:
    """Two inputs, two outputs, a line for each weight; numbers of W and b are written on it.

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
        ring, beside = RING * scale, (RING + INFLOW + 0.2) * scale
        half = (area.size - [ring + beside + widest, 2 * (RING + 0.15) * scale]) / 2
        half = np.minimum(half, [3.0 * scale, 1.7 * scale])
        x -= (beside + widest - ring) / 2
        inputs, outputs = (
            [np.array([x + side * half[0], y + up * half[1]]) for up in (1, -1)] for side in (-1, 1)
        )
        colours = theme.positive, theme.negative
        lines, units = VGroup(), VGroup()
        goals = []
        for row, output in enumerate(outputs):
            for column, (start, colour) in enumerate(zip(inputs, colours, strict=True)):
                far = float(np.linalg.norm(output - start))
                way = (output - start) / far
                middle = start + (0.5 if row == column else ALONG) * far * way
                gap = (self.numbers[2 * row + column].width / 2 + 0.1 * scale) * way
                for begin, end in (
                    (start + ring * way, middle - gap), (middle + gap, output - ring * way)
                ):  # fmt: skip
                    lines.add(Line(at(*begin), at(*end), stroke_color=colour, stroke_width=3.5))
                goals.append(middle)
        for output in outputs:
            tip, tail = output + [ring, 0], output + [ring + INFLOW * scale, 0]
            lines.add(Arrow(theme.text, 0.05).set_ends(tail, tip, scale))
        goals += [output + [beside + widest / 2, 0] for output in outputs]
        looks = (*zip(("x₁", "x₂"), colours, strict=True), ("y₁", theme.text), ("y₂", theme.text))
        for place, (text, colour) in zip(inputs + outputs, looks, strict=True):
            name = sentence(text, stage.text_size(28), colour, bold=True)
            ring_of = Circle(RING * scale, color=colour, stroke_width=3.5)
            units.add(VGroup(ring_of, name).move_to(at(*place)))
        self.drawing = VGroup(lines, units)
        self.sources = (*weights.numbers, *biases.numbers)
        for number, goal in zip(self.numbers, goals, strict=True):
            number.move_to(at(*goal))
        self.write(0.0)

    def write(self, progress: float) -> None:
        """Write the numbers one by one, and let each stand out in W or b meanwhile."""
        along = progress * len(self.sources)
        dimmed = (1 - DIM) * float(np.clip(min(along, len(self.sources) - along), 0, 1))
        for turn, (number, source) in enumerate(zip(self.numbers, self.sources, strict=True)):
            number.set_opacity(smooth(float(np.clip(along - turn, 0, 1))))
            apart = float(np.clip(2 * abs(along - turn - 0.5) - 0.5, 0, 1))
            source.set_opacity(1 - dimmed * smooth(apart))
