"""One point of the data that the eye follows through a network: its trail, and its next nudge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from manim import DOWN, LEFT, UP, FadeOut, VGroup, VMobject, linear, smooth

from scenes.films.representation.training_story import TrainingStory
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.mobjects.warp_panel import Window
from scenes.storytelling.stage import area_of, plated, show_plated
from scenes.storytelling.warp_director import WarpDirector

SAMPLES = 16
"""Of the trail, per stage."""
SEEN, TIP = 0.3, 0.22
"""Least way of a point that an arrow is drawn along, and length of its tip, in frame units."""
LONG, TALL = 0.46, 0.3
"""Shares of the picture's width and height that the arrow takes from close by, at most."""
LETTERS, APART, OVER = 38, 0.32, 0.56
"""Size of the formulas, their distance from the arrow's ends, and from its middle, in 16:9."""
OLD = "x + "
"""With what the formula of a block begins: the old place."""


@dataclass(frozen=True)
class FollowedPoint:
    """The point that goes furthest.

    Attributes
    ----------
    point : int
        Among those that are drawn.
    depths : array (samples,)
    places : array (samples, 2)
        Where it is at each; empty if no trail can join layers of other widths.
    """

    point: int
    depths: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, director: WarpDirector) -> FollowedPoint:
        """Choose a point of a director's trained network."""
        widths = {director.recording.width(depth) for depth in range(director.hidden + 1)}
        first = director.points_at(0, director.last_step)
        last = director.points_at(director.hidden, director.last_step)
        point = int(np.linalg.norm(last - first, axis=1).argmax())
        if widths != {2}:
            return cls(point, np.empty(0), np.empty((0, 2)))
        depths = np.linspace(0, director.hidden, SAMPLES * director.hidden + 1)
        places = [director.points_at(depth, director.last_step)[point] for depth in depths]
        return cls(point, depths, np.array(places))

    def until(self, depth: float) -> np.ndarray | None:
        """Return the trail from the input to a depth, array (samples, 2); None if there is none."""
        if not len(self.depths):
            return None
        before = self.depths < depth
        here = [np.interp(depth, self.depths, column) for column in self.places.T]
        return np.concatenate([self.places[before], [here]])


def arrow_lines(start: np.ndarray, end: np.ndarray, tip: float) -> np.ndarray:
    """Return the lines of an arrow as curves: its shaft, and two of its tip, no longer than it."""
    way = end - start
    length = float(np.linalg.norm(way))
    along = way / max(length, 1e-9) * min(tip, length)
    across = 0.6 * np.array([-along[1], along[0]])
    return straight(np.array([start, end, end]), np.array([end, end - along + across,
                                                           end - along - across]))  # fmt: skip


class NudgeStory(TrainingStory):
    """A film in which a point is followed from one stage to the next."""

    def point_ahead(
        self, director: WarpDirector, depth: int, path: FollowedPoint, *, closely: bool = False
    ) -> None:
        """Point from the old place of the point that is followed to its next, if that is seen.

        Parameters
        ----------
        director : WarpDirector
        depth : int
            Of the old place.
        path : FollowedPoint
        closely : bool
            Whether the window goes there, and the parts of the block's formula stand at the arrow.
        """
        assert self.shown is not None
        moment, panel, redraw = self.shown, self.panel, self.redraw
        ends = np.array([director.points_at(depth + k, moment.step)[path.point] for k in (0, 1)])
        if not len(path.depths) or np.ptp(panel.place(ends), axis=0).max() < SEEN:
            self.linger(director)
            return
        far, near = panel.window, panel.window

        clear = panel.strength

        def go(progress: float) -> None:
            panel.window = far.towards(near, progress)
            panel.strength = clear * max(1 - 2 * progress, 0.0)  # nothing else counts there
            self.show(director, moment, redraw())

        plates: list[VGroup] = []
        if closely:
            room = self.stage.hero.size * [LONG, TALL]
            scale = float((room / np.maximum(np.abs(ends[1] - ends[0]), 1e-9)).min())
            near = Window(ends.mean(axis=0), max(scale, far.scale))
            self.drive(panel, go, 0.9)
            plates = self.parts_of(director, depth, ends)
            self.pin(*plates)
        arrow = VMobject(stroke_color=self.theme.highlight, stroke_width=6, fill_opacity=0)
        drawn = VGroup(arrow, *plates)

        def draw(progress: float) -> None:
            self.show(director, moment, redraw())
            for k, plate in enumerate(plates):
                show_plated(float(np.clip(8 * progress - 2.2 * k, 0, 1)), plate)
            reach = smooth(float(np.clip(3 * progress - 0.4 * closely, 0, 1)))
            start, end = panel.place(np.array([ends[0], ends[0] + reach * (ends[1] - ends[0])]))
            arrow.points = as_points(arrow_lines(start, end, TIP * self.stage.scale))

        draw(0.0)
        self.drive(drawn, draw, self.reading_time(4.2 if closely else 2.0), linear)
        self.act(FadeOut(drawn), seconds=0.3)
        if closely:
            self.drive(panel, lambda progress: go(1 - progress), 0.8)

    def parts_of(self, director: WarpDirector, depth: int, ends: np.ndarray) -> list[VGroup]:
        """Return the old place, the nudge and the new place, each as the formula says it.

        They add up as they are written. They stand at the arrow if it is wide enough, else beside.
        """
        stage, unit = self.stage, self.stage.scale
        whole = director.recording.stages[depth].formula
        old, new = (np.round(each, 2) for each in ends)
        told = (("x", old), (whole.removeprefix(OLD), new - old), (whole, new))
        plates = []
        for part, value in told:
            numbers = ", ".join(fixed(float(each), 2) for each in value)
            math = formula(f"{part} = ({numbers})", stage.text_size(LETTERS), self.theme.highlight)
            math.scale(min(1.0, 0.5 * float(stage.hero.size[0]) / math.width))
            plates.append(plated(math, self.theme))
        start, end = (at(*place) for place in self.panel.place(ends))
        plates[0].next_to(start, DOWN, buff=APART * unit)
        plates[1].next_to((start + end) / 2, UP, buff=OVER * unit)
        plates[2].next_to(end, DOWN, buff=APART * unit)
        seen = [area_of(plate) for plate in plates]
        inside = all(stage.hero.low[0] < a.low[0] and a.high[0] < stage.hero.high[0] for a in seen)
        if not inside or any(a.meets(b) for a, b in combinations(seen, 2)):
            column = VGroup(*plates).arrange(DOWN, aligned_edge=LEFT, buff=0.12 * unit)
            right = max(start[0], end[0]) + APART * unit
            column.move_to(at(right, (start + end)[1] / 2), aligned_edge=LEFT)
            column.shift(at(min(stage.hero.high[0] - 0.3 * unit - column.get_right()[0], 0), 0))
        return plates
