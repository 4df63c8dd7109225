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
from manim import FadeIn, FadeOut, Group

from engine.landscape.landscape import Shadow
from engine.progress import Work, unwatched
from scenes.films.landscape.landscape_panel import WHOLE, Build
from scenes.films.landscape.landscape_stage import (
    Corner,
    NetworkStage,
    best_views,
    between,
    cut_off,
    loss_text,
    places,
    scale_of,
    share_text,
    shares_of,
)
from scenes.films.landscape.landscape_views import LandscapeResults, landscape_results
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import fixed, grouped, significant
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import Area, area_of, plated
from scenes.storytelling.staged_scene import StagedScene
from scenes.storytelling.story import Act

CURVE = np.array([0.84, 0.62])
"""Shares of the hero's width and height that the curve of one weight takes."""
CLOSE_UP = np.array([2.4, 1.2])
"""Half of what the camera sees about the stem, in frame units."""
DRIFT = 0.05
"""By so much a view turns in a second while a sentence is read; radians."""


class LossLandscape(StagedScene):
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

    def view_from(self, orbit: Orbit) -> None:
        """See all surfaces from a direction."""
        self.orbit = orbit
        for stage in self.stages:
            stage.panel.look(orbit)

    def drift(self, share: float | None = None) -> None:
        """Turn the surfaces slowly until the sentence has been read, with what stands on them."""
        start, seconds = self.orbit, self.reading_time()
        end = Orbit(start.azimuth + DRIFT * seconds, start.tilt)
        if share is not None:
            end = between(self.first, self.last, share)

        def draw(progress: float) -> None:
            self.view_from(between(start, end, progress))
            self.redraw()

        self.drive(self.panels, draw, seconds, gentle)

    def redraw(self) -> None:
        """Draw what stands on the surfaces where it is now."""

    # The acts

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

    def one_weight(self) -> None:
        """Change one weight, and watch the loss go along its curve."""
        assert self.turning is not None
        panel, turning, hero = self.panel, self.turning, self.stage.hero
        across, up = CURVE * hero.size
        self.curved = Build(
            across / panel.side, 0.0, up / panel.peak, panel.centre[1] - hero.centre[1] + up / 2
        )
        start, edge_on = self.orbit, Orbit(0.0, np.pi / 2)
        begin, pair = panel.heights, shares_of(turning.before[0], self.scale)
        self.spot, middle = np.zeros(2), turning.seen_at

        def fold(progress: float) -> None:
            panel.build = WHOLE.towards(self.curved, progress)
            panel.mesh.orbit = between(start, edge_on, progress)
            panel.set_heights((1 - progress) * begin + progress * pair)
            panel.name_axes(1 - progress, float(progress < 0.5))
            panel.stand((1 - progress) * middle + progress * self.spot)
            panel.draw_curve(progress)

        self.say("Take one of the {count}, and let all others stand still.", count=self.count)
        self.drive(self.panels, fold, 2.6, gentle)
        self.orbit = edge_on
        names = [("this weight", self.theme.text), ("loss", self.theme.loss)]
        corner = Corner(names, self.stage.numbers.high, self.stage, self.theme)
        row, values = turning.before[0][len(turning.places) // 2], turning.places

        def slide(progress: float) -> None:
            # There and back: to either end of the curve, and home to the trained network.
            x = float(np.sin(2 * np.pi * progress))
            k = round((x + 1) / 2 * (len(values) - 1))
            panel.stand(np.array([2 * k / (len(values) - 1) - 1, 0.0]))
            corner.write(fixed(values[k], 2), loss_text(row[k]))

        slide(0)
        self.act(FadeIn(corner), seconds=0.4)
        self.say("Turn it, and the loss goes up and down: one weight, one curve.")
        self.drive(self.panels, slide, max(5.0, self.reading_time()), gentle)
        self.act(FadeOut(corner), seconds=0.3)

    def two_weights(self) -> None:
        """Let the curve grow into the surface of two weights."""
        panel = self.panel
        start, end = self.orbit, between(self.first, self.last, 0.2)

        def unfold(progress: float) -> None:
            panel.build = self.curved.towards(WHOLE, progress)
            panel.mesh.orbit = between(start, end, progress)
            panel.shape(panel.build)
            panel.names[1].set_opacity(progress)
            panel.stand(self.spot)
            panel.draw_curve()

        self.say("Now turn a second weight too: a curve for each of its values.")
        self.drive(self.panels, unfold, 3.5, gentle)
        self.orbit = end
        self.redraw = self.keep_curve  # type: ignore[method-assign]
        self.say("Together they are a surface. Height and colour are the loss.")
        self.drift()
        if self.scale.log:
            self.say("Heights go by factors: from 1 to 0.1 is as far down as from 0.1 to 0.01.")
            self.drift()
        self.say_what_is_cut()

    def keep_curve(self) -> None:
        """Draw the curve of the first weight, and the network."""
        self.panel.stand(self.spot)
        self.panel.draw_curve()

    def say_what_is_cut(self) -> None:
        """State which losses are not drawn as high as they are."""
        above, below = self.cut
        if above:
            most = significant(self.scale.high, 3)
            self.say("Losses above {most} are drawn as if they were {most}.", most=most)
            self.drift()
        if below:
            least = significant(self.scale.low, 1)
            self.say("Losses below {least} are drawn as if they were {least}.", least=least)
            self.drift()

    def all_weights(self) -> None:
        """Turn the slice from two weights to directions in which all of them change."""
        assert self.turning is not None
        panel, turning = self.panel, self.turning
        shots = [*turning.before, self.views[0].landscape.loss]
        self.say("And {count}? Nobody sees that many. So we turn the slice…", count=self.count)
        self.turn_slice(shots, np.zeros(2), turning.seen_at, 4.0, named=True)
        panel.draw_curve(0)
        self.redraw = self.keep_network  # type: ignore[method-assign]
        self.say(self.directions())
        self.drift(0.35)

    def keep_network(self) -> None:
        """Draw the network alone."""
        self.panel.stand(self.spot)

    def turn_slice(
        self,
        shots: list[np.ndarray],
        begin: np.ndarray,
        end: np.ndarray,
        seconds: float,
        *,
        named: bool = False,
    ) -> None:
        """Show the losses of slices that turn about the network, one passing into the next.

        Parameters
        ----------
        shots : list of array (rows, columns)
            Losses of slices, evenly turned.
        begin, end : array (2,)
            Where the network is seen in the first and the last.
        seconds : float
        named : bool
            Whether the names of the axes go from weights to directions.
        """
        panel = self.panel
        heights = [shares_of(loss, self.scale) for loss in shots]
        start = self.orbit
        turned = Orbit(start.azimuth + DRIFT * seconds, start.tilt)

        def draw(progress: float) -> None:
            k = min(int(progress * (len(heights) - 1)), len(heights) - 2)
            rest = progress * (len(heights) - 1) - k
            panel.mesh.orbit = between(start, turned, progress)
            panel.set_heights((1 - rest) * heights[k] + rest * heights[k + 1])
            self.spot = (1 - progress) * begin + progress * end
            panel.stand(self.spot)
            if named:
                panel.name_axes(progress)
                panel.draw_curve(max(1 - 3 * progress, 0))

        self.drive(self.panels, draw, seconds, gentle)
        self.orbit = turned

    def directions(self) -> str:
        """Explain what the two directions are."""
        kind = self.views[0].landscape.plane.kind
        return {
            "pca": "… to the two directions along which training moved most.",
            "random": "… to two random directions, in which all weights change at once.",
            "checkpoints": "… until it goes through the network at three of its steps.",
        }[kind]

    def training(self) -> None:
        """Follow the runs over their surfaces, and stop where the picture is furthest from true."""
        self.corners = [plated(stage.corner, self.theme) for stage in self.stages]
        self.pin(*self.corners, self.bar)
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

    def another_slice(self) -> None:
        """Turn the slice away, and see another landscape of the same network."""
        assert self.turning is not None
        turning = self.turning
        self.act(*map(FadeOut, self.corners), seconds=0.4)
        self.say("Same network, same loss: now turn u to a random direction.")
        shots = [self.views[0].landscape.loss, *turning.after]
        self.turn_slice(shots, turning.seen_at, turning.seen_at, 5.0)
        self.redraw = self.keep_network  # type: ignore[method-assign]
        self.say("Every such landscape is one slice through {count} dimensions.", count=self.count)
        self.drift()


def misled(shadow: Shadow) -> np.ndarray:
    """Return by how much the plane's loss is above the true one, array (steps,)."""
    return np.nan_to_num(shadow.plane_loss - shadow.true_loss)
