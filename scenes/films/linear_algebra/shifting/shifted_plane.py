"""A plane that a matrix moves and a vector shifts, with what is drawn on it of both."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, Mobject, VMobject

from engine.geometry.plane_maps import PlaneMap, plane_map
from scenes.films.linear_algebra.number_plates import NamedMatrix
from scenes.films.linear_algebra.plane_picture import (
    LETTER_AT,
    NAME_HEIGHT,
    UNIT_SQUARE,
    Carry,
    PlanePicture,
)
from scenes.films.linear_algebra.plane_stage import NARROW, NEARING, PlaneStage, no_draw
from scenes.films.linear_algebra.tags import (
    beside_arrow,
    beside_square,
    name_outline,
    slides,
)
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import Area, area_of

LINE = np.column_stack([np.linspace(-0.9, 1.5, 9), np.linspace(-0.55, -0.15, 9)])
"""Marks at equal distances along a straight line that keeps away from the origin, array (9, 2)."""
NODES = np.array(
    [(x, y) for y in (-1.6, 0.0, 1.6) for x in (-3.2, -1.6, 0.0, 1.6, 3.2) if (x, y) != (0, 0)]
)
"""Places beside the origin where the shift is drawn, array (14, 2)."""


class ShiftedPlane(PlaneStage):
    """A plane with its origin, the shift at many places, and a line with equal steps.

    Attributes
    ----------
    map : PlaneMap
    added : array (2,)
        The shift.
    weights, bias : NamedMatrix
        Both in numbers, at a `side` of the frame.
    near : View
        What the camera sees: the origin stays where it is in the frame.
    """

    map: PlaneMap
    added: np.ndarray
    weights: NamedMatrix
    bias: NamedMatrix
    side: np.ndarray
    near: View

    def draw_on(self, picture: PlanePicture) -> None:
        """Add the origin, a ring where it was, the shift at many places, and a line with marks."""
        theme = self.theme
        self.origin = VMobject(fill_color=theme.text, fill_opacity=1)
        self.was = VMobject(stroke_color=theme.text, stroke_width=3)
        self.shifts = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.own_shift = Arrow(theme.text, 0.09, edge=theme.background)
        self.whole = Arrow(theme.highlight, 0.045, edge=theme.background)
        self.shift_name = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.slid_name = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        for name in (self.shift_name, self.slid_name):
            name.set_stroke(theme.background, width=9, background=True)
        self.line = VMobject(stroke_color=theme.text, stroke_width=9)
        self.stops = Markers(MARKERS[0], fill_color=theme.text, fill_opacity=1)
        for disc in (self.origin, self.stops):
            disc.set_stroke(theme.background, width=2)
        self.ways = self.own_shift, self.shift_name, self.whole
        self.on_line = self.line, self.stops
        self.growth, self.has_slid, self.nodes = 0.0, False, NODES

        def origin(carry: Carry, size: float) -> None:
            self.origin.points = as_points(
                0.13 * size * MARKERS[0] + picture.place(carry(np.zeros(2)))
            )

        def shifts(carry: Carry, size: float) -> None:
            starts = self.nodes @ self.map.matrix.T
            ends = starts + self.growth * self.added
            self.shifts.points = slides(picture.place(starts), picture.place(ends), 0.9 * size)
            zero, end = np.zeros(2), self.growth * self.added
            self.own_shift.set_ends(picture.place(zero), picture.place(end), size)
            self.was.points = as_points(0.2 * size * MARKERS[0] + picture.place(zero))
            landed = self.map.matrix @ picture.vector + self.added
            self.whole.set_ends(picture.place(zero), picture.place(landed), size)
            across = np.array([self.added[1], -self.added[0]])
            away = across / max(float(np.linalg.norm(across)), 1e-9)
            # By the tip, beside which no side of the unit square runs.
            middle = picture.place(0.85 * self.added) + 0.3 * size * away
            self.shift_name.points = as_points(0.26 * size * name_outline("b") + middle)

        def slid(carry: Carry, size: float) -> None:
            corners, tip = (picture.place(carry(each)) for each in (UNIT_SQUARE, picture.vector))
            start = picture.place(carry(np.zeros(2)))
            outline = NAME_HEIGHT * size * name_outline("W v + b")
            named = beside_square(outline, corners, tip, 0.1 * size)
            if named is None:  # the square has collapsed
                self.slid_name.points = picture.named_at(2, name_outline("W v + b"), carry, size)
            else:
                self.slid_name.points = as_points(named)
            # On that side of the arrow where the letter is not.
            letter = picture.place(carry(LETTER_AT))
            picture.images[2].points = as_points(
                beside_arrow(
                    0.9 * NAME_HEIGHT * size * name_outline("W v"), start, tip, letter, size
                )
            )

        def line(carry: Carry, size: float) -> None:
            stops = picture.place(carry(LINE))
            self.line.points = as_points(straight(stops[:-1], stops[1:]))
            self.stops.set_places(stops, 0.12 * size)

        picture.take(
            *self.on_line, self.shifts, self.own_shift, self.shift_name,
            self.was, self.whole, self.origin, self.slid_name,
        )  # fmt: skip
        for draw in (origin, shifts, slid, line):
            picture.when_drawn(draw)

    def write_numbers(self) -> None:
        """Write the matrix where the plane is now."""
        self.weights.write(self.matrix)
        if self.has_slid:
            self.bias.entries.write(self.shift)

    def multiply(self, seconds: float) -> None:
        """Apply the matrix."""
        self.travel(self.map.at, seconds)
        self.matrix = self.map.matrix

    def linger(self, least: float = 0.8) -> None:
        """Let the sentence be read, while the camera comes closer to the origin, which it pins."""
        seconds, view = self.reading_time(least), self.view
        if not view.is_near(self.near):
            self.move_camera(self.near, lambda progress: self.redraw(), seconds)
            return
        zoom = view.zoom * (1 + NEARING * seconds)
        origin = self.picture.place(np.zeros(2))
        closer = View(origin + (view.centre - origin) * view.zoom / zoom, zoom)
        self.move_camera(closer, lambda progress: self.redraw(), seconds)

    def keep_clear(self, *plates: Mobject) -> None:
        """Leave out arrows of the shift behind plates, or where the unit square comes to lie."""
        starts = NODES @ self.map.matrix.T
        kept = np.ones(len(NODES), dtype=bool)
        corners = UNIT_SQUARE @ self.map.matrix.T + self.added
        square = Area.around(self.view.shows(self.picture.place(corners), self.stage))
        for share in (0.0, 0.5, 1.0):
            places = self.picture.place(starts + share * self.added)
            seen = self.view.shows(places, self.stage)
            for area in (square, *map(area_of, plates)):
                margin = 0.15 * self.stage.scale
                inside = (seen > area.low - margin) & (seen < area.high + margin)
                kept &= ~inside.all(axis=1)
        self.nodes = NODES[kept]

    def go_back(self, also: Callable[[float], None] = no_draw) -> None:
        """Take the plane back to where it was before the map; b is written from now on."""
        self.has_slid = True
        self.travel(lambda f: self.map.matrix, 0.9, shift=np.zeros(2), also=also)
        self.travel(lambda f: self.map.at(1 - f), 1.1, renamed=(0.0, 0.0, 0.0))
        self.matrix = np.eye(2)

    def go_on_to(self, matrix: np.ndarray, seconds: float) -> None:
        """Carry the plane from where it is to where a matrix has it; a turn turns all the way."""
        begun = self.matrix
        onward = plane_map(matrix @ np.linalg.inv(begun))
        self.travel(lambda f: onward.at(f) @ begun, seconds)

    def beside_numbers(self) -> Area:
        """Return the part of the picture that W and b leave free."""
        hero = self.stage.hero
        low, high = hero.low.copy(), hero.high.copy()
        plates = self.weights, self.bias
        if hero.size[0] < NARROW * hero.size[1]:
            high[1] = min(float(plate.get_bottom()[1]) for plate in plates)
        elif self.side is LEFT:
            low[0] = max(float(plate.get_right()[0]) for plate in plates)
        else:
            high[0] = min(float(plate.get_left()[0]) for plate in plates)
        return Area(low, high)
