"""Acts of the film of a loss landscape: a curve grows into slices, and these turn."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import numpy as np
from manim import VGroup

from engine.landscape.turning import TurningLoss
from scenes.films.landscape.build import WHOLE
from scenes.films.landscape.landscape_stage import (
    NetworkStage,
    between,
)
from scenes.films.landscape.landscape_views import LandscapeResults, LandscapeView
from scenes.films.landscape.slice_marks import (
    DIRECTIONS,
    cut_sentences,
    fading,
    way_on,
)
from scenes.films.landscape.slice_turns import DRIFT, Place
from scenes.films.landscape.turning_heights import TurningHeights
from scenes.films.landscape.weight_acts import WeightActs
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle

PAUSE = 0.4
"""Seconds between the turns of two axes."""
SWAY = 0.2
"""The surface of two weights turns by so much while sentences are read, at most; radians."""


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
    seen_first: Orbit
    whole_place: Place

    @property
    def home(self) -> Orbit:
        """From where the slice of training is seen once it is there."""
        return between(self.first, self.last, 0.3)

    @property
    def turning_shots(self) -> list[np.ndarray]:
        """The losses of the slices from two weights to the directions of training."""
        assert self.turning is not None
        return [*self.turning.before, self.views[0].landscape.loss]

    @property
    def turning_whole(self) -> TurningHeights:
        """All these slices as they turn."""
        assert self.turning is not None
        return self.slices_of(self.turning_shots, self.turning.seen_before)

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

    def two_weights(self) -> None:
        """Let the curve grow into the surface of two weights."""
        panel, whole = self.panel, self.turning_whole
        start, end = self.orbit, self.watching(whole, self.home)
        self.seen_first = end
        swayed = Orbit(end.azimuth + SWAY, end.tilt)
        self.whole_place = panel.centre, panel.side, panel.peak
        enlarge = self.enlarging(self.place_for(whole, (end, swayed)))
        panel.face(end)

        def unfold(progress: float) -> None:
            enlarge(progress)
            panel.mesh.orbit = between(start, end, progress)
            panel.shape(self.curved.towards(WHOLE, progress))
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
        shots, spots = self.turning_shots, turning.seen_before
        self.say("And {count}? Nobody sees that many. So we turn the slice…", count=self.count)
        turns = [self.slices_of(shots[k : k + 4], spots[k : k + 4]) for k in (0, 3)]

        def first(progress: float) -> None:
            panel.name_axes(progress, 0.0)
            panel.draw_curve(max(1 - 2 * progress, 0))

        def second(progress: float) -> None:
            panel.name_axes(1.0, progress)

        self.turn_slice(turns[0], 2.4, first)
        self.beat(PAUSE)
        self.turn_slice(turns[1], 2.4, second)
        panel.draw_curve(0)
        panel.set_heights(self.stages[0].heights)
        self.redraw = self.keep_network  # type: ignore[method-assign]
        self.say(DIRECTIONS[self.views[0].landscape.plane.kind])
        self.go_round(self.home, self.whole_place, 1.6)
        self.walk(1.0)
        self.act(fading(way_on(panel), 0.0, 1.0), seconds=0.6)
        self.redraw = partial(self.walk, 1.0)  # type: ignore[method-assign]
        self.drift(0.35)

    def go_round(self, end: Orbit, place: Place, seconds: float) -> None:
        """Go round to another view, and size, of the slice; names change sides while not seen."""
        panel, start, enlarge = self.panel, self.orbit, self.enlarging(place)
        names = [name for name in panel.names if name.get_fill_opacity() > 0]
        before = panel.beside.copy()
        panel.face(end)
        moved = not np.array_equal(panel.beside, before)
        panel.beside = before

        def turn(progress: float) -> None:
            if moved and progress >= 0.5:
                panel.face(end)
            for name in names:
                name.set_opacity(abs(2 * progress - 1) if moved else 1.0)
            enlarge(progress)
            self.view_from(between(start, end, progress))
            self.redraw()

        self.drive(self.panels, turn, seconds, gentle)

    def walk(self, share: float) -> None:
        """Draw a share of the ways."""
        for stage in self.stages:
            stage.walk(share)

    def keep_network(self) -> None:
        """Draw the network alone."""
        self.panel.stand(self.spot, self.standing)

    def naming(self, start: float, end: float) -> Drive:
        """Return a play in which the names of directions come or go."""

        def draw(progress: float) -> None:
            for name in self.panel.names[2:]:
                name.set_opacity(start + progress * (end - start))

        return Drive(VGroup(), draw)
