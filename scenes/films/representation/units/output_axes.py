"""The axes of three units' outputs: edges of a cube from −1 to +1 that meet in one corner."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.recordings.recording import Recording
from scenes.films.representation.unit_drawings import unit_colours
from scenes.films.representation.units.balance import Balance
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

AWAY = 0.15
"""Between an axis and what is written beside it, in frame units of 16:9."""


def corner_of(recording: Recording, label: int) -> np.ndarray:
    """Return the corner of the units' outputs to which a class is nearest, array (3,) of −1, +1."""
    balance, data = Balance.of(recording), recording.data
    outputs = balance.outputs(data.features[data.labels == label].astype(float))
    return np.where(outputs.mean(axis=0) < 0, -1.0, 1.0)


class OutputAxes(VGroup):
    """Three edges of a cube, each in the colour of its unit, with its name and its other end.

    Parameters
    ----------
    corner : array (3,)
        In which they meet, of −1 and +1.
    theme : Theme
    size : float
        Of the names, as Manim counts.
    scale : float
        Of distances, 1 in 16:9.

    Attributes
    ----------
    corners : array (4, 3)
        Where the edges meet, and their other ends.
    """

    def __init__(self, corner: np.ndarray, theme: Theme, size: float, scale: float) -> None:
        self.away = AWAY * scale
        self.corners = np.array([corner, *(corner * (1 - 2 * np.eye(3)))])
        colours = unit_colours(theme, 3)
        self.axes = VGroup(*(VMobject(stroke_color=c, stroke_width=4) for c in colours))
        self.names = [
            sentence("unit {k}", size, colour, k=str(k + 1)) for k, colour in enumerate(colours)
        ]
        self.ends = [self._number(-x, size, c) for x, c in zip(corner, colours, strict=True)]
        alike = len(set(corner.tolist())) == 1
        common = [self._number(x, size, c) for x, c in zip(corner, colours, strict=True)]
        self.common = VGroup(*([self._number(corner[0], size, theme.text)] if alike else common))
        self.common.arrange(RIGHT, buff=self.away)
        self.words = VGroup(*self.names, *self.ends, *self.common)
        super().__init__(self.axes, self.words)
        self.ink(0.0, 0.0)

    def _number(self, value: float, size: float, colour: str) -> LiveNumber:
        return LiveNumber(0.9 * size, colour, align=0.5).write("+1" if value > 0 else "−1")

    def ink(self, axes: float, words: float) -> None:
        """Show axes and words as far as said."""
        self.axes.set_stroke(opacity=axes)
        for word in self.words:
            word.set_fill(opacity=words)

    def place(self, see: Callable[[np.ndarray], np.ndarray]) -> None:
        """Draw it where its corners are seen.

        Parameters
        ----------
        see : callable
            Maps outputs (…, 3) into the frame (…, 2).
        """
        common, *ends = see(self.corners)
        middle = np.mean([common, *ends], axis=0)
        for axis, name, number, end in zip(self.axes, self.names, self.ends, ends, strict=True):
            axis.points = as_points(straight(common[None], end[None]))
            along = _direction(end - common)
            beside = np.array([-along[1], along[0]])
            beside *= np.sign(beside @ ((common + end) / 2 - middle)) or 1.0
            self._write(name, common + 0.6 * (end - common), beside)
            self._write(number, end, _direction(along + beside))
        self._write(self.common, common, _direction(common - np.mean(ends, axis=0)))

    def _write(self, words: VMobject, spot: np.ndarray, away: np.ndarray) -> None:
        """Place words beside a spot, so far that they do not touch it."""
        room = float(np.abs(away) @ [words.width, words.height]) / 2
        words.move_to(at(*(spot + (room + self.away) * away)))


def _direction(way: np.ndarray) -> np.ndarray:
    return way / max(float(np.linalg.norm(way)), 1e-9)
