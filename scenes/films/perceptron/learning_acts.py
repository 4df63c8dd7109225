"""Acts in which a perceptron learns: on points that a line separates, and on xor."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, VGroup, linear

from engine.experiments.perceptron import Bound
from scenes.films.perceptron.line_panel import LinePanel
from scenes.films.perceptron.story import PerceptronStory, neuron_number
from scenes.languages.numbers import fixed, typeset
from scenes.mobjects.arrays.point_cloud import Markers, class_mark, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, Readout, formula

SIDE, TOP = 2.5, 3.4
"""The column beside a panel: left edge, upper edge."""
TOLD, SHOWN = 2, 24
"""Mistakes that are explained, and that are shown one by one; the rest pass quickly."""


QUICK = 60
"""Mistakes on xor beyond which they come faster."""


class LearningActs(PerceptronStory):
    """The perceptron's rule at work."""

    def learning(self) -> None:
        """Run the rule on the points, mistake by mistake."""
        self.clear_stage()
        learning, theme = self.results.learning, self.theme
        self.panel = LinePanel(
            learning.points, learning.labels, theme, np.array([-2.6, 0.35]), 8.4, 6.3
        )
        rule = formula("w arrow.l w + (y - hat(y)) x", 44, theme.text)
        rule.move_to(at(SIDE, TOP), aligned_edge=LEFT)
        self.counters = self._counters()
        self.panel.draw(learning.weights[0])
        self._count(0, 0, learning.weights[0])
        self.act(FadeIn(self.panel), FadeIn(self.counters), FadeIn(self._key()), seconds=0.8)
        self.tell("All weights start at 0: it says 1 everywhere.")
        self.act(FadeIn(rule), seconds=0.6)
        self.tell("It looks at each point, and learns only from mistakes.")
        for k in range(min(learning.mistakes, SHOWN)):
            self._visit(k)
            self._correct(k)
        if learning.mistakes > SHOWN:
            self._hurry(SHOWN)
        self._finish()

    def _visit(self, k: int) -> None:
        """Look at the points up to mistake number `k`, those between two mistakes."""
        learning = self.results.learning
        start = 0 if k == 0 else self._visits(k - 1) + 1
        end = self._visits(k) if k < learning.mistakes else learning.epochs * len(learning.points)
        weights = learning.weights[k]

        def draw(progress: float) -> None:
            now = start + (end - start) * progress
            self.panel.draw(weights, self._sizes(now if progress < 1 else -9.0))
            passed = min(int(now) // len(learning.points), learning.epochs - 1)
            self._count(passed, k, weights)

        if end > start:
            seconds = max((end - start) * min(0.035, 1.0 / len(learning.points)), 0.25)
            self.drive(VGroup(self.panel, self.counters), draw, seconds, linear)

    def _visits(self, k: int) -> int:
        """Return how many points had been looked at before mistake number `k`."""
        learning = self.results.learning
        return int(learning.passes[k] * len(learning.points) + learning.mistaken[k])

    def _sizes(self, now: float) -> np.ndarray:
        """Enlarge the points that are looked at around now."""
        count = len(self.results.learning.points)
        behind = (now - np.arange(count)) % count
        near = np.exp(-((np.minimum(behind, count - behind) / 1.2) ** 2))
        return 1 + 0.7 * near if now >= 0 else np.ones(count)

    def _correct(self, k: int) -> None:
        """Mark a mistake, and move the line."""
        learning = self.results.learning
        before, after = learning.weights[k], learning.weights[k + 1]
        index = learning.mistaken[k]
        told = k < TOLD

        def mark(progress: float) -> None:
            self.panel.mark(learning.points[index], progress)
            self._count(learning.passes[k], k + 1, before)

        def move(progress: float) -> None:
            weights = before + progress * (after - before)
            # Weights that grow from 0 do not move their line: it appears.
            self.panel.draw(weights, shown=1.0 if before.any() else progress)
            self.panel.unmark(1 - progress)
            self._count(learning.passes[k], k + 1, weights)

        group = VGroup(self.panel, self.counters)
        self.drive(group, mark, 0.5 if told else 0.25)
        if told and learning.labels[index]:
            self.tell("y is 1, it says 0: add the inputs to the weights.")
        elif told:
            self.tell("y is 0, it says 1: subtract the inputs from the weights.")
        elif k == TOLD:
            self.say("Every mistake moves the line.")
        self.drive(group, move, 1.0 if told else 0.5)

    def _hurry(self, k: int) -> None:
        """Play the mistakes from number `k` on quickly."""
        learning = self.results.learning

        def draw(progress: float) -> None:
            now = k + (learning.mistakes - k) * progress
            whole = min(int(now), learning.mistakes - 1)
            step = learning.weights[whole + 1] - learning.weights[whole]
            weights = learning.weights[whole] + (now - whole) * step
            self.panel.draw(weights, sides=progress in (0, 1))
            self._count(learning.passes[whole], int(now), weights)

        self.drive(VGroup(self.panel, self.counters), draw, 8.0)

    def _finish(self) -> None:
        """Check that all is right, and compare with Novikoff's bound."""
        learning, bound = self.results.learning, self.results.bound
        if learning.converged:
            self.say("Now a whole pass without a mistake: it has learned.")
            self._visit(learning.mistakes)
            self.beat(1.5)
        if bound is None:
            self.tell(
                "{epochs} passes, and still mistakes: no straight line separates these points.",
                epochs=learning.epochs,
            )
            return
        if not learning.converged:
            self.tell(
                "{epochs} passes were not enough: it is still learning.", epochs=learning.epochs
            )
        self._show_bound(bound)

    def _show_bound(self, bound: Bound) -> None:
        theme, learning = self.theme, self.results.learning
        self.panel.draw_best(bound.separator)
        law = formula('"mistakes" <= (R / gamma)^2', 38, theme.text)
        numbers = formula(
            f"= ({fixed(bound.radius, 2)} / {fixed(bound.margin, 2)})^2 "
            f"= {fixed(bound.mistakes, 1)}",
            38,
            theme.accuracy,
        )
        law.move_to(at(SIDE, -1.0), aligned_edge=LEFT)
        numbers.next_to(law, DOWN, buff=0.22, aligned_edge=LEFT)
        self.act(FadeIn(self.panel.best), FadeIn(law), seconds=0.6)
        self.tell("R: the longest input, with its 1. γ: the best line's margin (dashed).")
        self.act(FadeIn(numbers), seconds=0.5)
        self.tell(
            "Novikoff, 1962: never more than {most} mistakes. Here: {count}.",
            most=int(bound.mistakes),
            count=learning.mistakes,
        )
        self.beat(0.8)

    def _key(self) -> VGroup:
        """Explain which mark is which class."""
        rows = [
            VGroup(class_mark(k, self.theme, 0.12), formula(f"y = {k}", 30, self.theme.text))
            for k in (0, 1)
        ]
        key = VGroup(*(row.arrange(RIGHT, buff=0.2) for row in rows)).arrange(RIGHT, buff=0.6)
        return key.move_to(at(SIDE, TOP - 0.75), aligned_edge=LEFT)

    def _counters(self) -> VGroup:
        """Make the live numbers of a run: pass, mistakes, and the three weights."""
        theme = self.theme
        self.passed = Readout("pass", theme.muted, theme.text, at(SIDE, TOP - 1.5))
        self.mistaken = Readout("mistakes", theme.muted, theme.loss, at(SIDE + 1.9, TOP - 1.5))
        names, self.weights = VGroup(), VGroup()
        for i in range(3):
            place = at(SIDE + 1.4 * i, TOP - 2.95)
            name = formula(f"w_{i}", 30, theme.muted).move_to(place, aligned_edge=LEFT)
            names.add(name)
            self.weights.add(LiveNumber(30, theme.text).place(place + at(0, -0.62)))
        return VGroup(self.passed, self.mistaken, names, self.weights)

    def _count(self, passed: int, mistakes: int, weights: np.ndarray) -> None:
        self.passed.write(f"{passed + 1}")
        self.mistaken.write(f"{mistakes}")
        for number, weight in zip(self.weights, weights, strict=True):
            number.write(neuron_number(weight))

    def xor(self) -> None:
        """Run the same rule on the four points of xor: the mistakes never end."""
        self.clear_stage()
        xor, theme = self.results.xor, self.theme
        place = np.array([-3.4, 0.35])
        self.panel = LinePanel(
            xor.points, xor.labels, theme, place, 6.3, 6.3, radius=0.2, margin=0.35
        )
        for (x, y), label, spot in zip(
            xor.points, xor.labels, self.panel.place(xor.points), strict=True
        ):
            row = formula(f"({typeset(x)}, {typeset(y)}) -> {label}", 32, theme.text)
            self.panel.panel.note.add(row.move_to(at(*spot) + at(0.1, -0.5)))
        chart = self._mistakes_chart()
        passed = Readout("pass", theme.muted, theme.text, at(1.0, TOP))
        total = Readout("mistakes so far", theme.muted, theme.loss, at(2.9, TOP))
        dots = Markers(marker_of(0), fill_color=theme.loss, fill_opacity=1, stroke_width=0)
        line = chart.curve(theme.loss)
        counts, weights = xor.mistakes_per_pass, xor.weights

        def draw(progress: float) -> None:
            now = progress * xor.mistakes
            whole = min(int(now), xor.mistakes - 1)
            share = now - whole
            self.panel.draw(
                weights[whole] + share * (weights[whole + 1] - weights[whole]), sides=False
            )
            self.panel.mark(xor.points[xor.mistaken[whole]], np.sin(np.pi * min(share, 1.0)))
            over = xor.passes[whole] if progress < 1 else xor.epochs
            places = chart.place(np.arange(1, over + 1), counts[:over])
            dots.set_places(places, 0.09)
            line.set_values(np.arange(1, over + 1), counts[:over])
            passed.write(f"{min(over + 1, xor.epochs)}")
            total.write(f"{int(now) + (progress < 1)}")

        draw(0)
        self.panel.unmark()
        group = VGroup(self.panel, line, dots, passed, total)
        self.act(FadeIn(self.panel), seconds=0.7)
        self.tell("Exclusive or: one input is on, but not both.")
        self.act(FadeIn(chart), FadeIn(passed), FadeIn(total), seconds=0.6)
        self.add(line, dots)
        self.say("The line turns and turns, and the mistakes go on.")
        self.drive(group, draw, 0.22 * min(xor.mistakes, QUICK), linear)
        self.panel.unmark()
        cycle = xor.cycle
        if cycle is None:
            self.tell("Pass {epochs}: still {count} mistakes.", epochs=xor.epochs, count=counts[-1])
        else:
            self.tell(
                "Passes {first} and {second} end with the same weights: it goes on for ever.",
                first=cycle[0] + 1,
                second=cycle[1] + 1,
            )
        self.tell("No straight line separates xor: one unit is not enough.")
        self.beat(1.0)

    def _mistakes_chart(self) -> Chart:
        xor = self.results.xor
        most = float(xor.mistakes_per_pass.max())
        return Chart(
            np.array([1.2, -2.1]),
            np.array([6.5, 1.0]),
            Axis(0, xor.epochs),
            Axis(0, most + 0.5, "mistakes in each pass", ticks=tuple(range(int(most) + 1))),
            self.theme,
        )
