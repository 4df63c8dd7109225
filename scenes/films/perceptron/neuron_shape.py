"""The shape of a biological neuron: outlines of its parts, and the ways of signals through it.

All is in the drawing's own units, in which the soma's middle is the origin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PARTS = ("dendrites", "soma", "hillock", "axon", "synapses")
"""From where signals come in to where they go out."""
LOW, HIGH = np.array([-3.02, -2.77]), np.array([6.79, 2.72])
"""Corners of the drawing."""
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


@dataclass(frozen=True)
class NeuronShape:
    """Outlines (n, 2), and lines (n, 2).

    Attributes
    ----------
    parts : dict
        Part → its closed outlines.
    nucleus : array (n, 2)
    ways : list of array (n, 2)
        Of signals through the dendrites into the soma.
    trunk : array (n, 2)
        Through the axon hillock along the axon.
    ends : list of array (n, 2)
        From the axon's end to each synapse.
    """

    parts: dict[str, list[np.ndarray]]
    nucleus: np.ndarray
    ways: list[np.ndarray]
    trunk: np.ndarray
    ends: list[np.ndarray]


def neuron_shape() -> NeuronShape:
    """Draw the neuron."""
    dendrites, ways = _grow_dendrites()
    neck = np.column_stack([np.linspace(0.3, 1.25, 8), np.linspace(0, 0.03, 8)])
    trunk_x = np.linspace(1.2, AXON_END[0], 40)
    swing = np.sin((trunk_x - 1.2) / (AXON_END[0] - 1.2) * 2 * np.pi)
    trunk = np.column_stack([trunk_x, 0.03 + 0.09 * (trunk_x - 1.2) / 3.55 + 0.13 * swing])
    twigs = [bent(trunk[-1], np.radians(a), 1.45, -np.radians(a) * 0.8) for a in TWIGS]
    parts = {
        "dendrites": dendrites,
        "axon": [tube(trunk, 0.17, 0.13), *(tube(t, 0.12, 0.07) for t in twigs)],
        "hillock": [tube(neck, 0.92, 0.16)],
        "soma": [ellipse(np.zeros(2), 1.36, 1.24)],
        "synapses": [piece for twig in twigs for piece in _synapse(twig[-1])],
    }
    nucleus = ellipse(np.array([-0.04, 0.03]), 0.5, 0.46)
    return NeuronShape(parts, nucleus, ways, np.concatenate([neck, trunk]), twigs)


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


def _grow_dendrites() -> tuple[list[np.ndarray], list[np.ndarray]]:
    shapes, ways = [], []
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
        ways.append(np.concatenate([twig[::-1], bough[::-1], limb[::-1], np.zeros((1, 2))]))
    return shapes, ways


def _synapse(end: np.ndarray) -> list[np.ndarray]:
    """Outline a knob at an end of the axon, and what faces it across a gap: the next cell."""
    cup_angles = np.linspace(-0.85, 0.85, 12)
    cup = end + [0.08, 0] + 0.26 * np.column_stack([np.cos(cup_angles), np.sin(cup_angles)])
    tail = np.column_stack([np.linspace(0.32, 0.62, 4), np.zeros(4)]) + end
    return [ellipse(end + [0.06, 0], 0.27, 0.27), tube(cup, 0.06, 0.06), tube(tail, 0.09, 0.05)]
