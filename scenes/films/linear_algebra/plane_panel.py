"""The panel in which the plane is seen moving: its points, its lines, and arrows drawn on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, ORIGIN, Group, Mobject, VGroup, VMobject

from scenes.languages.numbers import significant
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.frame import at
from scenes.mobjects.panel_box import panel_box
from scenes.mobjects.text import LiveNumber, letters
from scenes.theme.position_colours import colours_by_position
from scenes.theme.theme import Theme

Carry = Callable[[np.ndarray], np.ndarray]
"""Carries points of the plane (…, 2) to where they are now (…, 2), or in space (…, 3)."""

SAMPLES = 41
"""Along each line of the grid."""
UNIT_SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
LETTER_LOW, LETTER_HEIGHT = np.array([-1.5, 0.5]), 1.0
"""Where on the plane the letter stands."""
NAME_HEIGHT, NAME_AWAY = 0.24, 0.25
"""Of the vector's name in the frame, and how far it stands from the tip of its arrow."""
RIM = 0.012
FLAT = 0.15
"""Tilt in radians by which the numbers at the edge have faded: they hold only seen from above."""


class PlanePanel(Group):
    """A framed view of the plane, with numbers at its edge, and what is drawn on the plane.

    At first only the axes are in it; `include` adds one of its parts, in its place above and below
    the others.

    Parameters
    ----------
    theme : Theme
    points : array (n, 2)
        A square grid of points about the origin, coloured by where they begin.
    centre : array (2,)
        Of the panel in the frame.
    width, height : float
        Of the panel in the frame.
    letter : str
        One that is no mirror image of itself, to be drawn on the plane.
    name : str
        Of the vector, written at the tip of its arrow.

    Attributes
    ----------
    lines : CurveGrid
        At whole numbers.
    square : VMobject
        The unit square.
    dots : ColouredPoints
    letter : VMobject
    first, second : Arrow
        The unit arrows.
    arrow : Arrow
        A vector, chosen by `vector`.
    tag : VMobject
        The name.
    notes : VGroup
        Whatever else is drawn on the panel, above all the rest; empty at first.
    """

    def __init__(
        self,
        theme: Theme,
        points: np.ndarray,
        centre: np.ndarray,
        width: float,
        height: float,
        letter: str = "F",
        name: str = "",
    ) -> None:
        self.theme, self.middle = theme, np.asarray(centre, dtype=float)
        self.points_of_plane, self.reach = points, float(np.abs(points).max())
        half = np.array([width, height]) / 2
        self.low, self.high = self.middle - half, self.middle + half
        self.scale_now, self.orbit, self.vector = 1.0, FROM_ABOVE, np.zeros(2)
        self.frame_box = panel_box(theme, self.middle, width, height)
        self.cross = VMobject(stroke_color=theme.muted, stroke_width=1.6)
        self.ghost = VMobject(stroke_color=theme.edge, stroke_width=2)
        self.numbers = VMobject(fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        self._pen = LiveNumber(20, theme.muted, bold=False)
        self.lines = CurveGrid(theme.grid, self.low, self.high, stroke_width=1.4)
        self.square = VMobject(
            fill_color=theme.text, fill_opacity=0.16, stroke_color=theme.text, stroke_width=2
        )
        colours = colours_by_position(points)
        self.dots = ColouredPoints(colours, 0.05, self.low, self.high, rim=RIM)
        self.letter = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.letter.set_stroke(theme.panel, width=3, background=True)
        self.first = Arrow(theme.positive, edge=theme.panel)
        self.second = Arrow(theme.negative, edge=theme.panel)
        self.arrow = Arrow(theme.highlight, 0.075, edge=theme.panel)
        self.tag = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        self.tag.set_stroke(theme.panel, width=4, background=True)
        self._letter = LETTER_LOW + LETTER_HEIGHT * _outline(letter)
        self._name = NAME_HEIGHT * (_outline(name) - 0.4) if name else np.zeros((0, 2))
        self._layers = (
            self.ghost, self.lines, self.square, self.dots, self.letter, self.first, self.second,
            self.arrow, self.tag,
        )  # fmt: skip
        self.notes = VGroup()
        super().__init__(self.frame_box, self.cross, self.numbers, self.notes)

    def include(self, *parts: Mobject) -> None:
        """Draw parts of it from now on."""
        shown = {id(part) for part in (*self.submobjects, *parts)}
        layers = [layer for layer in self._layers if id(layer) in shown]
        self.submobjects = [self.frame_box, self.cross, self.numbers, *layers, self.notes]

    def scale_for(self, places: np.ndarray, margin: float = 0.25) -> float:
        """Choose frame units per unit of the plane, so that seen places (…, 2) just fit."""
        reach = np.abs(places.reshape(-1, 2)).max(axis=0)
        return float(((self.high - self.low) / 2 - margin).min() / max(reach.max(), 1e-9))

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2 or 3) are seen in the frame, array (…, 2)."""
        return self.orbit.see(points)[0] * self.scale_now + self.middle

    def look(self, scale: float, orbit: Orbit = FROM_ABOVE) -> None:
        """Choose the scale and the direction of view; `draw_plane` then draws the plane."""
        self.scale_now, self.orbit = scale, orbit
        spacing = 2 * self.reach / max(np.sqrt(len(self.points_of_plane)) - 1, 1)
        self.dots.radius = float(np.clip(0.26 * spacing * scale, 0.02, 0.055))
        far = 40.0 * np.eye(2) / scale
        axes = self.place(np.stack([-far, far], axis=1))
        self.cross.points = self._inside(straight(axes[:, 0], axes[:, 1]))
        corners = self.place(self.reach * (2 * UNIT_SQUARE - 1))
        self.ghost.points = self._inside(straight(corners, np.roll(corners, -1, axis=0)))
        self._draw_numbers()

    def draw_plane(self, carry: Carry) -> None:
        """Draw the plane where it has been carried."""
        ticks = np.arange(-np.floor(self.reach), self.reach + 0.5)
        along = np.linspace(-self.reach, self.reach, SAMPLES)
        across, along = np.meshgrid(ticks, along, indexing="ij")
        rows, columns = np.stack([along, across], axis=-1), np.stack([across, along], axis=-1)
        self.lines.set_curves(self.place(carry(rows)), self.place(carry(columns)))
        self.dots.set_places(self.place(carry(self.points_of_plane)))
        corners = self.place(carry(UNIT_SQUARE))
        self.square.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        self.letter.points = as_points(self.place(carry(self._letter)))
        vectors = np.array([[1.0, 0.0], [0.0, 1.0], self.vector])
        start, ends = self.place(carry(np.zeros(2))), self.place(carry(vectors))
        for arrow, end in zip((self.first, self.second, self.arrow), ends, strict=True):
            arrow.set_ends(start, end)
        way = ends[2] - start
        beyond = ends[2] + NAME_AWAY * way / max(float(np.linalg.norm(way)), 0.2)
        inside = np.clip(beyond, self.low + NAME_HEIGHT, self.high - NAME_HEIGHT)
        self.tag.points = as_points(self._name + inside)

    def _inside(self, segments: np.ndarray) -> np.ndarray:
        return as_points(clip_to_box(segments, self.low, self.high))

    def _draw_numbers(self) -> None:
        """Write round numbers along the lower and the left edge; they hold only seen from above."""
        step = _round_step(0.9 / self.scale_now)
        outlines = [np.zeros((0, 3))]
        for axis in (0, 1):
            most = int(((self.high - self.low)[axis] / 2 - 0.55) / (step * self.scale_now))
            for value in step * np.delete(np.arange(-most, most + 1), most):
                edge = self.low + [0.15, 0.24]
                edge[axis] = self.middle[axis] + value * self.scale_now
                number = self._pen.write(significant(value))
                number.move_to(at(*edge), aligned_edge=LEFT if axis else ORIGIN)
                outlines.append(number.points)
        self.numbers.points = np.concatenate(outlines)
        self.numbers.set_fill(opacity=float(np.clip(1 - self.orbit.tilt / FLAT, 0, 1)))


def _outline(letter: str) -> np.ndarray:
    """Return a letter's outline, Béziers as an array (n, 2), of height 1 and standing on 0."""
    points = letters(letter, 96, "#ffffff", bold=True).submobjects[0].points[:, :2]
    points = points - points.min(axis=0)
    return points / points[:, 1].max()


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, … (and 0.5, 0.2, …) that is not below `least`."""
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= least * 0.999))
