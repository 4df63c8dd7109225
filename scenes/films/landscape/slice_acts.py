"""Acts of the film of a loss landscape: a curve grows into slices, and these turn."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, Group, VGroup

from engine.landscape.turning import TurningLoss
from scenes.films.landscape.landscape_panel import WHOLE
from scenes.films.landscape.landscape_stage import (
    NetworkStage,
    between,
    shares_of,
)
from scenes.films.landscape.landscape_views import LandscapeResults, LandscapeView
from scenes.films.landscape.slice_marks import (
    DIRECTIONS,
    cut_sentences,
    edge_on,
    fading,
    lowest_sentence,
    profile_of,
    rim_of,
    way_on,
)
from scenes.films.landscape.slice_turns import DRIFT
from scenes.films.landscape.weight_acts import CURVE, WeightActs
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import area_of

SLACK = 0.1
"""By so much a surface may be larger than its place, in frame units."""
TURNED, HELD = 4.0, 1.4
"""Seconds in which the last slice turns to be seen best, and for which it then stands."""
NAMELESS = 0.2
"""Share of that turn, at its end, in which names come."""


class SliceActs(WeightActs):
    """Two weights, a slice through all of them, and another one."""

    results: ClassVar[LandscapeResults]
    views: tuple[LandscapeView, ...]
    turning: TurningLoss | None
    cut: tuple[bool, bool]
    stages: list[NetworkStage]
    first: Orbit
    last: Orbit
    count: str
    corners: list[CornerNumbers]

    def view_from(self, orbit: Orbit) -> None:
        """See all surfaces from a direction."""
        self.orbit = orbit
        for stage in self.stages:
            stage.panel.look(orbit)

    def clearest(self, tilt: float) -> Orbit:
        """Return the nearest direction, at a tilt, from which most of the valley is seen.

        The surface, and the names of its axes, are then in the frame.
        """
        panel, hero, build, now = self.panel, self.stage.hero, self.panel.build, self.orbit
        beside = panel.beside
        panel.shape(WHOLE)
        turns = sorted(np.linspace(-np.pi, np.pi, 17)[1:].tolist(), key=abs)
        orbits = [Orbit(now.azimuth + turn, tilt) for turn in turns]
        seen = []
        for orbit in orbits:
            share = round(panel.valley_seen_from(orbit), 2)
            drawn = panel.mesh.see(panel.mesh.vertices.reshape(-1, 3))
            inside = (drawn >= hero.low - SLACK) & (drawn <= hero.high + SLACK)
            panel.face(orbit).look(orbit)
            bar, names = area_of(self.bar), [area_of(name) for name in panel.names]
            free = not any(name.meets(bar) for name in names)
            within = all(
                name.low[0] >= self.stage.legend.low[0]
                and name.high[0] <= self.stage.numbers.high[0]
                for name in names
            )
            seen.append(share if inside.all() and free and within else 0.0)
        panel.beside = beside
        panel.look(now).shape(build)
        return orbits[int(np.argmax(seen))]

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

    def two_weights(self) -> None:
        """Let the curve grow into the surface of two weights."""
        panel = self.panel
        start, end = self.orbit, self.clearest(self.first.tilt)
        panel.face(end)

        def unfold(progress: float) -> None:
            panel.build = self.curved.towards(WHOLE, progress)
            panel.mesh.orbit = between(start, end, progress)
            panel.shape(panel.build)
            for name in panel.names[:2]:
                name.set_opacity(max(2 * progress - 1, 0))  # once they are in their places
            panel.stand(self.spot)
            panel.draw_curve()

        self.say("Now turn a second weight too: a curve for each of its values.")
        self.drive(self.panels, unfold, 3.5, gentle)
        self.orbit = end
        self.redraw = self.keep_curve  # type: ignore[method-assign]
        self.say("Together they are a surface. Height and colour are the loss.")
        self.drift()
        self.say_what_is_measured()
        self.say_what_is_cut()

    def keep_curve(self) -> None:
        """Draw the curve of the first weight, and the network."""
        self.panel.stand(self.spot)
        self.panel.draw_curve()

    def say_what_is_measured(self) -> None:
        """State on how many points losses are measured, if not on all, and how exact they are."""
        text = "Measured on {count} of {total} points: standard error {error} at step {step}."
        if len(self.views) > 1:
            text = "{name}: measured on {count} of {total} points, standard error {error}."
        for view in self.views:
            if not view.landscape.sample.is_whole:
                self.say(text, **view.sample_values)
                self.drift()

    def say_what_is_cut(self) -> None:
        """State which losses are not drawn as high as they are."""
        for phrase in cut_sentences(self.scale, self.cut):
            self.say(phrase)
            self.drift()

    def all_weights(self) -> None:
        """Turn the slice from two weights to directions in which all of them change."""
        assert self.turning is not None
        panel, turning = self.panel, self.turning
        shots = [*turning.before, self.views[0].landscape.loss]
        self.say("And {count}? Nobody sees that many. So we turn the slice…", count=self.count)
        end = between(self.first, self.last, 0.2)
        self.turn_slice(shots, np.zeros(2), turning.seen_at, 4.0, end, named=True)
        panel.draw_curve(0)
        self.walk(1.0)
        self.act(fading(way_on(panel), 0.0, 1.0), seconds=0.6)
        self.redraw = partial(self.walk, 1.0)  # type: ignore[method-assign]
        self.say(DIRECTIONS[self.views[0].landscape.plane.kind])
        self.drift(0.35)

    def walk(self, share: float) -> None:
        """Draw a share of the ways."""
        for stage in self.stages:
            stage.walk(share)

    def keep_network(self) -> None:
        """Draw the network alone."""
        self.panel.stand(self.spot)

    def another_slice(self) -> None:
        """Turn the slice away, and see another landscape of the same network."""
        assert self.turning is not None
        turning = self.turning
        gone = fading(way_on(self.panel), 1.0, 0.0)
        self.act(*map(FadeOut, self.corners), gone, self.naming(0.0, 1.0), seconds=0.4)
        self.say("Same network, same loss: now turn u to a random direction.")
        before = self.lowest_of(self.views[0].landscape.loss)
        rim = Group(rim_of(self.panel, self.theme), before)
        self.act(FadeIn(rim), seconds=0.5)
        self.beat(HELD - 0.5)
        shots = [self.views[0].landscape.loss, *turning.after]
        random = self.write("random", self.stage.text_size(40), self.theme.text)
        self.turn_slice(shots, turning.seen_at, turning.seen_at, 5.0, self.orbit, instead=random)
        self.redraw = self.keep_network  # type: ignore[method-assign]
        self.say(lowest_sentence(shots[0], shots[-1]))
        self.act(FadeOut(rim), seconds=0.3)
        seen, size = self.orbit, (self.panel.side, self.panel.peak)
        self.look_edge_on(shots[0])
        outline = profile_of(shares_of(shots[0], self.scale), self.panel, self.theme)
        before = self.lowest_of(shots[0], word="before")
        self.act(FadeIn(outline), FadeIn(before), seconds=0.5)
        now = self.lowest_of(shots[-1], before)
        self.act(FadeIn(now), seconds=0.4)
        self.beat(self.reading_time(2.0))
        self.act(*map(FadeOut, (outline, before, now)), seconds=0.4)
        self.say("Every such landscape is one slice through {count} dimensions.", count=self.count)
        shrink = self.enlarging(*size, 0.0)
        start, self.orbit = self.orbit, seen
        shrink(1.0)
        end = self.clearest(seen.tilt)
        shrink(0.0)

        def turn(progress: float) -> None:
            shrink(progress)
            if progress >= 0.5:  # while no name is seen: along the edges that come to the front
                self.panel.face(end)
            self.view_from(between(start, end, progress))
            self.panel.name_axes(1 - 0.5 * min((1 - progress) / NAMELESS, 1.0))
            self.redraw()

        self.drive(self.panels, turn, self.reading_time(TURNED), gentle)
        self.beat(HELD)

    def naming(self, start: float, end: float) -> Drive:
        """Return a play in which the names of directions come or go."""

        def draw(progress: float) -> None:
            for name in self.panel.names[2:]:
                name.set_opacity(start + progress * (end - start))

        return Drive(VGroup(), draw)

    def look_edge_on(self, losses: np.ndarray) -> None:
        """See the surface large from the side: what is lowest in it is lowest in the frame."""
        start, end, hero = self.orbit, edge_on(losses, self.orbit), self.stage.hero
        across, up = CURVE * hero.size
        drop = float(self.panel.centre[1] - hero.centre[1] + up / 2)
        enlarge = self.enlarging(float(across), float(up), drop)

        def turn(progress: float) -> None:
            enlarge(progress)
            self.panel.name_axes(1 - 0.5 * min(1.0, 3 * progress))
            self.view_from(between(start, end, progress))
            self.redraw()

        self.drive(self.panels, turn, 2.4, gentle)
