"""A linear layer drawn as a network: inputs, outputs, and on its lines the numbers of a matrix."""

from __future__ import annotations

import numpy as np
from manim import Circle, Dot, Line, VGroup, smooth

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
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

FILLED = 0.8
"""Share of a unit's width that a value in it takes at most."""
LEAVES, ARRIVES = 0.3, 0.75
"""When values leave the inputs, and when they arrive at the outputs."""


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
    flow : VGroup
        What goes through: values in the units, and a dot on each line.
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
        half = np.minimum(half, [3.0 * scale, 1.8 * scale])
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
        self.names = [unit[1] for unit in units]
        tails = [(output + [ring + INFLOW * scale, 0], output) for output in outputs]
        self.ways = [(start, end) for end in outputs for start in inputs] + tails
        self.values = VGroup(
            *(LiveNumber(stage.text_size(28), theme.highlight, align=0.5) for _ in self.names)
        )
        shades = [theme.highlight] * 4 + [theme.text] * 2
        self.pulses = VGroup(*(Dot(radius=0.11 * scale, color=shade) for shade in shades))
        self.flow = VGroup(self.pulses, self.values)
        self.ring = ring
        self.sources = (*weights.numbers, *biases.numbers)
        for number, goal in zip(self.numbers, goals, strict=True):
            number.move_to(at(*goal))
        self.write(0.0)
        self.take(np.zeros(2), np.zeros(2), 2)

    def take(self, inputs: np.ndarray, outputs: np.ndarray, places: int) -> None:
        """Set what goes in, and what comes out, arrays (2,), to be written with some decimals."""
        for value, name, given in zip(self.values, self.names, [*inputs, *outputs], strict=True):
            value.place(at(0, 0)).write(fixed(float(given), places))
            value.scale(min(1.0, FILLED * 2 * self.ring / value.width))
            value.move_to(name.get_center())
        self.send(0.0)

    def send(self, progress: float) -> None:
        """Let values take the places of the inputs' names, and flow to the outputs."""
        for k, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            begun = 0.0 if k < 2 else ARRIVES
            name.set_opacity(1 - _part(progress, begun, begun + 0.1))
            value.set_opacity(_part(progress, begun + 0.1, begun + 0.2))
        along = _part(progress, LEAVES, ARRIVES)
        for pulse, (start, end) in zip(self.pulses, self.ways, strict=True):
            pulse.move_to(at(*(start + along * (end - start))))
            apart = min(np.linalg.norm(pulse.get_center()[:2] - each) for each in (start, end))
            is_bias = pulse in self.pulses[4:]
            seen = (apart - (0 if is_bias else self.ring)) / (0.15 * self.ring)
            far = np.linalg.norm(pulse.get_center()[:2] - end) - self.ring
            pulse.set_fill(opacity=float(np.clip(min(seen, far / (0.15 * self.ring)), 0, 1)))

    def write(self, progress: float) -> None:
        """Write the numbers one by one, and let each stand out in W or b meanwhile."""
        along = progress * len(self.sources)
        dimmed = (1 - DIM) * float(np.clip(min(along, len(self.sources) - along), 0, 1))
        for turn, (number, source) in enumerate(zip(self.numbers, self.sources, strict=True)):
            number.set_opacity(smooth(float(np.clip(along - turn, 0, 1))))
            apart = float(np.clip(2 * abs(along - turn - 0.5) - 0.5, 0, 1))
            source.set_opacity(1 - dimmed * smooth(apart))


def _part(progress: float, begin: float, end: float) -> float:
    """Return how much is done of what lasts from one moment to another, eased."""
    return float(smooth(float(np.clip((progress - begin) / (end - begin), 0, 1))))
