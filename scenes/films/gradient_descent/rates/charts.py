"""Charts of the film of learning rates: a cut straight across the valley, and all rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from engine.descent.rate_sweep import RateSweep
from scenes.films.gradient_descent.descent_charts import chart_on
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

REACH = 1.35
"""How far a cut goes to either side, in distances of the start."""
ROOM = 1
"""Decades below the lowest loss of a sweep."""
LEAST = 1e-12
"""Least loss of an axis, as a share of that at the start."""
SMALL, ACROSS, DOWN_BY = 0.27, 0.42, 0.04
"""Size of a cut that has made way for the sweep, and where its upper middle then stands."""


def sweep_axis(sweep: RateSweep) -> Axis:
    """Choose the axis for the losses of a sweep."""
    least = max(float(sweep.losses.min()), LEAST * float(sweep.losses[0]), 1e-300)
    most = float(sweep.losses[np.isfinite(sweep.losses)].max())
    ends = 10.0 ** (np.floor(np.log10(least)) - ROOM), 10.0 ** np.ceil(np.log10(most))
    return Axis(float(ends[0]), float(ends[1]), "", log=True)


class ParabolaCut(VGroup):
    """The loss straight across the valley, and who leaps to and fro on it.

    Parameters
    ----------
    curvature : float
        λ.
    distance : float
        Of the start from the minimum, along that direction.
    stage : Stage
    theme : Theme
    """

    def __init__(self, curvature: float, distance: float, stage: Stage, theme: Theme) -> None:
        self.curvature, self.distance, self.stage = curvature, distance, stage
        reach = REACH * abs(distance)
        x = Axis(-reach, reach, "distance from the minimum, straight across the valley")
        y = Axis(0, 0.5 * curvature * reach**2, "loss above the lowest")
        self.chart = chart_on(stage, x, y, theme)
        self.curve = self.chart.curve(theme.loss, 6)
        along = np.linspace(-reach, reach, 200)
        self.curve.set_values(along, self.loss(along))
        self.way = VMobject(stroke_color=theme.highlight, stroke_width=3.5, fill_opacity=0)
        self.ball = Markers(
            marker_of(0), fill_color=theme.highlight, fill_opacity=1,
            stroke_color=theme.border, stroke_width=1.6,
        )  # fmt: skip
        self.shrunk = 0.0
        super().__init__(self.chart, self.curve, self.way, self.ball)

    def shrink(self, progress: float) -> None:
        """Draw the curve, and from then on the leaps, on their way to a small place at the top."""
        self.shrunk = progress
        along = np.linspace(-1, 1, 200) * REACH * abs(self.distance)
        places = self.place(along)
        self.curve.points = as_points(straight(places[:-1], places[1:]))
        self.curve.set_stroke(width=6 - 3 * progress)

    def place(self, distances: np.ndarray) -> np.ndarray:
        """Return where the curve is at distances (n,) from the minimum, array (n, 2)."""
        placed = self.chart.place(distances, self.loss(distances))
        low, high = self.chart.low, self.chart.high
        top, size = np.array([(low[0] + high[0]) / 2, high[1]]), high - low
        goal = np.array([low[0] + ACROSS * size[0], high[1] - DOWN_BY * size[1]])
        small: np.ndarray = goal + SMALL * (placed - top)
        return placed + self.shrunk * (small - placed)

    def rise(self, line: VMobject, ends: np.ndarray, progress: float) -> None:
        """Bend a straight line between ends (2, 2) of the frame until it is the curve."""
        along = np.linspace(-1, 1, 200) * REACH * abs(self.distance)
        flat = ends[0] + np.linspace(0, 1, 200)[:, None] * (ends[1] - ends[0])
        places = flat + progress * (self.place(along) - flat)
        line.points = as_points(straight(places[:-1], places[1:]))

    def loss(self, distance: np.ndarray) -> np.ndarray:
        """Return the loss above the lowest at distances from the minimum, along this direction."""
        return 0.5 * self.curvature * np.asarray(distance) ** 2

    def distances(self, rate: float, steps: int) -> np.ndarray:
        """Return the distances after 0, 1, … steps, until one leaves the picture."""
        found = self.distance * (1 - rate * self.curvature) ** np.arange(steps + 1)
        inside = np.abs(found) <= REACH * abs(self.distance) * (1 + 1e-9)
        return found[: len(found) if inside.all() else int(np.argmin(inside))]

    def draw(self, distances: np.ndarray, step: float, colour: str, shown: float = 1.0) -> None:
        """Draw the leaps between distances as far as a continuous step, as clearly as that."""
        step = min(step, len(distances) - 1.0)
        places = self.place(distances)
        whole = int(step)
        here = places[whole]
        if step > whole:
            here = here + (step - whole) * (places[whole + 1] - here)
        way = np.vstack([places[: whole + 1], here])
        self.way.points = as_points(straight(way[:-1], way[1:]))
        self.way.set_stroke(colour, opacity=shown)
        self.ball.set_fill(colour, opacity=shown).set_stroke(opacity=shown)
        self.ball.set_places(here[None], (0.14 - 0.05 * self.shrunk) * self.stage.scale)


class SweepChart(VGroup):
    """The loss reached with every learning rate.

    Parameters
    ----------
    sweep : RateSweep
    start : float
        The loss at the start.
    end : float
        The highest learning rate.
    stage : Stage
    theme : Theme
    """

    def __init__(
        self, sweep: RateSweep, start: float, end: float, stage: Stage, theme: Theme
    ) -> None:
        self.sweep, self.stage, self.theme = sweep, stage, theme
        across = Axis(0, end, "learning rate η")
        self.chart = chart_on(stage, across, sweep_axis(sweep), theme)
        self.curve = self.chart.curve(theme.loss, 6)
        line = self.chart.place(np.linspace(0, end, 81), np.full(81, start))
        self.start = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        self.start.points = as_points(straight(line[:-1:2], line[1::2]))
        name = sentence("loss at the start", stage.text_size(20), theme.muted)
        name.move_to(at(*(line[40] + [0, 0.22 * stage.scale])))
        self.limit = VMobject(stroke_color=theme.highlight, stroke_width=5)
        low, high = self.chart.low[1], self.chart.high[1]
        x = float(self.chart.place(sweep.limit, 1.0)[0])
        self.post = np.array([[x, low], [x, high]])
        super().__init__(self.chart, self.start, name, self.curve, self.limit)

    def draw(self, share: float) -> None:
        """Draw the curve as far as a share of all rates."""
        rates = self.sweep.rates
        self.curve.set_values_up_to(rates, self.sweep.losses, share * float(rates[-1]))

    def draw_limit(self, share: float) -> None:
        """Draw a share of the line of the limit, from below."""
        low, high = self.post
        ends = np.array([low, low + share * (high - low)])
        self.limit.points = as_points(straight(ends[:1], ends[1:]))

    def beside_limit(self) -> np.ndarray:
        """Return the place of words to the left of the upper end of that line."""
        return at(*(self.post[1] - [0.15 * self.stage.scale, 0]))

    def marks(
        self, rates: Sequence[float], losses: Sequence[float], colours: Sequence[str]
    ) -> VGroup:
        """Mark learning rates that were seen; what lies outside is left out."""
        found = VGroup()
        for i, (rate, loss, colour) in enumerate(zip(rates, losses, colours, strict=False)):
            if self.chart.holds(rate, loss):
                mark = Markers(
                    marker_of(i), fill_color=colour, fill_opacity=1,
                    stroke_color=self.theme.border, stroke_width=1.5,
                )  # fmt: skip
                mark.set_places(self.chart.place(rate, loss)[None], 0.15 * self.stage.scale)
                found.add(mark)
        return found
