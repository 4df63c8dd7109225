"""What the acts of the race share: the track, its camera, words over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeOut

from engine.geometry.pace import Pace
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.map_stage import MapStage
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, Scoreboard
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import Race
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import area_of

SHORTEST = 2.0
"""Seconds of the race until the first has arrived, and of the rest of it, at least."""
FINISH = 3.2
"""The camera's zoom when the first arrives."""
BESIDE = 0.4
"""How far from the middle it then stands, away from the table, as a share of the way to that."""
ARRIVED, RINGED = 0.6, 0.5
"""Shares of that time, after which the camera is there, and the ring begins to show."""
EVENLY = 0.35
"""Share of the race's time that is given to the steps evenly; the rest goes by their way."""


class RaceStage(MapStage):
    """Keeps the track of a race, and what stands over it."""

    spec: ClassVar[OptimizerRaceSpec]
    results: ClassVar[Race]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.rivals = [
            Rival(each.spec.rule.title, self.theme.colour_of(i), i)
            for i, each in enumerate(self.results.descents)
        ]
        self.track = self.track_of(self.results)
        self.board: Scoreboard | None = None

    def mark_map(self) -> None:
        """Draw marks, lines and colours for the camera's zoom."""
        self.track.mark(self.view.zoom)

    def track_of(self, race: Race, room: float = 0.0) -> RaceTrack:
        """Make the picture of a race, with room on the right, as a share of the ways' width."""
        return RaceTrack(race.descents, race.goal, self.rivals, self.stage, self.theme, room)

    def goal_unnamed(self) -> list[FadeOut]:
        """Return what lets the loss of the finish line fade, where it is written."""
        words = self.track.goal_words
        return [FadeOut(words)] if words in self.mobjects else []

    def go(self, view: View, seconds: float, walker: Walker | None = None) -> None:
        """Move the camera; marks, and who is on the way, keep their size in the frame."""

        def draw(progress: float) -> None:
            self.track.mark(self.view.zoom)
            if walker is not None:
                walker.seen_at(self.view.zoom).walk_to(walker.shown)

        self.move_camera(view, draw, seconds)

    def board_of(self, race: Race, track: RaceTrack) -> Scoreboard:
        """Make the table of a race, in the corner where the least of the ways is."""
        losses = [table_number(float(loss)) for each in race.descents for loss in each.loss]
        longest = max(losses, key=len)
        rates = [significant(each.spec.learning_rate()) for each in race.descents]
        most = grouped(max(each.steps for each in race.descents))
        board = Scoreboard(
            self.rivals, ("η", "loss", "steps"), (max(rates, key=len), longest, most),
            self.stage.text_size(20), self.theme, "step",
        )  # fmt: skip
        seen = track.ways()

        def crossed(corner: np.ndarray) -> int:
            board.move_to(self.inner.corner(corner), aligned_edge=corner)
            box = area_of(board)
            return int(((seen > box.low - 0.2) & (seen < box.high + 0.2)).all(axis=1).sum())

        best = min([UP + RIGHT, DOWN + RIGHT, UP + LEFT, DOWN + LEFT], key=crossed)
        board.move_to(self.inner.corner(best), aligned_edge=best)
        self.write_board(board, race, 0.0)
        self.pin(board)
        return board

    def write_board(self, board: Scoreboard, race: Race, step: float) -> None:
        """Write a continuous step, the losses there, and the steps of those that have arrived."""
        board.count(grouped(int(step)))
        for i, (descent, arrived) in enumerate(zip(race.descents, race.arrivals, strict=True)):
            loss = float(descent.loss[int(min(step, float(descent.steps)))])
            is_there = arrived is not None and step >= arrived
            rate = significant(descent.spec.learning_rate())
            board.write(i, rate, table_number(loss), grouped(arrived or 0) if is_there else "")

    def pace_of(self, track: RaceTrack) -> Pace:
        """Pace a race by the ways that are covered."""
        return pace_by_way(track.distances(), even=EVENLY)

    def look_at_first(self, race: Race, track: RaceTrack, step: int) -> None:
        """Go close to who is first when it arrives, beside the table, and ring it."""
        assert race.winner is not None
        assert self.board is not None
        place = track.map.place(race.descents[race.winner].path[step])
        track.look_closer(place)
        aside = BESIDE * (self.board.get_center()[:2] - self.stage.hero.centre)
        seen = self.stage.hero.centre - aside - self.stage.frame.centre
        ring = Markers(marker_of(0), fill_opacity=0, stroke_color=self.theme.text, stroke_width=5)
        self.add(ring)

        def draw(progress: float) -> None:
            track.draw(step, self.view.zoom)
            shown = float(np.clip((progress - RINGED) / (1 - RINGED) * 3, 0, 1))
            size = self.stage.scale / self.view.zoom
            ring.set_places(place[None], (0.6 - 0.3 * shown) * size)
            ring.set_stroke(opacity=shown)

        self.move_camera(View(place - seen / FINISH, FINISH), draw, self.reading_time(3.0), ARRIVED)
        self.act(FadeOut(ring), seconds=0.3)

    def run(
        self,
        race: Race,
        track: RaceTrack,
        board: Scoreboard,
        end: View,
        seconds: float,
        told: Phrase,
        *,
        closer: bool = False,
    ) -> None:
        """Play all descents at once, while the camera goes to a view.

        What is told of the first to arrive is told as soon as that one is there; then, if asked
        for, all wait while the camera looks at it from close by.
        """
        pace = self.pace_of(track)
        first = None if race.winner is None else race.arrivals[race.winner]
        share = 1.0 if first is None else float(np.interp(first, pace.steps, pace.progress))

        def stretch(begin: float, to: float) -> Callable[[float], None]:
            def draw(progress: float) -> None:
                step = pace.step_at(begin + (to - begin) * progress)
                track.draw(step, self.view.zoom)
                self.write_board(board, race, step)

            return draw

        self.move_camera(end, stretch(0.0, share), max(share * seconds, SHORTEST), 0.7)
        self.say(told)
        if first is not None and closer:
            self.look_at_first(race, track, first)
        if share < 1:
            rest = max((1 - share) * seconds, self.reading_time(SHORTEST))
            self.move_camera(end, stretch(share, 1.0), rest)
