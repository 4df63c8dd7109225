"""Numbers on a line, one of which moves away, and the prediction that fits all of them best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.loss_curves import OutlierStudy
from scenes.films.outputs_and_losses.huber_joints import CappedPulls
from scenes.films.outputs_and_losses.squared_errors import WIDTH, SquaredErrors
from scenes.languages.numbers import fixed, significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIDE = 0.5
"""Room beside the numbers, in their unit."""
MOVED = 0.62
"""Height at which it is told how far the best prediction was moved, as a share of the picture's."""
DASHES = 14
"""Of the line where the best prediction was before."""
EVERY = 2
"""Between numbers at the line."""


class OutlierPicture(VGroup):
    """A line of numbers in the whole stage, with the error of one prediction at each of them.

    Its window opens as the outlier moves away, so that the largest square has room.

    Parameters
    ----------
    study : OutlierStudy
    stage : Stage
    theme : Theme
    """

    def __init__(self, study: OutlierStudy, stage: Stage, theme: Theme) -> None:
        self.study, self.scale_of_stage = study, stage.scale
        self.low = stage.hero.low + stage.scale * np.array([0.3, 0.7])
        self.high = stage.hero.high - stage.scale * np.array([0.3, 0.2])
        self.errors = SquaredErrors(theme)
        self.stays = Markers(marker_of(0), fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.outlier = Markers(marker_of(0), fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.best = VMobject(stroke_color=theme.highlight, stroke_width=6)
        self.before = VMobject(stroke_color=theme.highlight, stroke_width=3)
        self.old_best, self.old_move, self.forgotten = float("nan"), 0.0, 1.0
        self.number = LiveNumber(stage.text_size(30), theme.highlight, align=1)
        self.span = VMobject(stroke_color=theme.highlight, stroke_width=4)
        self.moved = LiveNumber(stage.text_size(30), theme.highlight, align=1)
        self.measured = 0.0
        ground = VMobject(stroke_color=theme.muted, stroke_width=2)
        ends = np.array([self.low, [self.high[0], self.low[1]]])
        ground.points = as_points(straight(ends[:1], ends[1:]))
        self.numbers = VGroup(
            *(
                LiveNumber(stage.text_size(22), theme.muted, bold=False, align=0.5)
                for _ in range(0, int(study.outlier.max()) + 1, EVERY)
            )
        )
        self.ground = ground
        self.pulls: CappedPulls | None = None
        self.capped = 0.0
        super().__init__(
            ground, self.numbers, self.errors, self.before, self.best, self.number, self.span,
            self.moved, self.stays, self.outlier,
        )  # fmt: skip

    def best_at(self, move: float, loss: int) -> float:
        """Return the best prediction of a loss, with the outlier part of its way, from 0 to 1."""
        return float(np.interp(move, self._moves, self.study.best[loss]))

    def numbers_at(self, move: float) -> np.ndarray:
        """Return all numbers, array (points + 1,), with the outlier part of its way."""
        outlier = float(np.interp(move, self._moves, self.study.outlier))
        return np.append(self.study.points, outlier)

    @property
    def ill_fitting(self) -> tuple[float, float]:
        """A prediction that is too high, to begin with, and one that is as much too low."""
        least, most = float(self.study.points.min()), float(self.study.points.max())
        error = 0.9 * (most - least)
        return least + error, float(self.study.outlier[0]) - error

    def remember(self, prediction: float, move: float) -> None:
        """Keep a dashed line at a prediction, with its number, while the outlier moves on."""
        self.old_best, self.old_move, self.forgotten = prediction, move, 0.0

    def cap(self, delta: float, stage: Stage, theme: Theme) -> None:
        """Have arrows of pulls of at most δ, which `capped` shows by a share."""
        area = Area(self.low, self.high)
        self.pulls = CappedPulls(delta, len(self.study.points) + 1, area, stage, theme)
        self.capped = 0.0
        self.add(self.pulls)

    def display(self, move: float, prediction: float, spread: float) -> None:
        """Draw all.

        Parameters
        ----------
        move : float
            How far the outlier is on its way, from 0 to 1.
        prediction : float
        spread : float
            How far the squares have sunk into their bars, which part from one another, from 0 to 1.
        """
        numbers = self.numbers_at(move)
        across = self._across(float(numbers[-1]), move)
        places, best = across(numbers), float(across(np.array([prediction]))[0])
        tall = float((self.high - self.low)[1])
        levels = self.low[1] + spread * tall * (0.4 + np.arange(len(numbers))) / len(numbers)
        self.errors.display(np.full(len(numbers), best), places, levels, 1 - spread)
        self.errors.bars.set_stroke(width=WIDTH * (1 - 0.7 * self.capped))
        if self.pulls is not None:
            unit = float(across(np.array([1.0]))[0] - across(np.array([0.0]))[0])
            self.pulls.display(best, numbers - prediction, levels, unit, self.capped)
        marks = np.column_stack([places, levels])
        self.stays.set_places(marks[:-1], 0.12 * self.scale_of_stage)
        self.outlier.set_places(marks[-1:], 0.19 * self.scale_of_stage)
        line = np.array([[best, self.low[1]], [best, self.high[1]]])
        self.best.points = as_points(straight(line[:1], line[1:]))
        self._draw_before(across, move)
        self._draw_moved(across, prediction)
        for k, number in enumerate(self.numbers):
            place = float(across(np.array([float(EVERY * k)]))[0])
            edge = min(place - self.low[0], self.high[0] - place) / self.scale_of_stage
            number.place(at(place, self.low[1] - 0.42 * self.scale_of_stage))
            number.write(significant(EVERY * k) if edge > 0 else "")
            number.set_fill(opacity=float(np.clip(4 * edge, 0, 1)))

    def _draw_before(self, across: Callable[[np.ndarray], np.ndarray], move: float) -> None:
        seen = min(1.0, 8 * abs(move - self.old_move)) * (1 - self.forgotten)
        if seen <= 0:
            self.before.points = np.zeros((0, 3))
            self.number.write("")
            return
        place = float(across(np.array([self.old_best]))[0])
        heights = np.linspace(self.low[1], self.high[1], 2 * DASHES + 1)[:-1]
        ends = np.column_stack([np.full(2 * DASHES, place), heights])
        self.before.points = as_points(straight(ends[::2], ends[1::2]))
        beside = at(place - 0.12 * self.scale_of_stage, self.high[1] - 0.3 * self.scale_of_stage)
        self.number.place(beside).write(fixed(self.old_best, 2)).set_fill(opacity=seen)
        self.before.set_stroke(opacity=seen)

    def _draw_moved(self, across: Callable[[np.ndarray], np.ndarray], best: float) -> None:
        """Draw how far the best prediction was moved, so clearly as `measured` says."""
        start, end = across(np.array([self.old_best, best])) if self.measured else (0.0, 0.0)
        height = self.low[1] + MOVED * (self.high - self.low)[1]
        tip = 0.12 * self.scale_of_stage
        ends = np.array(
            [[[start, height], [end, height]]]
            + [[[x, height - tip], [x, height + tip]] for x in (start, end)]
        )
        self.span.points = as_points(straight(ends[:, 0], ends[:, 1]))
        self.span.set_stroke(opacity=self.measured)
        printed = abs(round(best, 2) - round(self.old_best, 2)) if self.measured else 0.0
        self.moved.place(at(min(start, end) - tip, height - tip))
        self.moved.write(fixed(printed, 2)).set_fill(opacity=self.measured)

    @property
    def _moves(self) -> np.ndarray:
        return np.linspace(0, 1, len(self.study.outlier))

    def _across(self, outlier: float, move: float) -> Callable[[np.ndarray], np.ndarray]:
        """Return what places numbers across the frame, so that the largest error fits."""
        wide, tall = self.high - self.low
        low, high = float(self.study.points.min()) - SIDE, outlier + SIDE
        side = outlier - min(self.best_at(move, k) for k in range(len(self.study.best)))
        ill = self.ill_fitting[0] - float(self.study.points.min())
        unit = min(wide / (high - low), tall / max(side, ill))
        middle = (self.low[0] + self.high[0]) / 2
        return lambda numbers: middle + unit * (numbers - (low + high) / 2)
