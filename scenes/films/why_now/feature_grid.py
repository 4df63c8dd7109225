"""All features as dots: their values, or a model's weights, wherever the field of them stands.

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
SMALL, LARGE = 0.7, 1.25
"""Sizes of a dot of weight 0, and of one of weight `HUGE`; one of weight 1 has size 1."""
HUGE = 3.0
LEVELS = 32
"""Different sizes for each unit, lest each dot be drawn by itself."""
GAP = 0.7
"""Between the ten and the others, in steps of these."""
WHOLE = 0.8
"""A field without a gap in its last row may be so much smaller than one that has one."""
TURNED = -np.pi / 2
WORTH = 1.2
"""A field turns only where it is so much larger for it."""
DIP = 0.36
"""By so much the field is smaller half-way through a turn."""


def rgb(colour: str) -> np.ndarray:
    """Return a colour as numbers from 0 to 1, array (3,)."""
    return np.array(ManimColor(colour).to_rgb())


class Lights(NamedTuple):
    """How dots look: their colours, array (features, 3), and sizes, array (features,)."""

    rgbs: np.ndarray
    sizes: np.ndarray


class Pose(NamedTuple):
    """How the field stands: its middle, how far dots are apart, and by what angle it is turned."""

    centre: np.ndarray
    step: float
    angle: float

    def towards(self, other: Pose, progress: float) -> Pose:
        """Return the pose at a share of the way to another."""
        step = self.step * (other.step / self.step) ** progress
        if self.angle != other.angle:  # lest corners reach beyond the frame on the way
            step *= 1 - DIP * np.sin(np.pi * progress)
        return Pose(
            self.centre + progress * (other.centre - self.centre),
            step,
            self.angle + progress * (other.angle - self.angle),
        )


class FeatureGrid(Group):
    """All features as dots, row by row, under the ten that carry signal.

    It keeps its rows and columns: to fit elsewhere it shrinks, and turns if there is more room so.

    Parameters
    ----------
    features : int
    area : Area
        Where the dots stand at first; its shape decides how many columns there are.
    theme : Theme

    Attributes
    ----------
    size : array (2,)
        Width and height of the field, upright, in steps from dot to dot.
    """

    def __init__(self, features: int, area: Area, theme: Theme) -> None:
        self.theme, self.features = theme, features
        self.dots = ColouredPoints(np.tile(rgb(theme.edge), (features, 1)))
        self.frame = VMobject(stroke_color=theme.highlight, stroke_width=3)
        super().__init__(self.dots, self.frame)
        columns = _columns(features - SIGNAL, area)
        self.size = _size(features - SIGNAL, columns)
        self._units, self._bulk = _places(features, columns, self.size)
        self.wear(Lights(self.dots.rgbs, np.ones(features)))
        self.stand_in(area)

    def stand_in(self, area: Area) -> FeatureGrid:
        """Stand in an area of the frame."""
        return self.stand(self.pose_in(area))

    def pose_in(self, area: Area) -> Pose:
        """Return the pose that fills an area best."""
        upright = float((area.size / self.size).min())
        turned = float((area.size / self.size[::-1]).min())
        if turned > WORTH * upright:
            return Pose(area.centre, turned, TURNED)
        return Pose(area.centre, upright, 0.0)

    def stand(self, pose: Pose) -> FeatureGrid:
        """Take a pose."""
        self.pose = pose
        cos, sin = np.cos(pose.angle), np.sin(pose.angle)
        turn = pose.step * np.array([[cos, sin], [-sin, cos]])
        self.dots.radius = 0.38 * pose.step
        self.dots.set_places(self._units @ turn + pose.centre)
        high = self.size / 2
        low = np.array([-high[0], high[1] - self._bulk[0]])
        corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]]) @ turn + pose.centre
        self.frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        return self

    @property
    def extent(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower left and upper right corner of what the field takes, arrays (2,)."""
        half = self.pose.step * self.size / 2
        half = half if self.pose.angle == 0 else half[::-1]
        return self.pose.centre - half, self.pose.centre + half

    def wear(self, look: Lights) -> None:
        """Lights in a certain way."""
        self.look = look
        self.dots.rgbs = look.rgbs
        self.dots.sizes = self._bulk * np.rint(LEVELS * look.sizes) / LEVELS

    def blend(self, before: Lights, after: Lights, progress: float) -> None:
        """Lights between two ways."""
        self.wear(
            Lights(*((1 - progress) * a + progress * b for a, b in zip(before, after, strict=True)))
        )

    def values(self, values: np.ndarray) -> Lights:
        """Colour each dot by its value, array (features,): the farther from 0, the brighter."""
        ends = np.where(values[:, None] < 0, rgb(self.theme.negative), rgb(self.theme.positive))
        shares = np.clip(np.abs(values) / BRIGHT, 0, 1)[:, None]
        return Lights((1 - shares) * rgb(self.theme.edge) + shares * ends, np.ones(self.features))

    def weights(self, weights: np.ndarray, colour: str) -> Lights:
        """Light each dot by its weight, array (features,): the farther from 0, the brighter.

        One of weight 1 has the full colour. The root lets small ones be seen, too.
        """
        sizes = np.abs(weights).astype(float)
        shares = np.sqrt(np.minimum(sizes, 1))
        larger = np.clip((sizes - 1) / (HUGE - 1), 0, 1)
        return Lights(
            (1 - shares[:, None]) * rgb(self.theme.edge) + shares[:, None] * rgb(colour),
            SMALL + (1 - SMALL) * shares + (LARGE - 1) * larger,
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
