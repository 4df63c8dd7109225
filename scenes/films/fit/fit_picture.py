"""The picture of a regression: points, the curve that was learned, and where it can bend."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.experiments.curve_fit.hinges import Hinges
from scenes.films.fit.fit_axes import FitAxes
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

ROOM = 0.1
"""Room above and below what is shown, as a share of its height."""
DASHES = 45
LEARNED, HELD, FRESH = 0, 3, 2
"""Shapes of the points that are trained on, of those held out, and of others."""
TICK = straight(
    corners := np.array([[-0.15, 0.0], [0.15, 0.0], [0.15, 3.4], [-0.15, 3.4]]),
    np.roll(corners, -1, axis=0),
)
"""How a hinge is marked at the foot: as narrow as can be, so that neighbours stay apart."""
TICKED = 0.85
"""Opacity of these marks."""
SHOWN_UNITS = 3
TOLD, MANY = 0.35, 0.22
"""Opacity of units of which another has been shown since, and of all units together."""
DIMMED = 0.75
"""By so much the curve is dimmed while its units are shown."""
SHRINK = 0.6
"""Power of the camera's zoom by which marks are smaller."""


class FitPicture(VGroup):
    """Points and curves in an area that can change.

    How much is seen of what comes and goes are attributes from 0 to 1; they hold from the next
    call of `draw` on.

    Parameters
    ----------
    fit : FittedCurve
    area : Area
    stage, theme

    Attributes
    ----------
    area : Area
        Of the picture with its numbers.
    held_shown, gaps_shown, truth_shown, ghost_shown, hinges_shown, fan_shown : float
        Opacity of the points that are not trained on, of the gaps between them and the curve, of
        the true curve, of the curve at the best step, of hinges, and of what units add.
    fresh_shown, sum_shown : float
        Opacity of fresh points with their gaps, and of the sum of the units that have been added.
    added : float
        How many units have been, of the last one a part; all of them at first.
    units_shown : float
        How many of a few units are shown, one after another; the last may be on its way.
    units_seen, dimmed : float
        Opacity of these units, and by how much the curve is dimmed.
    nearness : float
        Zoom of the camera: marks grow less than the picture does.
    """

    def __init__(self, fit: FittedCurve, area: Area, stage: Stage, theme: Theme) -> None:
        self.fit, self.area, self.stage = fit, area, stage
        self.held_shown = self.gaps_shown = self.truth_shown = self.ghost_shown = 0.0
        self.hinges_shown = self.units_shown = self.fan_shown = self.dimmed = 0.0
        self.fresh_shown = self.sum_shown = 0.0
        self.units_seen = 1.0
        self.added = np.inf
        self.nearness = 1.0
        across, upward = Axis(*fit.domain), Axis(*_heights(fit))
        self.axes = FitAxes(across, upward, stage, theme, fit.names and fit.names[0])
        self.truth = VMobject(stroke_color=theme.text, stroke_width=3)
        self.ghost = VMobject(stroke_color=theme.gradient, stroke_width=4)
        self.gaps = VMobject(stroke_color=theme.loss, stroke_width=1.8)
        self.fresh_gaps = VMobject(stroke_color=theme.accuracy, stroke_width=1.8)
        self.fan = VMobject(stroke_color=theme.text, stroke_width=1.2)
        self.curve = VMobject(stroke_color=theme.highlight, stroke_width=6)
        self.sum = VMobject(stroke_color=theme.highlight, stroke_width=6)
        self.hinges = Markers(TICK, fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        self.held = _markers(HELD, theme.loss, theme)
        self.fresh = _markers(FRESH, theme.accuracy, theme)
        self.points_drawn = _markers(LEARNED, theme.positive, theme)
        self.ground = _ground(fit)
        self.chosen = _few_units(fit, self.ground) if fit.is_hinged else np.zeros(0, int)
        self.units = [VMobject(stroke_color=theme.text, stroke_width=5) for _ in self.chosen]
        self.unit_hinges = [_markers(LEARNED, theme.text, theme) for _ in self.chosen]
        super().__init__(
            self.axes, self.truth, self.gaps, self.fresh_gaps, self.fan, self.ghost, self.curve,
            self.hinges, self.held, self.points_drawn, self.fresh, self.sum, *self.units,
            *self.unit_hinges,
        )  # fmt: skip

    @property
    def box(self) -> Area:
        """Where curves are drawn."""
        return self.axes.inner(self.area)

    def place(self, x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
        """Return where values stand in the frame, array (…, 2)."""
        return self.axes.place(self.box, x, y)

    def draw(self, step: float) -> None:
        """Draw a step of the training, continuous."""
        fit, radius = self.fit, 0.1 * self.stage.scale * self.nearness**-SHRINK
        x, y = fit.curve(step)
        self.axes.draw(self.box)
        self._run(self.curve, x, y)
        self.curve.set_stroke(opacity=1 - DIMMED * self.dimmed)
        self.points_drawn.set_places(self.place(*fit.points.T), 1.15 * radius)
        if fit.held_out is not None:
            places = self.place(*fit.held_out.T)
            self.held.set_places(places, 0.75 * radius)
            self._reach(self.gaps, fit.held_out, x, y)
        self.held.set_style(fill_opacity=self.held_shown, stroke_opacity=self.held_shown)
        self.gaps.set_stroke(opacity=0.8 * self.gaps_shown)
        if fit.fresh is not None:
            self.fresh.set_places(self.place(*fit.fresh.T), 0.9 * radius)
            self._reach(self.fresh_gaps, fit.fresh, x, y)
        self.fresh_gaps.set_stroke(opacity=0.8 * self.fresh_shown)
        self.fresh.set_style(fill_opacity=self.fresh_shown, stroke_opacity=self.fresh_shown)
        if fit.truth is not None:
            self._dash(self.truth, *fit.truth.T)
        self.truth.set_stroke(opacity=self.truth_shown)
        if fit.best_step is not None and self.ghost_shown:
            self._run(self.ghost, *fit.curve(fit.best_step))
        self.ghost.set_stroke(opacity=self.ghost_shown)
        if fit.is_hinged:
            self._draw_units(step, radius)

    def _draw_units(self, step: float, radius: float) -> None:
        units = self.fit.hinges(step)
        (low, high), places = self.fit.domain, units.places
        spots = self.place(places[(places > low) & (places < high)], 0.0)
        spots[:, 1] = self.box.low[1]
        self.hinges.set_places(spots, radius)
        self.hinges.set_fill(opacity=TICKED * self.hinges_shown)
        lines = {i: self._unit_line(units, int(i)) for i in self.chosen}
        if self.fan_shown or self.sum_shown:
            self._add_up(units)
        self.sum.set_stroke(opacity=self.sum_shown)
        self.fan.set_stroke(opacity=MANY * self.fan_shown)
        parts = zip(self.chosen, self.units, self.unit_hinges, strict=True)
        for k, (index, line, hinge) in enumerate(parts):
            line.points = as_points(self._pieces(lines[index]))
            hinge.set_places(lines[index][1:2], 1.1 * radius)
            came, told = np.clip([self.units_shown - k, self.units_shown - k - 1], 0, 1).tolist()
            seen = self.units_seen * came * (1 - (1 - TOLD) * told)
            line.set_stroke(opacity=seen)
            hinge.set_style(fill_opacity=seen, stroke_opacity=seen)

    def _add_up(self, units: Hinges) -> None:
        """Draw what units add, as many as have been added, and their sum."""
        x = units.corners(*self.fit.domain)[0]
        shares = np.zeros(len(units.weights))
        shares[self._order(units, x)] = np.clip(self.added - np.arange(len(shares)), 0, 1)
        parts = [self._pieces(self._unit_line(units, int(i))) for i in np.flatnonzero(shares)]
        if parts:
            self.fan.points = as_points(np.concatenate(parts))
        self._run(self.sum, x, units.output(x, shares))

    def _order(self, units: Hinges, x: np.ndarray) -> np.ndarray:
        """Return all units: first those that were shown, then as their sum comes nearest."""
        order = units.adding_order(x)
        return np.append(self.chosen, order[~np.isin(order, self.chosen)])

    def _reach(self, gaps: VMobject, points: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
        """Draw lines from points to a curve."""
        on_curve = self.place(points[:, 0], np.interp(points[:, 0], x, y))
        lines = straight(self.place(*points.T), on_curve)
        gaps.points = as_points(clip_to_box(lines, self.box.low, self.box.high))

    def _unit_line(self, units: Hinges, index: int) -> np.ndarray:
        """Return both ends of a unit's part and its hinge between them, array (3, 2)."""
        low, high = self.fit.domain
        x = np.sort([low, np.clip(units.places[index], low, high), high])
        return self.place(x, self.ground + units.unit(index, x))

    def _pieces(self, spots: np.ndarray) -> np.ndarray:
        return clip_to_box(straight(spots[:-1], spots[1:]), self.box.low, self.box.high)

    def _run(self, line: VMobject, x: np.ndarray, y: np.ndarray) -> None:
        places = self.place(x, y)
        segments = straight(places[:-1], places[1:])
        line.points = as_points(clip_to_box(segments, self.box.low, self.box.high))

    def _dash(self, line: VMobject, x: np.ndarray, y: np.ndarray) -> None:
        wanted = np.linspace(x[0], x[-1], 8 * DASHES + 5)
        values = np.interp(wanted, x, y)
        values[np.arange(len(wanted)) % 8 > 4] = np.nan
        self._run(line, wanted, values)


def _markers(shape: int, colour: str, theme: Theme) -> Markers:
    return Markers(
        marker_of(shape), fill_color=colour, fill_opacity=1, stroke_color=theme.background,
        stroke_width=1.5,
    )  # fmt: skip


def _heights(fit: FittedCurve) -> tuple[float, float]:
    """Return the least and greatest output in the window: of points and of the last curve."""
    shown = [fit.points[:, 1], fit.curve(fit.recording.last_step)[1]]
    known = fit.held_out, fit.truth, fit.fresh
    shown += [each[:, 1] for each in known if each is not None]
    values = np.concatenate(shown)
    low, high = float(values.min()), float(values.max())
    room = ROOM * (high - low) or 1.0
    return low - room, high + room


def _ground(fit: FittedCurve) -> float:
    """Return the level on which units are drawn: 0, or the middle where 0 is not in sight."""
    low, high = _heights(fit)
    return 0.0 if low < 0 < high else (low + high) / 2


def _few_units(fit: FittedCurve, ground: float) -> np.ndarray:
    """Return a few units whose hinges and parts are in the window at the last step: the largest."""
    units, (low, high) = fit.hinges(fit.recording.last_step), fit.domain
    ends = np.array([low, high])
    parts = np.array([units.unit(i, ends) for i in range(len(units.weights))])
    size = np.abs(parts).max(axis=1)
    least, most = 0.9 * (np.array(_heights(fit)) - ground)
    middle, half = (low + high) / 2, 0.8 * (high - low) / 2
    fits = (np.abs(units.places - middle) < half) & ((least < parts) & (parts < most)).all(axis=1)
    chosen: np.ndarray = np.flatnonzero(fits)[np.argsort(-size[fits])][:SHOWN_UNITS]
    return chosen
