"""The stage of the film of double descent: one picture of a fit, its numbers and its weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import FadeIn, VGroup, linear, smooth

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now import over_parameterisation_words as words
from scenes.films.why_now.mobjects.fit_legend import fit_legend
from scenes.films.why_now.mobjects.fit_numbers import FitNumbers
from scenes.films.why_now.mobjects.fit_picture import FitPicture, tick_room
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.films.why_now.mobjects.weight_bars import WeightBars
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

SLOW = 0.4
"""Seconds of a transition from which numbers are told one by one."""
BARS = 1.35
"""Height of the bars of the weights, in frame units of 16:9."""


class OverParameterisationStage(StagedScene):
    """Points, the curve they come from, and the one that is learned from them."""

    results: ClassVar[DoubleDescent]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Build the picture, and begin with as many weights as points."""
        self.track = FitTrack(self.results)
        self.equal = words.fit_of(self.results, self.results.samples)
        self.best = self.results.best_before(self.results.test[self.results.shown])
        self.key = fit_legend(self.stage, self.theme)
        hero = self.stage.hero
        low = np.array([hero.low[0], self.key.get_top()[1] + 0.1 * self.stage.scale])
        self.area = Area(low, hero.high - [tick_room(self.track, self.stage, self.theme), 0.0])
        self.fit = FitPicture(self.track, self.area, self.stage, self.theme)
        self.numbers = FitNumbers(self.track, self.stage, self.theme)
        self.bars: WeightBars | None = None

    @property
    def picture(self) -> VGroup:
        """The fit, and its weights if they are shown."""
        return VGroup(self.fit, *([] if self.bars is None else [self.bars]))

    def show_weights(self, fit: int) -> WeightBars:
        """Let the picture make room for the weights as bars below it, and write their length."""
        picture, numbers, unit = self.fit, self.numbers, self.stage.scale
        high = np.array([self.area.high[0], self.area.low[1] + BARS * unit])
        most = float(np.abs(self.results.weights[fit:]).max())
        if words.others_fit(self.results):
            near = self.track.others_near(fit)
            most = max(most, float(np.abs(self.results.other_weights[near]).max()))
        bars = WeightBars(most, Area(self.area.low, high), self.stage, self.theme)
        bars.draw(*self.track.weights(fit))
        start, half = self.area, float(self.track.halves[fit])
        end = Area(start.low + [0.0, (BARS + 0.1) * unit], start.high)

        def shrink(progress: float) -> None:
            picture.area = start.towards(end, progress)
            picture.draw(fit, half)

        self.act(*in_turn([numbers.training], [numbers.length]), seconds=0.5)
        self.drive(picture, shrink, 0.8, smooth)
        self.act(FadeIn(bars), seconds=0.5)
        self.bars = bars
        return bars

    def show_others(self, fit: int, bars: WeightBars) -> None:
        """Draw other curves that hit all points, with the lengths of their w; keep the shortest."""
        picture, numbers, which = self.fit, self.numbers, self.track.others_near(fit)
        lists = [self.results.other_weights[other] for other in which]
        own = self.results.weights[fit, : lists[0].size]
        count = len(which)
        near, far = float(self.track.halves[fit]), self.track.half_of_others(fit)

        def come(progress: float) -> None:
            half = near * (far / near) ** min(3 * progress, 1.0)
            picture.draw_others(fit, half, count * progress, which)
            numbers.draw(fit)
            if progress > 0:
                now = min(int(count * progress), count - 1)
                numbers.draw_other(which[now])
                before = lists[now - 1] if now else own
                share = smooth(min(2 * (count * progress - now), 1.0))
                bars.draw(own.size, before + share * (lists[now] - before))

        self.drive(VGroup(picture, bars), come, 0.8 * count, linear)
        self.say("We take the one whose weight vector w is shortest.")

        def go(progress: float) -> None:
            picture.draw_others(fit, far * (near / far) ** progress, count, which, 1 - progress)
            bars.draw(own.size, lists[-1] + progress * (own - lists[-1]))
            if progress < 0.5:
                numbers.draw_other(which[-1])
            else:
                numbers.draw(fit)

        self.watch(go, 2.4)

    def go(self, start: int, end: int, pace: float) -> None:
        """Go from one fit to another, so many seconds for each; the window goes along."""
        log_halves = np.log(self.track.halves[[start, end]])
        seconds = max(
            pace * abs(end - start),
            self.track.zooming(*self.track.halves[[start, end]]),
            self.reading_time(0.0),
        )
        is_slow = seconds >= SLOW * abs(end - start)

        def draw(progress: float) -> None:
            place, clearly = start + (end - start) * progress, 1.0
            if is_slow:
                place, clearly = self.track.resting(place, end)
            half = np.exp(np.interp(gentle(progress), [0, 1], log_halves))
            self.fit.draw(place, float(half))
            self.numbers.draw(self.track.reached(place, end), clearly)
            if self.bars is not None:
                self.bars.draw(*self.track.weights(place))

        self.drive(self.picture, draw, seconds, linear)

    def watch(self, draw: Callable[[float], None], least: float) -> None:
        """Drive the picture for as long as it takes to read the sentence."""
        self.drive(self.picture, draw, max(least, self.reading_time(0.0)), smooth)

    def breathe(self, place: int) -> None:
        """Let the sentence be read, while a dot runs along the curve."""
        half = float(self.track.halves[place])

        def run(progress: float) -> None:
            self.fit.draw(place, half)
            self.fit.run_along(place, progress)

        self.watch(run, 1.5)
