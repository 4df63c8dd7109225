"""What each unit adds to the sum whose sign is the class, at a point that walks over the border."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.decisions import classifier
from engine.recordings.recording import Recording

HALVINGS = 60
"""Until a place on the border is as exact as numbers are."""
DIGITS = 2
"""Decimals of what is added up."""


@dataclass(frozen=True)
class Balance:
    """A trained network with one layer of tanh, and the sum by which it tells two classes apart.

    Attributes
    ----------
    inner, outer : array (units, 2), array (units,)
        Weights and biases of the units.
    weights : array (units,)
        Of the units in the sum, which is above 0 where the network says class 1.
    bias : float
    """

    inner: np.ndarray
    outer: np.ndarray
    weights: np.ndarray
    bias: float

    @classmethod
    def of(cls, recording: Recording) -> Balance:
        """Read a trained network."""
        step = recording.last_step
        theta = recording.parameters(step)
        inner, outer = (theta[f"0.{name}"].numpy().astype(float) for name in ("weight", "bias"))
        weights, biases = classifier(recording, step)
        return cls(inner, outer, weights[1] - weights[0], float(biases[1] - biases[0]))

    def outputs(self, places: np.ndarray) -> np.ndarray:
        """Return what the units answer at places (…, 2), array (…, units)."""
        answered: np.ndarray = np.tanh(places @ self.inner.T + self.outer)
        return answered

    def parts(self, place: np.ndarray) -> np.ndarray:
        """Return what each unit adds at a place (2,), and last the bias, array (units + 1,)."""
        return np.append(self.weights * self.outputs(place), self.bias)

    def written(self, place: np.ndarray) -> np.ndarray:
        """Return these parts and their sum, rounded so that they still add up."""
        exact = 10**DIGITS * self.parts(place)
        whole = np.floor(exact[:-1])
        most = np.argsort(whole - exact[:-1], kind="stable")
        whole[most[: round(float((exact[:-1] - whole).sum()))]] += 1
        parts = np.append(whole, np.round(exact[-1]))
        found: np.ndarray = np.append(parts, parts.sum()) / 10**DIGITS
        return found

    def foot(self, unit: int, start: np.ndarray) -> np.ndarray:
        """Return the nearest place to a start (2,) on the line where a unit is 0, array (2,)."""
        row = self.inner[unit]
        found: np.ndarray = start - (row @ start + self.outer[unit]) / (row @ row) * row
        return found

    def border(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return where the sum is 0 between two places (2,) of different classes, array (2,)."""
        side = self.parts(start).sum() > 0
        for _ in range(HALVINGS):
            middle = (start + end) / 2
            if (self.parts(middle).sum() > 0) == side:
                start = middle
            else:
                end = middle
        return start
