"""One network of the film of a loss landscape: its surface, numbers and name, each in place."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, Text

from engine.geometry.pace import pace_by_distance
from scenes.films.landscape.colour_bar import ColourBar
from scenes.films.landscape.landscape_panel import DETAIL, LandscapePanel
from scenes.films.landscape.landscape_views import LandscapeView
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.numbers import by_size, significant
from scenes.mobjects.arrays.colour_map import height_colours
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SAMPLES = 160
"""Places through which a run's way is drawn."""
CLOSE = 0.12
"""Share of the bar of colours within which two numbers would touch."""
DECADES = 6
"""Most that a logarithmic scale spans."""
LONGEST = "88.8888"
"""Room is left for a number as wide as this."""
TURN = 0.3
"""The surface turns by so much to either side; radians."""
TILTS = ((1.22, 1.08), (0.98, 0.83))
"""Pairs of tilts between which it turns meanwhile; the second are for deep bowls."""
DIRECTIONS = np.linspace(-np.pi, np.pi, 17)[1:]
"""Among which the one is chosen that hides least of the way."""

PEAKS = (0.25, 0.32, 0.4, 0.55, 0.7, 0.85, 1.0)
"""Heights of a surface, as shares of its side, among which the one is chosen that fills most."""
BAR = 0.95
"""Room for the bar of colours, left of a surface that stands alone; at scale 1."""
ALONE = 0.8
"""A surface that stands alone takes at least such a share of the hero's width and height."""
USUAL, BEYOND = 0.98, 0.3
"""Colours are spread over so many of a landscape's heights, and over such a share of what is higher
in other slices; what is higher still looks like the highest."""
FILLED = np.array([0.99, 0.97])
"""Shares of its place's width and height that a surface takes."""


def scale_of(losses: list[np.ndarray], spec: LandscapeSpec) -> Axis:
    """Return the scale of heights: one for all surfaces."""
    together = np.concatenate([each.ravel() for each in losses]).astype(float)
    known = together[np.isfinite(together)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if spec.cap is not None:
        high = min(high, spec.cap)
    log = spec.heights == "log"
    if log:
        high = max(high, 1e-9)
        low = max(low, high / 10**DECADES)
    if low >= high:
        low = high / 2
    return Axis(low, high, log=log)


def cut_off(losses: list[np.ndarray], scale: Axis) -> tuple[bool, bool]:
    """Return whether some losses lie above a scale, and whether some lie below."""
    together = np.concatenate([each.ravel() for each in losses])
    above = ~(together <= scale.high * (1 + 1e-6))  # no number is above, too
    return bool(above.any()), bool((together < scale.low * (1 - 1e-6)).any())


def shares_of(losses: np.ndarray, scale: Axis) -> np.ndarray:
    """Return how high losses are drawn, from 0 to 1; those that are no numbers as the highest."""
    return np.where(np.isnan(losses), 1.0, np.clip(scale.share(losses), 0, 1))


def places(stage: Stage, count: int) -> list[Area]:
    """Divide the hero's place among one network, or two: side by side, or one above the other."""
    hero = stage.hero
    if count == 1:
        return [Area(hero.low + [BAR * stage.scale, 0.0], hero.high)]
    axis = 0 if hero.size[0] > hero.size[1] else 1
    middle = hero.centre[axis]
    first_high, second_low = hero.high.copy(), hero.low.copy()
    first_high[axis], second_low[axis] = middle, middle
    halves = [Area(hero.low, first_high), Area(second_low, hero.high)]
    return halves if axis == 0 else halves[::-1]


def fitted(
    area: Area,
    heights: np.ndarray,
    orbits: tuple[Orbit, ...],
    peaks: tuple[float, ...] = PEAKS,
) -> tuple[np.ndarray, float, float]:
    """Return the centre, side and height of the largest surface that an area can hold.

    Parameters
    ----------
    area : Area
    heights : array (…, rows, columns)
        From 0 to 1; of several surfaces, all are held.
    orbits : tuple of Orbit
        From where it will be seen.
    peaks : tuple of float
        Its heights, as shares of its side, of which the one is chosen that fills most.
    """
    plan = np.meshgrid(*(np.linspace(-0.5, 0.5, n) for n in heights.shape[:-3:-1]))
    every = heights.reshape(-1, *heights.shape[-2:])
    extremes = [np.stack([*plan, each], axis=-1) for each in (every.min(axis=0), every.max(axis=0))]
    ends = np.reshape(extremes, (-1, 3))
    names = 0.55 * np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]])
    area = Area(area.low + [0, 0.05 * area.size[1]], area.high)  # names hang below their places
    best, chosen = 0.0, (area.centre, 1.0, 0.4)
    for peak in peaks:
        points = np.vstack([ends * [1, 1, peak], names])
        seen = np.concatenate([orbit.see(points)[0] for orbit in orbits])
        low, high = seen.min(axis=0), seen.max(axis=0)
        side = float((FILLED * area.size / (high - low)).min())
        filled = float(np.prod(side * (high - low)))
        if filled > best:
            best = filled
            chosen = (area.centre - side * (low + high) / 2, side, side * peak)
    return chosen


class NetworkStage:
    """A network, its landscape and its way over it.

    Parameters
    ----------
    view : LandscapeView
    scale : Axis
        Of heights.
    area : Area
        Of the frame, all its own.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    away : array (places,)
        How far the network is from the slice along its way, in halves of the slice's side.
    """

    def __init__(
        self, view: LandscapeView, scale: Axis, area: Area, stage: Stage, theme: Theme
    ) -> None:
        self.view, self.area, self.stage, self.scale = view, area, stage, scale
        seen, shadow = view.landscape, view.landscape.shadow
        self.heights = shares_of(seen.loss, scale)
        usual = float(np.quantile(self.heights, USUAL))
        self.colours = height_colours(theme, 0, usual + BEYOND * (1 - usual))
        self.first, self.last = Orbit(-TURN, 1.1), Orbit(TURN, 0.9)
        self.panel = LandscapePanel(
            self.heights, (area.centre, 1.0, 0.4), self.colours, theme, stage.scale
        )
        way = shadow.coordinates
        moved = np.linalg.norm(np.diff(way, axis=0, prepend=way[:1]), axis=1)
        self.pace = pace_by_distance(shadow.steps, moved)
        steps = [self.pace.step_at(share) for share in np.linspace(0, 1, SAMPLES)]
        middle = np.array([seen.x[0] + seen.x[-1], seen.y[0] + seen.y[-1]]) / 2
        half = np.array([seen.x[-1] - seen.x[0], seen.y[-1] - seen.y[0]]) / 2
        self.panel.set_way(
            (np.column_stack([np.interp(steps, shadow.steps, way[:, k]) for k in (0, 1)]) - middle)
            / half,
            np.interp(steps, shadow.steps, shares_of(shadow.true_loss, scale)),
        )
        fine = np.linspace(0, SAMPLES - 1, DETAIL * (SAMPLES - 1) + 1)
        away = np.interp(steps, shadow.steps, shadow.distance) / half.mean()
        self.away = np.interp(fine, range(SAMPLES), away)
        self.corner = self.numbers(theme)

    def fit(self, first: Orbit, last: Orbit) -> None:
        """Make the surface as large as it can be, seen from two directions."""
        panel = self.panel
        panel.centre, panel.side, panel.peak = fitted(self.area, self.heights, (first, last))
        panel.mesh.points[-1] = at(*panel.centre)
        panel.face(between(first, last, 0.5)).shape(panel.build)

    def title(self, theme: Theme) -> Text:
        """Name the network in the corner of its place."""
        name = verbatim(self.view.title, self.stage.text_size(26), theme.text, bold=True)
        corner = at(self.area.low[0], self.area.high[1]) + 0.25 * self.stage.scale * (RIGHT - UP)
        return name.move_to(corner, aligned_edge=UP + LEFT)

    def numbers(self, theme: Theme) -> CornerNumbers:
        """Make the numbers that change while it is trained."""
        rows = [
            ("step", LONGEST, theme.text),
            ("shadow's loss", LONGEST, theme.text),
            ("true loss", LONGEST, theme.loss),
        ]
        corner, size = self.area.high - 0.15 * self.stage.scale, self.stage.text_size(28)
        numbers = CornerNumbers(rows, corner, size, theme)
        if (self.area.size < ALONE * self.stage.hero.size).any():
            return numbers
        # A surface that stands alone leaves the lower corner free.
        corner[1] = self.stage.hero.low[1] + 0.15 * self.stage.scale + numbers.height
        return CornerNumbers(rows, corner, size, theme)

    def bar(self, scale: Axis, cut: tuple[bool, bool], theme: Theme) -> ColourBar:
        """Label the colour bar with losses, and the colour of all those beyond it."""
        shares = {value: float(scale.share(value)) for value in scale.round_numbers(6)}
        above, below = cut
        marks = [
            (share, significant(value))
            for value, share in shares.items()
            if not (above and share > 1 - CLOSE) and not (below and share < CLOSE)
        ]
        marks += [(1.0, f"≥ {significant(scale.high, 3)}")] if above else []
        least = significant(scale.low, 1 if below else 2)
        if below or all(share > CLOSE for share, _ in marks):
            marks += [(0.0, f"≤ {least}" if below else least)]
        unit = self.stage.scale
        low = self.stage.legend.low + [0.05, 0.12 * unit]
        high = low + np.array([0.24, 3.3]) * unit
        size = self.stage.text_size(24)
        return ColourBar(self.colours, low, high, marks, "loss", theme, size=size, span=(0.0, 1.0))

    def share_of(self, step: int) -> float:
        """Return the share of the film time at which a step is shown."""
        shares = np.linspace(0, 1, 10 * SAMPLES)
        reached = [self.pace.step_at(share) + 1e-6 >= step for share in shares]
        return float(shares[int(np.argmax(reached))])

    def walk(self, share: float) -> None:
        """Draw a share of the way on the surface alone."""
        self.panel.follow(share * (SAMPLES - 1), stem=False)

    def draw(self, progress: float) -> None:
        """Show the run at a share of its film time."""
        self.panel.follow(progress * (SAMPLES - 1))
        self.write(progress)

    def write(self, progress: float) -> None:
        """Write the numbers of the run at a share of its film time."""
        shadow = self.view.landscape.shadow
        whole = self.pace.step_at(progress) + 1e-6  # what is measured, is measured at whole steps
        i = int(np.searchsorted(shadow.steps, whole, side="right")) - 1
        self.corner.write(
            f"{shadow.steps[i]}", loss_text(shadow.plane_loss[i]), loss_text(shadow.true_loss[i])
        )


def best_views(stages: list[NetworkStage]) -> tuple[Orbit, Orbit]:
    """Choose the views between which surfaces turn, so that most of the ways is seen."""
    views = [
        (Orbit(azimuth - TURN, flat), Orbit(azimuth + TURN, steep))
        for flat, steep in TILTS
        for azimuth in DIRECTIONS
    ]
    hidden = [
        max(stage.panel.hidden_from(orbit) for stage in stages for orbit in pair) for pair in views
    ]
    # Rounded, so that a flat view is preferred unless a steep one shows clearly more.
    first, last = views[int(np.argmin(np.round(hidden, 1)))]
    for stage in stages:
        stage.fit(first, last)
    return first, last


def between(first: Orbit, last: Orbit, share: float) -> Orbit:
    """Return a direction of view on the way from one to another."""
    return Orbit(
        first.azimuth + share * (last.azimuth - first.azimuth),
        first.tilt + share * (last.tilt - first.tilt),
    )


def loss_text(loss: float) -> str:
    """Write a loss in few characters."""
    if not np.isfinite(loss):
        return "∞"
    return by_size(loss, {1: 4, 100: 3}, most=100)
