"""A biological neuron, drawn: its parts can be lit one by one, and signals run through it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject, interpolate_color
from manim.utils.color import ManimColor

from scenes.mobjects.bezier import as_points, straight
from scenes.mobjects.colour_map import blend
from scenes.mobjects.point_cloud import Markers, marker_of
from scenes.theme import Theme

PARTS = ("dendrites", "soma", "hillock", "axon", "synapses")
"""From where signals come in to where they go out."""
LOW, HIGH = np.array([-3.02, -2.77]), np.array([6.79, 2.72])
"""Corners of the drawing in its own units, in which the soma's middle is the origin."""
BRANCHES = (
    (97, 1.2, -0.1),
    (138, 1.35, 0.08),
    (177, 1.5, 0.12),
    (220, 1.4, -0.1),
    (263, 1.25, 0.12),
)
"""Directions in degrees, lengths and bends in radians of the dendrites."""
TWIGS = (-58, -21, 21, 58)
"""Directions of the axon's ends, in degrees."""
AXON_END = np.array([4.75, 0.12])
ARRIVED, FIRED, PASSED = 0.42, 0.55, 0.88
"""When signals are in the soma, the pulse leaves the hillock, and reaches the axon's end."""


def bent(
    start: np.ndarray, angle: float, length: float, bend: float, samples: int = 14
) -> np.ndarray:
    """Draw a curve from a point in a direction, turning by `bend` radians on its way, (n, 2)."""
    directions = angle + bend * np.linspace(0, 1, samples - 1)
    steps = length / (samples - 1) * np.column_stack([np.cos(directions), np.sin(directions)])
    return start + np.concatenate([np.zeros((1, 2)), np.cumsum(steps, axis=0)])


def tube(curve: np.ndarray, first: float, last: float) -> np.ndarray:
    """Outline a curve (n, 2) with a width that goes from `first` to `last`, (2 n, 2)."""
    along = np.gradient(curve, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    half = np.linspace(first, last, len(curve))[:, None] / 2
    return np.concatenate([curve - half * across, (curve + half * across)[::-1]])


def ellipse(centre: np.ndarray, width: float, height: float, samples: int = 40) -> np.ndarray:
    """Outline an ellipse, (n, 2), the same way round as a tube."""
    angles = 2 * np.pi * np.arange(samples) / samples
    return centre + np.column_stack([width * np.cos(angles), height * np.sin(angles)]) / 2


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
    """

    threshold = 4
    """Signals that must come together for the neuron to fire, of at most five."""

    def __init__(self, theme: Theme, centre: np.ndarray, width: float) -> None:
        self.theme, self.centre = theme, np.asarray(centre, dtype=float)
        self.unit = width / (HIGH - LOW)[0]
        self.idle = ManimColor.from_rgb(blend([theme.panel, theme.muted], np.array([0.62]))[0])
        self.ways: list[np.ndarray] = []
        """Of signals through the dendrites into the soma, in the frame (n, 2)."""
        dendrites = self._grow_dendrites()
        neck = np.column_stack([np.linspace(0.3, 1.25, 8), np.linspace(0, 0.03, 8)])
        trunk_x = np.linspace(1.2, AXON_END[0], 40)
        swing = np.sin((trunk_x - 1.2) / (AXON_END[0] - 1.2) * 2 * np.pi)
        trunk = np.column_stack([trunk_x, 0.03 + 0.09 * (trunk_x - 1.2) / 3.55 + 0.13 * swing])
        twigs = [bent(trunk[-1], np.radians(a), 1.45, -np.radians(a) * 0.8) for a in TWIGS]
        self.trunk = self.place(np.concatenate([neck, trunk]))
        self.ends = [self.place(twig) for twig in twigs]
        self.parts = {
            "dendrites": self._shape(dendrites),
            "axon": self._shape([tube(trunk, 0.17, 0.13), *(tube(t, 0.12, 0.07) for t in twigs)]),
            "hillock": self._shape([tube(neck, 0.92, 0.16)]),
            "soma": self._shape([ellipse(np.zeros(2), 1.36, 1.24)]),
            "synapses": self._shape([piece for twig in twigs for piece in self._synapse(twig[-1])]),
        }
        nucleus = self._shape([ellipse(np.array([-0.04, 0.03]), 0.5, 0.46)])
        self.nucleus = nucleus.set_fill(theme.panel, opacity=0.55)
        self.signals = Markers(marker_of(0), fill_color=theme.positive, fill_opacity=1)
        self.signals.set_stroke(theme.background, width=1.5)
        super().__init__(*self.parts.values(), self.nucleus, self.signals)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map the drawing's own units into the frame, (…, 2)."""
        return (np.asarray(points) - (LOW + HIGH) / 2) * self.unit + self.centre

    def light(self, part: str, share: float = 1.0) -> None:
        """Light a part, from not at all (0) to fully (1)."""
        self.parts[part].set_fill(
            interpolate_color(self.idle, ManimColor(self.theme.highlight), share)
        )

    def send(self, progress: float, signals: int) -> None:
        """Let signals come in; if they reach the threshold, a pulse goes out.

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
        self.light("soma", gathered * _bump(progress, ARRIVED - 0.1, FIRED + 0.1))
        self.light("hillock", fires * _bump(progress, ARRIVED, FIRED + 0.15))
        self.light("synapses", fires * float(np.clip((progress - 0.95) / 0.05, 0, 1)))

    def _grow_dendrites(self) -> list[np.ndarray]:
        """Outline all dendrites, and remember a way along each."""
        shapes = []
        for degrees, length, bend in BRANCHES:
            turn = np.radians(degrees)
            limb = bent(0.35 * np.array([np.cos(turn), np.sin(turn)]), turn, length, bend)
            shapes.append(tube(limb, 0.42, 0.14))
            for fork in (-1, 1):
                angle = turn + bend + 0.48 * fork
                bough = bent(limb[-1], angle, 0.62 + 0.1 * fork, -0.3 * fork)
                shapes.append(tube(bough, 0.14, 0.075))
                for twist in (-1, 1):
                    twig = bent(bough[-1], angle - 0.3 * fork + 0.45 * twist, 0.52, 0.25 * twist)
                    shapes.append(tube(twig, 0.075, 0.03))
            way = np.concatenate([twig[::-1], bough[::-1], limb[::-1], np.zeros((1, 2))])
            self.ways.append(self.place(way))
        return shapes

    def _synapse(self, end: np.ndarray) -> list[np.ndarray]:
        """Outline a knob at an end of the axon, and what faces it across a gap: the next cell."""
        cup_angles = np.linspace(-0.85, 0.85, 12)
        cup = end + [0.08, 0] + 0.26 * np.column_stack([np.cos(cup_angles), np.sin(cup_angles)])
        tail = np.column_stack([np.linspace(0.32, 0.62, 4), np.zeros(4)]) + end
        return [ellipse(end + [0.06, 0], 0.27, 0.27), tube(cup, 0.06, 0.06), tube(tail, 0.09, 0.05)]

    def _shape(self, rings: list[np.ndarray]) -> VMobject:
        shape = VMobject(fill_color=self.idle, fill_opacity=1, stroke_width=0)
        placed = [self.place(ring) for ring in rings]
        pieces = [straight(ring, np.roll(ring, -1, axis=0)) for ring in placed]
        shape.points = as_points(np.concatenate(pieces))
        return shape


def _bump(progress: float, start: float, end: float) -> float:
    """Rise from 0 to 1 and fall again, between two times."""
    inside = np.clip((progress - start) / (end - start), 0, 1)
    return float(np.sin(np.pi * inside) ** 2)
