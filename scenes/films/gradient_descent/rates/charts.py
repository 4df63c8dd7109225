"""Charts of the film of learning rates: a cut straight across the valley, and all rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import LEFT, VGroup, VMobject

from engine.descent.rate_sweep import RateSweep
from scenes.films.gradient_descent.descent_charts import chart_on
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

REACH = 1.35
"""How far a cut goes to either side, in distances of the start."""
TANGENT = 0.35
"""From the start to the ends of its tangent, in distances of the start."""
ROOM = 1
"""Decades below the lowest loss of a sweep, and above the highest."""
LEAST = 1e-12
"""Least loss of an axis, as a share of that at the start."""
BESIDE, BELOW = 0.42, 0.5
"""Share of the hero's width beside which the chart stands, or of its height below which it does:
there, cuts are large."""
TITLE = 1.5
"""Room for the title above cuts, in frame units of 16:9."""
HEIGHTS = (0.64, 0.36)
"""Of the cuts, as shares: the steep one is high."""


def sweep_axis(sweep: RateSweep, start: float) -> Axis:
    """Choose the axis for the losses of a sweep from a loss at the start."""
    least = max(float(sweep.losses.min()), LEAST * float(sweep.losses[0]), 1e-300)
    most = float(sweep.losses[np.isfinite(sweep.losses)].max())
    low = np.floor(np.log10(least)) - ROOM
    high = np.ceil(np.log10(max(most, start, least))) + ROOM
    return Axis(float(10.0**low), float(10.0**high), "", log=True, powers=True)


@dataclass(frozen=True)
class SmallPlace:
    """Where a small cut stands.

    Attributes
    ----------
    area : Area
        Of the frame.
    reach, highest : float
        What it holds: distances to either side, and losses from 0 on.
    """

    area: Area
    reach: float
    highest: float


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
        x = Axis(-reach, reach, "distance from the minimum, across the valley")
        y = Axis(0, 0.5 * curvature * reach**2, "loss above the lowest")
        self.chart = chart_on(stage, x, y, theme, above=2.0)
        self.curve = self.chart.curve(theme.loss, 6)
        along = np.linspace(-reach, reach, 200)
        self.curve.set_values(along, self.loss(along))
        self.way = VMobject(stroke_color=theme.highlight, stroke_width=3.5, fill_opacity=0)
        self.ball = Markers(
            marker_of(0), fill_color=theme.highlight, fill_opacity=1,
            stroke_color=theme.border, stroke_width=1.6,
        )  # fmt: skip
        self.shrunk = 0.0
        self.small: SmallPlace | None = None
        super().__init__(self.chart, self.curve, self.way, self.ball)

    def shrink(self, progress: float) -> None:
        """Draw the curve, and from then on the leaps, on their way to a small place."""
        self.shrunk = progress
        along = np.linspace(-1, 1, 200) * REACH * abs(self.distance)
        places = self.place(along)
        self.curve.points = as_points(straight(places[:-1], places[1:]))
        self.curve.set_stroke(width=6 - progress)

    def place(self, distances: np.ndarray) -> np.ndarray:
        """Return where the curve is at distances (n,) from the minimum, array (n, 2)."""
        placed = self.chart.place(distances, self.loss(distances))
        if self.small is None:
            return placed
        shares = np.stack(
            [(distances / self.small.reach + 1) / 2, self.loss(distances) / self.small.highest], -1
        )
        goal = self.small.area.low + shares * self.small.area.size
        found: np.ndarray = placed + self.shrunk * (goal - placed)
        return found

    @property
    def reach(self) -> float:
        """How far the curve goes to either side."""
        return REACH * abs(self.distance)

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

    def tangent(self, share: float) -> np.ndarray:
        """Return the ends of a share of the tangent at the start, array (2, 2) in the frame."""
        slope, half = self.curvature * self.distance, share * TANGENT * abs(self.distance)
        along = self.distance + half * np.array([-1, 1])
        found: np.ndarray = self.chart.place(
            along, self.loss(np.array(self.distance)) + slope * (along - self.distance)
        )
        return found

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
        self.ball.set_places(here[None], (0.14 - 0.02 * self.shrunk) * self.stage.scale)


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
        across, up = Axis(0, end, "learning rate η"), sweep_axis(sweep, start)
        hero, scale = stage.hero, stage.scale
        low, high = hero.low + np.array([1.6, 0.95]) * scale, hero.high - [0.6 * scale, 0.4 * scale]
        if stage.is_upright:
            high[1] = hero.low[1] + BELOW * hero.size[1]
        else:
            low[0] += BESIDE * hero.size[0]
        self.chart = Chart(low, high, across, up, theme, size=stage.text_size(24))
        self.curve = self.chart.curve(theme.loss, 6)
        line = self.chart.place(np.linspace(0, end, 81), np.full(81, start))
        self.start = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        self.start.points = as_points(straight(line[:-1:2], line[1::2]))
        name = sentence("loss at the start", stage.text_size(24), theme.muted)
        name.move_to(at(*(line[0] + [0.15 * stage.scale, 0.22 * stage.scale])), aligned_edge=LEFT)
        self.limit = VMobject(stroke_color=theme.highlight, stroke_width=5)
        low, high = self.chart.low[1], self.chart.high[1]
        x = float(self.chart.place(sweep.limit, 1.0)[0])
        self.post = np.array([[x, low], [x, high]])
        super().__init__(self.chart, self.start, name, self.curve, self.limit)

    def draw(self, rate: float) -> None:
        """Draw the curve as far as a rate."""
        self.curve.set_values_up_to(self.sweep.rates, self.sweep.losses, rate)

    def draw_limit(self, share: float) -> None:
        """Draw a share of the line of the limit, from below."""
        low, high = self.post
        ends = np.array([low, low + share * (high - low)])
        self.limit.points = as_points(straight(ends[:1], ends[1:]))

    def beside_limit(self) -> np.ndarray:
        """Return the place of words to the left of the upper end of that line."""
        return at(*(self.post[1] - [0.15 * self.stage.scale, 0]))

    def places_of_cuts(self, count: int) -> list[Area]:
        """Return where so many cuts stand below one another beside the chart, or above it."""
        stage, scale, hero = self.stage, self.stage.scale, self.stage.hero
        low = hero.low + 0.3 * scale
        high = np.array([hero.low[0] + BESIDE * hero.size[0], hero.high[1] - TITLE * scale])
        if stage.is_upright:
            low[1] = self.chart.high[1] + 0.4 * scale
            high[0] = hero.high[0] - 0.3 * scale
        gap = 0.2 * scale
        heights = (high[1] - low[1] - (count - 1) * gap) * np.array(HEIGHTS[:count])
        heights /= sum(HEIGHTS[:count])
        tops = high[1] - np.concatenate([[0.0], np.cumsum(heights + gap)[:-1]])
        return [
            Area(np.array([low[0], top - height]), np.array([high[0], top]))
            for top, height in zip(tops.tolist(), heights.tolist(), strict=True)
        ]

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
