"""The curve of a link in the whole picture: its input and its output are read off its axes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup, VMobject

from scenes.films.backprop.link_curve import LinkCurve
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, smooth_curves, straight
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

MARGIN = 0.08
"""Around the curve's box, as a share of the picture."""
HIGHEST = 0.6
"""Height to width of that box at most."""
TANGENT = 1.7
"""Half of the tangent's length, in frame units."""
GAP = 0.011
"""From an axis to the middle of a number there, in frame units for each unit of the font size."""

Place = Callable[[np.ndarray], np.ndarray]


class CurveCloseup(VGroup):
    """A link's curve that grows from its place until it fills a picture; nothing is drawn at first.

    Parameters
    ----------
    link : LinkCurve
    x : float
        Where it is read.
    names, texts : (str, str)
        Of the input and the output, in Typst's math mode; and their numbers.
    slope : str
        The number of the slope there.
    picture : Area
        Which the curve fills, before a ground of its own.
    size : float
        Manim's font size.
    theme : Theme
    """

    def __init__(
        self,
        link: LinkCurve,
        x: float,
        names: tuple[str, str],
        texts: tuple[str, str],
        slope: str,
        picture: Area,
        size: float,
        theme: Theme,
    ) -> None:
        self.link, self.x, self.size, self.theme = link, x, size, theme
        self.y, self.slope = link.function(x), link.slope(x)
        self.box = _inside(picture)
        width, height = picture.size
        self.ground = Rectangle(width=width, height=height, color=theme.background)
        self.ground.set_stroke(width=0).move_to(at(*picture.centre))
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2)
        self.curve = VMobject(stroke_color=theme.text)
        self.stems = VMobject(stroke_color=theme.highlight, stroke_width=3)
        self.legs = VMobject(stroke_color=theme.gradient, stroke_width=4)
        self.tangent = VMobject(stroke_color=theme.gradient, stroke_width=8)
        self.dot = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        self.given, self.found = (self._label(*each) for each in zip(names, texts, strict=True))
        self.run = LiveNumber(0.82 * size, theme.gradient, align=0.5)
        self.rise = LiveNumber(0.82 * size, theme.gradient)
        self._place_numbers(slope)
        super().__init__(
            self.ground, self.axes, self.curve, self.stems, self.legs, self.tangent, self.dot,
            self.given, self.found, self.run, self.rise,
        )  # fmt: skip
        self.draw(0.0, 0.0, 0.0)

    @property
    def has_triangle(self) -> bool:
        """Whether a triangle of width 1 at the tangent stays on the axes."""
        return bool(self.link.low <= self.y + self.slope <= self.link.high)

    @property
    def wall(self) -> float:
        """Where the axis of the output stands."""
        return float(np.clip(0.0, self.link.inputs[0], self.link.inputs[-1]))

    def draw(self, grown: float, read: float, touched: float) -> None:
        """Draw all of it.

        Parameters
        ----------
        grown, read, touched : float
            From 0 to 1: how large the curve is, how far one has gone from the input to the curve
            and on to the axis of the output, and how much is seen of the tangent.
        """
        link = self.link
        centre = (1 - grown) * link.centre + grown * self.box.centre
        size = (1 - grown) * link.size + grown * self.box.size

        def place(points: np.ndarray) -> np.ndarray:
            return link.place(points, centre, size)

        self.ground.set_fill(opacity=min(1.0, 1.6 * grown))
        samples = np.column_stack([link.inputs, [link.function(x) for x in link.inputs.tolist()]])
        self.curve.points = as_points(smooth_curves(place(samples)[None])[0])
        self.curve.set_stroke(width=3 + 4 * grown, opacity=min(1.0, 4 * grown))
        (left, right), (low, high) = link.inputs[[0, -1]], (link.low, link.high)
        ends = np.array([[[left, 0], [right, 0]], [[self.wall, low], [self.wall, high]]])
        self.axes.points = as_points(straight(place(ends[:, 0]), place(ends[:, 1])))
        self.axes.set_stroke(opacity=grown)
        self._read(place, read, grown)
        self._touch(place, touched)
        self.given.set_opacity(_late(grown))
        self.found.set_opacity(
            _late(read) * _late(grown) * max(0.0, 1 - 2 * touched * self.has_triangle)
        )

    def _read(self, place: Place, share: float, grown: float) -> None:
        up, across = min(1.0, 2 * share), max(0.0, 2 * share - 1)
        end = [self.x + across * (self.wall - self.x), self.y]
        way = place(np.array([[self.x, 0.0], [self.x, up * self.y], end]))
        self.stems.points = as_points(straight(way[:-1], way[1:])[: 1 + (across > 0)])
        self.stems.set_stroke(opacity=grown * (share > 0))
        radius = 0.02 + 0.13 * grown
        self.dot.points = as_points(radius * marker_of(0)) + at(*way[1])
        self.dot.set_fill(opacity=min(1.0, 4 * grown))

    def _touch(self, place: Place, share: float) -> None:
        spot, ahead = place(np.array([[self.x, self.y], [self.x + 1, self.y + self.slope]]))
        along = TANGENT * (ahead - spot) / np.linalg.norm(ahead - spot)
        reach = 1.25 * (ahead - spot) if self.has_triangle else along
        line = straight((spot - share * along)[None], (spot + share * reach)[None])
        self.tangent.points = as_points(clip_to_box(line, self.box.low, self.box.high))
        self.tangent.set_stroke(opacity=share > 0)
        corner = np.array([ahead[0], spot[1]])
        self.legs.points = as_points(straight(np.array([spot, corner]), np.array([corner, ahead])))
        self.legs.set_stroke(opacity=_late(share) * self.has_triangle)
        self.run.set_opacity(_late(share) * self.has_triangle)
        self.rise.set_opacity(_late(share))

    def _label(self, name: str, text: str) -> VGroup:
        colour = self.theme.text
        words = formula(f"{name} =", self.size, colour)
        number = LiveNumber(0.82 * self.size, colour).write(text)
        return VGroup(words, number.next_to(words, buff=0.004 * self.size))

    def _place_numbers(self, slope: str) -> None:
        """Stand the numbers at the axes, on the side where the curve is not."""
        box, gap = self.box, GAP * self.size
        feet = [
            [self.x, 0.0],
            [self.wall, self.y],
            [self.x, self.y],
            [self.x + 1, self.y + self.slope],
        ]
        foot, top, spot, ahead = self.link.place(np.array(feet), box.centre, box.size)
        above = at(0.0, gap)
        if self.y < 0:
            self.given.next_to(at(*foot) + above + at(0.4 * gap, 0.0), LEFT, buff=0)
        else:
            self.given.next_to(at(*foot) + 0.5 * above + at(0.4 * gap, 0.0), RIGHT, buff=0)
        side = 1.0 if self.x < self.wall else -1.0
        if top[0] - self.found.width - gap < box.low[0]:
            self.found.move_to(at(top[0] + 0.5 * gap + self.found.width / 2, top[1] + gap))
        else:
            self.found.move_to(at(*top) + at(side * (0.5 * gap + self.found.width / 2), 0.0))
        if self.has_triangle:
            below = spot[1] - np.sign(self.slope or 1.0) * gap
            self.run.place(at((spot[0] + ahead[0]) / 2, below - 0.35 * gap)).write("1")
            self.rise.place(at(ahead[0] + 0.4 * gap, (spot[1] + ahead[1] - 0.7 * gap) / 2))
        else:
            along = TANGENT * (ahead - spot) / np.linalg.norm(ahead - spot)
            end = np.clip(spot + along, box.low, box.high)
            self.rise.place(at(end[0] + 0.4 * gap, end[1]))
        self.rise.write(slope)
        for label in (self.given, self.found, self.rise, self.run):
            middle, half = label.get_center()[:2], np.array([label.width, label.height]) / 2
            label.shift(at(*(np.clip(middle, box.low + half, box.high - half) - middle)))
        if _meet(self.given, self.found, gap):
            up = self.given.get_y() < box.centre[1]
            self.found.next_to(self.given, UP if up else DOWN, buff=gap / 2)
        # Where there is a triangle, the output goes as it comes.
        others = [self.given] if self.has_triangle else [self.given, self.found]
        size = np.array([self.rise.width, self.rise.height]) / 2
        (left, low), (right, high) = box.low + size, box.high - size
        x, y = self.rise.get_center()[:2]
        for spot in [(x, y), (right, y), (left, y), (right, high), (right, low), (left, low)]:
            self.rise.move_to(at(*spot))
            if not any(_meet(self.rise, other, gap) for other in others):
                break


def _meet(one: VMobject, other: VMobject, gap: float) -> bool:
    """Return whether two come closer to one another than a third of a gap."""
    apart = np.abs((one.get_center() - other.get_center())[:2])
    sizes = np.array([one.width + other.width, one.height + other.height]) / 2
    return bool((apart < sizes + gap / 3).all())


def _late(share: float) -> float:
    """Return how much is seen of what comes in the last third."""
    return float(np.clip(3 * share - 2, 0, 1))


def _inside(picture: Area) -> Area:
    """Return where the curve is drawn in a picture."""
    width, height = (1 - 2 * MARGIN) * picture.size
    half = np.array([width, min(height, HIGHEST * width)]) / 2
    return Area(picture.centre - half, picture.centre + half)
