"""A race of optimisers: the same surface, the same start, the same exact gradients.

Told on one map, in acts: the surface, with all ways run back to their start; what each optimiser
does with a gradient; their learning rates; the race; the order; and the same race elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.mobjects.map_morph import MapMorph
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Scoreboard
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.meeting import RaceMeeting
from scenes.films.gradient_descent.race.results import Race, race_of
from scenes.films.gradient_descent.race.stage import SHORTEST
from scenes.films.gradient_descent.race.words import (
    elsewhere,
    followers,
    missed,
    outcome,
    resting,
    saddle,
)
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import view_of
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

RUN, TO_FIRST, FROM_FIRST = 10.0, 6.0, 6.0
"""Seconds of the race itself, and at most of it to the first arrival, and from there."""
AGAIN = 3.5
"""Seconds of the race on another surface."""
ROOM = 0.75
"""On the right of the way there, for the table, as a share of its width."""
WAYS, BEYOND = 1.4, 2.1
"""Length of the arrows of the ways down and up from a saddle, and how far from there their names
stand, in frame units."""
CORNERS = (UP + RIGHT, DOWN + RIGHT, UP + LEFT, DOWN + LEFT)
"""Where tables may stand, the best first."""
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
        """Play all descents to the first arrival, then the rest at the finish line."""
        race, track = self.results, self.track
        self.say("Who is the first to bring the loss below {goal}, and keep it there?",
                 goal=self.bar)  # fmt: skip
        first = None if race.winner is None else race.arrivals[race.winner]
        board, place, home = self.board_of(race), None, self.home_view()
        if first is not None and race.winner is not None:
            place = track.map.place(race.descents[race.winner].path[first])

        def covered(corner: np.ndarray) -> int:
            if place is None:
                return self.crossed(board, corner, home)
            board.move_to(self.inner.corner(corner), aligned_edge=corner)
            return self.crossed(board, corner, self.near_view(place, board))

        corner = min(CORNERS, key=covered)
        board.move_to(self.inner.corner(corner), aligned_edge=corner)
        views = [home] if place is None else [home, self.near_view(place, board)]
        self.ticker = ticker = self.ticker_of(race)
        free = [each for each in CORNERS if each is not corner]
        best = min(free, key=lambda each: [self.crossed(ticker, each, view) for view in views])
        ticker.move_to(self.inner.corner(best), aligned_edge=best)
        track.draw(0.0, self.view.zoom)
        self.write_standings(race, 0.0)
        named = track.name_goal(ticker)
        track.mark(self.view.zoom)
        self.act(FadeOut(self.ghosts), FadeIn(track.crowd, ticker, named), seconds=0.7)
        self.remove(track.crowd)
        track.add(track.crowd)
        self.add(named)
        if first is None or place is None:
            self.run(race, track, home, RUN, outcome(race))
            self.board = board
            self.write_standings(race, np.inf)
            self.act(FadeIn(board), seconds=0.4)
            return
        pace = self.pace_of(track)
        share = float(np.interp(first, pace.steps, pace.progress))
        seconds = float(np.clip(share * RUN, SHORTEST, TO_FIRST))
        self.move_camera(home, self.stretch(race, track, 0.0, share), seconds, 0.4)
        self.say(outcome(race))
        self.board = board.show_row(race.order[0], 1.0)
        self.act(FadeIn(board), seconds=0.4)
        self.look_at_first(track, place, first)
        self.run_on(race, track, first, FROM_FIRST)

    def final_ranking(self) -> None:
        """Add those that never arrive to the table, and go to see who rests where it is flat."""
        race, board = self.results, self.board
        assert board is not None
        told = followers(race)
        if told is not None:
            self.say(told)
        self.add_missed(race, board)
        at_rest = resting(race)
        if at_rest is not None:
            self.visit(at_rest)
        if race.elsewhere is None:
            self.move_camera(
                self.home_view(), lambda p: self.track.draw(np.inf, self.view.zoom), 1.0
            )
            if at_rest is not None:
                self.act(FadeIn(board), seconds=0.4)
            self.drift()
        elif at_rest is not None:
            self.board = self.ticker = None  # they have faded, and the next race has its own

    def add_missed(self, race: Race, board: Scoreboard) -> None:
        """Add those that never arrive to the table of a race, and let it be read."""
        late = [i for i in range(len(race.descents)) if missed(race, i)]
        for i in late:
            board.attach(i, 1, self.write(missed(race, i), 0.9 * board.size, self.theme.muted))
            board.show_row(i, 0.0)

        def show(progress: float) -> None:
            for i in late:
                board.show_row(i, min(1.0, 3 * progress))

        self.drift(1.6, show)

    def visit(self, i: int) -> None:
        """Go to an optimiser that rests on a saddle, and show the ways down from it, and up."""
        race, track, board = self.results, self.track, self.board
        assert board is not None
        self.say(saddle(race, i))
        shown = [board] if self.ticker is None else [board, self.ticker]
        self.act(*map(FadeOut, shown), seconds=0.4)  # they would hide where the camera goes
        self.ticker = None
        self.move_camera(self.home_view(), lambda p: track.draw(np.inf, self.view.zoom), 1.4)
        place = race.descents[i].final
        centre = track.map.place(place)
        track.look_closer(centre)
        half = self.stage.hero.size / 5
        (_, steepest), ways = np.linalg.eigh(race.surface.hessian(place))
        down, up = ([sign * way for sign in (1, -1)] for way in ways.T)
        pairs = [(self.theme.accuracy, "down", down)]
        pairs += [(self.theme.loss, "up", up)] if steepest > 0 else []
        arrows = [
            (Arrow(colour, 0.14, self.theme.panel), way, k)
            for k, (colour, _, pair) in enumerate(pairs)
            for way in pair
        ]
        tags = [
            self.write(word, self.stage.text_size(26), colour)
            .set_stroke(self.theme.panel, width=3, background=True)
            .set_opacity(0)
            for colour, word, pair in pairs
            for _ in pair
        ]
        heights = [tag.height for tag in tags]
        self.add(*(arrow for arrow, *_ in arrows), *tags)

        def draw(progress: float) -> None:
            track.draw(np.inf, self.view.zoom)
            size = self.stage.scale / self.view.zoom
            for tag, height, (_, way, k) in zip(tags, heights, arrows, strict=True):
                tag.scale_to_fit_height(height / self.view.zoom)
                tag.move_to(at(*(centre + BEYOND * size * way)))
                tag.set_opacity(float(np.clip(6 * (progress - THERE) - k - 1, 0, 1)))
            for arrow, way, k in arrows:  # the ways down first, then those up
                grown = float(np.clip(6 * (progress - THERE) - k, 0, 1))
                first = centre + 0.25 * size * way
                arrow.set_ends(first, first + WAYS * size * grown * way, size)

        view = view_of(Area(centre - half, centre + half), self.stage, 0.0)
        self.move_camera(view, draw, self.reading_time(4.0), THERE)
        self.act(*map(FadeOut, [*(arrow for arrow, *_ in arrows), *tags]), seconds=0.4)

    def another_surface(self) -> None:
        """Race down another surface, on which another one wins."""
        other = self.results.elsewhere
        assert other is not None
        self.say("And on another surface? The same rules, each at a learning rate for it.")
        track, board = self.go_elsewhere(other), self.board_of(other, "step", self.results)
        home = self.home_view()
        corner = min(CORNERS, key=lambda each: self.crossed(board, each, home))
        board.move_to(self.inner.corner(corner), aligned_edge=corner)
        self.board = board
        name = self.name_of_surface(other)
        if board.get_y() > self.stage.hero.centre[1]:
            name.move_to(self.inner.corner(DOWN + RIGHT), aligned_edge=DOWN + RIGHT)
        self.retitle(name, FadeIn(board), FadeIn(track.name_goal(board, name)))
        self.run(other, track, home, AGAIN, elsewhere(self.results))
        self.add_missed(other, board)
        self.say("None is the quickest everywhere: surface, start and rates decide.")
        self.drift(2.0, lambda p: self.show_before(board, self.results, min(1.0, 3 * p)))

    def go_elsewhere(self, other: Race) -> RaceTrack:
        """Run all back to the start, and let the map become that of another surface."""
        room = 0.0 if self.stage.is_upright else ROOM
        old, new = self.track, self.track_of(other, room)
        pace = self.pace_of(old)
        gone = self.goal_unnamed()
        gone += [FadeOut(each) for each in (self.board, self.ticker) if each is not None]
        self.board = self.ticker = None
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
