"""The act in which Rosenblatt's perceptron is put together: as a diagram, and as a line."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Transform,
    VGroup,
    linear,
    smooth,
)

from engine.experiments.perceptron import heaviside, with_one
from scenes.films.perceptron.line_panel import LinePanel
from scenes.films.perceptron.story import PerceptronStory, neuron_number
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, number_outline
from scenes.mobjects.unit_drawing import UnitDrawing
from scenes.storytelling.easing import early, late, swell
from scenes.storytelling.stage import plated

SUM = 38.0
"""Largest size of the sum in numbers, in a frame of 16:9, as Manim counts."""
SHARED = ("summing", "step", "output", "to_step", "to_output", "answer")
"""Parts that two units have alike."""


class FormulaAct(PerceptronStory):
    """Inputs, weights, bias, sum and step, with the numbers of a perceptron that has learned."""

    def unit_drawing(self, names: list[str], weights: list[str], above: float = 0.0) -> UnitDrawing:
        """Draw a unit as large as the hero, or lower by room that is left above."""
        width, height = self.stage.hero.size
        size = 1.45 * self.stage.scale**0.25
        centre = self.stage.hero.centre - [0, above / 2]
        high = 0.92 * height - above
        return UnitDrawing(names, weights, self.theme, centre, 0.99 * width, high, size)

    def formula(self) -> None:
        """Give the unit weights, add up, step; then see where in the plane the answer changes."""
        run, stage = self.results.learning, self.stage
        self.learned = run.weights[-1]
        scores = with_one(run.points) @ self.learned
        self.ends = run.points[[int(scores.argmax()), int(scores.argmin())]]
        self.unit = self.unit_drawing(["", "x_1", "x_2"], ["w_0", "w_1", "w_2"])
        self.unit.write_weights(self.learned)
        symbols = formula("z = w_0 + w_1 x_1 + w_2 x_2", stage.text_size(46), self.theme.text)
        self.symbols = plated(symbols, self.theme)
        self.symbols.move_to(stage.hero.corner(DOWN + RIGHT), aligned_edge=DOWN + RIGHT)
        self.symbols.shift(0.15 * stage.scale * (UP + LEFT))
        self.pin(self.symbols)
        self.sum = LiveNumber(self._largest_sum(), self.theme.text, align=0.5)
        self.sum.place(at(stage.frame.centre[0], stage.numbers.high[1] - 0.45 * stage.scale))
        self._write(self.ends[0])
        words = "1957, Rosenblatt: a learned weight for each input."
        self.turn_to(words, lambda: self._inherit(self.unit))
        self._add_up()
        self._cross_the_plane()

    def _largest_sum(self) -> float:
        """Return the largest size in which every sum that is shown has room in the band."""
        stage = self.stage
        texts = [sum_in_numbers(self.learned, self._between(k / 50)) for k in range(51)]
        widest = max(float(np.ptp(number_outline(text, 1.0)[:, 0])) for text in texts)
        room = stage.numbers.high[0] - stage.title.low[0]
        return min(SUM * stage.scale, room / widest)

    def _inherit(self, unit: UnitDrawing) -> None:
        """Let the unit of before, if there is one, become this one, part by part."""
        old = self.hero[0] if self.hero else None
        if not isinstance(old, UnitDrawing):
            self.enter(unit, hero=unit)
            return
        same = [
            (old.inputs, VGroup(*unit.inputs[1:])),
            *((getattr(old, part), getattr(unit, part)) for part in SHARED),
        ]
        kept = [part for pair in same for part in pair]
        gone = [each for each in self.shown if each is not old]
        gone += [each for each in old if each not in kept]
        come = [unit.inputs[0], *(each for each in unit if each not in (*kept, unit.inputs))]
        self.act(
            *(ReplacementTransform(*pair) for pair in same),
            *(FadeOut(each, rate_func=early) for each in gone),
            *(FadeIn(each, rate_func=late) for each in come),
            seconds=1.0,
        )
        self.remove(*gone, *kept, *come, old)
        self.add(unit)
        self.shown, self.hero = [unit], (unit,)

    def _add_up(self) -> None:
        """Weigh, add up and step, one after the other."""
        unit = self.unit
        widths = [wire.get_stroke_width() for wire in unit.wires]

        def grow(progress: float) -> None:
            for wire, width in zip(unit.wires, widths, strict=True):
                wire.set_stroke(width=width * (1 + 0.8 * swell(progress)))

        self.drive(unit, grow, self.reading_time(1.6))
        self.say("The bias: the weight of an input that is always 1.")
        self.drive(unit, lambda p: unit.light(unit.inputs[0], swell(p)), self.reading_time(1.2))
        self.join(self.symbols, self.sum)
        self.say("Multiply each input by its weight, and add up.")
        self._slide(0.0, 0.35, 2.0, unit.summing)
        self.say("The step: ŷ is 1 if the sum z is 0 or more, else 0.")
        self._slide(0.35, 1.0, 2.0, unit.step)

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
        panel.mark(self._between(1.0))
        words = "Two inputs: a point. Move it, and watch the sum."
        self.turn_to(words, lambda: self._fly_into(panel))

        def cross(progress: float) -> None:
            back, forth = smooth(min(2 * progress, 1.0)), smooth(max(2 * progress - 1, 0.0))
            point = self._between(1 - 0.85 * back + 0.55 * forth)
            panel.mark(point)
            panel.drop(point)
            self._write(point)

        self.drive(panel, cross, 2.1, linear)

        def reveal(progress: float) -> None:
            panel.draw(self.learned, ink=min(3 * progress, 1.0))
            point = self._between(0.7 - 0.55 * np.sin(np.pi * progress) ** 2)
            panel.mark(point)
            panel.drop(point, shown=max(1 - 3 * progress, 0.0))
            self._write(point)

        self.say("The answer changes along a straight line: the sum is 0.")
        self.drive(panel, reveal, max(2.4, self.reading_time()))

    def _fly_into(self, panel: LinePanel) -> None:
        """Lay the two inputs on the two axes; where they meet is a point of the plane."""
        unit, legend, point = self.unit, self.legend(), self._between(1.0)
        feet = [at(*foot) for foot in panel.place(panel.feet(point))]
        flying = [each.copy().set_fill(opacity=0) for each in unit.inputs[1:]]
        rings = [panel.ring.copy().set_stroke(opacity=1).move_to(foot) for foot in feet]
        panel.unmark()
        aside = self.put_aside(self.symbols.copy(), panel, [self.learned], point)
        self.remove(self.symbols, self.sum)
        self.add(self.symbols, self.sum)
        self.pin(*flying)  # above the plane that comes
        self.act(
            FadeOut(unit, rate_func=early),
            FadeIn(panel),
            FadeIn(legend, rate_func=late),
            self.symbols.animate.move_to(aside),
            *(Transform(old, new) for old, new in zip(flying, rings, strict=True)),
            seconds=1.2,
        )
        self.add(panel, self.symbols, self.sum, legend)
        goal = at(*panel.place(point))

        def meet(progress: float) -> None:
            panel.drop(point, progress)
            for each, foot in zip(flying, feet, strict=True):
                each.move_to(foot + progress * (goal - foot))

        self.drive_in_place(meet, 0.6)
        panel.mark(point)
        self.remove(*flying)
        self.shown, self.hero = [panel, self.symbols, self.sum, legend], (panel,)

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
    terms += [f"{factor(w)} × {factor(x)}" for w, x in zip(weights[1:], point, strict=True)]
    total = float(weights[0] + weights[1:] @ point)
    return f"{' + '.join(terms)} = {neuron_number(total)}"


def factor(value: float) -> str:
    """Write a factor, a negative one in parentheses."""
    text = neuron_number(value)
    return f"({text})" if value < 0 else text
