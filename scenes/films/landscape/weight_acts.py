"""The act of the film of a loss landscape in which one weight is changed."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, Group

from engine.landscape.turning import TurningLoss
from scenes.films.landscape.build import WHOLE, Build
from scenes.films.landscape.landscape_stage import LONGEST, between, loss_text, shares_of
from scenes.films.landscape.landscape_views import LandscapeResults
from scenes.films.landscape.slice_marks import (
    brackets_between,
    factors_of,
    factors_sentence,
    fading,
    rule_at,
    way_on,
)
from scenes.films.landscape.slice_turns import SliceTurns
from scenes.films.landscape.turning_heights import TurningHeights
from scenes.films.landscape.weight_axis import WeightAxis
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.easing import gentle

CURVE = np.array([0.79, 0.62])
"""Shares of the hero's width and height that the curve of one weight takes."""


class WeightActs(SliceTurns):
    """One weight: the loss along its curve."""

    results: ClassVar[LandscapeResults]
    turning: TurningLoss | None
    count: str

    def one_weight(self) -> None:
        """Change one weight, and watch the loss go along its curve."""
        assert self.turning is not None
        panel, turning, hero = self.panel, self.turning, self.stage.hero
        across, up = CURVE * hero.size
        self.curved = Build(
            across / panel.side, 0.0, up / panel.peak, panel.centre[1] - hero.centre[1] + up / 2
        )
        start, edge_on = self.orbit, Orbit(0.0, np.pi / 2)
        heights = [panel.heights, *(shares_of(each, self.scale) for each in turning.before[::-1])]
        slices = TurningHeights(heights, turning.seen_before[::-1])
        self.spot = np.zeros(2)

        def turn(progress: float) -> None:
            turned, spot = slices.at(progress)
            panel.set_heights(turned)
            panel.name_axes(min(2 - 2 * progress, 1.0), max(1 - 2 * progress, 0.0))
            panel.stand(spot, self.standing)

        def fold(progress: float) -> None:
            panel.build = WHOLE.towards(self.curved, progress)
            panel.mesh.orbit = between(start, edge_on, progress)
            panel.shape(panel.build)
            for name in panel.names[:2]:
                name.set_opacity(max(1 - 2 * progress, 0.0))
            panel.stand(self.spot, self.standing)
            panel.draw_curve(max(2 * progress - 1, 0.0), self.spot[1])

        self.say("Take one of the {count}, and let all others stand still.", count=self.count)
        self.act(fading(way_on(panel), 1.0, 0.0), seconds=0.4)
        self.drive(self.panels, turn, 2.4, gentle)
        self.drive(self.panels, fold, 1.8, gentle)
        self.orbit = edge_on
        rows = [("this weight", LONGEST, self.theme.text), ("loss", LONGEST, self.theme.loss)]
        size = self.stage.text_size(26)
        corner = CornerNumbers(rows, self.stage.numbers.high, size, self.theme)
        row, values = turning.before[0][len(turning.places) // 2], turning.places

        ruler = WeightAxis(values, panel, self.stage, self.theme)

        def slide(progress: float) -> None:
            # There and back: to either end of the curve, and home to the trained network.
            x = float(np.sin(2 * np.pi * progress))
            k = round((x + 1) / 2 * (len(values) - 1))
            panel.stand(np.array([2 * k / (len(values) - 1) - 1, 0.0]))
            corner.write(fixed(values[k], 2), loss_text(row[k]))
            ruler.drop_from(panel.head.get_center())

        slide(0)
        self.act(FadeIn(corner), FadeIn(ruler), seconds=0.4)
        self.say("Turn it, and the loss goes up and down: one weight, one curve.")
        self.drive(Group(self.panels, ruler), slide, max(4.0, self.reading_time()), gentle)
        powers = factors_of(self.scale, float(np.nanmax(row)))
        rules = [rule_at(each, self.scale, panel, self.stage, self.theme) for each in powers]
        if powers:
            brackets = brackets_between(rules, powers, self.stage, self.theme)
            self.say(factors_sentence(powers))
            self.act(*map(FadeIn, rules), seconds=0.5)
            for bracket in brackets:
                self.act(FadeIn(bracket), seconds=0.4)
            self.beat(self.reading_time(1.2))
            rules += brackets
        self.act(*map(FadeOut, [corner, ruler, *rules]), seconds=0.3)
