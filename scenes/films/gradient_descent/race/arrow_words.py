"""Words beside the arrows of a step, where they cover neither arrows nor one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import VGroup, VMobject

from engine.geometry.box import Box
from scenes.mobjects.frame import at

GAPS = (0.16, 0.3, 0.5, 0.8, 1.2, 1.7)
"""From an arrow to its words, in frame units; the nearest that is free is taken."""
ALONG = (1.0, 0.75, 0.5, 0.25)
"""Shares of an arrow beside which its words may stand."""
AROUND = np.linspace(0, 2 * np.pi, 16, endpoint=False)
"""Directions in which they may stand from there."""
CLEAR = 0.1
"""Between words and whatever else, in frame units."""
SAMPLES = 40
"""Points of an arrow by which it is told what it passes."""

Way = tuple[np.ndarray, np.ndarray]


def stand_beside(
    words: Sequence[VMobject], ways: Sequence[Way], inner: Box, taken: Sequence[Box], scale: float,
    passed: np.ndarray | None = None, along: Sequence[Sequence[float]] | None = None,
) -> VGroup:  # fmt: skip
    """Stand words beside their arrows; those for which there is no room are left out.

    Parameters
    ----------
    words : sequence of VMobject
    ways : sequence of (start, end)
        Of the arrow of each, in frame units.
    inner : Box
        Where words may stand.
    taken : sequence of Box
        Where they may not.
    scale : float
        Of gaps, in frames of other shapes.
    passed : array (n, 2), optional
        The way that has been walked before.
    along : sequence of sequence of float, optional
        For each arrow the shares of it beside which its words may stand, the best first.
    """
    shares = np.linspace(0, 1, SAMPLES)[:, None]
    inks = list(ways)
    if passed is not None:
        inks += list(pairwise(passed))
    inked = np.concatenate([start + shares * (end - start) for start, end in inks])
    boxes, stood = list(taken), VGroup()
    for word, way, shares_of in zip(words, ways, along or [ALONG] * len(ways), strict=True):
        half = np.array([word.width, word.height]) / 2
        place = _free_place(way, half + CLEAR * scale, inner, boxes, inked, scale, shares_of)
        if place is not None:
            word.move_to(at(*place))
            boxes.append(Box(place - half - CLEAR * scale, place + half + CLEAR * scale))
            stood.add(word)
    return stood


def _free_place(
    way: Way,
    half: np.ndarray,
    inner: Box,
    boxes: Sequence[Box],
    inked: np.ndarray,
    scale: float,
    along: Sequence[float],
) -> np.ndarray | None:
    """Return the middle (2,) of a free box of a half size (2,) beside an arrow, the nearest."""
    start, end = way
    for gap in GAPS:
        for share in along:
            for angle in AROUND:
                side = np.array([np.cos(angle), np.sin(angle)])
                reach = float((half / np.maximum(np.abs(side), 1e-9)).min())
                place: np.ndarray = start + share * (end - start) + (gap * scale + reach) * side
                low, high = place - half, place + half
                inside = (low >= inner.low).all() and (high <= inner.high).all()
                crossed = ((inked > low) & (inked < high)).all(axis=1).any()
                met = any((low < box.high).all() and (high > box.low).all() for box in boxes)
                if inside and not crossed and not met:
                    return place
    return None


def stands_in(inner: Box, start: np.ndarray, end: np.ndarray) -> bool:
    """Return whether the middle of an arrow is in sight."""
    middle = (start + end) / 2
    return bool((middle > inner.low).all() and (middle < inner.high).all())
