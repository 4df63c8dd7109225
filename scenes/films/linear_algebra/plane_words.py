"""What the film of vectors and matrices says of a vector, of each map, and of a matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.plane_maps import PlaneMap
from scenes.films.linear_algebra.exact_digits import determinant_places, stretch_places
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed


@dataclass(frozen=True)
class MapWords:
    """Words for one map.

    Attributes
    ----------
    title : str
    said : str
        While it moves; names ``{det}``.
    """

    title: str
    said: str


MAP_WORDS = {
    "scaling": MapWords(
        "Scaling by 0.5",
        "Every arrow becomes half as long, and areas a quarter: {det}.",
    ),
    "reflection-x": MapWords(
        "Reflection across the x axis",
        "Every point flips over the x axis. The F is mirrored, hence {det}.",
    ),
    "reflection-y": MapWords(
        "Reflection across the y axis",
        "Every point flips over the y axis. This mirrors, too: {det}.",
    ),
    "shear": MapWords(
        "Shear",
        "Columns of points slide. The square leans; its area is still {det}.",
    ),
    "rotation-30": MapWords(
        "Rotation by 30°",
        "All turns by 30°. Lengths, angles and areas stay: {det}.",
    ),
    "rotation-90": MapWords(
        "Rotation by 90°",
        "A quarter turn: e₁ lands where e₂ was. Areas stay: {det}.",
    ),
}
"""By their names in `engine.geometry.named_maps.NAMED_MAPS`."""


def ways_of(vector: np.ndarray) -> Phrase:
    """Return the sentence on how far a vector goes along each axis."""
    x, y = vector
    templates = {
        (False, False): "As an arrow: {x} to the right, and {y} up.",
        (False, True): "As an arrow: {x} to the right, and {y} down.",
        (True, False): "As an arrow: {x} to the left, and {y} up.",
        (True, True): "As an arrow: {x} to the left, and {y} down.",
    }
    text = templates[bool(x < 0), bool(y < 0)]
    return text, {"x": fixed(abs(float(x)), 2), "y": fixed(abs(float(y)), 2)}


def determinant_shown(each: PlaneMap) -> str:
    """Return the determinant with as many decimals as it is printed with beside its matrix."""
    return fixed(each.determinant, determinant_places(each.matrix)[1])


def after_own_map(each: PlaneMap) -> Phrase:
    """Return the sentence on what a matrix has done to the plane."""
    if each.rank == 0:
        return "Determinant 0: the whole plane collapses onto one point, the origin.", {}
    if each.rank == 1:
        angle = fixed(float(np.degrees(each.image_angle)), 1)
        return "Determinant 0: the whole plane collapses onto one line, at {angle}°.", {
            "angle": angle
        }
    area = determinant_shown(each).removeprefix("−")
    if each.turns_over:
        text = "Every area is multiplied by {area}; the minus sign says: mirrored."
    else:
        text = "Every area is multiplied by {area}. Nothing is mirrored."
    return text, {"area": area}


def factor_words(each: PlaneMap) -> list[Phrase]:
    """Name the three steps of a matrix, in the order in which they are taken."""
    first, last = (fixed(float(np.degrees(angle)), 1) for angle in (each.first, each.last))
    x, y = (fixed(stretch, stretch_places(each)) for stretch in each.stretches)
    return [
        ("1. turn by {angle}°", {"angle": first}),
        ("2. stretch by\n{x} and {y}", {"x": x, "y": y}),
        ("3. turn by {angle}°", {"angle": last}),
    ]


def rank_words(each: PlaneMap) -> Phrase:
    """Return the sentence on what the stretches tell of determinant and rank."""
    if each.rank == 0:
        return "Both stretches are 0: the rank is 0, and nothing is left of the plane.", {}
    if each.rank == 1:
        return "One stretch is 0: the rank is 1, and no way leads back from the line.", {}
    x, y = (fixed(stretch, stretch_places(each)) for stretch in each.stretches)
    return (
        "The determinant is the product of the stretches: {x} × {y} = {det}.",
        {"x": x, "y": y, "det": determinant_shown(each)},
    )
