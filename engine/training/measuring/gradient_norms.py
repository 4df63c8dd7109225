"""Norms of the gradients of a run's layers, computed for many steps at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

STEPS_AT_ONCE = 64
MOST_NUMBERS = 16_384
"""Of a step: where there are more, to copy them takes as long as to compute their norms."""


class GradientNorms:
    """Norms of the gradients of each layer, step by step.

    Parameters
    ----------
    groups : dict
        Name of each layer that has parameters → those of them that are trained.

    Attributes
    ----------
    layers : tuple of str
    """

    def __init__(self, groups: Mapping[str, list[nn.Parameter]]) -> None:
        self.layers = tuple(groups)
        self._computed: list[np.ndarray] = []
        self._copies, self._copied = np.empty((0, 0), np.float32), 0
        self.follow(groups)

    def follow(self, groups: Mapping[str, list[nn.Parameter]]) -> None:
        """Measure the gradients of other parameters from now on; a layer may have none left."""
        self._compute()
        known = [groups.get(layer, []) for layer in self.layers]
        self._trained = [parameter for group in known for parameter in group]
        self._parts = [*pairwise(np.cumsum([0, *map(len, known)]))]
        sizes = [sum(p.numel() for p in group) for group in known]
        self._columns = [*pairwise(np.cumsum([0, *sizes]))]
        steps = STEPS_AT_ONCE if 0 < sum(sizes) <= MOST_NUMBERS else 0
        self._copies = np.empty((steps, sum(sizes)), np.float32)

    def measure(self) -> None:
        """Measure the gradients of a step, as they are now."""
        if len(self._copies) == self._copied:
            self._compute()
        if not self._copy():
            self._compute()
            self._computed.append(self._now())

    def forget_last(self) -> None:
        """Leave those of the last step unknown."""
        self._compute()
        self._computed[-1][-1] = np.nan

    def values(self) -> np.ndarray:
        """Return the norms so far, float64 array (steps, layers)."""
        self._compute()
        return np.concatenate([np.empty((0, len(self.layers))), *self._computed])

    def cut(self, steps: int) -> None:
        """Forget what was measured after so many steps."""
        self._computed = [self.values()[:steps]]

    def _copy(self) -> bool:
        """Copy the gradients, to be measured later; return whether they are plain arrays."""
        if not len(self._copies) or not all(p.requires_grad for p in self._trained):
            return False
        try:
            pieces = [p.grad.numpy().reshape(-1) for p in self._trained]  # type: ignore[union-attr]
            np.concatenate(pieces, out=self._copies[self._copied])
        except (AttributeError, TypeError, RuntimeError):  # None, sparse, complex, elsewhere, …
            return False
        self._copied += 1
        return True

    def _compute(self) -> None:
        """Compute the norms of the gradients that were copied."""
        if not self._copied:
            return
        squares = self._copies[: self._copied].astype(np.float64) ** 2
        sums = [squares[:, first:end].sum(axis=1) for first, end in self._columns]
        self._computed.append(np.sqrt(np.stack(sums, axis=1)))
        self._copied = 0

    def _now(self) -> np.ndarray:
        """Return the norms of the gradients as they are, float64 array (1, layers)."""
        # One that is no longer trained keeps the gradient that it had.
        gradients = [_dense(p.grad) if p.requires_grad else None for p in self._trained]
        present = [g for g in gradients if g is not None]
        computed = iter(torch._foreach_norm(present) if present else ())
        norms = np.array([np.nan if g is None else next(computed).item() for g in gradients])
        return np.array([[np.sqrt((norms[a:b] ** 2).sum()) for a, b in self._parts]])


def _dense(gradient: Tensor | None) -> Tensor | None:
    """Return the numbers of a gradient that are not 0 by construction."""
    if gradient is None or not gradient.is_sparse:
        return gradient
    return gradient.coalesce().values()
