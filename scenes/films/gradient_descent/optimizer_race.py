"""A race of optimisers: the same surface, the same start, the same exact gradients.

Told on one map, in acts: the surface, with all ways run back to their start; what each optimiser
does with a gradient; their learning rates; the race; the order; and the same race elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, linear

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.mobjects.chips import chip_of, stand_chip
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Scoreboard
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import Race, race_of
from scenes.films.gradient_descent.race.stage import SHORTEST
from scenes.films.gradient_descent.race.two_races import CORNERS, TwoRaces
from scenes.films.gradient_descent.race.words import (
    above_again,
    outcome,
    overshooting,
    resting,
    rises_again,
    saddle,
    too_soon,
)
from scenes.mobjects.arrays.arrow import Arrow
from scenes.storytelling.camera_moves import view_of
from scenes.storytelling.stage import Area, show_plated
from scenes.storytelling.story import Act

RUN, TO_FIRST = 12.0, 5.0
"""Seconds of the race itself, and at most of it to the first arrival."""
WAYS, BEYOND = 1.4, 2.1
"""Length of the arrows of the ways down and up from a saddle, and how far from there their names
stand, in frame units."""
THERE, PACE = 0.3, 11.0
"""Share of the time of looking at it after which the camera is there; how many ways, with their
names, would be drawn in that time."""


class OptimizerRace(TwoRaces):
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
        self.look_home(1.0)
        home, won = self.home_view(), race.won
        place = None if won is None else track.map.place(race.descents[won[0]].path[won[1]])
        board = self.standings_of(race)
        self.stand_aside(board)
        track.draw(0.0, self.view.zoom)
        named = track.name_goal(board)
        track.mark(self.view.zoom)
        self.act(FadeOut(self.ghosts), FadeIn(track.crowd, board, named), seconds=0.5)
        self.remove(track.crowd)
        track.add(track.crowd)
        self.add(named)
        if won is None or place is None:
            self.run(race, track, home, RUN, outcome(race))
            return
        winner, first = won
        self.run_to_winner(race, track, first)
        self.say(outcome(race))
        self.ring_first(track, place, first, winner)
        self.see_arrivals(race, track, first)

    def run_to_winner(self, race: Race, track: RaceTrack, first: int) -> None:
        """Play a race until the first arrives, and tell what happens before, each at its step."""
        pace = self.pace_of(track)
        share = float(np.interp(first, pace.steps, pace.progress))
        whole = float(np.clip(share * RUN, SHORTEST, TO_FIRST))

        def play(begin: int, end: int, *, closer: bool = False) -> None:
            start, stop = np.interp([begin, end], pace.steps, pace.progress).tolist()
            told = self.reading_time(0.0) if begin else 0.0
            seconds = max(whole * (stop - start) / share, told)
            draw = self.stretch(race, track, start, stop, seconds)
            if closer:
                self.go_to_finish(track, draw, seconds)
            else:
                self.drive_in_place(draw, seconds, linear)

        turned, dip, begin = overshooting(race), too_soon(race), 0
        halted = self.halt_of(race, track)
        if halted is not None and halted < (first if turned is None else turned.begin):
            play(begin, halted)
            self.ask_if_stuck(race, track, halted)
            begin = halted
        if turned is not None:
            play(begin, turned.begin)
            self.say(rises_again(race, turned.who))
            play(turned.begin, turned.end)
            self.fall_silent()
            begin = turned.end
        if dip is not None and dip[0] > begin:
            play(begin, dip[0], closer=True)
            self.say(above_again(race, *dip))
            play(*dip)
            begin = dip[1]
        play(begin, first, closer=True)

    def stand_aside(self, board: Scoreboard) -> None:
        """Put the table where it covers the least of the ways."""
        home = self.home_view()
        corner = min(CORNERS, key=lambda each: self.crossed(board, each, home))
        board.move_to(self.inner.corner(corner), aligned_edge=corner)

    def final_ranking(self) -> None:
        """Add those that never arrive to the table, and go to see who rests where it is flat."""
        race, board = self.results, self.board
        assert board is not None
        self.add_missed(race, board)
        at_rest = resting(race)
        if at_rest is not None:
            self.visit(at_rest)
        if race.elsewhere is None:
            if at_rest is not None:
                self.move_camera(
                    self.home_view(), lambda p: self.track.draw(np.inf, self.view.zoom), 1.0
                )
            if at_rest is not None:
                self.act(FadeIn(board), seconds=0.4)
            self.drift()
        elif at_rest is not None:
            self.board = None  # it has faded, and the next race has its own

    def visit(self, i: int) -> None:
        """Go to an optimiser that rests on a saddle, and show the ways down from it, and up."""
        race, track, board = self.results, self.track, self.board
        assert board is not None
        self.say(saddle(race, i))
        self.act(FadeOut(board), seconds=0.4)  # it would hide where the camera goes
        place = race.descents[i].final
        centre = track.map.place(place)
        track.look_closer(centre)
        half = self.stage.hero.size / 5
        (_, steepest), ways = np.linalg.eigh(race.surface.hessian(place))
        down, up = ([sign * way for sign in (1, -1)] for way in ways.T)
        pairs = [(self.theme.text, "down", down)]
        pairs += [(self.theme.muted, "up", up)] if steepest > 0 else []
        arrows = [
            (Arrow(colour, 0.14, self.theme.panel), way, k)
            for k, (colour, _, pair) in enumerate(pairs)
            for way in pair
        ]
        font = self.stage.text_size(26)
        tags = [
            chip_of(self.write(word, font, colour), self.stage, self.theme)
            for colour, word, pair in pairs
            for _ in pair
        ]
        show_plated(0.0, *tags)
        heights = [tag.height for tag in tags]
        self.add(*(arrow for arrow, *_ in arrows), *tags)

        def draw(progress: float) -> None:
            track.draw(np.inf, self.view.zoom)
            size = self.stage.scale / self.view.zoom
            for tag, height, (_, way, k) in zip(tags, heights, arrows, strict=True):
                stand_chip(tag, height, self.view.zoom, centre + BEYOND * size * way)
                show_plated(float(np.clip(PACE * (progress - THERE) - k - 1, 0, 1)), tag)
            for arrow, way, k in arrows:  # the ways down first, then those up
                grown = float(np.clip(PACE * (progress - THERE) - k, 0, 1))
                first = centre + 0.25 * size * way
                arrow.set_ends(first, first + WAYS * size * grown * way, size)

        view = view_of(Area(centre - half, centre + half), self.stage, 0.0)
        self.move_camera(view, draw, self.reading_time(3.0), THERE)
        self.act(*map(FadeOut, [*(arrow for arrow, *_ in arrows), *tags]), seconds=0.4)
