"""A linear layer drawn as a network: inputs, outputs, and on its lines the numbers of a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Circle, Dot, Line, VGroup, smooth

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence, verbatim
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

RING = 0.5
"""Radius of a unit, in frame units."""
INFLOW = 0.45
"""Length of the arrow by which a bias comes into its output, in frame units."""
ALONG = 0.3
"""Where on its line a weight stands whose line crosses another: there they are apart."""
DIM, LEFT = 0.5, 0.6
"""Opacity of a number in W or b while another one flies from there; share of its way till then."""
AROUND = 0.6
"""Room at both sides of all, in frame units."""
SUM = 0.75
"""Height of a line that writes out a sum below the network, in frame units."""

FILLED = 0.8
"""Share of a unit's width that a value in it takes at most."""
LATER = 1.0
"""By how much of a flight one of two values follows the other."""
LEAVES, ARRIVES = (0.2, 0.55), (0.42, 0.78)
"""When values leave the inputs for each of the outputs, and when they arrive there."""


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
        Units and lines.
    numbers : VGroup
        Copies of the four weights, row by row, and of the two biases.
    flow : VGroup
        What goes through: values in the units, a dot on each line, and what is added up.
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
        self.stage, self.theme, self.area = stage, theme, area
        y += 0.45 * SUM * scale
        self.numbers = VGroup(*(entry.copy() for entry in (*weights.numbers, *biases.numbers)))
        widest = max(number.width for number in self.numbers)
        ring, beside = RING * scale, (RING + INFLOW + 0.2) * scale
        half = (
            area.size - [ring + beside + widest + AROUND * scale, 2 * (RING + 0.15 + SUM) * scale]
        ) / 2
        half = np.minimum(half, [3.4 * scale, 1.5 * scale])
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
                ends = at(*(start + ring * way)), at(*(output - ring * way))
                lines.add(Line(*ends, stroke_color=colour, stroke_width=3.5))
                goals.append(middle)
        for output in outputs:
            tip, tail = output + [ring, 0], output + [ring + INFLOW * scale, 0]
            lines.add(Arrow(theme.text, 0.05).set_ends(tail, tip, scale))
        goals += [output + [beside + widest / 2, 0] for output in outputs]
        looks = (*zip(("v₁", "v₂"), colours, strict=True), ("y₁", theme.text), ("y₂", theme.text))
        for place, (text, colour) in zip(inputs + outputs, looks, strict=True):
            name = sentence(text, stage.text_size(28), colour, bold=True)
            ring_of = Circle(RING * scale, color=colour, stroke_width=3.5)
            units.add(VGroup(ring_of, name).move_to(at(*place)))
        self.drawing = VGroup(lines, units)
        self.names = [unit[1] for unit in units]
        tails = [(output + [ring + INFLOW * scale, 0], output) for output in outputs]
        self.ways = [(start, end) for end in outputs for start in inputs] + tails
        self.values = VGroup(
            *(
                LiveNumber(stage.text_size(28), shade, align=0.5)
                for shade in (*colours, theme.highlight, theme.highlight)
            )
        )
        for value in self.values:
            value.set_stroke(theme.background, width=9, background=True)
        shades = [theme.highlight] * 4 + [theme.text] * 2
        self.pulses = VGroup(*(Dot(radius=0.11 * scale, color=shade) for shade in shades))
        for given in self.names[:2]:  # their values come there
            given.set_opacity(0)
        self.sums = VGroup()
        self.flow = VGroup(self.pulses, self.values, self.sums)
        self.ring = ring
        self.foot = float(inputs[1][1]) - ring - 0.25 * scale
        self.sources = (*weights.numbers, *biases.numbers)
        self.goals = [at(*goal) for goal in goals]
        self.begun = [each.get_center() for each in weights.numbers]
        # Biases come in from outside: they would fly across the outputs.
        self.begun += [goal + 0.6 * scale * RIGHT for goal in self.goals[4:]]
        for number in self.numbers:
            number.set_stroke(theme.background, width=14, background=True)
        self.write(0.0)
        self.take(np.zeros(2), np.zeros((2, 2)), np.zeros(2), 2)

    def take(self, inputs: np.ndarray, matrix: np.ndarray, bias: np.ndarray, places: int) -> None:
        """Set what goes in (2,), and by what it is multiplied and added to, with some decimals."""
        outputs = matrix @ inputs + bias
        for value, name, given in zip(self.values, self.names, [*inputs, *outputs], strict=True):
            value.place(at(0, 0)).write(fixed(float(given), places))
            value.scale(min(1.0, FILLED * 2 * self.ring / value.width))
            value.move_to(name.get_center())
        self.heights = [float(value.height) for value in self.values]
        self.sums.submobjects = []
        height = SUM * self.stage.scale
        for row, called in enumerate(("y₁", "y₂")):
            text = sum_text(called, [*matrix[row], bias[row]], inputs, outputs[row], places)
            line = verbatim(text, self.stage.text_size(32), self.theme.text)
            widest = float(self.area.size[0]) - AROUND * self.stage.scale
            line.scale(min(1.0, widest / line.width))
            self.sums.add(line.move_to(at(self.area.centre[0], self.foot - (row + 0.5) * height)))
        self.send(0.0)

    def fly(self, which: int, spots: np.ndarray, progress: float, tall: float) -> None:
        """Let values of two units, from one on, fly in from spots of the frame.

        Parameters
        ----------
        which : int
        spots : array (2, 2)
        progress : float
        tall : float
            Their height at the spots.
        """
        homes = np.array([name.get_center() for name in self.names[which : which + 2]])
        # The one leads whose way is clear of where the other waits.
        ways = np.linspace(spots, homes[:, :2], 20)
        clear = np.linalg.norm(ways - spots[::-1], axis=2).min(axis=0)
        for k, (spot, home) in enumerate(zip(spots, homes, strict=True)):
            value, full = self.values[which + k], self.heights[which + k]
            follows = LATER * (k != int(clear.argmax()))
            way = float(np.clip((1 + LATER) * progress - follows, 0, 1))
            value.scale((tall + way * (full - tall)) / value.height)
            value.move_to(at(*spot) + way * (home - at(*spot)))

    def send(self, progress: float) -> None:
        """Let values flow from the inputs to the outputs, whose names they take the places of."""
        for k, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            if k < 2:
                continue
            begun = ARRIVES[k - 2]
            name.set_opacity(1 - _part(progress, begun, begun + 0.1))
            value.set_opacity(_part(progress, begun + 0.1, begun + 0.2))
        for line, arrives in zip(self.sums, ARRIVES, strict=True):  # with the output's value
            line.set_opacity(_part(progress, arrives + 0.1, arrives + 0.2))
        for k, (pulse, (start, end)) in enumerate(zip(self.pulses, self.ways, strict=True)):
            row = k // 2 if k < 4 else k - 4
            along = _part(progress, LEAVES[row], ARRIVES[row])
            pulse.move_to(at(*(start + along * (end - start))))
            apart = min(np.linalg.norm(pulse.get_center()[:2] - each) for each in (start, end))
            is_bias = pulse in self.pulses[4:]
            seen = (apart - (0 if is_bias else self.ring)) / (0.15 * self.ring)
            far = np.linalg.norm(pulse.get_center()[:2] - end) - self.ring
            pulse.set_fill(opacity=float(np.clip(min(seen, far / (0.15 * self.ring)), 0, 1)))

    def write(self, progress: float) -> None:
        """Let numbers come one by one to their places, while they stand out in W and b."""
        along = progress * len(self.begun)
        dimmed = (1 - DIM) * float(np.clip(min(along, len(self.begun) - along), 0, 1))
        for turn, (number, source, start, goal) in enumerate(
            zip(self.numbers, self.sources, self.begun, self.goals, strict=True)
        ):
            way = smooth(float(np.clip(along - turn, 0, 1)))
            # Seen once it has left the others behind.
            seen = float(np.clip((way - LEFT) / (1 - LEFT) * 2, 0, 1))
            number.set_opacity(seen).move_to(start + way * (goal - start))
            apart = float(np.clip(2 * abs(along - turn - 0.5) - 0.5, 0, 1))
            source.set_opacity(1 - dimmed * smooth(apart))


def sum_text(
    name: str, factors: Sequence[float], inputs: np.ndarray, output: float, places: int
) -> str:
    """Return a sum written out: both weights times their inputs, and the bias.

    Parameters
    ----------
    name : str
        Of the output.
    factors : sequence of float
        The two weights, and the bias.
    inputs : array (2,)
    output : float
    places : int
        Decimals.
    """
    first, second, bias = (float(each) for each in factors)
    given = [fixed(float(each), places) for each in inputs]
    signs = ["−" if each < 0 else "+" for each in (second, bias)]
    return (
        f"{name} = {fixed(first, places)} · {given[0]} {signs[0]} {fixed(abs(second), places)} · "
        f"{given[1]} {signs[1]} {fixed(abs(bias), places)} = {fixed(output, places)}"
    )


def _part(progress: float, begin: float, end: float) -> float:
    """Return how much is done of what lasts from one moment to another, eased."""
    return float(smooth(float(np.clip((progress - begin) / (end - begin), 0, 1))))
