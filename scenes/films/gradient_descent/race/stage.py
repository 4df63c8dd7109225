"""What the acts of the race share: the track, its camera, words over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import FadeOut, Mobject, VGroup, linear

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
from scenes.languages.numbers import MISSING, grouped, significant
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
RING, FADING, NEARER = 0.05, 6.0, 1.04
"""How long a ring closes in, as a share of the steps that are left; steps in which a row comes; and
how much closer the camera comes meanwhile, as a factor."""
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
        self.ticker: Scoreboard | None = None
        self.ghosts = VGroup()

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

    def board_of(
        self, race: Race, counted: str | None = None, before: Race | None = None
    ) -> Scoreboard:
        """Make the table of a race, in its order, with no row shown: each comes on arrival.

        Parameters
        ----------
        race : Race
        counted : str, optional
            What a counter above the table counts.
        before : Race, optional
            For whose steps there is a last column, still empty; see `show_before`.
        """
        rates = [significant(each.spec.learning_rate()) for each in race.descents]
        most = grouped(max(each.steps for each in race.descents))
        board = Scoreboard(
            self.rivals, ("η", "steps") if before is None else ("η", "steps", "before"),
            (max(rates, key=len), most) if before is None else (max(rates, key=len), most, most),
            self.stage.text_size(22), self.theme, counted,
        )  # fmt: skip
        for i, (rate, arrived) in enumerate(zip(rates, race.arrivals, strict=True)):
            texts = [rate, "" if arrived is None else grouped(arrived), ""]
            board.write(i, *texts[: len(board.heads)])
        board.arrange_by(race.order)
        for i in range(len(rates)):
            board.show_row(i, 0.0)
        if before is not None:
            board.heads[-1].set_opacity(0)
        self.pin(board)
        return board

    def show_before(self, board: Scoreboard, before: Race, shown: float) -> None:
        """Show, as far as said, the steps of another race in the last column of a table."""
        board.heads[-1].set_opacity(shown)
        for numbers, arrived in zip(board.numbers, before.arrivals, strict=True):
            numbers[-1].write(MISSING if arrived is None else grouped(arrived)).set_opacity(shown)

    def ticker_of(self, race: Race) -> Scoreboard:
        """Make the small rows of marks and losses that run along, with the step."""
        losses = [table_number(float(loss)) for each in race.descents for loss in each.loss]
        size = self.stage.text_size(22)
        ticker = Scoreboard(
            self.rivals, ("loss",), (max(losses, key=len),), size, self.theme, "step", named=False,
            most=grouped(max(each.steps for each in race.descents)),
        )  # fmt: skip
        self.pin(ticker)
        return ticker

    def crossed(self, words: Mobject, corner: np.ndarray, *views: View) -> int:
        """Return how much of the ways words cover in a corner, in views together."""
        words.move_to(self.inner.corner(corner), aligned_edge=corner)
        box, ways = area_of(words), self.track.ways()
        if len(self.track.finish.points):
            ways = np.concatenate([ways, self.track.finish.points[:, :2]])
        found = 0
        for view in views:
            seen = view.shows(ways, self.stage)
            found += int(((seen > box.low - 0.2) & (seen < box.high + 0.2)).all(axis=1).sum())
        return found

    def write_standings(self, race: Race, step: float) -> None:
        """Write a continuous step, the losses there, and the rows of those that have arrived."""
        most = max(each.steps for each in race.descents)
        for i, (descent, arrived) in enumerate(zip(race.descents, race.arrivals, strict=True)):
            if self.ticker is not None:
                loss = float(descent.loss[int(min(step, float(descent.steps)))])
                self.ticker.write(i, table_number(loss))
            if self.board is not None and arrived is not None:
                shown = float(np.clip((step - arrived) / FADING, self.board.shown[i], 1))
                self.board.show_row(i, shown)
        for board in (self.ticker, self.board):
            if board is not None and len(board.counted):
                board.count(grouped(int(min(step, most))))

    def pace_of(self, track: RaceTrack) -> Pace:
        """Pace a race by the ways that are covered."""
        return pace_by_way(track.distances(), even=EVENLY)

    def near_view(self, place: np.ndarray, board: Scoreboard) -> View:
        """Return the view of a place (2,) from close by, beside the table."""
        aside = BESIDE * (board.get_center()[:2] - self.stage.hero.centre)
        seen = self.stage.hero.centre - aside - self.stage.frame.centre
        return View(place - seen / FINISH, FINISH)

    def look_at_first(self, track: RaceTrack, place: np.ndarray, step: int) -> None:
        """Go close to who is first when it arrives, beside the table, and ring it."""
        track.look_closer(place)
        (ring,) = self.rings_of(1)

        def draw(progress: float) -> None:
            track.draw(step, self.view.zoom)
            self.draw_ring(ring, place, (progress - RINGED) / (1 - RINGED))

        assert self.board is not None
        near = self.near_view(place, self.board)
        self.move_camera(near, draw, self.reading_time(3.0), ARRIVED)
        self.act(FadeOut(ring), seconds=0.3)

    def rings_of(self, count: int) -> list[Markers]:
        """Make so many rings, not drawn yet."""
        shape, colour = marker_of(0), self.theme.text
        rings = [
            Markers(shape, fill_opacity=0, stroke_color=colour, stroke_width=5)
            for _ in range(count)
        ]
        self.add(*rings)
        return rings

    def draw_ring(self, ring: Markers, place: np.ndarray, shown: float, left: float = 1.0) -> None:
        """Draw a ring at a place (2,) as far as said: it closes in from further away."""
        share = float(np.clip(3 * shown, 0, 1))
        ring.set_places(place[None], (0.6 - 0.3 * share) * self.stage.scale / self.view.zoom)
        ring.set_stroke(opacity=share * left)

    def run_on(self, race: Race, track: RaceTrack, first: int, seconds: float) -> None:
        """Play the rest of a race at the finish line, with a ring for each that arrives."""
        longest = max(each.steps for each in race.descents)
        later = [(i, at) for i, at in enumerate(race.arrivals) if at is not None and at > first]
        last = max((at for _, at in later), default=first)
        rings, start = self.rings_of(len(later)), self.view
        end = View(start.centre, NEARER * start.zoom)

        def draw(progress: float) -> None:
            self._aim(start.towards(end, progress))
            step = float(np.interp(progress, [0, 0.88, 1], [first, last, longest]))
            track.draw(step, self.view.zoom)
            self.write_standings(race, step)
            for ring, (i, at) in zip(rings, later, strict=True):
                place = track.walkers[i].head.get_center()[:2]
                since = (step - at) / max(last - first, 1)
                self.draw_ring(ring, place, since / RING, float(np.clip(3 - since / RING, 0, 1)))

        self.drive_in_place(draw, seconds, linear)
        self.remove(*rings)

    def run(self, race: Race, track: RaceTrack, end: View, seconds: float, told: Phrase) -> None:
        """Play all descents at once, while the camera goes to a view.

        What is told of the first to arrive is told as soon as that one is there.
        """
        pace = self.pace_of(track)
        first = None if race.winner is None else race.arrivals[race.winner]
        share = 1.0 if first is None else float(np.interp(first, pace.steps, pace.progress))
        self.move_camera(
            end, self.stretch(race, track, 0.0, share), max(share * seconds, SHORTEST), 0.7
        )
        self.say(told)
        if share < 1:
            rest = max((1 - share) * seconds, self.reading_time(SHORTEST))
            self.move_camera(end, self.stretch(race, track, share, 1.0), rest)

    def stretch(
        self, race: Race, track: RaceTrack, begin: float, to: float
    ) -> Callable[[float], None]:
        """Return what draws a part of a race, between shares of its time."""
        pace = self.pace_of(track)

        def draw(progress: float) -> None:
            step = pace.step_at(begin + (to - begin) * progress)
            track.draw(step, self.view.zoom)
            self.write_standings(race, step)

        return draw
