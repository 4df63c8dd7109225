"""What is seen at the finish line of a race: who arrives there, one after the other."""

from __future__ import annotations

import numpy as np
from manim import FadeOut, linear

from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.mobjects.scoreboard import Scoreboard
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.stage import RaceStage
from scenes.films.gradient_descent.race.words import arrived_at
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View

FINISH = 3.2
"""The camera's zoom when the first arrives."""
BESIDE = 0.4
"""How far from the middle it then stands, away from the table, as a share of the way to that."""
ARRIVED, RINGED = 0.6, 0.5
"""Shares of that time, after which the camera is there, and the ring begins to show."""
RING, NEARER = 0.05, 1.04
"""How long a ring closes in, as a share of the steps that are left; and how much closer the camera
comes meanwhile, as a factor."""
LEG, LAST = 1.0, 0.6
"""Seconds from one arrival that is told to the next, and from the last one to the end."""


class RaceArrivals(RaceStage):
    """Looks at who arrives."""

    def near_view(self, place: np.ndarray, board: Scoreboard, zoom: float = FINISH) -> View:
        """Return the view of a place (2,) from close by, beside the table."""
        aside = BESIDE * (board.get_center()[:2] - self.stage.hero.centre)
        seen = self.stage.hero.centre - aside - self.stage.frame.centre
        return View(place - seen / zoom, zoom)

    def look_at_first(self, track: RaceTrack, place: np.ndarray, step: int) -> None:
        """Go close to who is first when it arrives, beside the table, and ring it."""
        track.look_closer(place)
        (ring,) = self.rings_of(1)

        def draw(progress: float) -> None:
            track.draw(step, self.view.zoom)
            self.draw_ring(ring, place, (progress - RINGED) / (1 - RINGED))

        assert self.board is not None
        near = self.near_view(place, self.board)
        self.move_camera(near, draw, self.reading_time(2.4), ARRIVED)
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

    def tell_arrivals(self, race: Race, track: RaceTrack, first: int) -> None:
        """Play the rest of a race at the finish line; stop at each arrival, and tell of it."""
        longest = max(each.steps for each in race.descents)
        begin, near = first, self.view.zoom
        for at in sorted({at for at in race.arrivals if at is not None and at > first}):
            self._walk_on(race, track, begin, at, LEG, near)
            begin = at
            those = [i for i, arrived in enumerate(race.arrivals) if arrived == at]
            self.say(arrived_at(race, those))
            rings = self.rings_of(len(those))

            def close(
                progress: float, at: int = at, those: list[int] = those,
                rings: list[Markers] = rings,
            ) -> None:  # fmt: skip
                for ring, i in zip(rings, those, strict=True):
                    if self.board is not None:
                        self.board.show_row(i, max(min(3 * progress, 1.0), self.board.shown[i]))
                    place = track.walkers[i].head.get_center()[:2]
                    self.draw_ring(ring, place, progress, float(np.clip(4 - 4 * progress, 0, 1)))

            self.drive_in_place(close, self.reading_time(1.0), linear)
            self.remove(*rings)
        self._walk_on(race, track, begin, longest, LAST, near)

    def _walk_on(
        self, race: Race, track: RaceTrack, begin: int, end: int, seconds: float, near: float
    ) -> None:
        """Play a race from one step to another, while the camera comes a little nearer."""
        view, last = self.view, max(each.steps for each in race.descents)
        goal = View(view.centre, near * NEARER ** (end / max(last, 1)))

        def draw(progress: float) -> None:
            self._aim(view.towards(goal, progress))
            step = begin + progress * (end - begin)
            track.draw(step, self.view.zoom)
            self.write_standings(race, step)

        self.drive_in_place(draw, seconds, linear)

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
