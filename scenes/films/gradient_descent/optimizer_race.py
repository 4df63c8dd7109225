"""A race of optimisers: the same surface, the same start, the same exact gradients.

Told on one map, in acts: the surface, with all ways run back to their start; what each optimiser
does with a gradient; their learning rates; the race; the order; and the same race elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, smooth

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.mobjects.map_morph import MapMorph
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.meeting import RaceMeeting
from scenes.films.gradient_descent.race.results import Race, race_of
from scenes.films.gradient_descent.race.words import (
    elsewhere,
    missed,
    outcome,
    resting,
    saddle,
)
from scenes.mobjects.arrays.arrow import Arrow
from scenes.storytelling.camera_moves import view_of
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

RUN = 6.8
"""Seconds of the race itself."""
AGAIN = 3.5
"""Seconds of the race on another surface."""
ROOM = 0.75
"""On the right of the way there, for the table, as a share of its width."""
WAYS = 1.4
"""Length of the arrows of the ways down and up from a saddle, in frame units."""
THERE = 0.4
"""Share of the time of looking at it after which the camera is there."""


class OptimizerRace(RaceMeeting):
    """Several optimisers walk down from one start."""

    spec: ClassVar[OptimizerRaceSpec] = OptimizerRaceSpec()
    acts: ClassVar = (
        "show_surface", "meet", "show_rates", "run_race", "final_ranking", "another_surface",
    )  # fmt: skip

    @classmethod
    def compute(cls, spec: OptimizerRaceSpec, work: Work = unwatched) -> Race:
        """Tune the learning rates, if that is asked for, and walk down with each."""
        return race_of(spec, work)

    @classmethod
    def report(cls, results: Race) -> list[str]:
        """Return who arrived when, best first, in lines for the terminal."""
        return results.report()

    def story(self) -> Iterable[Act]:
        """Return the acts; the race is run elsewhere only if another one wins there."""
        acts = [self.act_named(name) for name in self.acts]
        return acts if self.results.elsewhere is not None else acts[:-1]

    def run_race(self) -> None:
        """Play all descents at once, while the camera opens; say who is first when it is there."""
        race, track = self.results, self.track
        self.say("Who is the first to bring the loss below {goal}, and keep it there?",
                 goal=self.bar)  # fmt: skip
        arriving = []
        if self.board is None:
            self.board = self.board_of(race, track)
            arriving.append(FadeIn(self.board))
        track.draw(0.0, self.view.zoom)
        named = track.name_goal(self.board)
        track.mark(self.view.zoom)
        self.act(FadeIn(track.crowd), *arriving, FadeIn(named), seconds=0.7)
        self.remove(track.crowd)
        track.add(track.crowd)
        self.add(named)
        self.run(race, track, self.board, self.home_view(), RUN, outcome(race), closer=True)

    def final_ranking(self) -> None:
        """Sort the table, and go to see who rests where it is flat."""
        race, board = self.results, self.board
        assert board is not None
        words = []
        for i in range(len(race.descents)):
            if why := missed(race, i):
                words.append(self.write(why, 0.9 * board.size, self.theme.muted))
                board.attach(i, 2, words[-1])
        self.act(*map(FadeIn, words), seconds=0.4)
        self.drift(1.8, lambda p: board.arrange_by(race.order, smooth(min(1.4 * p, 1.0))))
        at_rest = resting(race)
        if at_rest is not None:
            self.visit(at_rest)
        if at_rest is not None and race.elsewhere is None:
            self.move_camera(
                self.home_view(), lambda p: self.track.draw(np.inf, self.view.zoom), 1.0
            )
            self.act(FadeIn(board), seconds=0.4)
            self.drift()
        elif at_rest is not None:
            self.board = None  # it has faded, and the next race has its own

    def visit(self, i: int) -> None:
        """Go to an optimiser that rests on a saddle, and show the ways down from it, and up."""
        race, track, board = self.results, self.track, self.board
        assert board is not None
        self.say(saddle(race, i))
        place = race.descents[i].final
        centre = track.map.place(place)
        track.look_closer(centre)
        half = self.stage.hero.size / 5
        (_, steepest), ways = np.linalg.eigh(race.surface.hessian(place))
        down, up = ([sign * way for sign in (1, -1)] for way in ways.T)
        pairs = [(self.theme.accuracy, down)] + ([(self.theme.loss, up)] if steepest > 0 else [])
        arrows = [
            (Arrow(colour, 0.14, self.theme.panel), way, k)
            for k, (colour, pair) in enumerate(pairs)
            for way in pair
        ]
        self.add(*(arrow for arrow, *_ in arrows))

        def draw(progress: float) -> None:
            track.draw(np.inf, self.view.zoom)
            size = self.stage.scale / self.view.zoom
            for arrow, way, k in arrows:  # the ways down first, then those up
                grown = float(np.clip(6 * (progress - THERE) - k, 0, 1))
                first = centre + 0.25 * size * way
                arrow.set_ends(first, first + WAYS * size * grown * way, size)

        view = view_of(Area(centre - half, centre + half), self.stage, 0.0)
        self.act(FadeOut(board), seconds=0.4)  # it would hide where the camera goes
        self.move_camera(view, draw, self.reading_time(4.0), THERE)
        self.act(*(FadeOut(arrow) for arrow, *_ in arrows), seconds=0.4)

    def another_surface(self) -> None:
        """Race down another surface, on which another one wins."""
        other = self.results.elsewhere
        assert other is not None
        self.say("And on another surface? The same rules, each at a learning rate for it.")
        track, board = self.go_elsewhere(other), self.board_of(other, self.track)
        self.board = board
        name = self.name_of_surface(other)
        if board.get_y() > self.stage.hero.centre[1]:
            name.move_to(self.inner.corner(DOWN + RIGHT), aligned_edge=DOWN + RIGHT)
        self.retitle(name, FadeIn(board), FadeIn(track.name_goal(board, name)))
        self.run(other, track, board, self.home_view(), AGAIN, elsewhere(self.results))
        self.drift(1.8, lambda p: board.arrange_by(other.order, smooth(min(1.4 * p, 1.0))))
        self.say("None is the quickest everywhere: surface, start and rates decide.")
        self.drift(1.5)

    def go_elsewhere(self, other: Race) -> RaceTrack:
        """Run all back to the start, and let the map become that of another surface."""
        room = 0.0 if self.stage.is_upright else ROOM
        old, new = self.track, self.track_of(other, room)
        pace = self.pace_of(old)
        gone = self.goal_unnamed()
        if self.board is not None:
            gone.append(FadeOut(self.board))
        self.act(*gone, seconds=0.3)
        self.move_camera(
            self.home_view(), lambda p: old.draw(pace.step_at(1 - p), self.view.zoom), 1.1
        )
        between = MapMorph(old.map, new.map)
        self.remove(old.map)
        old.remove(old.map)
        self.add(between)
        self.bring_to_back(between)
        self.act(FadeOut(old.finish), seconds=0.3)
        old.remove(old.finish)

        def draw(progress: float) -> None:
            between.draw(progress)
            old.go_over_to(new, progress)

        self.drive_in_place(draw, 1.3)
        self.remove(between, old)
        self.track = new
        new.draw(0.0, self.view.zoom)
        self.add(new)
        new.remove(new.finish)
        self.act(FadeIn(new.finish), seconds=0.3)
        self.remove(new.finish)
        new.insert(1, new.finish)
        self.hero = (new.map.heat,)
        return new
