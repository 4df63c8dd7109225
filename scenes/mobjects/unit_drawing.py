"""One unit of a network as a diagram: inputs, weights, sum, step and output, with live numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, UP, Circle, RoundedRectangle, VGroup, VMobject, interpolate_color
from manim.utils.color import ManimColor

from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.theme.theme import Theme

INPUT, SUM, OUTPUT = 0.5, 0.55, 0.46
"""Radii of the circles, in frame units."""
BOX = 1.0
"""Side of the square in which the step stands."""
GAP = 0.08
"""Between an arrow and what it leads to."""
DASH = 0.17
"""Length of a dash and of the gap after it, on average."""


class UnitDrawing(VGroup):
    """A perceptron: what comes in on the left, what goes out on the right.

    Parameters
    ----------
    names : sequence of str
        Of the inputs, in Typst's math mode; an empty one is not written.
    weights : sequence of str
        Names of their weights; none for inputs that all count alike.
    theme : Theme
    centre : array (2,)
    width, height : float
        In frame units; inputs are spread over the height.
    size : float
        Of shapes and writing, relative to what suits a width of 8.
    """

    def __init__(
        self,
        names: Sequence[str],
        weights: Sequence[str],
        theme: Theme,
        centre: np.ndarray,
        width: float,
        height: float,
        size: float = 1.0,
    ) -> None:
        self.theme, self.size = theme, size
        ring, total, end, side = INPUT * size, SUM * size, OUTPUT * size, BOX * size
        x, y = float(centre[0]), float(centre[1])
        left, right = x - width / 2 + 0.55 * size + ring, x + width / 2 - end
        heights = np.linspace(y + height / 2 - ring, y - height / 2 + ring, len(names))
        self.places = [at(left, height) for height in heights]
        self.middle, self.gate = (
            at(left + 0.45 * (right - left), y),
            at(left + 0.77 * (right - left), y),
        )
        self.end = at(right, y)
        self.inputs = VGroup(*(self._ring(place, ring) for place in self.places))
        self.summing = VGroup(
            self._ring(self.middle, total),
            formula("sum", 40 * size, theme.text).move_to(self.middle),
        )
        self.step = VGroup(self._box(), self._step())
        self.output = self._ring(self.end, end)
        self.wires = VGroup(*(self._wire(place) for place in self.places))
        self.to_step = self._arrow(self.middle, self.gate, total, side / 2)
        self.to_output = self._arrow(self.gate, self.end, side / 2, end)
        self.names = VGroup(
            *(
                formula(name, 34 * size, theme.text).next_to(place, LEFT, buff=ring + 0.12 * size)
                for name, place in zip(names, self.places, strict=True)
                if name
            )
        )
        self.answer = formula("hat(y)", 34 * size, theme.text)
        self.answer.next_to(self.end, UP, buff=end + 0.12 * size)
        self.values: list[LiveNumber] = [LiveNumber(22 * size, theme.text) for _ in names]
        self.total = LiveNumber(26 * size, theme.text)
        self.result, self.result_text = LiveNumber(32 * size, theme.text), ""
        self.weight_names = VGroup()
        self.weights = VGroup()
        for name, place in zip(weights, self.places, strict=len(weights) > 0):
            self._label(name, place)
        super().__init__(
            *(self.wires, self.to_step, self.to_output, self.inputs, self.summing, self.step),
            *(self.output, self.names, self.answer, *self.values, self.total, self.result),
            *(self.weight_names, self.weights),
        )

    def write(self, inputs: Sequence[str], total: str, result: str) -> None:
        """Write the numbers at work; an empty text is no number."""
        for value, place, text in zip(self.values, self.places, inputs, strict=True):
            centred(value, text, place)
        between = (self.middle + self.gate + self.size * at(SUM - BOX / 2, 0)) / 2
        centred(self.total, total, between + 0.3 * self.size * UP)
        centred(self.result, result, self.end)
        self.result_text = result

    def write_weights(self, weights: Sequence[float]) -> None:
        """Write the weights; wires are as thick as they are large; a negative one is dashed."""
        largest = max(max(map(abs, weights)), 1e-9)
        for number, wire, place, weight in zip(
            self.weights, self.wires, self.places, weights, strict=True
        ):
            number.write(fixed(weight, 2, signed_zero=True))
            colour = self.theme.positive if weight >= 0 else self.theme.negative
            wire.points = self._wire(place, dashed=weight < 0).points
            wire.set_color(colour).set_stroke(width=2.5 + 7 * abs(weight) / largest)

    def light(self, part: VMobject, share: float = 1.0) -> None:
        """Highlight the outline of a part (`inputs`, `summing`, …), by a share from 0 to 1."""
        ends = ManimColor(self.theme.muted), ManimColor(self.theme.highlight)
        for piece in part.get_family():
            if piece.get_stroke_width() > 0:
                piece.set_stroke(interpolate_color(*ends, share))

    def _label(self, name: str, start: np.ndarray) -> None:
        """Name the weight of the wire from an input, with room for its number."""
        rises = start[1] < self.middle[1] and not self._is_level(start)
        place = start + 0.3 * (self.middle - start)
        title = formula(f"{name} =", 28 * self.size, self.theme.muted)
        # On the side from which the wire leads away.
        title.move_to(
            place
            + self.size * at(-0.4 if self._is_level(start) else 0.05, -0.28 if rises else 0.28),
            aligned_edge=LEFT,
        )
        self.weight_names.add(title)
        start_of_number = at(
            title.get_right()[0] + 0.12 * self.size, title.get_center()[1] - 0.1 * self.size
        )
        self.weights.add(LiveNumber(24 * self.size, self.theme.text).place(start_of_number))

    def _is_level(self, start: np.ndarray) -> bool:
        return bool(abs(start[1] - self.middle[1]) < 0.1)

    def _ring(self, place: np.ndarray, radius: float) -> Circle:
        theme = self.theme
        ring = Circle(radius, color=theme.muted, stroke_width=3, fill_color=theme.panel)
        return ring.set_fill(opacity=1).move_to(place)

    def _box(self) -> RoundedRectangle:
        theme = self.theme
        box = RoundedRectangle(
            corner_radius=0.1,
            width=BOX * self.size,
            height=BOX * self.size,
            color=theme.muted,
            stroke_width=3,
        )
        return box.set_fill(theme.panel, opacity=1).move_to(self.gate)

    def _step(self) -> VMobject:
        """Draw the curve of the step inside its box."""
        corners = np.array([[-0.34, -0.22], [0, -0.22], [0, 0.22], [0.34, 0.22]])
        corners = self.size * corners + self.gate[:2]
        step = VMobject(stroke_color=self.theme.text, stroke_width=4)
        step.points = as_points(straight(corners[:-1], corners[1:]))
        return step

    def _wire(self, place: np.ndarray, *, dashed: bool = False) -> VMobject:
        size = self.size
        return self._arrow(place, self.middle, INPUT * size, SUM * size, dashed=dashed)

    def _arrow(
        self,
        start: np.ndarray,
        end: np.ndarray,
        before: float,
        after: float,
        *,
        dashed: bool = False,
    ) -> VMobject:
        """Draw an arrow between the edges of two shapes."""
        along = (end - start)[:2] / np.linalg.norm(end - start)
        across = np.array([-along[1], along[0]])
        first, last = start[:2] + (before + GAP) * along, end[:2] - (after + GAP) * along
        head = np.array(
            [last - 0.2 * along + 0.11 * across, last, last - 0.2 * along - 0.11 * across]
        )
        arrow = VMobject(stroke_color=self.theme.muted, stroke_width=3)
        length = float(np.linalg.norm(last - first))
        pieces = max(round(length / (2 * DASH)), 1) if dashed else 1
        shares = np.arange(pieces)[:, None] / pieces
        starts = np.concatenate([first + shares * (last - first), head[:2]])
        until = shares + (0.6 if dashed else 1) / pieces
        ends = np.concatenate([first + until * (last - first), head[1:]])
        arrow.points = as_points(straight(starts, ends))
        return arrow


def centred(number: LiveNumber, text: str, place: np.ndarray) -> LiveNumber:
    """Write a number about a place; an empty text leaves nothing there."""
    if not text:
        number.points = np.zeros((0, 3))
        return number
    number.place(np.zeros(3)).write(text)
    middle = (number.points.min(axis=0) + number.points.max(axis=0)) / 2
    return number.place(place - middle).write(text)
