"""Bars of powers take the place of bars of scores: an exponent counts up, and each stops at its."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject, smooth

from scenes.films.outputs_and_losses.bars.class_bars import number_text
from scenes.films.outputs_and_losses.bars.rungs import Rungs
from scenes.films.outputs_and_losses.softmax_stage import SoftmaxStage
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

FEW, STEPS = 21.0, 3
"""Powers up to this are first seen to grow, in so many steps."""
BRIEF = 0.12
"""Share of a step in which one number gives way to another."""
SWITCH = 0.05
"""Share of the rest of the way in which the last of these numbers gives way."""
WAITING = 0.45
"""Opacity of a score that its exponent has not come to."""


class SoftmaxGrowth(SoftmaxStage):
    """Bars of powers in place of those of scores."""

    counter: LiveNumber
    """How far exponents have been counted."""
    counting: VGroup
    """It, with its name."""

    @property
    def exponents(self) -> np.ndarray:
        """What e is raised to for each class, array (n,)."""
        return self.steps.logits / self.steps.temperature

    @property
    def first_unit(self) -> float:
        """The power whose bar is as high as bars can be, as long as no power is larger."""
        return min(FEW, max(float(self.steps.powers.max()), 1.0))

    def count_to(self, way: float) -> np.ndarray:
        """Write that exponents have come so far from 0; return them, array (n,)."""
        signs = np.sign(self.exponents)
        sign = "−" if signs.max() < 0 else ""
        self.counter.write(sign + fixed(way, 3))
        for number, exponent in zip(self.bars.scores, self.exponents.tolist(), strict=True):
            number.set_fill(opacity=1 if way >= abs(exponent) else WAITING)
        return np.clip(self.exponents, -way, way)

    def begin_to_count(self) -> None:
        """Let bars of e to the 0, all alike, grow where those of scores fade."""
        bars, count = self.bars, len(self.exponents)
        label = self.write("exponent", self.stage.text_size(26), self.theme.muted)
        self.counter = LiveNumber(self.stage.text_size(40), self.theme.highlight, align=1)
        self.counting = self.corner(label, self.counter, f"−{fixed(STEPS, 3)}")
        self.counter.write(fixed(0.0, 3))
        ghosts = VGroup(
            *(
                VMobject(fill_color=each.get_fill_color()).set_points(each.points)
                for each in bars.bars
            )
        ).set_stroke(width=0)
        full = float(bars.bars[0].get_fill_opacity())
        ones = bars.upright(np.ones(count) / self.first_unit)
        flat = ones.copy()
        flat[:, 1, 1] = flat[:, 0, 1]
        boxes = bars.boxes

        def fade(progress: float) -> None:
            ghosts.set_fill(opacity=full * (1 - smooth(progress)))
            bars.display(boxes, self.scores, max(0.0, 1 - 1.5 * progress))
            bars.bars.set_fill(opacity=0)
            bars.scores.set_fill(opacity=1 - (1 - WAITING) * progress)

        def grow(progress: float) -> None:
            bars.bars.set_fill(opacity=full)
            texts = [self.whole_power(1.0, 0)] * count
            bars.display(flat + progress * (ones - flat), texts, max(0.0, 2 * progress - 1))
            self.count_to(0.0)

        self.add(ghosts, bars)
        self.drive(bars.bars, fade, 1.0)
        self.remove(ghosts)
        self.act(FadeIn(self.counting), seconds=0.3)
        self.drive(bars.bars, grow, 0.8)

    @staticmethod
    def whole_power(exponent: float, way: int) -> str:
        """Write e to a whole exponent, or what an exponent that has stopped before it has given."""
        if abs(exponent) < way:
            return number_text(math.exp(exponent))
        sign = "⁻" if exponent < 0 and way else ""
        value = math.exp(math.copysign(way, exponent))
        return f"e{sign}{'⁰¹²³'[way]} = {number_text(value) if way else 1}"

    def climb(self, rungs: Rungs) -> int:
        """Let exponents grow by 1, some times; return how often.

        By what the power has grown is said beside the largest as it grows.
        """
        bars, unit, who = self.bars, self.first_unit, int(np.argmax(self.exponents))
        steps = min(STEPS, int(np.abs(self.exponents).max()))
        factor = LiveNumber(self.stage.text_size(38), self.theme.highlight, align=0.5)
        factor.write(f"× {fixed(math.e, 3)}")
        side = -1 if who else 1
        x = float(bars.middles[who]) + side * 0.5 * bars.pitch
        room = (factor.width < 0.5 * bars.pitch) and self.exponents[who] > 0
        if room:
            self.add(factor.set_fill(opacity=0))

        for step in range(steps):

            def grow(progress: float, before: int = step) -> None:
                powers = np.exp(self.count_to(before + progress))
                whole = before if progress < BRIEF else before + 1 if progress > 1 - BRIEF else None
                texts = [
                    number_text(power) if whole is None else self.whole_power(exponent, whole)
                    for power, exponent in zip(
                        powers.tolist(), self.exponents.tolist(), strict=True
                    )
                ]
                away = min(abs(progress - BRIEF), abs(progress - 1 + BRIEF)) / BRIEF
                bars.display(bars.upright(powers / unit), texts, min(1.0, away))
                rungs.display(unit, min(1.0, 3 * (before + progress)))
                height = float(bars.boxes[who][1, 1] - bars.boxes[who][0, 1]) / 2
                factor.place(at(x, float(bars.boxes[who][0, 1]) + height))
                factor.write(f"× {fixed(math.e, 3)}")
                factor.set_fill(opacity=min(1.0, 4 * progress, 6 * (1 - progress)))

            self.drive(bars.bars, grow, 1.1)
            self.beat(0.5)
        self.remove(factor)
        return steps

    def outgrow(self, rungs: Rungs, begin: int) -> Callable[[float], None]:
        """Return what lets all exponents run on, each until it has come to its score.

        Once the longest bar fills the room it just fits; lines at round numbers tell how far the
        scale has gone.
        """
        bars = self.bars
        farthest = float(np.abs(self.exponents).max())

        def draw(progress: float) -> None:
            # It slows down, since what tells the classes apart comes last.
            share = progress**2 * (6 - 8 * progress + 3 * progress**2)
            powers = np.exp(self.count_to(begin + (farthest - begin) * share))
            largest = max(float(powers.max()), 1e-300)
            unit = max(largest, self.first_unit if largest >= 1 else 0.0)
            texts, seen = list(map(number_text, powers.tolist())), 1.0
            if begin:
                seen = min(1.0, abs(progress / SWITCH - 1))
                if progress < SWITCH:
                    texts = [self.whole_power(each, begin) for each in self.exponents.tolist()]
            bars.display(bars.upright(powers / unit), texts, seen)
            come = 1.0 if begin else 8 * progress
            rungs.display(unit, min(come, 8 * (1 - progress), 1.0))

        return draw

    def stop_counting(self) -> None:
        """Take the counter away."""
        self.act(FadeOut(self.counting), seconds=0.3)
