"""All features as dots: their values, or a model's weights, in a field.

The ten that carry signal stand above the others, in a frame, and are as wide as all of these.
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
SMALL, LARGE = 0.5, 1.25
"""Sizes of a dot of weight 0, and of one of weight `HUGE`; one of weight 1 has size 1."""
HUGE = 3.0
HOLE = 0.6
"""Size of the hole in a dot of a weight below 0, as a share of the dot's."""
SEEN = 0.35
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

    def field_in(self, area: Area) -> Pose:
        """Return the pose of a field that fills an area: rows and rows under the ten."""
        others = self.features - SIGNAL
        columns = _columns(others, area)
        size = _size(others, columns)
        step = float((area.size / size).min())
        places, rooms = _places(self.features, columns, size)
        high = step * size / 2
        low = np.array([-high[0], high[1] - step * rooms[0]])
        middle = area.centre
        return Pose(step * places + middle, step * rooms, low + middle, high + middle)

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


def _size(others: int, columns: int) -> np.ndarray:
    """Return width and height of a field: the ten take the width, the others so many columns."""
    return np.array([columns, columns / SIGNAL + GAP + np.ceil(others / columns)])


def _columns(others: int, area: Area) -> int:
    """Return in how many columns the others fill an area, without a gap at the end if possible."""
    covered = {}
    for columns in range(SIGNAL, max(others, SIGNAL) + 1):
        size = _size(others, columns)
        covered[columns] = float((area.size / size).min() ** 2 * size.prod())
    most = max(covered.values())
    whole = [each for each in covered if others % each == 0 and covered[each] > WHOLE * most]
    return max(whole or covered, key=covered.__getitem__)


def _places(features: int, columns: int, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where dots stand about the field's middle, (features, 2), and their relative sizes."""
    width = columns / SIGNAL
    first = np.column_stack([(np.arange(SIGNAL) + 0.5) * width, np.full(SIGNAL, 0.5 * width)])
    index = np.arange(features - SIGNAL)
    rest = np.column_stack([index % columns, index // columns]) + [0.5, 0.5 + width + GAP]
    down = np.concatenate([first, rest])
    places = (down - size / 2) * [1, -1]
    return places, np.where(np.arange(features) < SIGNAL, width, 1.0)
