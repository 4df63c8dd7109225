"""What the acts of the film of batches share: the samples, the map of their loss, who walks."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import VMobject

from engine.geometry.box import Box
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.descent_charts import chart_on
from scenes.films.gradient_descent.map_stage import MapStage
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart, ChartCurve
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.stage import Area

DOT = 0.08
"""Radius of a sample, in frame units."""
ABOVE = 0.75
"""Room above charts that no words stand over, in frame units of 16:9."""
AROUND = 0.14
"""Room around the ways on the map, as a share of their size."""
DASH = 0.25
"""From one dash of a line to the next, in frame units."""
CROSS = 6
"""Shape of the mark of a minimum."""
CLOSE = 0.22
"""Size of the area around the minimum in which more lines are drawn, as a share of the map's."""
AWAY = 1.5
"""Halves of a view from its middle to the minimum, where it is no close look at that."""
LOOKED = 1.6
"""The zoom from which on lines of a close look come."""
CLOSEST = 40.0
"""The camera's closest zoom."""


class BatchStage(MapStage):
    """Keeps the samples and the map."""

    spec: ClassVar[BatchSgdMinibatchSpec]
    results: ClassVar[BatchResults]

    def prepare(self) -> None:
        """Set up what all acts share."""
        results, theme, stage = self.results, self.theme, self.stage
        self.start = results.descents[0].path[0]
        self.surface = results.surface
        low, high = np.transpose(np.array(self.surface.domain, dtype=float))
        ways = [np.clip(each.path, low, high) for each in results.descents]
        ways = [way[np.isfinite(way).all(axis=1)] for way in ways]
        focus = Box.around(np.concatenate([*ways, results.minimum[None]]), AROUND)
        self.map = OpenMap(self.surface, stage.hero, focus, theme, 2.2)
        self.map.look_closer(self.map.place(results.minimum), CLOSE, recoloured=False)
        self.cross = Markers(
            marker_of(CROSS), fill_color=theme.border, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=1.5,
        )  # fmt: skip
        self.steps = tuple(-self.spec.rate * each for each in results.gradients)
        self.mark_map()

    def mark_map(self) -> None:
        """Draw the mark of the lowest point, and lines for a close look at it."""
        zoom, half = self.view.zoom, self.stage.hero.size / 2
        place = self.map.place(self.results.minimum)
        self.cross.set_places(place[None], 0.14 * self.stage.scale / zoom)
        away = float((np.abs(place - self.view.centre) * zoom / half).max())
        share = float(np.clip(2 * (AWAY - away), 0, 1))
        self.map.show_detail(max(zoom**share / LOOKED, 1.0))

    @property
    def size(self) -> float:
        """How large marks are in the picture, for the camera's zoom."""
        return self.stage.scale / self.view.zoom

    def view_around(self, points: np.ndarray, margin: float = 0.3) -> View:
        """Return the view in which points (n, 2) of the map fill the frame."""
        area = Area.around(self.map.place(points))
        least = self.stage.hero.size / CLOSEST
        half = np.maximum(area.size, least) / 2
        view = view_of(Area(area.centre - half, area.centre + half), self.stage, margin)
        return view if view.zoom > 1 else self.home_view()

    # The samples

    def sample_chart(self) -> tuple[Chart, Markers, ChartCurve, VMobject]:
        """Make a chart of the samples, with a line and the errors it makes, still empty."""
        x, y = self.results.loss.data
        ends = np.array([x.min(), x.max()]) + 0.06 * np.ptp(x) * np.array([-1, 1])
        first = self.start[0] + self.start[1] * x  # beyond the samples the line may leave the box
        both = np.concatenate([y, np.clip(first, y.min() - np.ptp(y), y.max() + np.ptp(y))])
        pad = 0.02 * np.ptp(both)
        chart = chart_on(
            self.stage, Axis(float(ends[0]), float(ends[1]), "x"),
            Axis(float(both.min() - pad), float(both.max() + pad), "y"), self.theme, above=ABOVE,
        )  # fmt: skip
        dots = Markers(marker_of(0), fill_color=self.theme.text, fill_opacity=0.9, stroke_width=0)
        dots.set_places(chart.place(x, y), DOT * self.stage.scale)
        line = chart.curve(self.theme.highlight, 7)
        errors = VMobject(stroke_color=self.theme.loss, stroke_width=2.5, stroke_opacity=0.7)
        errors.set_fill(opacity=0)
        return chart, dots, line, errors

    def draw_line(self, line: ChartCurve, parameters: np.ndarray) -> None:
        """Draw the line that parameters (2,) make."""
        ends = np.array([line.chart.x.low, line.chart.x.high])
        line.set_values(ends, parameters[0] + parameters[1] * ends)

    def dashed(self, line: ChartCurve) -> VMobject:
        """Return faint dashes along a straight line of a chart."""
        first, last = line.points[0, :2], line.points[-1, :2]
        pieces = max(int(np.linalg.norm(last - first) / DASH), 1)
        shares = np.linspace(0, 1, 2 * pieces)[:, None]
        knots = first + shares * (last - first)
        dashes = VMobject(stroke_color=self.theme.highlight, stroke_width=3, fill_opacity=0)
        dashes.points = as_points(straight(knots[0::2], knots[1::2]))
        return dashes.set_stroke(opacity=0.6)

    def draw_errors(
        self, errors: VMobject, chart: Chart, parameters: np.ndarray, share: float,
        only: int | None = None,
    ) -> None:  # fmt: skip
        """Draw the distances from samples to a line, as far as a share; of one alone, if said."""
        x, y = self.results.loss.data
        chosen = slice(None) if only is None else slice(only, only + 1)
        line = parameters[0] + parameters[1] * x
        starts, ends = chart.place(x, y)[chosen], chart.place(x, y + share * (line - y))[chosen]
        errors.points = as_points(straight(starts, ends))
