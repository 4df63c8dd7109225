"""An activation function on coordinate paper: curve, slope, flat parts, and a point that rides."""

from __future__ import annotations

import numpy as np
from manim import ParsableManimColor, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts, Interval
from scenes.films.activations.mobjects.coordinate_paper import Paper, Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape, whole
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.theme.theme import Theme

ALIKE = 0.03
"""A curve is not told from another one that differs by less."""
TANGENT = 0.95
"""Half of the length of the tangent, in frame units."""


class Rider(VGroup):
    """A point on the curve, with stems to both axes, and the tangent there.

    Parameters
    ----------
    theme : Theme
    scale : float
        Of its size.
    """

    def __init__(self, theme: Theme, scale: float) -> None:
        self.scale_of = scale
        self.stems = VMobject(stroke_color=theme.text, stroke_width=2.5, stroke_opacity=0.7)
        self.tangent = VMobject(stroke_color=theme.gradient, stroke_width=8)
        disc = marker_of(0)
        self.feet = Markers(disc, fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.out = Markers(disc, fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        self.pen = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        super().__init__(self.stems, self.tangent, self.pen, self.feet, self.out)

    def draw(
        self, sight: Sight, x: float, y: float, slope: float, size: np.ndarray, *,
        carried: bool = True,
    ) -> None:  # fmt: skip
        """Draw the point at an input.

        Parameters
        ----------
        sight : Sight
        x, y, slope : float
        size : array (3,)
            From 0 to 1, how large point with stems, tangent, and pen of the slope are drawn.
        carried : bool
            Whether the output is carried to its axis, too.
        """
        radius = 0.1 * self.scale_of
        foot, place, top = sight.place(np.array([[x, 0.0], [x, y], [0.0, y]]))
        ends = np.array([[place, foot], [place, top]])[: 1 + carried]
        ends[:, 1] = ends[:, 0] + size[0] * (ends[:, 1] - ends[:, 0])
        low, high = sight.box.low, sight.box.high
        self.stems.points = as_points(clip_to_box(straight(ends[:, 0], ends[:, 1]), low, high))
        inside = bool((place <= high).all() and (place >= low).all())
        self.out.set_places(
            np.array([place, top][: (1 + carried) * inside]).reshape(-1, 2), 1.15 * radius * size[0]
        )
        self.feet.set_places(foot[None], 0.8 * radius * size[0])
        along = np.array([1.0, slope]) * sight.unit
        along *= TANGENT * self.scale_of * size[1] / np.linalg.norm(along)
        line = straight((place - along)[None], (place + along)[None])
        self.tangent.points = as_points(clip_to_box(line, low, high)) if size[1] > 0 else _nothing()
        pen = sight.place(np.array([[x, slope]]))
        self.pen.set_places(pen if size[2] > 0 else pen[:0], radius * size[2])


class Graph(VGroup):
    """Paper with a function on it; `draw` shows all of it as its attributes say.

    Parameters
    ----------
    facts : ActivationFacts
        Whose flat parts are shaded.
    theme : Theme
    sight : Sight
    size : float
        Manim's font size of the numbers; 0 for none.
    scale : float
        Of the rider's size.

    Attributes
    ----------
    shape : Shape
        What is drawn.
    sloped : float
        The slope is drawn from the right as far as this input; all of it at -infinity.
    x : float
        Input of the rider.
    size : array (3,)
        From 0 to 1: how large the rider, its tangent and its pen are.
    shade, clear : float
        From 0 to 1, how clearly flat parts are shaded, and the slope is drawn.
    thorough : bool
        Whether all parts of small slope are shaded, not only those that go on for ever.
    """

    def __init__(
        self,
        facts: ActivationFacts,
        theme: Theme,
        sight: Sight,
        size: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        self.facts, self.sight, self.shape = facts, sight, Shape.of(facts.kind)
        self.sloped, self.x, self.shade, self.clear = np.inf, 0.0, 0.0, 1.0
        self.size, self.thorough = np.zeros(3), False
        self.paper, self.rider = Paper(theme, size), Rider(theme, scale)
        self.grounds = VMobject(fill_color=theme.muted, stroke_width=0)
        self.dead = VMobject(fill_color=theme.loss, stroke_width=0)
        self.curve = VMobject(stroke_color=theme.highlight, stroke_width=8)
        self.slope = VMobject(stroke_color=theme.gradient, stroke_width=3.5)  # seen on the curve
        super().__init__(self.paper, self.grounds, self.dead, self.curve, self.slope, self.rider)
        self.draw()

    def draw(self) -> Graph:
        """Draw all anew."""
        self.paper.look(self.sight)
        self._shade()
        drawn = self.sloped <= INPUTS[1:]
        self.slope.set_stroke(opacity=self.clear)
        self.slope.points = line_of(self.shape.slopes, self.sight, drawn)
        self.curve.points = line_of(self.shape.outputs, self.sight)
        self.draw_rider()
        return self

    def paint(self, colour: ParsableManimColor) -> None:
        """Give the curve, and the point that rides on it, a colour."""
        self.curve.set_stroke(colour)
        self.rider.out.set_fill(colour)

    def pale(self, share: float) -> Graph:
        """Draw all anew, curve, slope and flat parts as clearly as a number from 0 to 1."""
        self.clear = self.shade = share
        self.curve.set_stroke(opacity=share)
        return self.draw()

    def draw_rider(self) -> None:
        """Draw the point that rides anew, and nothing else."""
        if self.size.any():
            y, slope = self.shape.output_at(self.x), self.shape.slope_at(self.x)
            self.rider.draw(self.sight, self.x, y, slope, self.size)
        else:
            for part in self.rider:
                part.points = _nothing()

    def _shade(self) -> None:
        self.grounds.set_fill(opacity=0.2 * self.shade)
        self.dead.set_fill(opacity=0.13 * self.shade)
        flat = self.facts.faint if self.thorough else self.facts.saturated
        for ground, parts in ((self.grounds, flat), (self.dead, self.facts.dead)):
            bands = [self._band(part) for part in parts if self.shade > 0]
            corners = [low + SQUARE * (high - low) for low, high in bands]
            ground.points = _joined([straight(c, np.roll(c, -1, axis=0)) for c in corners])

    def _band(self, part: Interval) -> tuple[np.ndarray, np.ndarray]:
        """Return the corners of an interval's part of the box, in frame units."""
        low, high = self.sight.box.low, self.sight.box.high
        ends = np.clip([part.low, part.high], INPUTS[0], INPUTS[-1])
        sides = self.sight.place(np.column_stack([ends, ends]))[:, 0]
        left, right = np.clip(sides, low[0], high[0])
        return np.array([left, low[1]]), np.array([right, high[1]])


def line_of(heights: np.ndarray, sight: Sight, drawn: np.ndarray | None = None) -> np.ndarray:
    """Return the graph of heights (inputs,) as far as it is seen, as points.

    Parameters
    ----------
    heights : array (inputs,)
        At `INPUTS`.
    sight : Sight
    drawn : bool array (inputs - 1,), optional
        Which pieces are drawn; all by default.
    """
    kept = whole(heights) if drawn is None else whole(heights) & drawn
    places = sight.place(np.column_stack([INPUTS, heights]))
    inside = np.abs(places[:, 0] - sight.box.centre[0]) < sight.box.size[0]
    kept &= inside[1:]
    pieces = straight(places[:-1][kept], places[1:][kept])
    return as_points(clip_to_box(pieces, sight.box.low, sight.box.high))


SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])


def _joined(pieces: list[np.ndarray]) -> np.ndarray:
    return as_points(np.concatenate(pieces)) if pieces else _nothing()


def _nothing() -> np.ndarray:
    return np.zeros((0, 3))
