"""The act in which Rosenblatt's perceptron is put together: as a diagram, and as a line."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.experiments.perceptron import heaviside, with_one
from scenes.films.perceptron.story import PerceptronStory, neuron_number, swell
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import UnitDrawing


class FormulaAct(PerceptronStory):
    """Inputs, weights, bias, sum and step, with the numbers of a perceptron that has learned."""

    def unit_drawing(self, names: list[str], weights: list[str]) -> UnitDrawing:
        """Draw a unit as large as the hero."""
        width, height = self.stage.hero.size
        size = 1.45 * self.stage.scale**0.25
        high = 0.92 * height
        return UnitDrawing(
            names, weights, self.theme, self.stage.hero.centre, 0.99 * width, high, size
        )

    def formula(self) -> None:
        """Give the unit weights, add up, step; then see where in the plane the answer changes."""
        run, stage = self.results.learning, self.stage
        self.learned = run.weights[-1]
        scores = with_one(run.points) @ self.learned
        self.ends = run.points[[int(scores.argmax()), int(scores.argmin())]]
        self.unit = self.unit_drawing(["", "x_1", "x_2"], ["w_0", "w_1", "w_2"])
        self.unit.write_weights(self.learned)
        symbols = formula("z = w_0 + w_1 x_1 + w_2 x_2", stage.text_size(34), self.theme.text)
        self.symbols = stage.put_title(symbols)
        self.sum = LiveNumber(26 * stage.scale**0.5, self.theme.text, align=1)
        self.sum.place(at(stage.numbers.high[0], stage.numbers.high[1] - 0.45 * stage.scale))
        self._write(self.ends[0])
        self.enter(self.unit, hero=self.unit)
        self._add_up()
        self._cross_the_plane()

    def _add_up(self) -> None:
        """Weigh, add up and step, one after the other."""
        unit = self.unit
        self.say("1957, Rosenblatt: each input has a weight (dashed: negative).")
        ring = VGroup(*unit.inputs)
        self.drive(unit, lambda p: unit.light(ring, swell(p)), self.reading_time(1.5))
        self.say("The bias: the weight of an input that is always 1.")
        self.drive(unit, lambda p: unit.light(unit.inputs[0], swell(p)), self.reading_time(1.5))
        self.join(self.symbols, self.sum)
        self.say("Multiply each input by its weight, and add up.")
        self._slide(0.0, 0.35, 2.0, unit.summing)
        self.say("The step: 1 if the sum z is 0 or more, else 0.")
        self._slide(0.35, 0.7, 2.0, unit.step)

    def _slide(self, start: float, end: float, seconds: float, lit: VGroup) -> None:
        """Move the input from one end towards the other, with a part lit."""

        def draw(progress: float) -> None:
            self._write(self._between(start + (end - start) * progress))
            self.unit.light(lit, swell(progress))

        self.drive(self.unit, draw, max(seconds, self.reading_time()))

    def _cross_the_plane(self) -> None:
        """Make the input a point of the plane, and find where the answer changes."""
        panel = self.plane_of(self.results.learning, 0.11, 0.04)
        self.panel = panel
        panel.draw(None)
        panel.mark(self._between(0.7))
        self.enter(panel, self.symbols, self.sum, hero=panel)
        self.add(self.symbols, self.sum)
        self.say("Two inputs: a point. Move it, and watch the sum.")

        def cross(progress: float) -> None:
            point = self._between(0.7 - 0.7 * swell(progress))
            panel.mark(point)
            self._write(point)

        self.drive(panel, cross, 3.4)

        def reveal(progress: float) -> None:
            panel.draw(self.learned, ink=min(3 * progress, 1.0))
            point = self._between(0.7 - 0.6 * np.sin(np.pi * progress) ** 2)
            panel.mark(point)
            self._write(point)

        self.say("The answer changes along a straight line: the sum is 0.")
        self.drive(panel, reveal, max(3.2, self.reading_time()))

    def _between(self, share: float) -> np.ndarray:
        """Return a point between the ends, in hundredths, so that what is printed is all of it."""
        first, last = self.ends
        point: np.ndarray = np.round(first + share * (last - first), 2)
        return point

    def _write(self, point: np.ndarray) -> None:
        """Write the numbers at work for an input: in the unit, and as a sum."""
        z = float(with_one(point[None])[0] @ self.learned)
        texts = ["1", *map(neuron_number, point)]
        self.unit.write(texts, neuron_number(z), str(int(heaviside(z))))
        self.sum.write(sum_in_numbers(self.learned, point))


def sum_in_numbers(weights: np.ndarray, point: np.ndarray) -> str:
    """Write a weighted sum with its result, ``1.00 + 0.50 × 2.00 = 2.00``.

    It can be recomputed from what is printed, to the printed digits, if weights and inputs are
    whole hundredths.

    Parameters
    ----------
    weights : array (1 + m,)
        Bias first.
    point : array (m,)
    """
    terms = [neuron_number(weights[0])]
    terms += [f"{_factor(w)} × {_factor(x)}" for w, x in zip(weights[1:], point, strict=True)]
    total = float(weights[0] + weights[1:] @ point)
    return f"{' + '.join(terms)} = {neuron_number(total)}"


def _factor(value: float) -> str:
    """Write a factor, a negative one in parentheses."""
    text = neuron_number(value)
    return f"({text})" if value < 0 else text
