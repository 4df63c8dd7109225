"""The way from one weight to very many: what is seen on it."""

from __future__ import annotations

import numpy as np
from manim import smoothstep

from engine.experiments.double_descent import DoubleDescent
from scenes.storytelling.camera_moves import FASTEST, STEEPEST

ROOM, ROOM_OF_FITS = 1.25, 1.08
"""Room above points and true curve, and above fits, as factors."""
MOVING, FADE = 0.6, 0.12
"""Share of a slow transition in which the curve moves, and in which numbers go or come."""
PALE = 0.8
"""By how much numbers are paler while the curve moves: they are those of no fit that is seen."""
FARTHEST = 1.7
"""Half the height of the highest window, in that of the window of the points: curves that swing
farther leave it."""
NOTHING = 1e-30
"""Least training error that has a place on a logarithmic scale."""


class FitTrack:
    """All fits of the shown draw in a row; places between them are transitions.

    A place is counted in `DoubleDescent.sizes`: at 3.0 the fourth fit is seen, at 3.5 one on its
    way to the fifth, half of each.

    Parameters
    ----------
    result : DoubleDescent

    Attributes
    ----------
    home : float
        Half the height of the window that shows points and true curve, in the units of outputs.
    halves : array (sizes,)
        Half the height of the window that shows all of each fit if it can, and no less than
        `home`.
    """

    def __init__(self, result: DoubleDescent) -> None:
        self.result = result
        self.last = len(result.sizes) - 1
        seen = np.concatenate([result.outputs, result.truth])
        self.home = ROOM * float(np.abs(seen).max())
        swings = np.abs(result.curves).max(axis=1)
        self.halves = np.clip(ROOM_OF_FITS * swings, self.home, FARTHEST * self.home)

    def curve(self, place: float) -> np.ndarray:
        """Return the curve at a place, array (points,)."""
        return self._between(self.result.curves, place)

    def weights(self, place: float) -> tuple[float, np.ndarray]:
        """Return how many weights there are at a place, and them, array (widest,)."""
        count = self._between(self.result.sizes.astype(float), place)
        return float(count), self._between(self.result.weights, place)

    def half_of_parts(self, fit: int) -> float:
        """Return half the height of the window that shows a small fit's parts, and their sums."""
        parts = self.result.parts[fit]
        most = max(float(np.abs(parts).max()), float(np.abs(np.cumsum(parts, axis=0)).max()))
        return max(ROOM_OF_FITS * most, float(self.halves[fit]))

    def others_near(self, fit: int) -> list[int]:
        """Return which of the other curves do not leave twice the window of a fit, if any."""
        swings = np.abs(self.result.others).max(axis=1)
        near = np.flatnonzero(swings <= 2 * self.halves[fit]).tolist()
        return near or list(range(len(swings)))

    def half_of_others(self, fit: int) -> float:
        """Return half the height of the window that shows a fit and those curves, too."""
        others = self.result.others[self.others_near(fit)]
        return max(ROOM_OF_FITS * float(np.abs(others).max()), float(self.halves[fit]))

    def zooming(self, start: float, end: float) -> float:
        """Return how many seconds the window takes at least from one half height to another."""
        return float(abs(np.log(end / start)) * STEEPEST / FASTEST)

    def nearest(self, place: float) -> int:
        """Return the fit that a place is nearest to."""
        return int(np.clip(round(place), 0, self.last))

    def reached(self, place: float, end: float) -> int:
        """Return the last fit that is reached at a place, on the way to an end."""
        fit = np.floor(place + 1e-9) if end > place else np.ceil(place - 1e-9)
        return int(np.clip(fit, 0, self.last))

    def resting(self, place: float, end: float) -> tuple[float, float]:
        """Return a place on a slow way that rests at each fit; and how clear numbers are there.

        Parameters
        ----------
        place : float
            On the way without rests.
        end : float
        """
        way = 1 if end >= place else -1
        before = self.reached(place, end)
        share = min(abs(place - before), 1.0)
        gone, come = np.clip([share / FADE, (share - MOVING) / FADE], 0, 1)
        return before + way * min(share / MOVING, 1.0), 1 - PALE * float(gone - come)

    def errors(self, place: float) -> np.ndarray:
        """Return number of weights, test error and training error at a place, array (3,).

        Between two fits they lie between theirs, on logarithmic scales.
        """
        result = self.result
        test, train = (errors[result.shown] for errors in (result.test, result.train))
        known = np.column_stack([result.sizes, test, np.maximum(train, NOTHING)])
        errors: np.ndarray = np.exp(self._between(np.log(known), place))
        return errors

    def _between(self, values: np.ndarray, place: float) -> np.ndarray:
        before = int(np.clip(np.floor(place), 0, len(values) - 1))
        after = min(before + 1, len(values) - 1)
        share = smoothstep(float(np.clip(place - before, 0, 1)))
        blended: np.ndarray = (1 - share) * values[before] + share * values[after]
        return blended
