"""What the acts of the race share: the track, its camera, words over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup

from engine.geometry.pace import Pace
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, Scoreboard
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import Race
from scenes.languages.numbers import grouped
from scenes.mobjects.text import formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import Area, area_of, plated
from scenes.storytelling.staged_scene import StagedScene

NEARING = 0.012
"""Share of the zoom by which the camera comes closer in a second, while words are read."""
EVENLY = 0.35
"""Share of the race's time that is given to the steps evenly; the rest goes by their way."""


class RaceStage(StagedScene):
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
        self.title: VGroup | None = None
        self.board: Scoreboard | None = None

    def track_of(self, race: Race) -> RaceTrack:
        """Make the picture of a race."""
        return RaceTrack(race.descents, race.goal, self.rivals, self.stage, self.theme)

    @property
    def inner(self) -> Area:
        """Where words may stand over the picture."""
        return Area(self.stage.legend.low, self.stage.numbers.high)

    def drift(
        self, least: float = 1.0, draw: Callable[[float], Any] = lambda progress: None
    ) -> None:
        """Let the sentence be read, while the camera comes a little closer.

        Parameters
        ----------
        least : float
            Seconds.
        draw : callable
            Called with progress in [0, 1].
        """
        seconds = self.reading_time(least)
        view = self.view
        self.move_camera(View(view.centre, view.zoom * (1 + NEARING * seconds)), draw, seconds)

    def go(self, view: View, seconds: float, walker: Walker | None = None) -> None:
        """Move the camera; marks, and who is on the way, keep their size in the frame."""

        def draw(progress: float) -> None:
            self.track.mark(self.view.zoom)
            if walker is not None:
                walker.seen_at(self.view.zoom).walk_to(walker.shown)

        self.move_camera(view, draw, seconds)

    def titled(self, *lines: tuple[str, str, dict[str, Any]], typst: str = "") -> VGroup:
        """Set lines of words, each a template, a colour and its values, and a formula below."""
        size = self.stage.text_size
        parts = VGroup(
            *(self.write(text, size(26), colour, **values) for text, colour, values in lines)
        )
        if typst:
            parts.add(formula(typst, size(32), self.theme.text))
        parts.arrange(DOWN, aligned_edge=LEFT, buff=0.15 * self.stage.scale)
        words = plated(parts, self.theme)
        words.scale(min(1.0, self.stage.title.size[0] / words.width))
        words.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(words)
        return words

    def retitle(self, words: VGroup | None, *others: object, seconds: float = 0.5) -> None:
        """Put words in the place of the title, while other animations play."""
        gone = [] if self.title is None else [FadeOut(self.title)]
        come = [] if words is None else [FadeIn(words)]
        self.title = words
        self.act(*gone, *come, *others, seconds=seconds)

    def board_of(self, race: Race, track: RaceTrack) -> Scoreboard:
        """Make the table of a race, in the corner where the least of the ways is."""
        losses = [table_number(float(loss)) for each in race.descents for loss in each.loss]
        longest = max(losses, key=len)
        most = grouped(max(each.steps for each in race.descents))
        board = Scoreboard(
            self.rivals, ("loss", "steps"), (longest, most),
            self.stage.text_size(22), self.theme,
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
        """Write the losses at a continuous step, and the steps of those that have arrived."""
        for i, (descent, arrived) in enumerate(zip(race.descents, race.arrivals, strict=True)):
            loss = float(descent.loss[int(min(step, float(descent.steps)))])
            is_there = arrived is not None and step >= arrived
            board.write(i, table_number(loss), grouped(arrived or 0) if is_there else "")

    def pace_of(self, track: RaceTrack) -> Pace:
        """Pace a race by the ways that are covered."""
        return pace_by_way(track.distances(), even=EVENLY)

    def run(
        self, race: Race, track: RaceTrack, board: Scoreboard, end: View, seconds: float
    ) -> None:
        """Play all descents at once, while the camera goes to a view."""
        pace = self.pace_of(track)

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            track.draw(step, self.view.zoom)
            self.write_board(board, race, step)

        self.move_camera(end, draw, seconds, 0.5)

    def home_view(self) -> View:
        """Return what the camera sees of the whole picture."""
        return View(self.stage.frame.centre.copy(), 1.0)
