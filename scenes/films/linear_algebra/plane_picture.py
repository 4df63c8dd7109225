"""The plane as a picture that fills its place: coloured points, lines, and arrows drawn on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Mobject, VMobject

from scenes.films.linear_algebra.layers import LayeredPicture
from scenes.films.linear_algebra.legs import Legs
from scenes.films.linear_algebra.tags import free_angles, name_outline, swapped
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.point_cloud import MARKERS
from scenes.storytelling.stage import Stage
from scenes.theme.position_colours import visible_colours
from scenes.theme.theme import Theme

Carry = Callable[[np.ndarray], np.ndarray]
"""Carries points of the plane (…, 2) to where they are now (…, 2)."""

SIDE = 2.05
"""The plane is seen from minus this to this, in the direction in which less of it is seen."""
SPACING = 4 / 19
"""Between neighbouring points, where no more than `SIDE` is to be seen: 20 from −2 to 2."""
BEYOND = 2.15
"""How far the plane reaches, in halves of the longer side of its place."""
DRAWN = 1.4
"""How far the picture is drawn beyond its place, where the camera may look."""
BENDS = 121
"""Samples along a line that is bent."""
SIDES = 16
"""Pieces in which a side of the unit square is drawn, for the same reason."""
UNIT_SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
LETTER_AT, LETTER_HEIGHT = np.array([0.24, 0.72]), 0.36
"""Middle and height of the letter in the unit square."""
NAME_HEIGHT, NAME_AWAY = 0.26, 0.3
"""Of a name, and its distance from the tip of its arrow, in frame units of 16:9."""
ROOMY, SMALLEST = 1.2, 0.55
"""Length of an arrow from which names are in full size, in frame units, and their least size."""

GROUND = 0.55
"""Opacity of lines where the plane lay."""


class PlanePicture(LayeredPicture):
    """The plane, to the edges of the hero's place, wherever it has been carried.

    Its parts are drawn from the start, and shown to a degree that `present` sets; at first only the
    lines and the points are seen.

    Parameters
    ----------
    stage : Stage
    theme : Theme
    vector : array (2,)
        The one that is followed.
    seen : array (…, 2)
        Places that are to be in view; the plane is scaled down if they are far out.
    reach : float, optional
        How far the plane reaches from the origin; by default, beyond the edges of its place.

    Attributes
    ----------
    ground : VMobject
        Lines and axes where the plane lay at first.
    lines : CurveGrid
    dots : ColouredPoints
    rays : VMobject
        From the origin to every fourth point in view.
    square, letter : VMobject
        The unit square, and an F in it, which is no mirror image of itself.
    parts : Legs
        What the vector has of each unit arrow, one after the other.
    first, second, vector_now : Arrow
        The unit arrows and the vector, where they are; with their `names`.
    vector_then : Arrow
        The vector where it began.
    moved : array (3,)
        How far each name, such as v, has given way to that of the image, such as W v.
    tip : VMobject
        A disc at the tip of the vector.
    """

    def __init__(
        self,
        stage: Stage,
        theme: Theme,
        vector: np.ndarray,
        seen: np.ndarray,
        reach: float | None = None,
    ) -> None:
        self.stage, self.theme, self.vector = stage, theme, np.asarray(vector, dtype=float)
        self.centre, half = stage.hero.centre, stage.hero.size / 2
        self.low, self.high = self.centre - DRAWN * half, self.centre + DRAWN * half
        plain = float(half.min()) / SIDE
        room = (half - 0.5 * stage.scale) / np.maximum(
            np.abs(seen).reshape(-1, 2).max(axis=0), 1e-9
        )
        self.unit = float(min(plain, room.min()))
        self.shrunk = plain / self.unit
        self.is_whole = reach is None
        self.reach = BEYOND * float(half.max()) / self.unit if reach is None else reach
        self.points_of_plane = self._lattice()
        self._build()
        self.names_at = self.angles(lambda points: points)
        self.grown, self.moved = 1.0, np.zeros(3)
        self.draw(lambda points: points)

    def _lattice(self) -> np.ndarray:
        spacing = SPACING * self.shrunk
        count = int(self.reach / spacing + 0.5 + 1e-9)
        ticks = spacing * (np.arange(-count, count) + 0.5)
        return np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)

    def _build(self) -> None:
        theme, scale = self.theme, self.stage.scale
        low, high = self.low, self.high
        self.ground = VMobject(stroke_color=theme.muted, stroke_width=1.2)
        self.lines = CurveGrid(theme.grid, low, high, stroke_width=1.6)
        rgbs = visible_colours(theme, self.points_of_plane / self.shrunk)
        self.radius = min(0.24 * SPACING * self.shrunk * self.unit, 0.058 * scale)
        self.dots = ColouredPoints(rgbs, self.radius, low, high, rim=0.012)
        self.rays = VMobject(stroke_color=theme.muted, stroke_width=1, stroke_opacity=0.6)
        self.square = VMobject(
            fill_color=theme.text, fill_opacity=0.2, stroke_color=theme.text, stroke_width=2.5
        )
        self.letter = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        axes = (theme.positive, theme.negative)
        self.parts = Legs(axes, 9, theme.background)
        self.first, self.second = (Arrow(colour, 0.07, edge=theme.background) for colour in axes)
        self.vector_then = Arrow(theme.highlight, 0.05)
        self.vector_now = Arrow(theme.highlight, 0.09, edge=theme.background)
        self.tip = VMobject(
            fill_color=theme.highlight,
            fill_opacity=1,
            stroke_color=theme.background,
            stroke_width=2,
        )
        colours = (*axes, theme.highlight)
        texts = ("e₁", "e₂", "v")
        self.outlines = [name_outline(text) for text in (*texts, *(f"W {text}" for text in texts))]
        names = [VMobject(fill_color=each, fill_opacity=1, stroke_width=0) for each in 2 * colours]
        self.names, self.images = tuple(names[:3]), tuple(names[3:])
        for name in (*self.names, *self.images, self.letter):
            name.set_stroke(theme.background, width=5, background=True)
        layers = [
            self.ground, self.lines, self.rays, self.dots, self.square, self.letter,
            *self.parts.paths, self.first, self.second, self.vector_then, self.vector_now, self.tip,
            *self.parts.numbers, *self.names, *self.images,
        ]  # fmt: skip
        super().__init__()
        self._drawn: list[Callable[[Carry, float], None]] = []
        for layer in layers:
            self.add_layer(layer)
        self.present(self.ground, GROUND)
        self.present(self.lines, 1.0)
        self.present(self.dots, 1.0)

    def take(self, *layers: Mobject) -> None:
        """Add layers of a film's own, before all others, not seen yet."""
        for layer in layers:
            self.add_layer(layer)

    def when_drawn(self, draw: Callable[[Carry, float], None]) -> None:
        """Call a function whenever the plane is drawn.

        Parameters
        ----------
        draw : callable
            Called with where the plane is carried, and with how large things on it are.
        """
        self._drawn.append(draw)

    # Where things are

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2) of the plane are in the frame, array (…, 2)."""
        placed: np.ndarray = self.centre + self.unit * np.asarray(points)
        return placed

    @property
    def marks(self) -> np.ndarray:
        """The tips of the unit arrows and of the vector, array (3, 2)."""
        return np.vstack([np.eye(2), self.vector])

    def angles(self, carry: Carry) -> np.ndarray:
        """Return in which directions names stand free once the plane is carried, array (3,)."""
        start = self.place(carry(np.zeros(2)))
        square, tips = self.place(carry(UNIT_SQUARE)), self.place(carry(self.marks))
        away = NAME_AWAY * self.stage.scale * _room(tips - start, self.stage.scale)
        return free_angles(start, tips, away, square)

    # Drawing

    def draw(self, carry: Carry, zoom: float = 1.0, *, bent: bool = False) -> None:
        """Draw the plane where it has been carried, as it is seen at a zoom of the camera."""
        size = self.stage.scale / zoom
        self._draw_ground()
        self.dots.radius = self.radius / np.sqrt(zoom)
        along = np.linspace(-self.reach, self.reach, BENDS if bent else 2)
        step = self.shrunk if self.shrunk < 1.5 else float(np.ceil(self.shrunk))
        ticks = round(step) * np.arange(-int(self.reach), int(self.reach) + 1)
        across, along = np.meshgrid(ticks, along, indexing="ij")
        rows, columns = np.stack([along, across], axis=-1), np.stack([across, along], axis=-1)
        self.lines.set_curves(self.place(carry(rows)), self.place(carry(columns)))
        places = self.place(carry(self.points_of_plane))
        self.dots.set_places(places)
        origin = self.place(carry(np.zeros(2)))
        self._draw_rays(places, origin)
        edge = self.place(carry(along_sides(UNIT_SQUARE, SIDES if bent else 1)))
        self.square.points = as_points(straight(edge, np.roll(edge, -1, axis=0)))
        letter = LETTER_AT + LETTER_HEIGHT * name_outline("F")
        self.letter.points = as_points(self.place(carry(letter)))
        self._draw_arrows(carry, origin, size)
        self._draw_parts(carry, size)
        for draw in self._drawn:
            draw(carry, size)

    def _draw_ground(self) -> None:
        if len(self.ground.points):
            return
        if self.is_whole:
            self.ground.points = self.straight_lines(np.zeros(1))
        else:  # of a part of the plane, the lines go on where it lay
            self.ground.points = self.straight_lines(np.arange(-8, 8.5, 0.5))

    def straight_lines(self, ticks: np.ndarray, carry: Carry = lambda points: points) -> np.ndarray:
        """Return straight lines along both axes, at ticks (n,), that are carried by a straight map.

        They reach beyond the picture's place: Manim's points (m, 3).
        """
        far = 100.0
        across, along = np.meshgrid(ticks, [-far, far], indexing="ij")
        rows, columns = np.stack([along, across], axis=-1), np.stack([across, along], axis=-1)
        ends = self.place(carry(np.concatenate([rows, columns])))
        return as_points(clip_to_box(straight(ends[:, 0], ends[:, 1]), self.low, self.high))

    def _draw_rays(self, places: np.ndarray, origin: np.ndarray) -> None:
        if not self.share_of(self.rays):
            self.rays.points = np.zeros((0, 3))
            return
        low, high = self.stage.hero.low, self.stage.hero.high
        every = round(np.sqrt(len(places)))
        ends = places.reshape(every, every, 2)[::2, ::2].reshape(-1, 2)
        ends = ends[((ends > low) & (ends < high)).all(axis=1)]
        starts = np.broadcast_to(origin, ends.shape)
        self.rays.points = as_points(straight(starts, starts + self.grown * (ends - starts)))

    def _draw_arrows(self, carry: Carry, origin: np.ndarray, size: float) -> None:
        tips = self.place(carry(self.marks))
        began = self.place(np.zeros(2)), self.place(self.vector)
        self.first.set_ends(origin, tips[0], size)
        self.second.set_ends(origin, tips[1], size)
        self.vector_then.set_ends(*began, size)
        self.vector_now.set_ends(origin, origin + self.grown * (tips[2] - origin), size)
        self.tip.points = as_points(0.11 * size * MARKERS[0] + tips[2])
        for i, layer in enumerate((*self.names, *self.images)):
            k = i % 3
            share = swapped(self.moved[k])[i >= 3]
            self.fade_layer(layer, share * self.share_of(self.names[k]))
            layer.points = self.named_at(k, self.outlines[i], carry, size)

    def named_at(self, which: int, outline: np.ndarray, carry: Carry, size: float) -> np.ndarray:
        """Return the outline of a name beside one of the marks, as Manim's points."""
        tips = self.place(carry(self.marks))
        small = size * _room(tips - self.place(carry(np.zeros(2))), size)
        way = np.array([np.cos(self.names_at[which]), np.sin(self.names_at[which])])
        half = NAME_HEIGHT * np.ptp(outline, axis=0) / 2  # wide names stand farther off
        away = NAME_AWAY + max(float(half @ np.abs(way)) - NAME_HEIGHT / 2, 0.0)
        return as_points(small * (NAME_HEIGHT * outline + away * way) + tips[which])

    def _draw_parts(self, carry: Carry, size: float) -> None:
        corner = np.array([self.vector[0], 0.0])
        stops = self.place(carry(np.array([np.zeros(2), corner, self.vector])))
        self.parts.draw(stops, self.vector, size)


def _room(arrows: np.ndarray, size: float) -> float:
    """Return how large names are beside arrows (n, 2): smaller where the shortest is short."""
    shortest = float(np.linalg.norm(arrows, axis=1).min())
    return float(np.clip(shortest / (ROOMY * size), SMALLEST, 1.0))


def along_sides(corners: np.ndarray, pieces: int) -> np.ndarray:
    """Return points along the sides of a closed outline (corners, 2), so many on each of them."""
    ways = np.roll(corners, -1, axis=0) - corners
    shares = np.arange(pieces)[None, :, None] / pieces
    found: np.ndarray = (corners[:, None] + shares * ways[:, None]).reshape(-1, 2)
    return found
