"""The same race on another surface, and at last both side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Text, VGroup

from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.mobjects.map_morph import MapMorph
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Scoreboard
from scenes.films.gradient_descent.race.meeting import RaceMeeting
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.words import (
    elsewhere,
    missed,
    new_surface,
    surface_name,
)
from scenes.storytelling.stage import Area, plated

AGAIN = 3.0
"""Seconds of the race on another surface, were it seen to its end."""
ROOM = 0.75
"""On the right of the way there, for the table, as a share of its width."""
CORNERS = (UP + RIGHT, DOWN + RIGHT, UP + LEFT, DOWN + LEFT)
"""Where tables may stand, the best first."""
TABLE = np.array([0.66, 0.44])
"""How much of a map its table takes about, as shares of its width and height."""
WIDER = 0.7
"""Room on the right of the ways in a map of two, as a share of their width."""
BETWEEN = 0.1
"""Between two maps side by side, in frame units of 16:9."""


class TwoRaces(RaceMeeting):
    """Runs a race again, elsewhere."""

    def add_missed(self, race: Race, board: Scoreboard) -> None:
        """Add those that never arrive to the table of a race, and let it be read."""
        words = self.attach_missed(race, board, 1)

        def show(progress: float) -> None:
            for word in words:
                word.set_opacity(min(1.0, 3 * progress))

        show(0.0)
        if self.track.is_at_finish:
            self.leave_finish(show)
        elif words:
            self.drift(0.9, show)

    def attach_missed(self, race: Race, board: Scoreboard, column: int) -> list[Text]:
        """Write in a column of a table why those that never arrive don't; return the words."""
        words = []
        for i in range(len(race.descents)):
            if reason := missed(race, i):
                words.append(self.write(reason, board.size, self.theme.highlight, bold=True))
                board.attach(i, column, words[-1])
        return words

    def another_surface(self) -> None:
        """Race down another surface, on which another one wins."""
        other = self.results.elsewhere
        assert other is not None
        assert other.won is not None
        winner, first = other.won
        self.fall_silent()
        track = self.go_elsewhere(other)
        self.say(new_surface(other))
        board, rates = self.standings_of(other), self.rates_board(other)
        home = self.home_view()
        corner = min(CORNERS, key=lambda each: self.crossed(board, each, home))
        for table in (board, rates):
            table.move_to(self.inner.corner(corner), aligned_edge=corner)
        name = self.name_of_surface(other)
        if board.get_y() > self.stage.hero.centre[1]:
            name.move_to(self.inner.corner(DOWN + RIGHT), aligned_edge=DOWN + RIGHT)
        self.retitle(name, FadeIn(rates), FadeIn(track.name_goal(board, name)))
        self.drift(0.6, self.light_finish)
        self.act(FadeOut(rates), seconds=0.25)
        self.act(FadeIn(board), seconds=0.3)
        self.run_to_first(other, track, home, AGAIN)
        self.say(elsewhere(self.results))
        place = track.map.place(other.descents[winner].path[first])
        self.ring_first(track, place, first, winner)
        self.see_arrivals(other, track, first)
        self.add_missed(other, board)
        self.side_by_side(other)

    def side_by_side(self, other: Race) -> None:
        """End with both races at once: each map with all ways, and its table."""
        self.say("None is the quickest everywhere: surface and rates decide.")
        old, title = self.track, self.title
        left = [each for each in (self.board, title) if each is not None]
        self.board = self.title = None
        self.act(*map(FadeOut, left), *self.goal_unnamed(), seconds=0.3)
        self.move_camera(self.home_view(), lambda p: old.draw(np.inf, self.view.zoom), 0.8)
        tracks, halves = [], self.halves()
        for race, half in zip((self.results, other), halves, strict=True):
            stage = replace(self.stage, hero=half)
            track = RaceTrack(
                race.descents, race.goal, self.rivals, stage, self.theme, WIDER, reach=1.0
            )
            track.with_on_top(race.winner).draw(np.inf)
            tracks.append(track)
        races = zip(halves, (self.results, other), tracks, strict=True)
        tables = VGroup(
            *(
                self.table_in(half, race, self.free_corner(half, track))
                for half, race, track in races
            )
        )
        # All of one map gives way to both.
        self.act(FadeOut(old), *map(FadeIn, tracks), seconds=0.8)
        self.hero = tuple(track.map.heat for track in tracks)
        self.act(FadeIn(tables), seconds=0.5)
        self.breathe(3.2)

    def halves(self) -> tuple[Area, Area]:
        """Return two places for maps in the hero's: side by side, or one below the other."""
        hero, gap = self.stage.hero, BETWEEN * self.stage.scale / 2
        along = 1 if self.stage.is_upright else 0
        aside = np.eye(2)[along]
        middle = float(hero.centre[along])
        lower = Area(hero.low, hero.high - aside * (hero.high[along] - middle + gap))
        upper = Area(hero.low + aside * (middle + gap - hero.low[along]), hero.high)
        return (upper, lower) if self.stage.is_upright else (lower, upper)

    @staticmethod
    def free_corner(half: Area, track: RaceTrack) -> np.ndarray:
        """Return the corner of a map in which its table covers the least of the ways."""
        size = TABLE * half.size

        def covered(corner: np.ndarray) -> int:
            middle = half.corner(corner)[:2] - corner[:2] * size / 2
            return int((np.abs(track.ways() - middle) < size / 2).all(axis=1).sum())

        return min(CORNERS, key=covered)

    def table_in(self, half: Area, race: Race, corner: np.ndarray) -> VGroup:
        """Write the name of a surface and who came when, in corners of its map."""
        size, scale = self.stage.text_size(24), self.stage.scale
        board = self.table_of(race)
        self.attach_missed(race, board, 0)
        template, values = surface_name(race)
        lines = VGroup(
            self.write(template, size, self.theme.text, **values),
            self.write("loss below {goal}", size, self.theme.text, goal=exact_number(race.goal)),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.12 * scale)
        title = plated(lines, self.theme)
        edge = 0.2 * scale
        board.move_to(half.corner(corner) - edge * corner, aligned_edge=corner)
        other = LEFT + (DOWN if corner[1] > 0 else UP)
        title.move_to(half.corner(other) - edge * other, aligned_edge=other)
        self.pin(title)
        return VGroup(title, board)

    def go_elsewhere(self, other: Race) -> RaceTrack:
        """Run all back to the start, and let the map become that of another surface."""
        room = 0.0 if self.stage.is_upright else ROOM
        old, new = self.track, self.track_of(other, room)
        pace = self.pace_of(old)
        gone = self.goal_unnamed()
        gone += [] if self.board is None else [FadeOut(self.board)]
        self.board = None
        self.act(*gone, seconds=0.3)
        self.move_camera(
            self.home_view(), lambda p: old.draw(pace.step_at(1 - p), self.view.zoom), 0.8
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

        self.drive_in_place(draw, 1.0)
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
