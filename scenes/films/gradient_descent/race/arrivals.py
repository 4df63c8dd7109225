"""What is seen at the finish line of a race: who arrives there, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import FadeOut, linear

from scenes.films.gradient_descent.mobjects.chips import chip_of, stand_chip
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.stage import RaceStage
from scenes.films.gradient_descent.race.words import resting
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.stage import area_of, show_plated

STILL, AWAY = 0.05, 0.45
"""So near to its end, in frame units, one stands still; and how far from it words stand."""
ASKED = 0.9
"""Seconds in which it is asked whether one is stuck."""
NEARER = 1.04
"""How much closer the camera comes in a whole race, as a factor."""
TOGETHER = 0.01
"""Who arrives within such a share of all steps is ringed together."""
GOING = 1.6
"""Seconds in which the camera goes to the finish line at least, and back."""
AROUND_FINISH, CLOSEST, LEAST = 0.5, 3.2, 1.5
"""Room around the finish line in a close look, as a share of its size; how close the camera comes
at most, and at least, if it comes."""
ASIDE = np.array([0.08, 0.16])
"""How far from the middle the finish line is seen then, away from the table, in heroes' places."""
LEG, RINGED, LAST = 0.5, 0.7, 0.4
"""Seconds from one arrival to the next, of the ring around it, and from the last to the end."""


class RaceArrivals(RaceStage):
    """Looks at who arrives."""

    def ring_first(self, track: RaceTrack, place: np.ndarray, step: int, i: int) -> None:
        """Ring who is first when it arrives, and write its steps."""
        (ring,) = self.rings_of(1)

        def draw(progress: float) -> None:
            track.draw(step, self.view.zoom)
            self.draw_ring(ring, place, progress)
            self.show_steps(i, min(1.0, 3 * progress))

        self.drive_in_place(draw, 1.1)
        self.act(FadeOut(ring), seconds=0.3)

    def show_steps(self, i: int, opacity: float) -> None:
        """Show in the table after how many steps one has arrived, as far as an opacity says."""
        if self.board is not None:
            number = self.board.numbers[i][1]
            number.set_opacity(max(opacity, number.get_fill_opacity()))

    def halt_of(self, race: Race, track: RaceTrack) -> int | None:
        """Return the step at which one comes to rest on a saddle; None if none does."""
        i = resting(race)
        if i is None:
            return None
        places = track.map.place(race.descents[i].path)
        moving = np.flatnonzero(np.linalg.norm(places - places[-1], axis=1) > STILL)
        return int(moving[-1]) + 1 if len(moving) else 0

    def ask_if_stuck(self, race: Race, track: RaceTrack, step: int) -> None:
        """Ring who comes to rest on a saddle at a step, and ask whether it is stuck."""
        i = resting(race)
        assert i is not None
        start, place = track.map.place(race.descents[i].path[[0, -1]])
        words = self.write("stuck?", self.stage.text_size(24), self.theme.text)
        chip = chip_of(words, self.stage, self.theme)
        show_plated(0.0, chip)
        height, half = chip.height, 0.5 * chip.width
        side = -1.0 if place[0] <= start[0] else 1.0
        edge = side * (AWAY * self.stage.scale + half)
        box = area_of(stand_chip(chip, height, 1.0, place + [edge, 0]))
        inside = (box.low > self.inner.low).all() and (box.high < self.inner.high).all()
        taken = self.board is not None and box.meets(area_of(self.board))
        if not inside or taken:
            return
        (ring,) = self.rings_of(1)
        self.add(chip)

        def draw(progress: float) -> None:
            left = float(np.clip(5 - 5 * progress, 0, 1))
            track.draw(step, self.view.zoom)
            self.draw_ring(ring, place, 2 * progress, left)
            stand_chip(chip, height, self.view.zoom, place + [edge / self.view.zoom, 0])
            show_plated(min(float(np.clip(5 * progress - 1, 0, 1)), left), chip)

        self.drive_in_place(draw, ASKED, linear)
        self.remove(ring, chip)

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

    def go_to_finish(self, track: RaceTrack, draw: Callable[[float], None], seconds: float) -> None:
        """Go close to the finish line, beside the table, while something is drawn.

        The camera stays where it is if it would hardly show more there.
        """
        if not len(track.finish.points) or track.is_at_finish:
            self.drive_in_place(draw, seconds, linear)
            return
        area, hero = area_of(track.finish), self.stage.hero
        zoom = min(view_of(area, self.stage, AROUND_FINISH).zoom, CLOSEST)
        if zoom < LEAST:
            self.drive_in_place(draw, seconds, linear)
            return
        aside = np.zeros(2)
        if self.board is not None:
            aside = -ASIDE * hero.size * np.sign(area_of(self.board).centre - hero.centre)
        middle = hero.centre - self.stage.frame.centre + aside
        track.look_closer(area.centre)
        track.is_at_finish = True
        self.move_camera(View(area.centre - middle / zoom, zoom), draw, max(seconds, GOING))

    def leave_finish(self, draw: Callable[[float], None]) -> None:
        """See all of a race that is over, while something is drawn."""

        def both(progress: float) -> None:
            self.track.draw(np.inf, self.view.zoom)
            draw(progress)

        self.move_camera(self.home_view(), both, GOING)
        self.track.is_at_finish = False

    def see_arrivals(self, race: Race, track: RaceTrack, first: int) -> None:
        """Play the rest of a race, and stop at each arrival: it is ringed, with its steps."""
        longest = max(each.steps for each in race.descents)
        begin, groups = first, groups_of(race, first, TOGETHER * longest)
        if len(groups) > 1:
            self.say("Then the others, one after another.")
        for those in groups:
            at = max(race.arrivals[i] or 0 for i in those)
            self._walk_on(race, track, (begin, at), LEG)
            begin = at
            rings = self.rings_of(len(those))

            def close(
                progress: float, those: list[int] = those, rings: list[Markers] = rings
            ) -> None:
                for ring, i in zip(rings, those, strict=True):
                    self.show_steps(i, min(3 * progress, 1.0))
                    place = track.walkers[i].head.get_center()[:2]
                    self.draw_ring(ring, place, progress, float(np.clip(4 - 4 * progress, 0, 1)))

            self.drive_in_place(close, RINGED, linear)
            self.remove(*rings)
        self._walk_on(race, track, (begin, longest), LAST)

    def _walk_on(
        self, race: Race, track: RaceTrack, steps: tuple[int, int], seconds: float
    ) -> None:
        """Play a race between two steps, while the camera comes a little nearer."""
        view, last = self.view, max(each.steps for each in race.descents)
        begin, end = steps
        goal = View(view.centre, view.zoom * NEARER ** ((end - begin) / max(last, 1)))

        def draw(progress: float) -> None:
            self._aim(view.towards(goal, progress))
            step = begin + progress * (end - begin)
            track.draw(step, self.view.zoom)
            self.write_standings(race, step)

        self.drive_in_place(draw, seconds, linear)


def groups_of(race: Race, first: int, apart: float) -> list[list[int]]:
    """Group those that arrive after a step by when they do, if they are not far apart."""
    later = sorted((at, i) for i, at in enumerate(race.arrivals) if at is not None and at > first)
    groups: list[list[int]] = []
    begun = -np.inf
    for at, i in later:
        if at - begun > apart:
            groups.append([])
            begun = at
        groups[-1].append(i)
    return groups
