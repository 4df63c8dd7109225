"""The act in which Rosenblatt's perceptron is put together: as a diagram, and as a formula."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject

from engine.experiments.perceptron import heaviside, with_one
from scenes.films.perceptron.line_panel import LinePanel
from scenes.films.perceptron.story import PerceptronStory, neuron_number, swell
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import UnitDrawing, centred

TERMS = (
    "hat(y) = g lr(( quad {{ w_0 : bias }} quad + quad quad {{ x_1 w_1 : first }} quad quad "
    "+ quad quad {{ x_2 w_2 : second }} quad quad ))"
)
COMPACT = "hat(y) = g lr(( w_0 + sum_(i=1)^m x_i w_i )) = g(w_0 + X^top W)"


class FormulaAct(PerceptronStory):
    """Inputs, weights, bias, sum and step, with the numbers of a perceptron that has learned."""

    panel: LinePanel

    def formula(self) -> None:
        """Build it term by term, then move the point that goes in."""
        self.clear_stage()
        run, theme = self.results.learning, self.theme
        weights = run.weights[-1]
        scores = with_one(run.points) @ weights
        self.ends = run.points[[int(scores.argmax()), int(scores.argmin())]]
        self.panel = LinePanel(
            run.points, run.labels, theme, np.array([4.75, 1.25]), 4.5, 4.5, radius=0.065
        )
        self.unit = UnitDrawing(
            ["", "x_1", "x_2"], ["w_0", "w_1", "w_2"], theme, np.array([-2.45, 1.25]), 8.3, 4.4
        )
        self.unit.write_weights(weights)
        self.equation = formula(TERMS, 42, theme.text).move_to(at(-2.2, -1.75))
        self.terms = [LiveNumber(26, theme.muted) for _ in range(3)]
        self._introduce()
        self._add_up()
        self._slide()
        self.act(FadeOut(self.equation), *map(FadeOut, self.terms), seconds=0.4)
        compact = formula(COMPACT, 44, theme.text).move_to(at(0, -2.2))
        self.act(FadeIn(compact), seconds=0.6)
        self.tell("The same for any number of inputs.")
        self.beat(1.0)

    def _introduce(self) -> None:
        """Bring in the inputs, then their weights, then the bias."""
        unit, panel, start = self.unit, self.panel, self.ends[0]
        weighted = VGroup(unit.weight_names, unit.weights)
        unit.remove(*weighted)
        inputs = ["1", *map(neuron_number, start)]
        unit.write(inputs, "", "")
        panel.mark(start)
        self.act(FadeIn(panel), FadeIn(unit), seconds=0.8)
        self.tell("1957, Rosenblatt: the inputs can be any numbers.")
        self.act(FadeIn(weighted), seconds=0.6)
        self.tell("Each has a weight: how much it counts, and which way.")
        self.say("The bias: the weight of an input that is always 1.")
        self.drive(unit, lambda p: unit.light(unit.inputs[0], swell(p)), 2.4)

    def _add_up(self) -> None:
        """Multiply, add up and step, one after the other."""
        unit, theme = self.unit, self.theme
        symbols = [self.equation.select(name) for name in ("bias", "first", "second")]
        for symbol in symbols:
            symbol.set_opacity(0)
        self._write_terms(self.ends[0])
        VGroup(*self.terms).set_opacity(0)
        self.act(FadeIn(self.equation), seconds=0.5)
        self.add(*self.terms)
        self.say("Multiply each input by its weight, and add up.")
        for ring, symbol, number in zip(unit.inputs, symbols, self.terms, strict=True):
            self.drive(VGroup(unit, symbol, number), _reveal(unit, ring, symbol, number), 0.9)
        unit.total.set_color(theme.highlight)
        self._write_numbers(self.ends[0], result=False)
        self.drive(unit, lambda p: unit.light(unit.summing, swell(p)), 1.0)
        self.say("The step g: 1 if the sum is 0 or more, else 0.")
        self._write_numbers(self.ends[0])
        self.drive(unit, lambda p: unit.light(unit.step, swell(p)), 2.3)

    def _slide(self) -> None:
        """Move the point from one class to the other: the answer changes at the line."""
        panel, weights = self.panel, self.results.learning.weights[-1]
        first, last = self.ends

        def draw(progress: float) -> None:
            point = first + progress * (last - first)
            panel.mark(point)
            self._write_numbers(point)
            self._write_terms(point)

        self.say("Move the point: where the sum passes 0, the answer changes.")
        self.drive(VGroup(panel, self.unit, *self.terms), draw, 5.0)
        panel.draw(weights)
        self.act(FadeIn(panel.panel.regions, panel.panel.separator), seconds=0.6)
        self.add(panel)
        self.tell("It is 0 along a straight line.")

    def _score(self, point: np.ndarray) -> float:
        return float(with_one(point[None])[0] @ self.results.learning.weights[-1])

    def _write_numbers(self, point: np.ndarray, *, result: bool = True) -> None:
        z = self._score(point)
        answer = str(int(heaviside(z))) if result else ""
        self.unit.write(["1", *map(neuron_number, point)], neuron_number(z), answer)

    def _write_terms(self, point: np.ndarray) -> None:
        """Write each term's numbers under its symbols."""
        weights = self.results.learning.weights[-1]
        texts = [neuron_number(weights[0])]
        texts += [
            f"{neuron_number(x)} × {neuron_number(w)}"
            for x, w in zip(point, weights[1:], strict=True)
        ]
        names = ("bias", "first", "second")
        for number, text, name in zip(self.terms, texts, names, strict=True):
            place = at(
                self.equation.select(name).get_center()[0], self.equation.get_center()[1] - 0.75
            )
            centred(number, text, place)


def _reveal(
    unit: UnitDrawing, ring: VMobject, symbol: VMobject, number: VMobject
) -> Callable[[float], None]:
    """Return a picture of a term that appears while its input is lit."""

    def draw(progress: float) -> None:
        unit.light(ring, swell(progress))
        shown = min(2 * progress, 1.0)
        symbol.set_opacity(shown)
        number.set_fill(opacity=shown)

    return draw
