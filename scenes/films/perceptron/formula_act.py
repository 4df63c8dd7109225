"""The act in which Rosenblatt's perceptron is put together: as a diagram, and as a line."""

from __future__ import annotations

from functools import partial

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
from scenes.films.perceptron.line_panel import HALO, LinePanel
from scenes.films.perceptron.story import PerceptronStory, neuron_number
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, number_outline
from scenes.mobjects.unit_drawing import UnitDrawing
from scenes.storytelling.easing import early, late, swell
from scenes.storytelling.stage import plated

SUM = 38.0
"""Largest size of the sum in numbers, in a frame of 16:9, as Manim counts."""
FINE = 400
"""Places along each side of the plane among which those with a sum of 0 are looked for."""
ALONG = (0.35, 0.65)
"""Between where on the line one walks, as shares of what is seen of it."""
AWAY, ABOVE = 0.4, 0.75
"""How far off the line one goes, as a share of the way to the point with the largest or smallest
sum, and from the ring up to the answer, in frame units."""
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

        self.drive(unit, grow, self.reading_time(1.2))
        self.say("The bias: the weight of an input that is always 1.")
        self.drive(unit, lambda p: unit.light(unit.inputs[0], swell(p)), self.reading_time(1.2))
        self.join(self.symbols, self.sum)
        self.say("Multiply each input by its weight, and add up.")
        self._slide(0.0, 0.35, 1.7, unit.summing)
        self.say("The step: ŷ is 1 if the sum z is 0 or more, else 0.")
        self._slide(0.35, 1.0, 1.6, unit.step)

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

        self.drive(panel, cross, 1.1, linear)

        self._walk_along(panel)

    def _walk_along(self, panel: LinePanel) -> None:
        """Walk along the line, where the sum is 0, then off to either side, with the answer."""
        zeros = self.zeros(panel)
        low, high = (
            np.array([np.interp(share, np.linspace(0, 1, len(zeros)), axis) for axis in zeros.T])
            for share in ALONG
        )
        if self.stage.is_upright:  # the sum is as wide as the frame: it would hop with every point
            low = high
        away = [np.round(low + AWAY * (end - low), 2) for end in self.ends]
        size = self.stage.text_size(40)
        answer, digit = (
            formula("hat(y) =", size, self.theme.text),
            LiveNumber(size, self.theme.text),
        )
        words = VGroup(answer, digit).set_stroke(self.theme.panel, width=HALO, background=True)
        # Below the ring where it comes near the axis' name, above.
        top = panel.place(np.array([low, high, *away]))[:, 1].max() + 2 * ABOVE * self.stage.scale
        up = ABOVE if top < panel.panel.high[1] else -ABOVE

        def stand(place: np.ndarray, point: np.ndarray, shown: float = 1.0) -> None:
            panel.mark(place)
            self._write(point)
            spot = panel.ring.get_center() + self.stage.scale * np.array([-0.2, up, 0])
            answer.move_to(spot)
            digit.place(answer.get_corner(DOWN + RIGHT) + 0.15 * self.stage.scale * RIGHT)
            digit.write(str(int(heaviside(float(with_one(point[None])[0] @ self.learned)))))
            for word in words:
                word.set_fill(opacity=shown).set_stroke(opacity=shown, background=True)

        def arrive(progress: float) -> None:
            panel.draw(self.learned, ink=progress)
            place = self._between(0.7) + progress * (high - self._between(0.7))
            panel.drop(place, shown=1 - progress)
            stand(place, place if progress < 1 else nearest(zeros, high), progress)

        def along(progress: float) -> None:
            place = high + progress * (low - high)
            stand(place, nearest(zeros, place))

        def off(start: np.ndarray, end: np.ndarray, progress: float) -> None:
            point = np.round(start + progress * (end - start), 2)
            stand(point, point)

        self.say("The answer changes along a straight line: the sum is 0.")
        panel.panel.note.add(words)
        self.drive(panel, arrive, 0.8)
        self.drive(panel, along, 1.2)
        for start, end in ((low, away[0]), (away[0], away[1])):
            self.drive(panel, partial(off, start, end), 0.9)
            self.drive(panel, partial(off, end, end), 0.3)

    def zeros(self, panel: LinePanel) -> np.ndarray:
        """Return points in whole hundredths, in sight and in order, whose sum is 0.00, (n, 2)."""
        ends = zip(panel.box.low, panel.box.high, strict=True)
        axes = [np.unique(np.round(np.linspace(low, high, FINE), 2)) for low, high in ends]
        points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
        sums = with_one(points) @ self.learned
        found = points[(sums >= 0) & (sums < 0.005)]
        if len(found) < 2:  # inputs so large that hundredths of a sum are nothing
            found = points[np.abs(sums).argsort()[:FINE]]
        along = found @ np.array([-self.learned[2], self.learned[1]])
        ordered: np.ndarray = found[np.argsort(along)]
        return ordered

    def _fly_into(self, panel: LinePanel) -> None:
        """Lay the two inputs on the two axes; where they meet is a point of the plane."""
        unit, legend, point = self.unit, self.legend(), self._between(1.0)
        feet = [at(*foot) for foot in panel.place(panel.feet(point))]
        flying = [each.copy().set_fill(opacity=0) for each in unit.inputs[1:]]
        rings = [panel.ring.copy().set_stroke(opacity=1).move_to(foot) for foot in feet]
        panel.unmark()
        self.remove(self.symbols, self.sum)
        self.add(self.symbols, self.sum)
        self.pin(*flying)  # above the plane that comes
        self.act(
            FadeOut(unit, rate_func=early),
            FadeIn(panel),
            FadeIn(legend, rate_func=late),
            FadeOut(self.symbols, rate_func=early),
            *(Transform(old, new) for old, new in zip(flying, rings, strict=True)),
            seconds=1.2,
        )
        self.add(panel, self.sum, legend)
        goal = at(*panel.place(point))

        def meet(progress: float) -> None:
            panel.drop(point, progress)
            for each, foot in zip(flying, feet, strict=True):
                each.move_to(foot + progress * (goal - foot))

        self.drive_in_place(meet, 0.6)
        panel.mark(point)
        self.remove(*flying)
        self.shown, self.hero = [panel, self.sum, legend], (panel,)

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


def nearest(points: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Return that one of points (n, 2) which is nearest to a place (2,)."""
    found: np.ndarray = points[np.linalg.norm(points - place, axis=1).argmin()]
    return found


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
