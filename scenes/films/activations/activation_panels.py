"""The two pictures of an activation function: its curve, and the plane that it acts on."""

from __future__ import annotations

import numpy as np
from manim import Dot, Group, RoundedRectangle, VGroup, VMobject

from engine.experiments.activated_plane import EXTENT, ActivatedPlane
from engine.experiments.activation_facts import ActivationFacts, Interval, slopes, values
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.theme.position_colours import visible_colours
from scenes.theme.theme import Theme

HATCH = 0.2
"""Distance of the lines by which a dead part is hatched, in frame units."""
VIEW = 1.18 * EXTENT
"""A plane is seen from -VIEW to VIEW."""


def room_for(heights: np.ndarray, *kept: float) -> tuple[float, float]:
    """Choose the ends of an axis that shows these heights and the kept ones, with some air."""
    low, high = np.nanmin([*heights, *kept]), np.nanmax([*heights, *kept])
    air = 0.08 * (high - low)
    return float(low - air), float(high + air)


class FlatPart(VGroup):
    """Where a function is flat, as a band of a chart: shaded, and hatched where it is dead.

    Parameters
    ----------
    chart : Chart
    part : Interval
    colour : str
    hatched : bool
    """

    def __init__(self, chart: Chart, part: Interval, colour: str, *, hatched: bool) -> None:
        low = np.maximum(chart.place(part.low, chart.y.low), chart.low)
        high = np.minimum(chart.place(part.high, chart.y.high), chart.high)
        self.low, self.high = low, high
        ground = VMobject(fill_color=colour, fill_opacity=0.16, stroke_width=0)
        corners = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (high - low)
        ground.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(ground)
        if hatched:
            tall = high[1] - low[1]
            starts = np.arange(low[0] - tall + HATCH / 2, high[0], HATCH)
            feet = np.column_stack([starts, np.full(len(starts), low[1])])
            lines = VMobject(stroke_color=colour, stroke_width=1.2, stroke_opacity=0.6)
            lines.points = as_points(clip_to_box(straight(feet, feet + tall), low, high))
            self.add(lines)


class CurvePanel(VGroup):
    """A function's graph, or its derivative's, on a chart, with flat parts and a moving point.

    Parameters
    ----------
    facts : ActivationFacts
    chart : Chart
        That it is drawn on.
    of_slope : bool
        Whether the derivative is shown.
    """

    def __init__(self, facts: ActivationFacts, chart: Chart, *, of_slope: bool = False) -> None:
        theme = chart.theme
        self.facts, self.chart, self.of_slope = facts, chart, of_slope
        self.colour = theme.gradient if of_slope else theme.highlight
        self.flats = [
            *(FlatPart(chart, part, theme.muted, hatched=False) for part in facts.saturated),
            *(FlatPart(chart, part, theme.loss, hatched=True) for part in facts.dead),
        ]
        self.line = chart.curve(self.colour)
        self.stem = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        self.dot = Dot(radius=0.09, color=theme.text)
        super().__init__(self.chart, self.line)
        self.draw_to(np.inf)

    @property
    def graph(self) -> tuple[np.ndarray, np.ndarray]:
        """What is drawn: arrays (samples,)."""
        return self.facts.slope_curve if self.of_slope else self.facts.curve

    def draw_to(self, x: float) -> CurvePanel:
        """Draw the graph up to x."""
        self.line.set_values_up_to(*self.graph, x)
        return self

    def height_at(self, x: float) -> float:
        """Return the value that is shown at x."""
        function = slopes if self.of_slope else values
        return float(function(self.facts.kind, x))

    def point_at(self, x: float) -> float:
        """Move the point above x on the graph, on a stem from the axis; return its height."""
        height = self.height_at(x)
        place = self.chart.place(x, height)
        foot = self.chart.place(x, np.clip(0, self.chart.y.low, self.chart.y.high))
        self.dot.move_to(at(*place))
        self.stem.points = as_points(straight(foot[None], place[None]))
        return height


def curve_panel(
    facts: ActivationFacts,
    low: np.ndarray,
    high: np.ndarray,
    theme: Theme,
    label: str,
    *,
    of_slope: bool = False,
    reach: float = 10.0,
) -> CurvePanel:
    """Draw a function's graph over a box of the frame.

    Parameters
    ----------
    facts : ActivationFacts
    low, high : array (2,)
        The box without its numbers, as in `Chart`.
    theme : Theme
    label : str
        Of the vertical axis.
    of_slope : bool
        Whether to draw the derivative, on an axis on which all derivatives can be compared.
    reach : float
        Inputs go from -reach to reach.
    """
    x, heights = facts.slope_curve if of_slope else facts.curve
    seen = heights[np.abs(x) <= reach]
    vertical = room_for(seen, 0.0, 1.0) if of_slope else room_for(seen, 0.0)
    chart = Chart(low, high, Axis(-reach, reach), Axis(*vertical, label), theme, size=20)
    return CurvePanel(facts, chart, of_slope=of_slope)


class ActivatedPlanePanel(Group):
    """A square view of a plane: its grid, and points coloured by where they began.

    Parameters
    ----------
    plane : ActivatedPlane
    centre : array (2,)
        In the frame.
    side : float
        Of the square.
    theme : Theme
    radius : float
        Of a point.
    """

    def __init__(
        self,
        plane: ActivatedPlane,
        centre: np.ndarray,
        side: float,
        theme: Theme,
        radius: float = 0.055,
    ) -> None:
        self.plane, self.middle, self.scale_of = plane, np.asarray(centre, float), side / (2 * VIEW)
        self.low, self.high = self.middle - side / 2, self.middle + side / 2
        box = RoundedRectangle(
            corner_radius=min(0.12, side / 20),
            width=side,
            height=side,
            stroke_color=theme.edge,
            stroke_width=2,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(at(*self.middle))
        ends = np.array([[[-VIEW, 0], [0, -VIEW]], [[VIEW, 0], [0, VIEW]]])
        cross = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        cross.points = as_points(straight(*self.place(ends)))
        self.grid = CurveGrid(theme.grid, self.low, self.high, stroke_width=1.0)
        self.grid.set_stroke(opacity=0.55)
        colours = visible_colours(theme, plane.points(0, 0))
        self.coloured = ColouredPoints(colours, radius, self.low, self.high)
        super().__init__(box, cross, self.grid, self.coloured)
        self.activate(0, 0)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points of the plane (…, 2) lie in the frame."""
        placed: np.ndarray = self.middle + points * self.scale_of
        return placed

    def activate(self, first: float, second: float) -> ActivatedPlanePanel:
        """Show the function applied in part to each of the axes."""
        families = self.plane.lines(first, second)
        shown = [
            np.broadcast_to(self.plane.whole | (share == 0), lines[:, 1:, 0].shape)
            for lines, share in zip(families, (first, second), strict=True)
        ]
        across, upright = map(self.place, families)
        self.grid.set_curves(across, upright, shown)
        self.put(self.plane.points(first, second))
        return self

    def put(self, points: np.ndarray) -> ActivatedPlanePanel:
        """Move the coloured points in the plane, array (points, 2)."""
        self.coloured.set_places(self.place(points))
        return self
