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
from manim import FadeIn, Group

from engine.landscape.landscape import Shadow
from engine.progress import Work, unwatched
from scenes.films.landscape.landscape_stage import (
    NetworkStage,
    best_views,
    between,
    cut_off,
    loss_text,
    places,
    scale_of,
    share_text,
)
from scenes.films.landscape.landscape_views import LandscapeResults, landscape_results
from scenes.films.landscape.slice_acts import SliceActs
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import grouped
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import Area, area_of, plated
from scenes.storytelling.story import Act

CLOSE_UP = np.array([2.4, 1.2])
"""Half of what the camera sees about the stem, in frame units."""


class LossLandscape(SliceActs):
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
        for stage in self.stages:
            stage.panel.follow(len(stage.panel.way_plan[::4]) - 1, stem=False)
        self.redraw = self.keep_ways  # type: ignore[method-assign]
        self.bar = self.stages[0].bar(self.scale, self.cut, self.theme)
        names = [stage.title(self.theme) for stage in self.stages if len(self.stages) > 1]
        self.open_with(self.panels, self.bar, *names, hero=self.drawn)
        self.say("A network of {count} weights learns: it walks down its loss.", count=self.count)
        self.drift(0.15)
        self.say("But what is this landscape, with {count} directions?", count=self.count)
        self.drift(0.3)

    def keep_ways(self) -> None:
        """Draw all of the ways."""
        for stage in self.stages:
            stage.panel.follow(len(stage.panel.way_plan[::4]) - 1, stem=False)

    def training(self) -> None:
        """Follow the runs over their surfaces, and stop where the picture is furthest from true."""
        self.corners = [plated(stage.corner, self.theme) for stage in self.stages]
        self.pin(*self.corners, self.bar)
        if any(view.trained_on_it is False for view in self.views):
            self.say("Height is plain cross-entropy; the loss recorded in training was another.")
            self.drift()
        self.say("Back to the first step. The dot is the network's shadow on the slice…")
        for stage in self.stages:
            stage.draw(1)
        self.act(*map(FadeIn, self.corners), seconds=0.4)
        self.run(1, 0, 1.6)
        self.drift()
        self.say("… and the red stem ends at its true loss.")
        worst, step = self.furthest()
        shown = self.stages[worst].share_of(step)
        if shown > 0:
            self.run(0, shown, 1.5 + 8.0 * shown)
        if len(self.stages) == 1 and len(self.panel.stem.points):
            near = area_of(self.panel.stem)
            self.look_at(Area(near.centre - CLOSE_UP, near.centre + CLOSE_UP), 1.8)
        self.say(self.own_up(worst, step))
        self.drift()
        if len(self.stages) == 1:
            self.look_home(1.5)
        self.say("Now train: the true loss need not be that of the slice.")
        self.run(shown, 1, 1.5 + 8.0 * (1 - shown))
        shares = translate(" and ").join(
            share_text(view.landscape.shadow.explained) for view in self.views
        )
        self.say(
            "Of all that training moved, this slice shows {share} of the variance.", share=shares
        )
        self.drift()
        if self.turning is None:
            self.say("A landscape is a slice. Another slice would look different.")
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

    def own_up(self, worst: int, step: int) -> Phrase:
        """Return a sentence on how far from the truth the picture is at a step."""
        shadow = self.views[worst].landscape.shadow
        i = int(np.searchsorted(shadow.steps, step))
        values = {
            "step": grouped(step),
            "plane": loss_text(shadow.plane_loss[i]),
            "true": loss_text(shadow.true_loss[i]),
        }
        if len(self.views) == 1:
            return "At step {step} the slice says {plane}, the truth was {true}.", values
        words = "{name}, step {step}: the slice says {plane}, the truth was {true}."
        return words, {**values, "name": self.views[worst].title}


def misled(shadow: Shadow) -> np.ndarray:
    """Return by how much the plane's loss is above the true one, array (steps,)."""
    return np.nan_to_num(shadow.plane_loss - shadow.true_loss)
