"""Parameters of a run as a page brings them along: as integers of 16 bits where that serves."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

LEVELS = 65_535
"""Steps from the lowest value of a parameter to the highest."""


@dataclass(frozen=True)
class PackedRows:
    """The values of one parameter at the kept steps.

    Attributes
    ----------
    stored : uint16 or float32 array (steps, size)
    low, unit : float
        A value is ``low + unit * stored``.
    """

    stored: np.ndarray
    low: float = 0.0
    unit: float = 1.0

    @property
    def values(self) -> np.ndarray:
        """The values as the page computes with them, float64 array (steps, size)."""
        return self.low + self.unit * self.stored.astype(np.float64)

    def builtins(self) -> dict[str, Any]:
        """Return what stands in the page's JSON."""
        little_endian = self.stored.astype(self.stored.dtype.newbyteorder("<"))
        return {
            "size": self.stored.shape[1],
            "bits": 8 * self.stored.itemsize,
            "low": self.low,
            "unit": self.unit,
            "data": b64encode(little_endian.tobytes()).decode(),
        }


def pack(values: np.ndarray, bits: int) -> PackedRows:
    """Store the values of a parameter.

    Parameters
    ----------
    values : float array (steps, …)
        Finite.
    bits : int
        16, for integers between the lowest value and the highest, or 32, for single precision.
    """
    rows = values.reshape(len(values), -1)
    if bits == 32:
        return PackedRows(rows.astype(np.float32))
    low, high = float(rows.min(initial=np.inf)), float(rows.max(initial=-np.inf))
    unit = (high - low) / LEVELS if high > low else 1.0
    return PackedRows(np.round((rows.astype(np.float64) - low) / unit).astype(np.uint16), low, unit)


def restored(packed: Mapping[str, PackedRows], like: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """Return parameters as the page has them, float64 tensors of the shapes of `like`."""
    import torch

    return {
        name: torch.from_numpy(rows.values.reshape(like[name].shape))
        for name, rows in packed.items()
    }
