"""Acts in which a perceptron learns: on points that a line separates, and on xor."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup, VMobject, linear

from scenes.films.perceptron.formula_act import factor
from scenes.films.perceptron.line_swing import swing_of
from scenes.films.perceptron.story import PerceptronStory, count, neuron_number, swell
from scenes.languages.numbers import MINUS, typeset
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.stage import plated

TOLD, SHOWN = 2, 24
"""Mistakes that are explained, and that are shown one by one; the rest pass quickly."""
AGAIN, TURN = 4, 0.45
"""Mistakes on xor, at least, that show that they go on, and seconds of each: no flicker."""
FASTEST_TURN = 0.8
"""Radians a second by which the line turns at most, on average, at a mistake."""
LOOKS = 12.0
"""Points that are looked at in a second while words are read."""
ARRIVED = 1.0
"""When, in a play, numbers become what the picture was on its way to."""


class LearningActs(PerceptronStory):
    """The perceptron's rule at work."""

    def learning(self) -> None:
        """Run the rule on the points, mistake by mistake."""
        learning, stage = self.results.learning, self.stage
        self.panel = self.plane_of(learning, 0.11, 0.04)
        self.panel.draw(learning.weights[0])
        rule = formula("w arrow.l w + (y - hat(y)) x", stage.text_size(34), self.theme.text)
        stage.put_title(rule)
        self.row = self.counters()
        count(self.row, learning.weights[0], 0, 0)
        shown = (self.panel, self.row, rule, self.legend())
        words = "All weights are 0: it says 1 everywhere. It learns from mistakes."
        self.turn_to(words, lambda: self.enter(*shown, hero=self.panel))
        self._look_around(learning.weights[0])
        for k in range(min(learning.mistakes, SHOWN)):
            self._visit(k)
            self._correct(k)
        if learning.mistakes > SHOWN:
            self._hurry(SHOWN)
        self._finish()

    def _look_around(self, weights: np.ndarray) -> None:
        """Look at points until the sentence has been read."""
        self.tell_over(lambda t: self.panel.draw(weights, self._sizes(LOOKS * t)))

    def _visit(self, k: int, least: float = 0.25) -> None:
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
            count(self.row, before, learning.passes[k], k + (progress >= ARRIVED))

        def move(progress: float) -> None:
            weights = before + swing.share_at(progress) * (after - before)
            # Weights that grow from 0 do not move their line: it appears.
            self.panel.draw(weights, shown=1.0 if before.any() else progress)
            self.panel.unmark(1 - progress)
            now = after if progress >= ARRIVED else before
            count(self.row, now, learning.passes[k], k + 1)

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
        self.drive(VGroup(), mark, 0.4 if told else 0.2)
        if not told:
            self.drive(VGroup(), move, max(0.5, swing.angle / FASTEST_TURN))
            return
        table = self._sums(k)
        self.act(FadeIn(table), seconds=0.5)
        self.tell_over(beckon, 2.0 if k else 2.4)
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
        written = plated(rows, self.theme, 0.2 * stage.scale)
        corners = [UP + RIGHT, DOWN + RIGHT, UP + LEFT]
        place = self.panel.place(point)
        away = max(corners, key=lambda c: float(np.abs(stage.hero.corner(c)[:2] - place).min()))
        inset = 0.35 * stage.scale * np.array([*away[:2], 0.0])
        self.pin(written.move_to(stage.hero.corner(away) - inset, aligned_edge=away))
        return written

    def _hurry(self, k: int) -> None:
        """Play the mistakes from number `k` on quickly."""
        learning = self.results.learning

        def draw(progress: float) -> None:
            now = k + (learning.mistakes - k) * progress
            whole = min(int(now), learning.mistakes - 1)
            step = learning.weights[whole + 1] - learning.weights[whole]
            self.panel.draw(learning.weights[whole] + (now - whole) * step)
            count(self.row, learning.weights[whole], learning.passes[whole], int(now))

        self.drive(VGroup(), draw, 5.0)

    def _finish(self) -> None:
        """Say how it ended, while the points go on being looked at."""
        learning, epochs = self.results.learning, self.results.learning.epochs
        if learning.converged:
            self.say("Now a whole pass without a mistake: it has learned.")
            self._visit(learning.mistakes, self.reading_time(1.5))
            return
        if self.results.bound is None:
            self.say(
                "{epochs} passes, and still mistakes: no straight line separates these points.",
                epochs=epochs,
            )
        else:
            self.say("{epochs} passes were not enough: it is still learning.", epochs=epochs)
        self._look_around(learning.weights[-1])

    def xor(self) -> None:
        """Run the same rule on the four points of xor, and see why the mistakes never end."""
        xor, stage = self.results.xor, self.stage
        self.panel = self.plane_of(xor, 0.22, 0.2)
        for (x, y), label, spot in zip(
            xor.points, xor.labels, self.panel.place(xor.points), strict=True
        ):
            text = f"({typeset(x)}, {typeset(y)}) -> {label}"
            row = formula(text, stage.text_size(30), self.theme.text)
            if stage.hero.size[0] > stage.hero.size[1]:
                row.next_to(at(*spot), RIGHT if x > 0 else LEFT, buff=0.85 * stage.scale)
            else:
                row.next_to(at(*spot), UP if y > 0 else DOWN, buff=0.85 * stage.scale)
            self.panel.panel.note.add(row)
        self.row = self.counters()
        self._turn(0)
        self.panel.unmark()
        words = "Exclusive or: 1 if one input is on, but not both."
        self.turn_to(words, lambda: self.enter(self.panel, self.row, hero=self.panel, seconds=1.2))
        told = min(4, xor.mistakes)
        self._turn_through(0, told, max(2.5, self.reading_time()))
        self.say("The line turns and turns, and the mistakes go on.")
        again = self._next_as_last(told + AGAIN)
        self._turn_through(told, again, TURN * (again - told))
        self._cross()

    def _next_as_last(self, first: int) -> int:
        """Return after how many mistakes on xor the weights are again those of the end."""
        xor = self.results.xor
        alike = (xor.weights[first:] == xor.weights[-1]).all(axis=1)
        return first + int(alike.argmax()) if first < xor.mistakes else xor.mistakes

    def _turn_through(self, first: int, last: int, seconds: float) -> None:
        """Go on evenly from one mistake on xor to another."""
        self.drive(VGroup(), lambda p: self._turn(first + (last - first) * p), seconds, linear)

    def _turn(self, now: float) -> None:
        """Draw the line at so many mistakes, whole ones and a part of the next."""
        xor = self.results.xor
        whole = min(int(now), xor.mistakes - 1)
        share = now - whole
        weights = xor.weights[whole] + share * (xor.weights[whole + 1] - xor.weights[whole])
        # Weights that grow from 0, or shrink to it, do not move their line: it comes and goes.
        shown = _clarity(weights) if xor.weights[whole].any() else share
        self.panel.draw(weights, shown=shown)
        self.panel.mark(xor.points[xor.mistaken[whole]], swell(share))
        there = share >= ARRIVED
        count(self.row, xor.weights[whole + there], int(xor.passes[whole]), whole + there)

    def _cross(self) -> None:
        """Join the points of each class: the segments cross, so no line can part them."""
        xor, theme = self.results.xor, self.theme
        ends = [self.panel.place(xor.points[xor.labels == label]) for label in (1, 0)]
        joined = [VMobject(stroke_color=theme.colour_of(k), stroke_width=9) for k in (1, 0)]
        final = xor.weights[-1]
        ring = self.panel.ring
        told = (
            "Two points on one side? Then all between them is, too.",
            "But these two segments cross: no straight line can part them.",
        )
        for words, segment, (start, end) in zip(told, joined, ends, strict=True):

            def draw(
                progress: float,
                segment: VMobject = segment,
                start: np.ndarray = start,
                end: np.ndarray = end,
                second: bool = segment is joined[1],
            ) -> None:
                reached = start + min(2 * progress, 1.0) * (end - start)
                segment.points = as_points(straight(start[None], reached[None]))
                faded = 1 - progress if not second else 0.0
                self.panel.draw(final, shown=_clarity(final), ink=faded)
                if second:
                    self.panel.mark(xor.points.mean(axis=0), max(2 * progress - 1, 0.0))

            draw(0)
            self.say(words)
            self.add(segment, ring)
            self.drive(VGroup(), draw, max(2.3, self.reading_time()))
        self.shown += [*joined, ring]
        self.say("One unit draws one straight line. For more, it takes more units.")
        self.tell_over(
            lambda t: self.panel.mark(xor.points.mean(axis=0), 1 - 0.4 * np.sin(2 * t) ** 2), 2.0
        )


def _clarity(weights: np.ndarray) -> float:
    """Return how much of a line is there, which is nothing if all its weights are 0."""
    return min(1.5 * float(np.linalg.norm(weights)), 1.0)


def change_in_numbers(i: int, before: float, sign: str, x: float, after: float) -> str:
    """Write how a weight changes, in Typst's math mode: ``w_1 = 0.00 - (-0.63) = 0.63``.

    It can be recomputed from what is printed if weights and inputs are whole hundredths.
    """
    changed = f"{neuron_number(before)} {sign} {factor(x)} = {neuron_number(after)}"
    return f"w_{i} = {changed}".replace(MINUS, "-")
