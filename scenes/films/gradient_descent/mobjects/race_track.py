"""The picture of a race: a map of the loss, the finish line, and all who walk down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject, VGroup

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage, area_of
from scenes.theme.theme import Theme

CROSS = 6
"""Shape of the mark of a minimum."""
AROUND = 0.16
"""Room around the ways, as a share of their size."""
LEAVES, GONE = 1.2, 1.8
"""The camera's zoom from which the finish line fades, and at which it is gone."""
SMALLEST = 0.02
"""Least size of what is seen, as a share of the domain's."""


def focus_of(descents: Sequence[Descent], surface: Surface) -> Box:
    """Bound the ways within the domain, with the lowest point that is known nearest to the start.

    Returns
    -------
    Box
        In the surface's variables.
    """
    low, high = np.transpose(np.array(surface.domain, dtype=float))
    ways = np.concatenate([each.path for each in descents])
    with np.errstate(invalid="ignore"):
        inside = ways[((ways >= low) & (ways <= high)).all(axis=1)]
    start = descents[0].path[:1]
    best = best_places(surface)
    nearest = best[np.linalg.norm(best - start, axis=1).argsort()[:1]] if len(best) else best
    box = Box.around(np.concatenate([start, inside, nearest]), AROUND)
    half = np.maximum(box.size, SMALLEST * (high - low)) / 2
    return Box(box.centre - half, box.centre + half)


def best_places(surface: Surface) -> np.ndarray:
    """Return the lowest points that are known, array (n, 2)."""
    known = surface.known_minima()
    best = [each.place for each in known if each.value == known[0].value]
    return np.array(best, dtype=float).reshape(-1, 2)


class RaceTrack(Group):
    """Descents on one map, with the line of the loss that is to be reached.

    Parameters
    ----------
    descents : sequence of Descent
        On one surface, from one start.
    goal : float
        The loss of the finish line.
    rivals : sequence of Rival
        Who the descents belong to.
    stage : Stage
    theme : Theme
    room : float
        Width that is left free on the right, for a table, as a share of that of the ways.
    reach : float
        How many times as wide and as high as its place the map is.

    Attributes
    ----------
    is_at_finish : bool
        Whether the camera is close to the finish line, which is to be seen then, too.
    """

    def __init__(
        self,
        descents: Sequence[Descent],
        goal: float,
        rivals: Sequence[Rival],
        stage: Stage,
        theme: Theme,
        room: float = 0.0,
        reach: float = 1.6,
    ) -> None:
        self.descents, self.stage, self.is_at_finish = descents, stage, False
        self.surface = descents[0].spec.loss_surface
        focus = focus_of(descents, self.surface)
        focus = Box(focus.low, focus.high + [room * focus.size[0], 0])
        self.map = OpenMap(self.surface, stage.hero, focus, theme, reach)
        self.map.look_closer(self.map.place(descents[0].path[0]), recoloured=False)
        self.finish = self.map.line_of(goal, theme.text, 4)
        self.domain = tuple(zip(focus.low.tolist(), focus.high.tolist(), strict=True))
        self.theme, self.rivals = theme, rivals
        self.walkers = self.walkers_of(descents)
        self.start, self.lowest = (
            Markers(
                marker_of(shape), fill_color=theme.border, fill_opacity=1,
                stroke_color=theme.panel, stroke_width=1.5,
            )
            for shape in (0, CROSS)
        )  # fmt: skip
        self.best = self.map.place(best_places(self.surface))
        told = sentence("loss {goal}", stage.text_size(22), theme.text, goal=exact_number(goal))
        self.goal_words = chip_of(told, stage, theme)
        self.height_of_words, self.side_of_words = self.goal_words.height, UP
        self.crowd = VGroup(*self.walkers[::-1])
        super().__init__(self.map, self.finish, self.lowest, self.start, self.crowd)
        self.draw(0.0)

    def walkers_of(self, descents: Sequence[Descent]) -> list[Walker]:
        """Make who walks down each of some descents, in the colours of the race."""
        return [
            Walker(
                self.map, Route(each.path, self.domain), self.theme, rival.colour, rival.shape,
                1.1 * self.stage.scale,
            )
            for each, rival in zip(descents, self.rivals, strict=True)
        ]  # fmt: skip

    def with_on_top(self, i: int | None) -> RaceTrack:
        """Draw one of those who walk down over all others."""
        if i is not None:
            self.crowd.remove(self.walkers[i])
            self.crowd.add(self.walkers[i])
        return self

    def draw(self, step: float, zoom: float = 1.0) -> None:
        """Show all at a continuous step, or at their last one, with marks for the camera's zoom."""
        for walker in self.walkers:
            walker.seen_at(zoom).walk_to(min(step, walker.route.last))
        self.mark(zoom)

    def mark(self, zoom: float) -> None:
        """Draw the marks of the start and of the lowest points, and lines for a close look."""
        self.map.show_detail(zoom)
        size, left = self.stage.scale / zoom, float(np.clip((GONE - zoom) / (GONE - LEAVES), 0, 1))
        left = 1.0 if self.is_at_finish else left
        self.finish.set_stroke(opacity=left)  # a part of it, at an edge, would only distract
        self.lowest.set_opacity(left)
        self.start.set_places(self.map.place(self.descents[0].path[:1]), 0.1 * size)
        self.lowest.set_places(self.best, 0.14 * size)
        self._stand_words(zoom)

    def look_closer(self, place: np.ndarray) -> None:
        """Prepare a close look at another place (2,) of the frame, while the camera is far away."""
        self.map.detail.remove(*self.map.detail)
        self.map.look_closer(place, recoloured=False)
        self.map.detail.set_stroke(opacity=0)

    def name_goal(self, *others: Mobject) -> VGroup:
        """Write the loss of the finish line beside it, where it stands on nothing else.

        Returns
        -------
        VGroup
            The words on their ground; no part of the track, but `mark` keeps their size in the
            frame.
        """
        hero, taken = self.stage.hero, [area_of(each) for each in others]

        def stands_free(side: np.ndarray) -> bool:
            self.side_of_words = side
            self._stand_words(1.0)
            area = area_of(self.goal_words)
            inside = (area.low >= hero.low).all() and (area.high <= hero.high).all()
            return bool(inside) and not any(area.meets(each) for each in taken)

        free = [side for side in (UP, DOWN, RIGHT, LEFT) if stands_free(side)]
        self.side_of_words = min(free, key=self._covered, default=LEFT)
        self._stand_words(1.0)
        return self.goal_words

    def _covered(self, side: np.ndarray) -> int:
        """Return how much of the ways the loss of the finish line covers on a side of it."""
        self.side_of_words = side
        self._stand_words(1.0)
        box, ways = area_of(self.goal_words), self.ways()
        return int(((ways > box.low) & (ways < box.high)).all(axis=1).sum())

    def _stand_words(self, zoom: float) -> None:
        """Keep the loss of the finish line beside it, for the camera's zoom."""
        if len(self.finish.points):
            self.goal_words.scale(self.height_of_words / zoom / self.goal_words.height)
            gap = 0.34 * self.stage.scale / zoom
            self.goal_words.next_to(self.finish, self.side_of_words, buff=gap)

    def go_over_to(self, other: RaceTrack, progress: float) -> None:
        """Move the marks, all at the start, to where they are on another map."""
        size = self.stage.scale
        start, goal = (each.map.place(each.descents[0].path[:1]) for each in (self, other))
        here = (1 - progress) * start + progress * goal
        self.start.set_places(here, 0.1 * size)
        for walker in self.walkers:
            walker.stand_at(here)
        if len(self.best) == len(other.best):
            best = (1 - progress) * self.best + progress * other.best
            self.lowest.set_places(best, 0.14 * size)
        else:
            self.lowest.set_places((self if progress < 0.5 else other).best, 0.14 * size)

    def area_of_steps(self, i: int, count: int) -> Area:
        """Bound the first steps of a descent in the frame."""
        places = self.map.place(self.descents[i].path[: count + 1])
        area = self.stage.hero
        places = np.clip(np.where(np.isfinite(places), places, places[0]), area.low, area.high)
        return Area.around(places)

    def ways(self) -> np.ndarray:
        """Return points of all ways in the frame, close to one another, array (n, 2)."""
        routes = [walker.route for walker in self.walkers]
        places = np.concatenate([self.map.place(each.points_at(each.samples)) for each in routes])
        found: np.ndarray = places[np.isfinite(places).all(axis=1)]
        return found

    def distances(self) -> np.ndarray:
        """Return the way covered by each step of all together, array (steps + 1,)."""
        longest = max(walker.route.last for walker in self.walkers)
        distances = [walker.route.distance for walker in self.walkers]
        padded = [np.pad(way, (0, longest + 1 - len(way)), "edge") for way in distances]
        total: np.ndarray = np.sum(padded, axis=0)
        return total
