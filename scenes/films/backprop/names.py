"""How the numbers of the graph are called, in formulas and in the picture."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.theme.theme import Theme

NAMES = {"p": "hat(y)", "s": "s", "L": "L", "c": "c"}
ABOVE = 0.62
"""From the number of a weight up to its name, in radii of a unit."""
BESIDE = 0.82
"""From the middle of that number to the left, to the end of its name."""


def symbol(name: str) -> str:
    """Write a number's name in Typst's math mode: ``w12`` is w with the subscript 12."""
    return NAMES.get(name, f"{name[0]}_({name[1:]})")


def weight_name(
    name: str, place: np.ndarray, radius: float, size: float, theme: Theme, *, above: bool = False
) -> VMobject:
    """Write a weight's name to the left of its number, or above it."""
    label: VMobject = formula(symbol(name), 1.15 * size, theme.text)
    if above:
        label.move_to(place + radius * at(0.0, ABOVE))
    else:
        label.move_to(place + radius * at(-BESIDE, 0.1), aligned_edge=RIGHT)
    for part in label.family_members_with_points():
        part.set_stroke(theme.background, width=10, background=True)
    return label
