"""What is measured at each step of a run while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError
from engine.recordings.metrics import Metrics


class Measurements:
    """Loss, gradient norms and points classified rightly, step by step.

    Parameters
    ----------
    groups : dict
        Name of each layer that has parameters → those of them that are trained.
    """

    def __init__(self, groups: Mapping[str, list[nn.Parameter]]) -> None:
        self._layers = tuple(groups)
        self._eras: list[tuple[int, list[int]]] = []  # first step, parameters of each layer
        # Plain numbers: tensors that stay would lie between those that training makes and frees.
        self._measured: list[tuple[float, ...]] = []  # the loss, then the gradient norms
        self._right: list[Mapping[float, int] | None] = []
        self._untold: set[int] = set()
        self._kept: list[float] | None = None
        self.follow(groups)

    def follow(self, groups: Mapping[str, list[nn.Parameter]]) -> None:
        """Measure the gradients of other parameters from now on; a layer may have none left."""
        known = [groups.get(layer, []) for layer in self._layers]
        self._trained = [parameter for group in known for parameter in group]
        self._eras.append((len(self._measured), [*map(len, known)]))

    def cut(self, steps: int) -> None:
        """Forget what was measured after so many steps."""
        del self._measured[steps:], self._right[steps:]
        self._untold = {step for step in self._untold if step < steps}

    def __len__(self) -> int:
        """Return the number of steps that were measured."""
        return len(self._measured)

    @property
    def know_accuracy(self) -> bool:
        """Whether the points classified rightly were counted at every step with a loss, if any."""
        none = 0 < len(self._measured) == len(self._untold)
        return len(self._right) == len(self._measured) and not none

    @property
    def have_gradients(self) -> bool:
        """Whether those of the next step are measured already."""
        return self._kept is not None

    @property
    def losses(self) -> np.ndarray:
        """The losses that were told so far, float64 array."""
        steps = enumerate(self._measured)
        return np.array([values[0] for step, values in steps if step not in self._untold])

    @property
    def all_losses(self) -> np.ndarray:
        """The loss of every step, float64 array; NaN where none was told."""
        return np.array([values[0] for values in self._measured])

    def measure_gradients(self) -> None:
        """Measure the gradients as they are now for the next step."""
        self._kept = self._gradient_norms()

    def add(self, loss: Tensor | float | None, right: Mapping[float, int] | None = None) -> None:
        """Measure a step, with the gradients kept or as they are; without a loss these alone.

        Points classified rightly are counted by the threshold of a single output.
        """
        if loss is None:
            self._untold.add(len(self._measured))
            loss = torch.nan
        if right is not None or len(self._measured) in self._untold:
            self._right.append(right)
        norms = self._gradient_norms() if self._kept is None else self._kept
        self._measured.append((_scalar(loss), *norms))
        self._kept = None

    def forget_gradients(self) -> None:
        """Leave the gradient norms of the last step unknown."""
        loss, *norms = self._measured[-1]
        self._measured[-1] = (loss, *[torch.nan] * len(norms))

    def add_last(self, loss: float, right: Mapping[float, int] | None) -> None:
        """Add the state after the last update, of which there are no gradients."""
        known = self.know_accuracy
        self._measured.append((loss, *[torch.nan] * len(self._trained)))
        if known and right is not None:
            self._right.append(right)

    def metrics(self, samples: int, threshold: float) -> Metrics:
        """Return what was measured, of so many points, with the accuracy by a threshold."""
        steps = len(self._measured)
        accuracy = np.full(steps, np.nan, dtype=np.float32)
        if self.know_accuracy:
            right = [np.nan if n is None else n[threshold] for n in self._right]
            accuracy[:] = np.array(right) / samples
        losses = torch.tensor([row[0] for row in self._measured], dtype=torch.float64)
        ends = [first for first, _ in self._eras[1:]] + [steps]
        norms = np.concatenate(
            [
                _norms(self._measured[first:end], sizes)
                for (first, sizes), end in zip(self._eras, ends, strict=True)
            ]
        )
        return Metrics(
            loss=losses.float().numpy(),
            accuracy=accuracy,
            gradient_norm=torch.from_numpy(norms).float().numpy(),  # too large becomes infinite
            layers=self._layers,
        )

    def _gradient_norms(self) -> list[float]:
        # One that is no longer trained keeps the gradient that it had.
        gradients = [_dense(t.grad) if t.requires_grad else None for t in self._trained]
        present = [g for g in gradients if g is not None]
        if len(present) < len(gradients):
            return [torch.nan if g is None else g.norm().item() for g in gradients]
        return [norm.item() for norm in torch._foreach_norm(present)] if present else []


def _dense(gradient: Tensor | None) -> Tensor | None:
    """Return the numbers of a gradient that are not 0 by construction."""
    if gradient is None or not gradient.is_sparse:
        return gradient
    return gradient.coalesce().values()


def _norms(rows: list[tuple[float, ...]], sizes: list[int]) -> np.ndarray:
    """Return the gradient norms of layers, float64 array (steps, layers).

    Parameters
    ----------
    rows : list of tuple
        The loss, and the norm of each parameter.
    sizes : list of int
        How many parameters each layer has.
    """
    squares = np.array([row[1:] for row in rows]).reshape(len(rows), sum(sizes)) ** 2
    norms = np.zeros((len(rows), len(sizes)))
    for column, (first, end) in enumerate(pairwise(np.cumsum([0, *sizes]))):
        norms[:, column] = np.sqrt(squares[:, first:end].sum(axis=1))
    return norms


def _scalar(loss: Tensor | float) -> float:
    try:
        return float(loss.item() if isinstance(loss, Tensor) else loss)
    except (TypeError, ValueError, RuntimeError):
        raise DataError(
            "record needs the loss as one number; give it reduced over the samples, as loss.mean()"
        ) from None
