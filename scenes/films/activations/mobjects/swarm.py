"""Many numbers at once, carried by a function from the axis of inputs to the axis of outputs."""

from __future__ import annotations

import numpy as np
from manim import VGroup
from scipy.special import ndtri

from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.mobjects.arrays.point_cloud import Markers, marker_of

NORMAL = ndtri((np.arange(401) + 0.5) / 401)
"""Equally likely standard normal numbers."""
PILE = 0.42
"""A pile is no longer than this share of the frame's width."""
LOOSE = 2.0
"""Outputs are piled at most so many widths apart, so that flat piles are seen."""
HEAPED = 3.0
"""Dots that lie in one place are so many times as large as one alone."""
ARRIVED = 8.0
"""A heap grows on the last part of the way of its dots: one in so many."""
TALLEST, FULL = 2.0, 0.68
"""Inputs are piled at most so many widths apart, and up to this share of the way to the axis."""
LAG = 3.0
"""Dots of a swarm set out one after the other, unless they are told to go together."""


def piled(places: np.ndarray, width: float, longest: float) -> np.ndarray:
    """Return how far from an axis dots stand that share a place, array (dots,).

    Parameters
    ----------
    places : array (dots,)
        Along the axis, in frame units.
    width : float
        Of a dot.
    longest : float
        Length that no pile exceeds: in longer ones dots overlap.
    """
    bins = _bins(places, width)
    ranks = np.empty(len(places), dtype=int)
    for each in np.unique(bins):
        chosen = bins == each
        ranks[chosen] = np.arange(chosen.sum())
    step = min(width, longest / max(int(ranks.max()), 1))
    heights: np.ndarray = step * (ranks + 0.5)
    return heights


def _bins(places: np.ndarray, width: float) -> np.ndarray:
    whole: np.ndarray = np.round(places / width).astype(int)
    return whole


class Swarm(VGroup):
    """Dots that stand for numbers.

    Parameters
    ----------
    numbers : array (dots,)
        Their inputs.
    radius : float
        In frame units.
    colour : str
    is_piled : bool
        Whether equal numbers stand side by side, rather than in one place.

    Attributes
    ----------
    clear : (float, float)
        Opacity of the dots whose output is 0, and of the others.
    lag : float
        The last dot sets out after so many times the way of one.
    foot : float
        So far below the axis, in frame units, inputs are piled upwards.
    is_heaped : bool
        Whether equal outputs come to lie in one place, and grow there, though inputs are piled.
    aside : (float, Box), optional
        Where an axis of outputs of its own stands in the frame, and what is seen then: outputs of
        0 lie in one row there, exactly at 0, and all dots count alike.
    """

    def __init__(self, numbers: np.ndarray, radius: float, colour: str, *, is_piled: bool) -> None:
        self.numbers, self.radius, self.is_piled = numbers, radius, is_piled
        self.clear, self.is_heaped, self.lag = (1.0, 1.0), False, LAG
        self.aside: tuple[float, Box] | None = None
        self.foot = 10 * radius
        disc = marker_of(0)
        super().__init__(
            *(Markers(disc, fill_color=colour, fill_opacity=1, stroke_width=0) for _ in range(2))
        )

    def draw(self, sight: Sight, shape: Shape, progress: float) -> None:
        """Draw the dots on their way: at 0 on the axis of inputs, at 1 on that of outputs.

        Halfway all are on the curve. Inputs are piled upwards below their axis, outputs to the
        right of theirs.
        """
        outputs = np.interp(self.numbers, INPUTS, shape.outputs)
        zero = outputs == 0
        count = len(outputs)
        waits = self.lag * np.arange(count) / max(count - 1, 1)
        rise, slide = (
            np.clip((1 + waits.max()) * share - waits, 0, 1)[:, None]
            for share in (min(2 * progress, 1.0), max(2 * progress - 1, 0.0))
        )
        start = sight.place(np.column_stack([self.numbers, np.zeros_like(outputs)]))
        turn = sight.place(np.column_stack([self.numbers, outputs]))
        end = sight.place(np.column_stack([np.zeros_like(outputs), outputs]))
        if self.is_piled:
            width, longest, origin = (
                2 * self.radius,
                PILE * sight.box.size[0],
                sight.place(np.zeros(2)),
            )
            offsets = start[:, 0] - origin[0]
            far = piled(offsets, width, longest)
            far *= min(TALLEST, FULL * self.foot / far.max())
            start[:, 1] += far - self.foot
            start[:, 0] = origin[0] + width * _bins(offsets, width)
            chosen = np.ones(count, dtype=bool)
            if self.aside is not None:
                chosen, end[:, 0] = ~zero, self.aside[0]
                row = np.arange(int(zero.sum()))
                end[zero, 0] += width * (row + 0.5)
            if chosen.any() and not self.is_heaped:
                offsets = end[chosen, 1] - origin[1]
                far = piled(offsets, width, longest)
                far *= np.clip(0.25 * longest / far.max(), 1.0, LOOSE) if self.aside is None else 1
                end[chosen, 0] += far
                end[chosen, 1] = origin[1] + width * _bins(offsets, width)
        places = start + rise * (turn - start) + slide * (end - turn)
        box = sight.box if self.aside is None else self.aside[1]
        inside = ((places >= box.low) & (places <= box.high)).all(axis=1)
        for dots, chosen, opacity in zip(self, (zero, ~zero), self.clear, strict=True):
            most = HEAPED if self.is_heaped else 1.0
            grown = 1 + (most - 1) * np.clip(ARRIVED * (slide[chosen & inside, 0] - 1) + 1, 0, 1)
            dots.set_places(places[chosen & inside], self.radius * grown)
            dots.set_fill(opacity=opacity)
