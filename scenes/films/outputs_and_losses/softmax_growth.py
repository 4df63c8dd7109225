"""Bars of scores become bars of powers: from 1 one climbs step by step, then all run on."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from manim import FadeOut, VGroup, VMobject, smooth

from scenes.films.outputs_and_losses.bars.class_bars import number_text
from scenes.films.outputs_and_losses.bars.rungs import Rungs
from scenes.films.outputs_and_losses.softmax_stage import SoftmaxStage
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

FEW, STEPS = 21.0, 3
"""Powers up to this are first seen to grow, in so many steps."""


class SoftmaxGrowth(SoftmaxStage):
    """Bars of scores that become bars of powers."""

    ghosts: VGroup
    """Outlines of the bars of scores."""
    full: float
    """Opacity of a bar."""

    def hollow_out(self) -> Callable[[float], None]:
        """Return what empties the bars of scores: outlines are left of them, with their numbers."""
        bars, logits = self.bars, self.steps.logits
        self.ghosts = VGroup(
            *(
                VMobject(stroke_color=bar.get_fill_color(), stroke_width=4).set_points(bar.points)
                for bar in bars.bars
            )
        )
        full = float(bars.bars[0].get_fill_opacity())

        def draw(progress: float) -> None:
            eased = smooth(progress)
            bars.bars.set_fill(opacity=(1 - eased) * full)
            self.ghosts.set_stroke(opacity=eased)
            bars.display(bars.boxes, self.scores, max(0.0, 1 - 3 * progress))
            bars.write_scores((1 - eased) * logits)

        draw(0.0)
        self.full = full
        return draw

    def level_out(self) -> Callable[[float], None]:
        """Return what lets bars of e to the 0 grow, all alike, while the outlines go."""
        bars, count = self.bars, len(self.steps.logits)
        ones = bars.upright(np.ones(count) / self.first_unit)
        flat = ones.copy()
        flat[:, 1, 1] = flat[:, 0, 1]

        def draw(progress: float) -> None:
            bars.bars.set_fill(opacity=self.full)
            self.ghosts.set_stroke(opacity=1 - smooth(progress))
            eased = smooth(min(1.5 * progress, 1.0))  # what is printed last is true then
            texts, seen = [number_text(1.0)] * count, max(0.0, 3 * progress - 2)
            bars.display(flat + eased * (ones - flat), texts, seen)
            bars.write_scores(np.zeros(count))

        return draw

    @property
    def first_unit(self) -> float:
        """The power whose bar is as high as bars can be, as long as no power is larger."""
        return min(FEW, max(float(self.steps.powers.max()), 1.0))

    @property
    def climber(self) -> int:
        """The class whose exponent grows first: that of the largest score, if that is above 0."""
        logits = self.steps.logits
        return int(np.argmax(logits if logits.max() > 0 else -logits))

    def climb(self, rungs: Rungs) -> int:
        """Let one exponent grow by 1, some times, while all others stay 0; return how often.

        By what the power has grown is said when it has.
        """
        bars, unit, who = self.bars, self.first_unit, self.climber
        one = np.eye(len(self.steps.logits))[who]
        steps = min(STEPS, int(abs(self.steps.logits[who])))
        factor = LiveNumber(self.stage.text_size(60), self.theme.highlight, align=1)
        right, top = self.stage.numbers.high
        factor.place(at(right, top - 0.7 * self.stage.scale)).write(f"× {fixed(math.e, 3)}")
        self.add(factor.set_fill(opacity=0))

        def grow(way: float, share: float) -> None:
            scores = np.clip(self.steps.logits, -way, way) * one
            powers = np.exp(scores)
            bars.display(bars.upright(powers / unit), list(map(number_text, powers.tolist())))
            bars.write_scores(scores)
            rungs.display(unit, min(1.0, 3 * way))
            factor.set_fill(opacity=share)

        for step in range(steps):

            def grow_by_one(progress: float, before: int = step) -> None:
                left = 1 - 5 * progress if before else 0.0
                grow(before + progress, max(left, 4 * progress - 3, 0.0))

            self.drive(bars.bars, grow_by_one, 0.9)
            self.beat(0.35)
        if steps:
            self.act(FadeOut(factor), seconds=0.3)
        return steps

    def outgrow(self, rungs: Rungs, begin: int) -> Callable[[float], None]:
        """Return what lets all exponents run on, each until it has come to its score.

        Once the longest bar fills the room it just fits; lines at round numbers tell how far the
        scale has gone.
        """
        bars, logits = self.bars, self.steps.logits
        farthest, begun = float(np.abs(logits).max()), np.zeros(len(logits))
        begun[self.climber] = begin

        def draw(progress: float) -> None:
            # It slows down, since what tells the classes apart comes last.
            share = progress**2 * (6 - 8 * progress + 3 * progress**2)
            way = begun + (farthest - begun) * share
            scores = np.clip(logits, -way, way)
            powers = np.exp(scores / self.steps.temperature)
            largest = max(float(powers.max()), 1e-300)
            unit = max(largest, self.first_unit if largest >= 1 else 0.0)
            bars.display(bars.upright(powers / unit), list(map(number_text, powers.tolist())))
            bars.write_scores(scores)
            come = 1.0 if begin else 8 * progress
            rungs.display(unit, min(come, 8 * (1 - progress), 1.0))

        return draw
