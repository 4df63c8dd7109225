"""The picture of the film of more data: learning curves, and beside them who knows what."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Group, VGroup, VMobject
from manim.utils.color import ManimColor

from engine.experiments.more_data import KNOWN, MODELS, SIGNAL, LearningCurves, expected_error
from scenes.languages.numbers import fixed, grouped
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.point_cloud import PointCloud, class_mark
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, Readout
from scenes.storytelling.story import StoryScene
from scenes.theme.theme import Theme

LOW, HIGH = np.array([-6.2, -2.35]), np.array([2.65, 3.15])
"""Corners of the chart."""
SIDE, SIDE_WIDTH = 3.2, 3.65
"""The column beside it."""
CLOSE, TOP = -1.25, 0.12
"""Ends of the score's axis when the picture is close."""
DASHES = 60


def rgb(colour: str) -> np.ndarray:
    """Return a colour as numbers from 0 to 1, array (3,)."""
    return np.array(ManimColor(colour).to_rgb())


class FeatureGrid(Group):
    """All features as dots, those that a model uses lit; the ones that carry signal come first.

    Parameters
    ----------
    features : int
    low, high : array (2,)
        Corners of the room for it, which it fills in one direction, centred in the other.
    theme : Theme
    """

    def __init__(self, features: int, low: np.ndarray, high: np.ndarray, theme: Theme) -> None:
        room = high - low
        least = max(int(np.ceil(np.sqrt(features * room[0] / room[1]))), SIGNAL + 1)
        whole = [k for k in range(least, least * 3 // 2) if features % k == 0]
        columns = whole[0] if whole else least
        rows = int(np.ceil(features / columns))
        step = min(room[0] / columns, room[1] / rows)
        index = np.arange(features)
        places = np.column_stack([index % columns, -(index // columns)]) * step
        places += (low + high - step * np.array([columns - 1, 1 - rows])) / 2
        self.off, self.features = rgb(theme.edge), features
        self.dots = ColouredPoints(np.tile(self.off, (features, 1)), 0.38 * step)
        self.dots.set_places(places)
        self.frame = VMobject(stroke_color=theme.highlight, stroke_width=2)
        corners = places[0] + np.array([[-0.5, -0.5], [SIGNAL - 0.5, -0.5],
                                        [SIGNAL - 0.5, 0.5], [-0.5, 0.5]]) * step  # fmt: skip
        self.frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(self.dots, self.frame)

    def light(self, lit: np.ndarray, colour: str) -> FeatureGrid:
        """Light features, bool array (features,)."""
        self.dots.rgbs = np.where(lit[:, None], rgb(colour), self.off)
        return self


class CurvesView(VGroup):
    """Learning curves that grow, with bands, over an axis that can zoom.

    Parameters
    ----------
    story : StoryScene
    curves : LearningCurves
    """

    def __init__(self, story: StoryScene, curves: LearningCurves) -> None:
        self.curves, self.theme, self.floor = curves, story.theme, CLOSE
        lowest = min(float(curves.band(model).min()) for model in MODELS)
        self.deepest = min(CLOSE, 0.5 * float(np.floor(2 * lowest)))
        self.chart = self._chart(CLOSE)
        self.lines, self.theories, self.bands = VGroup(), VGroup(), VGroup()
        for k in range(len(MODELS)):
            colour = self.theme.colour_of(k)
            self.lines.add(self.chart.curve(colour))
            self.theories.add(self.chart.curve(self.theme.text, 2.5))
            self.bands.add(VMobject(fill_color=colour, fill_opacity=0.22, stroke_width=0))
        self.reached, self.explained = dict.fromkeys(MODELS, 0.0), dict.fromkeys(KNOWN, 0.0)
        self.marks = PointCloud(np.arange(len(MODELS)), self.theme, 0.1)
        labels = VGroup(
            story.write("training points", 20, self.theme.muted).move_to(
                at(HIGH[0], LOW[1] - 0.55), aligned_edge=RIGHT
            ),
            story.write("−log₁₀ of the test error: higher is better", 20, self.theme.muted).move_to(
                at(LOW[0], HIGH[1] + 0.26), aligned_edge=LEFT
            ),
        )
        repeats = len(curves.errors)
        if repeats > 1:
            note = story.write(
                "line: median of {repeats} repeats; band: their middle half",
                20,
                self.theme.muted,
                repeats=repeats,
            )
            labels.add(note.move_to(at(LOW[0], LOW[1] - 0.55), aligned_edge=LEFT))
        super().__init__(self.chart, labels, self.bands, self.lines, self.theories, self.marks)
        self.redraw()

    def _chart(self, floor: float) -> Chart:
        samples = self.curves.samples
        tens = 10 ** np.arange(2, 1 + np.floor(np.log10(samples[-1])))
        ticks = (float(samples[0]), *tens.tolist())
        x = Axis(float(samples[0]), float(samples[-1]), log=True, ticks=ticks)
        return Chart(LOW, HIGH, x, Axis(floor, TOP), self.theme)

    def reach(self, model: str, count: float) -> None:
        """Draw a model's curve up to a number of points."""
        self.reached[model] = count
        self.redraw()

    def explain(self, model: str, share: float) -> None:
        """Show what theory expects of a model, up to a share of the way along the axis."""
        self.explained[model] = share
        self.redraw()

    def zoom(self, share: float) -> None:
        """Look at the axis from close by (0), or so far that the deepest dip is seen (1)."""
        self.floor = (1 - share) * CLOSE + share * self.deepest
        old, self.chart = self.chart, self._chart(self.floor)
        self.submobjects[self.submobjects.index(old)] = self.chart
        for line in (*self.lines, *self.theories):
            line.chart = self.chart
        self.redraw()

    def redraw(self) -> None:
        """Draw all curves as far as they have come."""
        samples = self.curves.samples
        places = np.zeros((len(MODELS), 2))
        shown = np.zeros(len(MODELS), bool)
        for k, model in enumerate(MODELS):
            end = min(self.reached[model], float(samples[-1]))
            if end < samples[0]:
                continue
            x = np.append(samples[samples < end], end)
            score, low, high = (
                np.interp(np.log(x), np.log(samples), values)
                for values in (self.curves.score(model), *self.curves.band(model))
            )
            self.lines[k].set_values(x, score)
            self._draw_band(k, x, low, high)
            places[k] = self.chart.place(end, score[-1])
            shown[k] = self.chart.holds(end, score[-1])
        self.marks.set_positions(places, shown=shown)
        for model, share in self.explained.items():
            self._draw_theory(model, share)

    def _draw_band(self, k: int, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        foot, head = (self.chart.place(x, np.clip(y, self.floor, TOP)) for y in (low, high))
        outline = np.concatenate([foot, head[::-1]])
        self.bands[k].points = as_points(straight(outline, np.roll(outline, -1, axis=0)))

    def _draw_theory(self, model: str, share: float) -> None:
        x = np.geomspace(self.curves.samples[0], self.curves.samples[-1], 4 * DASHES)
        dashes = (np.arange(len(x)) % 4 < 2) & (np.arange(len(x)) <= share * len(x) - 1)
        y = -np.log10(expected_error(x, model))
        self.theories[MODELS.index(model)].set_values(x, np.where(dashes, y, np.nan))


class Standings(Group):
    """How many points there are, each model's score, and the features that one of them uses.

    Parameters
    ----------
    story : StoryScene
    curves : LearningCurves

    Attributes
    ----------
    rows : dict of str to VGroup
        A row for each model; they are put on screen one by one.
    """

    def __init__(self, story: StoryScene, curves: LearningCurves) -> None:
        theme, self.curves = story.theme, curves
        self.theme = theme
        self.count = Readout("training points", theme.muted, theme.text, at(SIDE, 3.4))
        names = {
            "oracle": story.write("oracle", 24),
            "expert": story.write("expert", 24),
            "flexible": story.write("flexible", 24),
            "regularised": story.write("regularised", 24),
        }
        self.rows, self.scores = {}, {}
        for k, (model, name) in enumerate(names.items()):
            height = 2.15 - 0.5 * k
            mark = class_mark(k, theme).move_to(at(SIDE + 0.1, height))
            name.move_to(at(SIDE + 0.35, height), aligned_edge=LEFT)
            number = LiveNumber(26, theme.colour_of(k), align=1)
            number.place(at(SIDE + SIDE_WIDTH, height - 0.13))
            self.rows[model], self.scores[model] = VGroup(mark, name, number), number
        title = story.write("features it uses", 22, theme.muted)
        title.move_to(at(SIDE, 0.0), aligned_edge=LEFT)
        self.used = LiveNumber(26, theme.text, align=1)
        self.used.place(at(SIDE + SIDE_WIDTH, -0.13))
        self.grid = FeatureGrid(
            curves.features, np.array([SIDE, -2.6]), np.array([SIDE + SIDE_WIDTH, -0.3]), theme
        )
        self.knowledge = Group(title, self.used, self.grid)
        super().__init__(self.count)

    def write(self, model: str, count: float) -> None:
        """Show a model after so many points, with what it knows."""
        self.count.write(grouped(count))
        self.scores[model].write(fixed(self.curves.score_at(model, count), 3))
        lit = self._lit(model, count)
        self.used.write(grouped(lit.sum()))
        self.grid.light(lit, self.theme.colour_of(MODELS.index(model)))

    def _lit(self, model: str, count: float) -> np.ndarray:
        """Return which features a model uses, bool array (features,)."""
        if model == "regularised":
            size = int(np.searchsorted(self.curves.samples, count * (1 + 1e-9), side="right")) - 1
            return self.curves.selected[max(size, 0)]
        lit: np.ndarray = np.arange(self.curves.features) < KNOWN.get(model, self.curves.features)
        return lit
