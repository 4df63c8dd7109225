"""Coordinate paper without end, of which a box of the frame shows a part; the part can move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from engine.geometry.box import Box
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.text import number_outline
from scenes.theme.theme import Theme

FURTHEST = 12
"""Axes are numbered from -FURTHEST to FURTHEST."""
ROOM = 0.62
"""Frame units that the numbers of an axis need from one to the next, at size 20."""
REACH, MIDDLE, TALL = 4.7, 0.42, 3.4
"""What is seen of each curve: half its width, the middle of its height, and that height."""
CORNER = 0.0, 4.0, 0.25, 2.9
"""The same of what is next to a corner at 0: middle and half of the width, middle and height."""
STRETCH = 1.7
"""In frames higher than wide, a unit upwards is at most so many times as long as one across."""


@dataclass(frozen=True)
class Sight:
    """Which part of the paper is seen, and where in the frame.

    Attributes
    ----------
    box : Box
        Of the frame, in frame units.
    centre : array (2,)
        In the middle of the box, in units of the paper.
    unit : array (2,)
        Frame units for a unit of the paper, across and upwards.
    """

    box: Box
    centre: np.ndarray
    unit: np.ndarray

    @classmethod
    def of(cls, seen: Box, box: Box) -> Sight:
        """Return the sight in which all of a part of the paper is seen, equally scaled."""
        scale = float((box.size / seen.size).min())
        return cls(box, seen.centre, np.array([scale, scale]))

    @property
    def seen(self) -> Box:
        """The part of the paper that is seen, in its own units."""
        half = self.box.size / self.unit / 2
        return Box(self.centre - half, self.centre + half)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points of the paper (…, 2) stand in the frame."""
        placed: np.ndarray = self.box.centre + (points - self.centre) * self.unit
        return placed

    def towards(self, other: Sight, share: float) -> Sight:
        """Return the sight on the way to another: zooming by even factors, moving with it."""
        if share == 1.0:
            return other
        unit = self.unit ** (1 - share) * other.unit**share
        near = np.abs(np.log(other.unit / self.unit)) < 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            zoomed = (1 / unit - 1 / self.unit) / (1 / other.unit - 1 / self.unit)
        weight = np.where(near, share, zoomed)
        centre = self.centre + weight * (other.centre - self.centre)
        low, high = (
            (1 - share) * one + share * two
            for one, two in ((self.box.low, other.box.low), (self.box.high, other.box.high))
        )
        return Sight(Box(low, high), centre, unit)

    def nearer(self, factor: float) -> Sight:
        """Return the sight from closer by, the origin where it was."""
        return Sight(self.box, self.centre / factor, self.unit * factor)


def common_sight(box: Box) -> Sight:
    """Return how each curve is seen in a box: all on the same axes, a slope of 1 at 45°."""
    return _sight(box, 0.0, REACH, MIDDLE, TALL)


def corner_sight(box: Box) -> Sight:
    """Return how the neighbourhood of a corner at 0 is seen, from close by."""
    return _sight(box, *CORNER)


def _sight(box: Box, across: float, reach: float, middle: float, tall: float) -> Sight:
    width = box.size[0] / (2 * reach)
    if box.size[1] > box.size[0]:
        unit = np.array([width, min(box.size[1] / tall, STRETCH * width)])
    else:  # slopes are read by eye
        unit = np.full(2, min(width, box.size[1] / tall))
    return Sight(box, np.array([across, middle]), unit)


class Paper(VGroup):
    """Lines at whole numbers, two axes, and numbers along them.

    Parameters
    ----------
    theme : Theme
    size : float
        Manim's font size of the numbers; 0 for none.

    Attributes
    ----------
    numbering : float
        From 0 to 1, how clearly numbers are drawn the next time.
    sides : array (2,)
        The same again for the horizontal axis alone, and for the upright one.
    """

    def __init__(self, theme: Theme, size: float) -> None:
        self.size, self.numbering, self.sides = size, 1.0, np.ones(2)
        self.ground = VMobject(
            fill_color=theme.background, fill_opacity=1, stroke_color=theme.edge, stroke_width=2
        )
        self.lines = VMobject(stroke_color=theme.edge, stroke_width=1.4)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2.4)
        self.numbers = VGroup(
            *(
                VMobject(fill_color=theme.muted, fill_opacity=0, stroke_width=0)
                for _ in range(2 * (2 * FURTHEST + 1) if size else 0)
            )
        )
        super().__init__(self.ground, self.lines, self.axes, self.numbers)

    def set_opacity_of_lines(self, opacity: float) -> None:
        """Fade ground, lines and axes, so that what is below is seen."""
        self.ground.set_opacity(opacity)
        for part in (self.lines, self.axes):
            part.set_stroke(opacity=opacity)

    def look(self, sight: Sight) -> None:
        """Draw the part that is seen."""
        low, high = sight.box.low, sight.box.high
        corners = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (high - low)
        self.ground.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        rows = np.arange(-3 * FURTHEST, 3 * FURTHEST + 1)
        places = sight.place(np.column_stack([rows, rows]))
        self.lines.points = _cross_lines(places, low, high)
        self.axes.points = _cross_lines(sight.place(np.zeros((1, 2))), low, high)
        if self.size:
            self._number(sight)

    def _number(self, sight: Sight) -> None:
        """Write numbers below the horizontal axis and left of the upright one."""
        height, gap = 0.0095 * self.size, 0.0045 * self.size
        under = gap + 0.04
        origin, room = sight.place(np.zeros(2)), ROOM * self.size / 20
        for axis in (0, 1):
            unit = float(sight.unit[axis])
            for k, number in enumerate(range(-FURTHEST, FURTHEST + 1)):
                drawn = self.numbers[axis * (2 * FURTHEST + 1) + k]
                along = float(origin[axis] + number * unit)
                start = (
                    (along, origin[1] - under - height)
                    if axis == 0
                    else (origin[0] - gap, along - height / 2)
                )
                shown = self.numbering * self.sides[axis] * _fit(number, unit, room) * (number != 0)
                shown *= _inside(np.array(start), sight.box, 0.9 * room)
                if shown < 0.01:
                    drawn.points = np.zeros((0, 3))
                    continue
                align = 0.5 if axis == 0 else 1.0
                outline = number_outline(f"{number}", self.size, bold=False, align=align)
                drawn.points = outline + [*start, 0.0]
                drawn.set_fill(opacity=shown)


def _cross_lines(places: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return lines through places (n, 2) along both axes, as far as a box goes."""
    segments = []
    for axis in (0, 1):
        inside = places[(places[:, axis] >= low[axis]) & (places[:, axis] <= high[axis]), axis]
        starts, ends = np.tile(low, (len(inside), 1)), np.tile(high, (len(inside), 1))
        starts[:, axis] = ends[:, axis] = inside
        segments.append(straight(starts, ends))
    return as_points(np.concatenate(segments))


def _fit(number: int, unit: float, room: float) -> float:
    """Return how clearly a number can be shown: of close ones only every second, or fifth."""
    step = next((step for step in (10, 5, 2) if number % step == 0), 1)
    return float(np.clip((step * unit / room - 1) / 0.5, 0, 1))


def _inside(place: np.ndarray, box: Box, margin: float) -> float:
    """Return how far from the edges of a box a place is: 0 at a margin, 1 a little further in."""
    depth = min(float((place - box.low).min()), float((box.high - place).min())) - margin
    return float(np.clip(depth / 0.3, 0, 1))
