"""The act in which a perceptron learns, on points of two classes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, VGroup, linear

from scenes.films.perceptron.formula_act import factor
from scenes.films.perceptron.line_swing import swing_of
from scenes.films.perceptron.story import PerceptronStory, count, neuron_number
from scenes.languages.numbers import MINUS
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.stage import plated

TOLD, SHOWN = 2, 24
"""Mistakes that are explained, and that are shown one by one; the rest pass quickly."""
FASTEST_TURN = 1.9
"""Radians a second by which the line turns at most, on average, at a mistake."""
LOOKS = 12.0
"""Points that are looked at in a second while words are read."""
SEARCH = 0.85
"""Share of the time in which the first mistake is found, while words are read."""
LEGEND = 0.65
"""Height of the legend below the sums in the column, in frame units."""
FULL_PASS = 0.7
"""Seconds for which the points are looked at after the last mistake."""
COUNTED = 0.5
"""When, while the ring closes in on it, a mistake counts, as a share of that time."""
FOUND, MARKED, MOVED = 0.5, 0.35, 0.6
"""Seconds in which the ring closes in on a mistake, and that and the least for which the line moves
when no more is explained."""


class LearningActs(PerceptronStory):
    """The perceptron's rule at work."""

    def learning(self) -> None:
        """Run the rule on the points, mistake by mistake."""
        learning, stage = self.results.learning, self.stage
        self.panel = self.plane_of(learning, 0.11, 0.04, beside=True)
        self.panel.draw(learning.weights[0])
        rule = formula("w arrow.l w + (y - hat(y)) x", stage.text_size(34), self.theme.text)
        stage.put_title(rule)
        if self.column is not None:
            rule.scale(min(1.25, self.column.size[0] / rule.width))
            rule.move_to(self.column.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.row = self.counters()
        count(self.row, learning.weights[0], 0, 0)
        shown = (self.panel, self.row, rule, self.legend(beside=True))
        words = "All weights are 0: it says 1 everywhere."
        self.turn_to(words, lambda: self.enter(*shown, hero=self.panel))
        self._look_for_the_first()
        for k in range(min(learning.mistakes, SHOWN)):
            if k:
                self._visit(k)
            self._correct(k)
        if learning.mistakes > SHOWN:
            self._hurry(SHOWN)
        self._finish()

    def _look_for_the_first(self) -> None:
        """Look at one point after the other until the first mistake, while words are read."""
        weights = self.results.learning.weights[0]
        end = self._visits(0) if self.results.learning.mistakes else 0

        def draw(progress: float) -> None:
            sizes = self._sizes(end * min(progress / SEARCH, 1.0))
            left = min((1 - progress) / (1 - SEARCH), 1.0) * min(progress / (1 - SEARCH), 1.0)
            self.panel.draw(weights, 1 + left * (sizes - 1))

        self.drive(VGroup(), draw, self.reading_time(1.0), linear)

    def _look_around(self, weights: np.ndarray) -> None:
        """Look at points until the sentence has been read."""
        self.tell_over(lambda t: self.panel.draw(weights, self._sizes(LOOKS * t)))

    def _visit(self, k: int, least: float = 0.2) -> None:
        """Look at the points up to mistake number `k`, those between two mistakes."""
        learning = self.results.learning
        start = 0 if k == 0 else self._visits(k - 1) + 1
        end = self._visits(k) if k < learning.mistakes else learning.epochs * len(learning.points)
        weights = learning.weights[k]

        def draw(progress: float) -> None:
            now = start + (end - start) * progress
            self.panel.draw(weights, self._sizes(now if progress < 1 else -9.0))
            passed = min(int(now) // len(learning.points), learning.epochs - 1)
            count(self.row, weights, passed, k)

        if end > start:
            seconds = max((end - start) * min(0.03, 1.0 / len(learning.points)), least)
            self.drive(VGroup(), draw, seconds, linear)

    def _visits(self, k: int) -> int:
        """Return how many points had been looked at before mistake number `k`."""
        learning = self.results.learning
        return int(learning.passes[k] * len(learning.points) + learning.mistaken[k])

    def _sizes(self, now: float) -> np.ndarray:
        """Enlarge the points that are looked at around now."""
        number = len(self.results.learning.points)
        behind = (now - np.arange(number)) % number
        near = np.exp(-((np.minimum(behind, number - behind) / 0.6) ** 2))
        return 1 + 0.7 * near if now >= 0 else np.ones(number)

    def _correct(self, k: int) -> None:
        """Mark a mistake, and move the line."""
        learning = self.results.learning
        before, after = learning.weights[k], learning.weights[k + 1]
        index = learning.mistaken[k]
        told = k < TOLD
        swing = swing_of(before, after)

        def mark(progress: float) -> None:
            self.panel.mark(learning.points[index], progress)
            count(self.row, before, learning.passes[k], k + (progress >= COUNTED))

        def move(progress: float) -> None:
            weights = before + swing.share_at(progress) * (after - before)
            # Weights that grow from 0 do not move their line: it appears.
            self.panel.draw(weights, shown=1.0 if before.any() else progress)
            self.panel.unmark(1 - progress)
            count(self.row, weights, learning.passes[k], k + 1)

        def beckon(seconds: float) -> None:
            self.panel.mark(learning.points[index], 1 - 0.35 * np.sin(4 * seconds) ** 2)

        if told:
            self.say(
                "y is 1, but ŷ is 0: add the inputs to the weights."
                if learning.labels[index]
                else "y is 0, but ŷ is 1: subtract the inputs from the weights."
            )
        elif k == TOLD:
            self.say("Every mistake moves the line.")
        self.drive(VGroup(), mark, FOUND if told else MARKED)
        if not told:
            self.drive(VGroup(), move, max(MOVED, swing.angle / FASTEST_TURN))
            return
        table = self._sums(k)
        self.act(FadeIn(table), seconds=0.5)
        self.tell_over(beckon, 1.0 if k else 1.4)
        self.drive(VGroup(), move, max(1.2, swing.angle / FASTEST_TURN))
        self.act(FadeOut(table), seconds=0.3)

    def _sums(self, k: int) -> VGroup:
        """Write how each weight becomes another at a mistake, away from the point."""
        learning, stage = self.results.learning, self.stage
        before, after = learning.weights[k], learning.weights[k + 1]
        point = learning.points[learning.mistaken[k]]
        sign = "+" if learning.labels[learning.mistaken[k]] else "-"
        rows = VGroup(
            *(
                formula(change_in_numbers(i, *numbers), stage.text_size(34), self.theme.text)
                for i, numbers in enumerate(
                    zip(before, [sign] * 3, [1.0, *point], after, strict=True)
                )
            )
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.16 * stage.scale)
        column = self.column
        if column is not None:  # below the weights, above the legend
            top, foot = self.row.get_bottom()[1], stage.hero.low[1] + LEGEND * stage.scale
            rows.scale(min(1.0, column.size[0] / rows.width, 0.92 * (top - foot) / rows.height))
            rows.move_to(at(column.low[0], (top + foot) / 2), aligned_edge=LEFT)
            self.pin(rows)
            return rows
        written = plated(rows, self.theme, 0.2 * stage.scale)
        self.pin(self.put_aside(written, self.panel, [before, after], point))
        return written

    def _hurry(self, k: int) -> None:
        """Play the mistakes from number `k` on quickly."""
        learning = self.results.learning

        def draw(progress: float) -> None:
            now = k + (learning.mistakes - k) * progress
            whole = min(int(now), learning.mistakes - 1)
            step = learning.weights[whole + 1] - learning.weights[whole]
            weights = learning.weights[whole] + (now - whole) * step
            self.panel.draw(weights)
            count(self.row, weights, learning.passes[whole], int(now))

        self.drive(VGroup(), draw, 5.0)

    def _finish(self) -> None:
        """Say how it ended, while the points go on being looked at."""
        learning, epochs = self.results.learning, self.results.learning.epochs
        if learning.converged:
            self._visit(learning.mistakes, FULL_PASS)
            self.say("A whole pass without a mistake: it has learned.")
            self._look_around(learning.weights[-1])
            return
        if self.results.bound is None:
            self.say(
                "{epochs} passes, and still mistakes: no straight line separates these points.",
                epochs=epochs,
            )
        else:
            self.say("{epochs} passes were not enough: it is still learning.", epochs=epochs)
        self._look_around(learning.weights[-1])


def change_in_numbers(i: int, before: float, sign: str, x: float, after: float) -> str:
    """Write how a weight changes, in Typst's math mode: ``w_1 = 0.00 - (-0.63) = 0.63``.

    It can be recomputed from what is printed if weights and inputs are whole hundredths.
    """
    changed = f"{neuron_number(before)} {sign} {factor(x)} = {neuron_number(after)}"
    return f"w_{i} = {changed}".replace(MINUS, "-")
