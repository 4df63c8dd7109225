"""All features as dots: their values, or a model's weights, in a field.

The ten that carry signal stand above the others, in a frame.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from manim import Group, VMobject
from manim.utils.color import ManimColor

from engine.experiments.more_data import SIGNAL
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

BRIGHT = 2.5
"""Standard deviations from 0 at which a value has its full colour."""
SMALL, LARGE = 0.55, 1.25
"""Sizes of a dot of weight 0, and of one of weight `HUGE`; one of weight 1 has size 1."""
HUGE = 3.0
HOLE = 0.6
"""Size of the hole in a dot of a weight below 0, as a share of the dot's."""
SEEN = 0.6
"""Share of the muted colour in that of a dot of weight 0."""
LEVELS = 32
"""Different sizes for each unit, lest each dot be drawn by itself."""
GAP = 0.7
"""Between the ten and the others, in steps of these."""
WHOLE = 0.8
"""A field without a gap in its last row may be so much smaller than one that has one."""
TINY = 0.05
"""Size of the dots that have become one, as a share of what it was."""


def rgb(colour: str) -> np.ndarray:
    """Return a colour as numbers from 0 to 1, array (3,)."""
    return np.array(ManimColor(colour).to_rgb())


class Lights(NamedTuple):
    """How dots look: colours (features, 3), sizes (features,), and which are hollow, likewise."""

    rgbs: np.ndarray
    sizes: np.ndarray
    hollow: np.ndarray


class Pose(NamedTuple):
    """How the dots stand.

    Attributes
    ----------
    places : array (features, 2)
    rooms : array (features,)
        Width of what each has for itself.
    low, high : array (2,)
        Corners of the frame around those that carry signal.
    """

    places: np.ndarray
    rooms: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def towards(self, other: Pose, progress: float) -> Pose:
        """Return the pose at a share of the way to another: each dot goes straight there."""
        pairs = zip(self, other, strict=True)
        return Pose(*((1 - progress) * ours + progress * theirs for ours, theirs in pairs))

    @property
    def extent(self) -> Area:
        """All that the dots take."""
        half = self.rooms[:, None] / 2
        low = np.minimum((self.places - half).min(axis=0), self.low)
        return Area(low, np.maximum((self.places + half).max(axis=0), self.high))


class FeatureGrid(Group):
    """All features as dots: a field under the ten that carry signal.

    Parameters
    ----------
    features : int
    area : Area
        Where the dots stand at first, as a field.
    theme : Theme
    """

    def __init__(self, features: int, area: Area, theme: Theme) -> None:
        self.theme, self.features = theme, features
        self.rest = (1 - SEEN) * rgb(theme.edge) + SEEN * rgb(theme.muted)
        self.dots = ColouredPoints(np.tile(self.rest, (features, 1)))
        self.holes = ColouredPoints(np.zeros((0, 3)))
        self.frame = VMobject(stroke_color=theme.highlight, stroke_width=3)
        super().__init__(self.dots, self.holes, self.frame)
        self.stand(self.field_in(area))
        self.wear(Lights(self.dots.rgbs, np.ones(features), np.zeros(features)))

    def field_in(self, area: Area, aside: float = 0.0) -> Pose:
        """Return the pose of a field that fills an area: rows and rows under the ten.

        Parameters
        ----------
        area : Area
        aside : float
            Width that is left free at the left of the ten.
        """
        others = self.features - SIGNAL
        columns = _columns(others, area, aside)
        step, cell = _steps(others, columns, area, aside)
        rows = int(np.ceil(others / columns))
        size = np.array([step * columns, cell + (GAP + rows) * step])
        left, top = area.centre + size / 2 * [-1, 1]
        right = left + size[0]
        ten = np.column_stack([right - cell * (np.arange(SIGNAL, 0, -1) - 0.5),
                               np.full(SIGNAL, top - cell / 2)])  # fmt: skip
        across, down = np.arange(others) % columns, np.arange(others) // columns
        rest = np.column_stack([left + (across + 0.5) * step,
                                top - cell - (GAP + down + 0.5) * step])  # fmt: skip
        rooms = np.where(np.arange(self.features) < SIGNAL, cell, step)
        low = np.array([right - SIGNAL * cell, top - cell])
        return Pose(np.concatenate([ten, rest]), rooms, low, np.array([right, top]))

    def gathered(self, place: np.ndarray) -> Pose:
        """Return the pose in which all dots are one, at a place (2,)."""
        pose = self.pose
        return Pose(np.tile(place, (self.features, 1)), TINY * pose.rooms, place, place)

    def stand(self, pose: Pose) -> FeatureGrid:
        """Take a pose."""
        self.pose = pose
        least = float(pose.rooms.min())
        self.dots.radius = 0.38 * least
        self._bulk = pose.rooms / least
        self.dots.set_places(pose.places)
        (left, foot), (right, top) = pose.low, pose.high
        corners = np.array([[left, foot], [right, foot], [right, top], [left, top]])
        self.frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        if hasattr(self, "look"):
            self.wear(self.look)
        return self

    def wear(self, look: Lights) -> None:
        """Take a look."""
        self.look = look
        self.dots.rgbs = look.rgbs
        self.dots.sizes = self._bulk * np.rint(LEVELS * look.sizes) / LEVELS
        sizes = self._bulk * np.rint(LEVELS * HOLE * look.hollow * look.sizes) / LEVELS
        is_hollow = sizes > 0
        self.holes.radius, self.holes.sizes = self.dots.radius, sizes[is_hollow]
        self.holes.rgbs = np.tile(rgb(self.theme.background), (int(is_hollow.sum()), 1))
        self.holes.set_places(self.pose.places[is_hollow])

    def blend(self, before: Lights, after: Lights, progress: float) -> None:
        """Take a look between two others."""
        self.wear(
            Lights(*((1 - progress) * a + progress * b for a, b in zip(before, after, strict=True)))
        )

    def values(self, values: np.ndarray) -> Lights:
        """Colour each dot by its value, array (features,): the farther from 0, the brighter."""
        ends = np.where(values[:, None] < 0, rgb(self.theme.negative), rgb(self.theme.positive))
        shares = np.clip(np.abs(values) / BRIGHT, 0, 1)[:, None]
        look = (1 - shares) * self.rest + shares * ends
        return Lights(look, np.ones(self.features), np.zeros(self.features))

    def weights(self, weights: np.ndarray, colour: str) -> Lights:
        """Light each dot by its weight, array (features,): the farther from 0, the brighter.

        One of weight 1 has the full colour. The cube root lets small ones be seen, too. Those of
        weights below 0 are hollow.
        """
        sizes = np.abs(weights).astype(float)
        shares = np.cbrt(np.minimum(sizes, 1))
        larger = np.clip((sizes - 1) / (HUGE - 1), 0, 1)
        return Lights(
            (1 - shares[:, None]) * self.rest + shares[:, None] * rgb(colour),
            SMALL + (1 - SMALL) * shares + (LARGE - 1) * larger,
            (weights < 0).astype(float),
        )


def _steps(others: int, columns: int, area: Area, aside: float) -> tuple[float, float]:
    """Return the widths of one of the others, in so many columns, and of one of the ten."""
    rows = np.ceil(others / columns)
    step = min(
        area.size[0] / columns,
        (area.size[1] + aside / SIGNAL) / (columns / SIGNAL + GAP + rows),
    )
    return float(step), float(step * columns - aside) / SIGNAL


def _columns(others: int, area: Area, aside: float) -> int:
    """Return in how many columns the others fill an area, without a gap at the end if possible."""
    covered = {}
    for columns in range(SIGNAL, max(others, SIGNAL) + 1):
        step, cell = _steps(others, columns, area, aside)
        if cell > step:
            covered[columns] = step * columns * (cell + step * (GAP + np.ceil(others / columns)))
    most = max(covered.values())
    whole = [each for each in covered if others % each == 0 and covered[each] > WHOLE * most]
    return max(whole or covered, key=covered.__getitem__)
