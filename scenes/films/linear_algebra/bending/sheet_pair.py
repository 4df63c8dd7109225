"""Two equal squares beside each other: one linear layer takes one, two and an activation the other.

The activation stands between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut

from engine.geometry.plane_maps import plane_map, plane_points
from scenes.films.linear_algebra.bending.squeezed_plane import FAINT
from scenes.films.linear_algebra.bent_plane import BentPlane
from scenes.films.linear_algebra.number_plates import grounded
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.storytelling.camera_moves import View

APART = 0.58
"""From the middle to each of two sheets beside each other, in their widths."""
TITLES = 0.34
"""Room above two sheets beside each other, in their height."""


class SheetPair(BentPlane):
    """Both sheets, each named from the first moment, and carried one after the other.

    Attributes
    ----------
    sheets : tuple of PlanePicture
        None before they are taken on stage.
    taken : array (2,)
        How far each of them has been carried, from 0 to 1.
    closed : float
        How far they have then come nearer to each other, from 0 to 1.
    """

    sheets: tuple[PlanePicture, ...] = ()
    taken: np.ndarray
    closed = 0.0

    def redraw(self) -> None:
        """Draw the plane, or both sheets once there are two."""
        if not self.sheets:
            super().redraw()
        for which, sheet in enumerate(self.sheets):
            sheet.draw(partial(self.carried, which=which), self.view.zoom, bent=True)

    def carried(self, points: np.ndarray, which: int) -> np.ndarray:
        """Carry points (…, 2) as far as one of the sheets, to its own place."""
        share = float(self.taken[which])
        linear = plane_map(self.results.matrix)
        there = points @ linear.at(share).T + share * self.results.shift
        if which:  # the same way, and the rest is bent
            there = there + share * (self.bent(points) - self.nearest(points))
        way = self.ways[0] + self.closed * (self.ways[1] - self.ways[0])
        placed: np.ndarray = there + (way if which else -way)
        return placed

    def find_ways(self) -> np.ndarray:
        """Return how far from the middle the sheets stand at first and at last, array (2, 2)."""
        points = plane_points()
        axis, sign = (0, 1.0) if self.is_wide else (1, -1.0)
        ways = np.zeros((2, 2))
        for way, shown in zip(
            ways, ((points,), (self.bent(points), self.nearest(points))), strict=True
        ):
            way[axis] = sign * APART * max(float(np.ptp(each, axis=0)[axis]) for each in shown)
        return ways

    def seen_over(self, shares: Sequence[float]) -> View:
        """Return the view in which both sheets fit below their titles at shares of their way."""
        points, before, places = plane_points(), self.taken, np.zeros((0, 2))
        for share in shares:
            self.taken = np.full(2, share)
            now = [self.carried(points, which) for which in (0, 1)]
            places = np.concatenate([places, *now])
        self.taken = before
        if self.is_wide:
            above = places.max(axis=0) + [0, TITLES * float(np.ptp(places[:, 1]))]
            places = np.concatenate([places, above[None]])
        return self.view_on(places, margin=0.01)

    def part(self) -> None:
        """Let two equal squares become what one linear layer makes of them, and what both make."""
        old, theme, size = self.picture, self.theme, self.stage.text_size(30)
        self.taken, self.ways = np.zeros(2), self.find_ways()
        sheets = self.sheet(), self.sheet()
        self.sheets = sheets
        titles = [grounded(each, theme, size) for each in (self.single_name(), self.bent_name())]
        self.put(titles[0], UP + LEFT)
        self.put(titles[1], UP + RIGHT if self.is_wide else DOWN + LEFT)
        if self.is_wide:  # each above its sheet
            for title, side in zip(titles, (-1, 1), strict=True):
                title.set_x(side * float(self.stage.frame.size[0]) / 4)
        squares = self.seen_over(np.linspace(0, 1, 9).tolist())
        sheets[0].present(sheets[0].ground, FAINT)
        sheets[1].present(sheets[1].ground, 0.0)
        self.fall_silent()
        self.act(*map(FadeOut, self.keys), seconds=0.4)
        self.give_way(old, sheets, squares)
        self.hero = sheets
        self.say("Once more, from one square. First the single linear layer.")
        self.act(*map(FadeIn, titles), seconds=0.5)
        self.carry_sheet(0)
        self.say("Then two layers, with {name} between them.", name=self.results.activation)
        self.carry_sheet(1)
        self.closed = 1.0
        near = self.seen_over([1.0])

        def close(progress: float) -> None:
            self.closed = progress
            self.redraw()

        self.move_camera(near, close, 1.2)

    def carry_sheet(self, which: int) -> None:
        """Carry one of the sheets; the other one waits."""

        def draw(progress: float) -> None:
            self.taken[which] = progress
            self.redraw()

        self.drive_in_place(draw, self.while_read(3.0))
