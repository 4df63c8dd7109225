"""A loss over its prediction: its figure, its curve, and the arrow that pulls the prediction."""

from __future__ import annotations

import numpy as np
from manim import Dot, ManimColor, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.areas.error_area import ErrorArea, Ground
from scenes.films.outputs_and_losses.loss_axes import LossChart
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.frame import at

SAMPLES = 601
DOT = 0.11


class LossCurve(VGroup):
    """A loss in a chart, which can bend into another loss.

    Parameters
    ----------
    loss : LossFunction
    chart : LossChart
    colour : str
    scale : float
        Of dots and arrows: that of the stage.
    height : float
        Where in the lane its arrow runs, as a share of the lane's height; by default, a number has
        room below.
    """

    def __init__(
        self, loss: LossFunction, chart: LossChart, colour: str, scale: float, height: float = 0.6
    ) -> None:
        self.loss, self.chart, self.scale_of_stage, theme = loss, chart, scale, chart.theme
        self.before, self.bent, self.colour = loss, 1.0, colour
        self.parted = 0.0
        self.seen: tuple[float, float] | None = None
        self.pulls = 0.0
        self.area_seen = self.risen = 1.0
        self.poured = 0.0
        low, high = chart.lane
        self.level = float(low + height * (high - low))
        self.x = np.linspace(chart.x.low, chart.x.high, SAMPLES + 2)[1:-1]
        self.line = VMobject(stroke_color=colour, stroke_width=6)
        self.near = VMobject(stroke_color=theme.colour_of(0), stroke_width=7)
        self.stem = VMobject(stroke_color=theme.muted, stroke_width=2)
        self.arrow = Arrow(theme.gradient, 0.1)
        self.area = ErrorArea(colour, theme)
        self.ground = Ground(chart.place, float(chart.x.high), chart.ceiling)
        self.point = Dot(radius=DOT * scale, color=colour)
        self.base = Dot(radius=0.8 * DOT * scale, color=theme.gradient)
        super().__init__(
            self.area, self.stem, self.line, self.near, self.arrow, self.base, self.point
        )  # fmt: skip

    def tint(self, colour: ManimColor) -> None:
        """Draw the line and the point on it in a colour."""
        self.line.set_stroke(colour)
        self.area.tint(colour)
        self.point.set_color(colour)

    def bend_from(self, before: LossFunction, progress: float) -> None:
        """Be part of the way between another loss and this one."""
        self.before, self.bent = before, progress

    def run_out(self, x: float, seen: tuple[float, float], progress: float) -> None:
        """Draw the part over an interval, and that much of what is left to the chart's ends."""
        ends = self.chart.x.low, self.chart.x.high
        low, high = (a + progress * (b - a) for a, b in zip(seen, ends, strict=True))
        self.seen = (low, high) if progress < 1 else None
        self.go_to(x)

    def value(self, x: np.ndarray | float) -> np.ndarray:
        """Return what is drawn at predictions (…)."""
        return (1 - self.bent) * self.before(x) + self.bent * self.loss(x)

    def slope(self, x: float) -> float:
        """Return the slope of what is drawn."""
        before, after = self.before.gradient(x), self.loss.gradient(x)
        return float((1 - self.bent) * before + self.bent * after)

    def places(self) -> np.ndarray:
        """Return the whole curve, in frame units, array (SAMPLES, 2)."""
        return self.chart.place(self.x, self.value(self.x))

    def draw_line(self, places: np.ndarray) -> None:
        """Run the line through places (samples, 2), inside the chart."""
        pieces = straight(places[:-1], places[1:])
        self.line.points = as_points(clip_to_box(pieces, self.chart.low, self.chart.high))

    def go_to(self, x: float) -> None:
        """Draw all for one prediction."""
        chart, value, slope = self.chart, float(self.value(x)), self.slope(x)
        ends = self.seen or (chart.x.low, chart.x.high)
        drawn = float(np.clip((ends[1] - ends[0]) / (0.02 * (self.x[-1] - self.x[0])), 0, 1))
        inside = (self.x > ends[0]) & (self.x < ends[1])
        xs = self.x[inside] if self.seen is None else np.array([ends[0], *self.x[inside], ends[1]])
        self.draw_line(chart.place(xs, self.value(xs)))
        self._draw_near()
        on_curve, on_axis = chart.place(x, value), chart.place(x, 0.0)
        drawn = max(drawn, self.poured)
        self.point.move_to(at(*on_curve)).set_opacity(drawn * chart.holds(x, value))
        top = np.minimum(on_curve, chart.high)
        self.stem.points = as_points(straight(on_axis[None], top[None]))
        self.stem.set_stroke(opacity=drawn)
        start = np.array([on_axis[0], self.level])
        end = start - [self.pulls * np.sign(slope) * chart.pull_of(slope), 0.0]
        self.arrow.set_ends(start, end, self.scale_of_stage)
        clearly = min(1.0, self.pulls)
        self.base.move_to(at(*start)).set_opacity(clearly)
        self.area.draw(
            self.loss, x, self.ground, before=self.before, bent=self.bent,
            edges=clearly * self.area_seen, seen=self.area_seen, risen=self.risen,
            poured=self.poured,
        )  # fmt: skip

    def _draw_near(self) -> None:
        """Draw Huber's squared part in a colour of its own, as far as it has parted."""
        loss = self.loss
        self.near.points = np.zeros((0, 3))
        if loss.name != "huber" or self.parted <= 0:
            return
        xs = np.linspace(loss.target - loss.delta, loss.target + loss.delta, SAMPLES // 4)
        places = self.chart.place(xs, self.value(xs))
        self.near.points = as_points(straight(places[:-1], places[1:]))
        self.near.set_stroke(opacity=self.parted)
