"""Heights for powers of ten, and how these are written: what scales of gradients share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scenes.languages.numbers import power_of_ten


class PowerScale(NamedTuple):
    """A scale on which equal factors are equal steps.

    Attributes
    ----------
    low, high : float
        Powers of ten at its ends.
    foot, tall : float
        The height at which it begins, and how tall it is, in frame units.
    """

    low: float
    high: float
    foot: float
    tall: float

    def heights_of(self, sizes: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (…) stand; the foot for those that are too small."""
        powers = np.log10(np.maximum(np.asarray(sizes, float), 10.0**self.low))
        share = (powers - self.low) / (self.high - self.low)
        found: np.ndarray = self.foot + share * self.tall
        return found


def power_text(power: float) -> str:
    """Write a power of ten: ``10⁻⁶``, or ``1``."""
    return "1" if power == 0 else power_of_ten(10.0**power, 0)
