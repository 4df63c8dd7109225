"""What the acts of the race share: the track, its camera, words over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import FadeOut, Mobject, VGroup

from engine.geometry.pace import Pace
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.map_stage import MapStage
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, Scoreboard
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.words import missed, rates_of
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import grouped
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import area_of

SHORTEST = 1.4
"""Seconds of the race until the first has arrived, and of the rest of it, at least."""
FADING = 6.0
"""Steps in which a number of the table comes."""
BOARD, SMALL = 21, 21
"""Sizes of the table of a race, and of that of one that is over, of which two stand side by side,
in 16:9."""
SLOW = 0.3
"""Seconds of a step during which the losses before it are dimmed."""
DIM = 0.4
"""Their opacity then."""
WORDY = 2
"""So many digits more than it has letters a word may take, in any language."""
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
        self.ghosts = VGroup()

    def mark_map(self) -> None:
        """Draw marks, lines and colours for the camera's zoom."""
        self.track.mark(self.view.zoom)

    def track_of(self, race: Race, room: float = 0.0) -> RaceTrack:
        """Make the picture of a race, with room on the right, as a share of the ways' width."""
        track = RaceTrack(race.descents, race.goal, self.rivals, self.stage, self.theme, room)
        return track.with_on_top(race.winner)

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

    def standings_of(self, race: Race) -> Scoreboard:
        """Make the table that runs along with a race: the step, and a row for each rival."""
        losses = [table_number(float(loss)) for each in race.descents for loss in each.loss]
        most = grouped(max(each.steps for each in race.descents))
        widest = max(losses, key=len), most
        board = Scoreboard(
            self.rivals, ("loss", "steps"), widest, self.stage.text_size(BOARD), self.theme,
            "after step", most=most,
        )  # fmt: skip
        for i, arrived in enumerate(race.arrivals):
            board.write(i, "0", "" if arrived is None else grouped(arrived))
            board.numbers[i][1].set_opacity(0)
        self.board = board
        self.pin(board)
        self.write_standings(race, 0.0)
        return board

    def table_of(self, race: Race) -> Scoreboard:
        """Make the small table of a race that is over: who came when, in that order."""
        most = grouped(max(each.steps for each in race.descents))
        reasons = [missed(race, i) for i in range(len(race.descents))]
        longest = max(len(translate(each)) if each else 0 for each in reasons)
        most = max(most, "0" * (longest + WORDY if longest else 0), key=len)
        size = self.stage.text_size(SMALL)
        board = Scoreboard(self.rivals, ("steps",), (most,), size, self.theme)
        for i, arrived in enumerate(race.arrivals):
            board.write(i, "" if arrived is None else grouped(arrived))
        board.arrange_by(race.order)
        self.pin(board)
        return board

    def rates_board(self, race: Race) -> Scoreboard:
        """Make the table of a race that is to begin: the learning rate of each."""
        rates = rates_of(race)
        size = self.stage.text_size(BOARD)
        board = Scoreboard(self.rivals, ("rate η",), (max(rates, key=len),), size, self.theme)
        for i, rate in enumerate(rates):
            board.write(i, rate)
        self.pin(board)
        return board

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

    def write_standings(self, race: Race, step: float, left: float = 1.0) -> None:
        """Write after which step the losses are, and the steps of those that have arrived.

        Losses and step have an opacity: less while all are on their way from there.
        """
        if self.board is None:
            return
        self.board.counter.set_opacity(left)
        for i, (descent, arrived) in enumerate(zip(race.descents, race.arrivals, strict=True)):
            loss, steps = self.board.numbers[i]
            loss.set_opacity(left).write(
                table_number(float(descent.loss[int(min(step, float(descent.steps)))]))
            )
            if arrived is not None:
                before = steps.get_fill_opacity()
                steps.set_opacity(float(np.clip((step - arrived) / FADING, before, 1)))
        most = max(each.steps for each in race.descents)
        self.board.count(grouped(int(min(step, most))))

    def pace_of(self, track: RaceTrack) -> Pace:
        """Pace a race by the ways that are covered."""
        return pace_by_way(track.distances(), even=EVENLY)

    def run(self, race: Race, track: RaceTrack, end: View, seconds: float, told: Phrase) -> None:
        """Play all descents at once, while the camera goes to a view.

        What is told of the first to arrive is told as soon as that one is there.
        """
        share = self.run_to_first(race, track, end, seconds)
        self.say(told)
        if share < 1:
            rest = max((1 - share) * seconds, self.reading_time(SHORTEST))
            self.move_camera(end, self.stretch(race, track, share, 1.0, rest), rest)

    def run_to_first(self, race: Race, track: RaceTrack, end: View, seconds: float) -> float:
        """Play all descents until the first has arrived, if one does; return the share of time."""
        pace = self.pace_of(track)
        won = race.won
        share = 1.0 if won is None else float(np.interp(won[1], pace.steps, pace.progress))
        taken = max(share * seconds, SHORTEST)
        self.move_camera(end, self.stretch(race, track, 0.0, share, taken), taken, 0.7)
        return share

    def stretch(
        self, race: Race, track: RaceTrack, begin: float, to: float, seconds: float
    ) -> Callable[[float], None]:
        """Return what draws a part of a race in some seconds, between shares of its time."""
        pace = self.pace_of(track)

        def draw(progress: float) -> None:
            step = pace.step_at(begin + (to - begin) * progress)
            track.draw(step, self.view.zoom)
            landed = float(np.floor(step))
            times = np.interp([landed, landed + 1], pace.steps, pace.progress)
            slow = np.ptp(times) * seconds > SLOW * (to - begin)
            self.write_standings(race, step, DIM if slow and step > landed + 1e-6 else 1.0)

        return draw
