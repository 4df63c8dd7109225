"""Numbers on a line, one of which moves away, and the constants that fit them best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, Dot, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction, OutlierStudy
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

LINE = 2.2
"""Height of the line of numbers."""


class OutlierLine(VGroup):
    """A line of numbers, and a row below it for each loss with its best constant.

    Parameters
    ----------
    study : OutlierStudy
    losses : sequence of LossFunction
        Those of the study.
    label : str
        What stands over the rows.
    theme : Theme
    """

    def __init__(
        self, study: OutlierStudy, losses: Sequence[LossFunction], label: str, theme: Theme
    ) -> None:
        self.study = study
        low, high = 0.0, float(np.ceil(study.outlier.max() + 0.5))
        self.chart = Chart(
            np.array([-2.6, -2.4]), np.array([6.6, 3.0]), Axis(low, high), Axis(0, 1, ticks=()),
            theme,
        )  # fmt: skip
        self.chart.remove(self.chart.axes)
        points = Markers(marker_of(0), fill_color=theme.text, fill_opacity=1, stroke_width=0)
        places = self.chart.place(study.points, 0)
        places[:, 1] = LINE
        points.set_places(places, 0.11)
        self.outlier = Dot(radius=0.13, color=theme.highlight)
        self.marks: list[tuple[Markers, float]] = []
        self.numbers: list[LiveNumber] = []
        words = VGroup(sentence(label, 22, theme.muted).move_to(at(-6.6, LINE), aligned_edge=LEFT))
        for k, loss in enumerate(losses):
            y = 0.9 - 1.15 * k
            colour = theme.colour_of(k)
            name = sentence(LOSS_FUNCTIONS[loss.name].title, 26, theme.text)
            words.add(name.move_to(at(-6.6, y + 0.2), aligned_edge=LEFT))
            track = VMobject(stroke_color=theme.edge, stroke_width=2)
            ends = np.array([self.chart.low[0], self.chart.high[0]])
            row = np.column_stack([ends, [y, y]])
            track.points = as_points(straight(row[:1], row[1:]))
            words.add(track)
            self.numbers.append(LiveNumber(30, colour).place(at(-6.6, y - 0.4)))
            mark = Markers(marker_of(k), fill_color=colour, fill_opacity=1, stroke_width=0)
            self.marks.append((mark, y))
        marks = VGroup(*(mark for mark, _ in self.marks))
        super().__init__(self.chart, words, points, self.outlier, marks, *self.numbers)
        self.show_move(0.0)

    def show_move(self, progress: float) -> None:
        """Show the outlier part of its way, from 0 to 1."""
        study = self.study
        moves = np.arange(len(study.outlier))
        move = progress * moves[-1]
        place = self.chart.place(np.interp(move, moves, study.outlier), 0)[0]
        self.outlier.move_to(at(place, LINE))
        for (mark, y), number, best in zip(self.marks, self.numbers, study.best, strict=True):
            value = float(np.interp(move, moves, best))
            mark.set_places(np.array([[self.chart.place(value, 0)[0], y]]), 0.17)
            number.write(fixed(value, 2, signed_zero=True))
