"""Linear maps of the plane by name; imports nothing heavy, for the command line's completion."""

from __future__ import annotations

from math import cos, radians, sin

from engine.registry import Registry

Entries = tuple[float, float, float, float]
"""A 2 × 2 matrix, row by row."""


def rotation(degrees: float) -> Entries:
    """Return the entries of a turn, anticlockwise."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (c, -s, s, c)


VECTOR = (0.83, 0.51)
"""The vector that the chapter's notebook moves."""

EXAMPLE: Entries = (0.9, -0.5, 0.3, 0.8)
"""A matrix that turns and leans; neither of its columns stays in place."""

NAMED_MAPS: Registry[Entries] = Registry("map")
NAMED_MAPS.add("scaling", (0.5, 0.0, 0.0, 0.5))
NAMED_MAPS.add("reflection-x", (1.0, 0.0, 0.0, -1.0))
NAMED_MAPS.add("reflection-y", (-1.0, 0.0, 0.0, 1.0))
NAMED_MAPS.add("shear", (1.0, 0.0, 0.5, 1.0))
NAMED_MAPS.add("rotation-30", rotation(30))
NAMED_MAPS.add("rotation-90", rotation(90))

SHOWN = ("scaling", "reflection-x", "shear", "rotation-90")
"""One of each kind: those that are shown unless others are asked for."""
