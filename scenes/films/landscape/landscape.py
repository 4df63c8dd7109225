"""A network on the surface of its own loss: a slice through a space of hundreds of dimensions.

Told in acts: the landscape and the question what it is; one weight and its curve; a second weight
and their surface; the slice turned to where training went; training, over that slice, with the true
loss beside it; the slice turned away.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, Group, VGroup

from engine.progress import Work, unwatched
from scenes.films.landscape.curve_acts import misled
from scenes.films.landscape.ending_acts import EndingActs
from scenes.films.landscape.landscape_stage import (
    NetworkStage,
    best_views,
    between,
    cut_off,
    loss_text,
    places,
    scale_of,
)
from scenes.films.landscape.landscape_views import LandscapeResults, landscape_results
from scenes.films.landscape.slice_marks import fading, way_on
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import grouped
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.story import Act

OTHER_LOSS = {
    "plain": "Height is plain cross-entropy; the loss recorded in training was another.",
    "squared": "Height is the mean squared error; the loss recorded in training was another.",
    "given": "Height is the loss that was given; the one recorded in training was another.",
}
"""What is said where the loss that is drawn is not the one that was recorded."""


class LossLandscape(EndingActs):
    """A network on the surface of its own loss."""

    spec: ClassVar[LandscapeSpec] = LandscapeSpec()
    acts: ClassVar = (
        "question", "one_weight", "two_weights", "all_weights", "training", "another_slice"
    )  # fmt: skip
    results: ClassVar[LandscapeResults]

    @classmethod
    def compute(cls, spec: LandscapeSpec, work: Work = unwatched) -> LandscapeResults:
        """Train the networks and compute their landscapes."""
        return landscape_results(spec, work)

    @classmethod
    def report(cls, results: LandscapeResults) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return [view.report() for view in results.views]

    def story(self) -> Iterable[Act]:
        """Return all acts; of two networks only the question and the training."""
        acts = list(super().story())
        return acts if self.turning is not None else [acts[0], acts[4]]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.views, self.turning = self.results.views, self.results.turning
        losses = self.results.losses
        self.scale, cut = scale_of(losses, self.spec), cut_off(losses, scale_of(losses, self.spec))
        self.cut = cut
        self.stages = [
            NetworkStage(view, self.scale, area, self.stage, self.theme)
            for view, area in zip(self.views, places(self.stage, len(self.views)), strict=True)
        ]
        self.panel = self.stages[0].panel
        self.panels = Group(*(stage.panel for stage in self.stages))
        self.drawn = tuple(part for s in self.stages for part in (s.panel.mesh, s.panel.curve))
        self.first, self.last = best_views(self.stages)
        self.orbit = self.first
        self.view_from(self.first)
        counts = sorted({view.parameters for view in self.views})
        self.count = translate(" and ").join(map(grouped, counts))

    def question(self) -> None:
        """Open with the landscape, and ask what it is."""
        self.walk(0.0)
        self.bar = self.stages[0].bar(self.scale, self.cut, self.theme)
        names = [stage.title(self.theme) for stage in self.stages if len(self.stages) > 1]
        if len(self.stages) == 1:
            self.panel.watch = self.bar.point
            self.walk(0.0)
        self.open_with(self.panels, self.bar, *names, hero=self.drawn)
        text, values = self.opening()
        self.say(text, **values)
        start, seconds = self.orbit, self.reading_time(3.0)

        def down(progress: float) -> None:
            self.view_from(between(start, between(self.first, self.last, 0.15), progress))
            self.walk(min(1.25 * progress, 1.0))

        self.drive(self.panels, down, seconds, gentle)
        self.redraw = partial(self.walk, 1.0)  # type: ignore[method-assign]
        self.say("But what is this landscape, with {count} directions?", count=self.count)
        self.drift(0.3)

    def opening(self) -> Phrase:
        """Return what is said first: what training does to the loss."""
        ends = [view.landscape.shadow.true_loss[[0, -1]] for view in self.views]
        rising = next((pair for pair in ends if pair[1] >= pair[0]), None)
        if rising is None:
            text = "A network of {count} weights learns: in this picture, its loss goes down."
            return text, {"count": self.count}
        begin, end = map(loss_text, rising)
        text = "A network of {count} weights is trained, but its loss goes from {begin} to {end}."
        return text, {"count": self.count, "begin": begin, "end": end}

    def training(self) -> None:
        """Train: what walked over the slice was the network's shadow, with a loss of its own."""
        self.corners = [stage.corner for stage in self.stages]
        self.pin(*self.corners, self.bar)
        others = {view.loss for view in self.views if view.trained_on_it is False}
        for loss in ("plain", "squared", "given"):
            if loss in others:
                self.say(OTHER_LOSS[loss])
                self.drift()
        if self.turning is None:
            self.say_what_is_measured()
            self.train_both()
            return
        self.lie_flat()
        begin = int(self.views[0].landscape.shadow.steps[0])
        self.say(self.told_apart(begin))
        if len(self.panel.stem.points):
            self.name_losses(self.own_up(0, begin)[1])
        self.follow_losses()

    def train_both(self) -> None:
        """Follow the runs of two networks, and stop where a picture is furthest from true."""
        self.go_back()
        worst, step = self.furthest()
        shown = self.stages[worst].share_of(step)
        if shown > 0:
            self.show_corners()
            self.run(0, shown, 1.5 + 8.0 * shown)
        self.say(self.own_up(worst, step))
        self.show_corners()
        self.drift()
        self.say("Now train. The red line is the true loss: it need not be that of the slice.")
        self.run(shown, 1, 1.5 + 6.0 * (1 - shown))
        if (agreed := self.agreement()) is not None:
            self.say(agreed)
            self.drift()
        self.say("A landscape is a slice. Another slice would look different.")
        self.drift()

    def show_corners(self) -> None:
        """Let the numbers of training come, if they are not seen yet."""
        if new := [each for each in self.corners if each not in self.mobjects]:
            self.act(*map(FadeIn, new), seconds=0.3)

    def go_back(self) -> None:
        """Take the networks back to where they began, with their true losses."""
        self.say("Back to the start: the dot is the network's shadow, the red stem its true loss.")
        before = {part for stage in self.stages for part in way_on(stage.panel)}
        for stage in self.stages:
            stage.draw(1)
        new = [each for stage in self.stages for each in way_on(stage.panel) if each not in before]

        def thin(progress: float) -> None:
            for stage in self.stages:
                stage.panel.thin(progress)

        thinner = Drive(VGroup(), thin)
        self.act(*map(FadeIn, self.corners), fading(new, 0.0, 1.0), thinner, seconds=0.4)
        self.run(1, 0, 1.6)
        self.drift()

    def run(self, begin: float, end: float, seconds: float) -> None:
        """Show the runs from one share of their film time to another, the surfaces turning."""
        start = self.orbit
        turned = between(start, self.last, 0.5)

        def at_share(share: float) -> None:
            for stage in self.stages:
                stage.draw(share)

        def draw(progress: float) -> None:
            self.view_from(between(start, turned, progress))
            at_share(begin + progress * (end - begin))

        self.drive(self.panels, draw, seconds, gentle)
        self.redraw = partial(at_share, end)  # type: ignore[method-assign]

    def furthest(self) -> tuple[int, int]:
        """Return which network is furthest from its picture, and at which step."""
        shadows = [view.landscape.shadow for view in self.views]
        worst = int(np.argmax([np.abs(misled(shadow)).max() for shadow in shadows]))
        return worst, int(shadows[worst].steps[int(np.abs(misled(shadows[worst])).argmax())])
