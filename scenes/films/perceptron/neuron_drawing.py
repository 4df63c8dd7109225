"""A biological neuron, drawn: its parts can be lit one by one, and signals run through it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject, interpolate_color, smooth
from manim.utils.color import ManimColor

from scenes.films.perceptron.neuron_shape import HIGH, LOW, neuron_shape
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import blend
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.theme.theme import Theme

ARRIVED, FIRED, PASSED = 0.42, 0.55, 0.88
"""When signals are in the soma, the pulse leaves the hillock, and reaches the axon's end."""


def along(path: np.ndarray, share: float) -> np.ndarray:
    """Find the point of a polyline (n, 2) at a share of its length."""
    reached = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1)))
    wanted = share * reached[-1]
    return np.array([np.interp(wanted, reached, coordinate) for coordinate in path.T])


class NeuronDrawing(VGroup):
    """A neuron: dendrites on the left, the soma, the axon hillock, the axon, synapses on the right.

    Parameters
    ----------
    theme : Theme
    centre : array (2,)
        Of the drawing in the frame.
    width : float
        Of the drawing in the frame; it is 0.56 times as high.
    upright : bool
        Whether it is turned by a quarter: signals run down, and `width` is its height.
    """

    threshold = 4
    """Signals that must come together for the neuron to fire, of at most five."""

    def __init__(
        self, theme: Theme, centre: np.ndarray, width: float, *, upright: bool = False
    ) -> None:
        self.theme, self.centre = theme, np.asarray(centre, dtype=float)
        self.upright = upright
        self._lit: dict[str, float] = {}
        self.unit = width / (HIGH - LOW)[0]
        self.idle = ManimColor.from_rgb(blend([theme.panel, theme.muted], np.array([0.62]))[0])
        shape = neuron_shape()
        self.ways = [self.place(way) for way in shape.ways]
        """Of signals through the dendrites into the soma, in the frame (n, 2)."""
        self.trunk = self.place(shape.trunk)
        self.ends = [self.place(end) for end in shape.ends]
        self.parts = {name: self._shape(rings) for name, rings in shape.parts.items()}
        self.nucleus = self._shape([shape.nucleus]).set_fill(theme.panel, opacity=0.55)
        self.signals = Markers(marker_of(0), fill_color=theme.positive, fill_opacity=1)
        self.signals.set_stroke(theme.background, width=1.5)
        super().__init__(*self.parts.values(), self.nucleus, self.signals)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map the drawing's own units into the frame, (…, 2)."""
        placed = (np.asarray(points) - (LOW + HIGH) / 2) * self.unit
        if self.upright:
            placed = np.stack([placed[..., 1], -placed[..., 0]], axis=-1)
        return placed + self.centre

    def lit(self, part: str) -> float:
        """Return how far a part is lit, from not at all (0) to fully (1)."""
        return self._lit.get(part, 0.0)

    def light(self, part: str, share: float = 1.0) -> None:
        """Light a part, from not at all (0) to fully (1)."""
        self._lit[part] = share
        self.parts[part].set_fill(
            interpolate_color(self.idle, ManimColor(self.theme.highlight), share)
        )

    def send(self, progress: float, signals: int) -> None:
        """Move signals in; if they reach the threshold, a pulse goes out.

        Parameters
        ----------
        progress : float
            From 0 (nothing yet) to 1 (over).
        signals : int
            How many come in, of at most as many as there are dendrites.
        """
        fires = signals >= self.threshold
        gathered = min(signals / self.threshold, 1.0)
        places: list[np.ndarray] = []
        if 0 < progress < ARRIVED:
            places += [along(way, progress / ARRIVED) for way in self.ways[:signals]]
        elif fires and FIRED <= progress < PASSED:
            places = [along(self.trunk, (progress - FIRED) / (PASSED - FIRED))]
        elif fires and PASSED <= progress < 1:
            places = [along(end, (progress - PASSED) / (1 - PASSED)) for end in self.ends]
        self.signals.set_places(np.array(places).reshape(-1, 2), 0.13 * self.unit)
        rise = _ramp(progress, ARRIVED - 0.05, ARRIVED + 0.03)
        fall = _ramp(progress, FIRED, FIRED + 0.1) if fires else _ramp(progress, 0.85, 1.0)
        self.light("soma", gathered * (rise - fall))
        self.light("hillock", fires * _bump(progress, ARRIVED, FIRED + 0.15))
        self.light("synapses", fires * float(np.clip((progress - 0.95) / 0.05, 0, 1)))

    def _shape(self, rings: list[np.ndarray]) -> VMobject:
        shape = VMobject(fill_color=self.idle, fill_opacity=1, stroke_width=0)
        placed = [self.place(ring) for ring in rings]
        pieces = [straight(ring, np.roll(ring, -1, axis=0)) for ring in placed]
        shape.points = as_points(np.concatenate(pieces))
        return shape


def _ramp(progress: float, start: float, end: float) -> float:
    """Rise from 0 to 1 between two times."""
    return smooth(float(np.clip((progress - start) / (end - start), 0, 1)))


def _bump(progress: float, start: float, end: float) -> float:
    """Rise from 0 to 1 and fall again, between two times."""
    inside = np.clip((progress - start) / (end - start), 0, 1)
    return float(np.sin(np.pi * inside) ** 2)
