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
LONG, TALL = 0.34, 0.3
"""Shares of the picture's width and height that the arrow takes from close by, at most."""
FAINT, THIN = 0.55, 2.5
"""Opacity and width of the arrows of the other points."""
EVERY = 1.5
"""When those begin, as `3 * progress`: after the formula has been written."""
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

    def point_ahead(self, director: WarpDirector, depth: int, path: FollowedPoint) -> None:
        """Go to the point that is followed, and point from its old place to its next.

        The parts of the block's formula stand at that arrow; every other point has a fainter one.

        Parameters
        ----------
        director : WarpDirector
        depth : int
            Of the old place.
        path : FollowedPoint
        """
        assert self.shown is not None
        moment, panel, redraw = self.shown, self.panel, self.redraw
        olds, news = (director.points_at(depth + k, moment.step) for k in (0, 1))
        ends = np.array([olds[path.point], news[path.point]])
        if not len(path.depths) or np.ptp(panel.place(ends), axis=0).max() < SEEN:
            self.linger(director)
            return
        room = self.stage.hero.size * [LONG, TALL]
        scale = float((room / np.maximum(np.abs(ends[1] - ends[0]), 1e-9)).min())
        far = panel.window
        near = Window(ends.mean(axis=0), max(scale, far.scale))

        def go(progress: float) -> None:
            panel.window = far.towards(near, progress)
            self.show(director, moment, redraw())

        self.drive(panel, go, 0.8)
        plates = self.parts_of(director, depth, ends)
        self.pin(*plates)
        arrow = VMobject(stroke_color=self.theme.highlight, stroke_width=6, fill_opacity=0)
        others = VMobject(
            stroke_color=self.theme.highlight, stroke_width=THIN, stroke_opacity=FAINT,
            fill_opacity=0,
        )  # fmt: skip
        drawn = VGroup(others, arrow, *plates)
        rest = np.arange(len(olds)) != path.point

        def draw(progress: float) -> None:
            self.show(director, moment, redraw())
            for k, plate in enumerate(plates):
                show_plated(float(np.clip(8 * progress - 2.2 * k, 0, 1)), plate)
            for curves, chosen, start in ((arrow, ~rest, 0.4), (others, rest, EVERY)):
                reach = smooth(float(np.clip(3 * progress - start, 0, 1)))
                first = panel.place(olds[chosen])
                last = panel.place(olds[chosen] + reach * (news - olds)[chosen])
                tip = TIP * self.stage.scale
                lines = [arrow_lines(*each, tip) for each in zip(first, last, strict=True)]
                curves.points = as_points(np.concatenate(lines))

        draw(0.0)
        self.drive(drawn, draw, self.reading_time(4.0), linear)
        self.act(FadeOut(drawn), seconds=0.3)
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
