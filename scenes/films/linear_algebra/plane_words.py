"""What the film of vectors and matrices says of each map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.plane_maps import PlaneMap
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed


@dataclass(frozen=True)
class MapWords:
    """Words for one map.

    Attributes
    ----------
    title : str
    before : str
        Said while it moves.
    after : str
        Said when it has moved; may name ``{x}`` and ``{y}``, where the vector lands, and ``{det}``.
    """

    title: str
    before: str
    after: str


MAP_WORDS = {
    "scaling": MapWords(
        "Scaling by 0.5",
        "Scaling by 0.5 makes every arrow half as long.",
        "The square keeps a quarter of its area: det = {det}.",
    ),
    "reflection-x": MapWords(
        "Reflection on the x axis",
        "Reflection on the x axis turns the plane over, like a page.",
        "The F is mirrored, its other side is up: det = {det}.",
    ),
    "reflection-y": MapWords(
        "Reflection on the y axis",
        "Reflection on the y axis turns it over the other way.",
        "Again the F is mirrored, and det = {det}.",
    ),
    "shear": MapWords(
        "Shear",
        "A shear slides each column of points along itself.",
        "The square leans, but keeps its area: det = {det}.",
    ),
    "rotation-30": MapWords(
        "Rotation by 30°",
        "A rotation turns every arrow by the same angle, here 30°.",
        "Areas are kept, det = {det}. A lands on ({x}, {y}).",
    ),
    "rotation-90": MapWords(
        "Rotation by 90°",
        "A rotation by 90° carries the first axis onto the second.",
        "det is still {det}. A lands on ({x}, {y}).",
    ),
}
"""By their names in `engine.geometry.named_maps.NAMED_MAPS`."""


def after_own_map(each: PlaneMap) -> Phrase:
    """Return the sentence on what a matrix has done to the plane."""
    if each.rank == 0:
        return "det = 0: the whole plane collapses onto one point, the origin.", {}
    if each.rank == 1:
        angle = fixed(float(np.degrees(each.image_angle)), 1)
        return "det = 0: the whole plane collapses onto one line, at {angle}°.", {"angle": angle}
    area = fixed(abs(each.determinant), 2)
    if each.turns_over:
        text = "Every area is multiplied by {area}; the minus sign says: turned over."
    else:
        text = "Every area is multiplied by {area}. Nothing is turned over."
    return text, {"area": area}


def factor_words(each: PlaneMap) -> list[Phrase]:
    """Name the three steps of a matrix, in the order in which they are taken."""
    first, last = (fixed(float(np.degrees(angle)), 1) for angle in (each.first, each.last))
    x, y = (fixed(stretch, 2) for stretch in each.stretches)
    return [
        ("1. turn by {angle}°", {"angle": first}),
        ("2. stretch by\n{x} and {y}", {"x": x, "y": y}),
        ("3. turn by {angle}°", {"angle": last}),
    ]


def rank_words(each: PlaneMap) -> Phrase:
    """Return the sentence on what the stretches tell of determinant and rank."""
    x, y = (fixed(stretch, 2) for stretch in each.stretches)
    if each.rank == 0:
        return "Both stretches are 0: the rank is 0, and nothing is left of the plane.", {}
    if each.rank == 1:
        return "One stretch is 0: the rank is 1, and no way leads back from the line.", {}
    return (
        "det is the product of the stretches, {x} × {y} = {det}; neither is 0: rank 2.",
        {"x": x, "y": y, "det": fixed(each.determinant, 2)},
    )
