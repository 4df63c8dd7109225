"""The parameters of a network at the recorded steps of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.recordings.shared_arrays import Rows

PARAMETERS = "parameters/"
"""Prefix of the names of parameters in a file."""
TABLES = ("tensors", "answers")
"""Attributes of recordings that hold rows by name."""


class ParameterRows:
    """Steps, and what the parameters were at each.

    Attributes
    ----------
    steps : int64 array (recorded,)
        Step numbers, the last one after the last update.
    tensors : Mapping
        Parameter name → its values at the recorded steps, shape (recorded, …); running statistics
        and the like among them.
    """

    steps: np.ndarray
    tensors: Mapping[str, Rows]

    def __reduce__(self: Any) -> tuple[Any, ...]:
        """Return what pickle stores; rows that are still in a file are read from it."""
        held = {f.name: getattr(self, f.name) for f in fields(self)}
        tables = {name: held.pop(name) for name in TABLES if name in held}
        arrays = {name: {n: rows[:].numpy() for n, rows in t.items()} for name, t in tables.items()}
        return _rebuilt, (type(self), held, arrays)

    @property
    def last_step(self) -> int:
        """The number of the last recorded step."""
        return int(self.steps[-1])

    def rows(
        self,
        first: int,
        stop: int,
        dtype: torch.dtype = torch.float32,
        names: Iterable[str] | None = None,
    ) -> dict[str, Tensor]:
        """Read the parameters of the recorded steps with index `first` to `stop` - 1.

        Parameters
        ----------
        first, stop : int
        dtype : torch.dtype
        names : iterable of str, optional
            Read these alone.

        Returns
        -------
        dict
            Parameter name → tensor (stop - first, …).
        """
        wanted = self.tensors if names is None else names
        return {name: self.tensors[name][first:stop].to(dtype) for name in wanted}

    def parameters(
        self,
        step: float,
        dtype: torch.dtype = torch.float64,
        names: Iterable[str] | None = None,
    ) -> dict[str, Tensor]:
        """Return the parameters at `step`, linearly between recorded steps.

        Parameters
        ----------
        step : float
            A step number; clamped to the recorded range.
        dtype : torch.dtype
            In which to interpolate.
        names : iterable of str, optional
            Return these alone.
        """
        position = float(np.interp(step, self.steps, np.arange(len(self.steps))))
        index = min(int(position), max(len(self.steps) - 2, 0))
        fraction = position - index
        rows = self.rows(index, index + 2, dtype, names)
        return {
            name: torch.lerp(values[0], values[-1], fraction) if fraction else values[0]
            for name, values in rows.items()
        }

    def first_not_finite(self) -> tuple[str, int] | None:
        """Find the first step at which a parameter is NaN or infinite.

        Returns
        -------
        tuple of str and int, or None
            Its name and the step; None if all of them are finite.
        """
        found = {}
        for name, rows in self.tensors.items():
            values = rows[:]
            odd = ~torch.isfinite(values).reshape(len(values), -1).all(dim=1)
            if odd.any():
                found[name] = int(self.steps[int(odd.int().argmax())])
        return min(found.items(), key=lambda item: item[1]) if found else None


def _rebuilt(
    kind: type, held: dict[str, Any], arrays: dict[str, dict[str, np.ndarray]]
) -> ParameterRows:
    tables = {name: {n: torch.from_numpy(a) for n, a in t.items()} for name, t in arrays.items()}
    recording: ParameterRows = kind(**held, **tables)
    return recording
