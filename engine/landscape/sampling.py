"""Points that a landscape is measured on: all, or a sample where all would take too long.

A landscape is the loss of tens of thousands of networks. How long that takes is estimated from
counts alone, never timed, so that the same spec gives the same sample on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np
import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.data.stratified import stratified_choice
from engine.errors import UsageError
from engine.networks.chains import every_stage
from engine.networks.stages import Affine, Branches, Parameters, Residual, Stage

WHOLE, PART = 60.0, 15.0
"""Seconds that all points may take, and that a sample takes if they would take longer."""
FEWEST = 300
"""Points of a sample that is chosen for time's sake."""
PER_UNIT, PER_PRODUCT = 1.5, 0.03
"""Nanoseconds of a unit's activation, and of a multiplication and addition, on one core."""
DRAWS = 400
"""Samples of the sample from which its standard error is estimated: right to about 4 %."""

Wanted = int | Literal["all"] | None
"""How many points are asked for; None for as many as time allows."""


@dataclass(frozen=True)
class Sample:
    """How many points a loss was measured on.

    Attributes
    ----------
    count, total : int
        Of how many points.
    error : float
        Standard error of the loss at the plane's centre; 0 if all points were taken.
    """

    count: int
    total: int
    error: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether all points were taken."""
        return self.count == self.total


class Judged(Protocol):
    """Networks whose outputs can be judged apart from them."""

    labels: Tensor

    def loss(self, outputs: Tensor, labels: Tensor, /) -> Tensor:
        """Return the loss of outputs (points, …) and labels (points,), or targets (points, …)."""
        ...

    def outputs_at(self, theta: Parameters) -> Tensor:
        """Return the outputs of one network for all points, shape (points, …)."""
        ...


def cost_of(stages: Sequence[Stage]) -> float:
    """Return how many nanoseconds one network takes for one point, roughly."""
    units = products = 0
    for stage in every_stage(stages):
        if isinstance(stage, Affine):
            products += stage.inputs * stage.outputs
        elif isinstance(stage, Residual):
            products += 2 * stage.hidden * stage.width
            units += stage.hidden
        if not isinstance(stage, Branches):
            units += stage.outputs
    return PER_UNIT * units + PER_PRODUCT * products


def sample_size(total: int, networks: int, cost: float, wanted: Wanted = None) -> int:
    """Return how many points so many networks are measured on.

    Parameters
    ----------
    total : int
        How many there are.
    networks : int
    cost : float
        Nanoseconds of one network and one point.
    wanted : int or "all", optional
        What the user asked for.

    Raises
    ------
    UsageError
        If more are wanted than there are.
    """
    if wanted == "all":
        return total
    if wanted is not None:
        if wanted > total:
            raise UsageError(f"--samples {wanted}: there are only {total} points to measure on")
        return wanted
    each = cost * networks
    if each * total <= 1e9 * WHOLE:
        return total
    return min(total, max(FEWEST, int(1e9 * PART / each)))


def sampled(data: Dataset, count: int, seed: int) -> Dataset:
    """Return so many of the points, every class in proportion; all of them if there are no more."""
    if count >= data.samples:
        return data
    chosen = stratified_choice(data.strata, count, np.random.default_rng(seed))
    features = data.features[chosen]
    if data.targets is not None:
        return replace(data, features=features, targets=data.targets[chosen])
    return replace(data, features=features, labels=data.labels[chosen])


def standard_error(networks: Judged, theta: Parameters, total: int) -> float:
    """Return the standard error of a loss that is measured on a stratified sample.

    The bootstrap, within each class, holds for any loss, whether it is a mean over the points or
    not; the finite population correction makes it 0 for a sample of all.

    Parameters
    ----------
    networks : Judged
        With the sample as their points.
    theta : dict
        Parameters of one network.
    total : int
        Points that the sample was drawn from.

    References
    ----------
    Efron 1979, Bootstrap methods: another look at the jackknife. Cochran 1977, Sampling
    techniques, chapters 2 and 5.
    """
    labels = networks.labels.numpy()
    if len(labels) >= total:
        return 0.0
    if networks.labels.is_floating_point():  # numbers to predict: one stratum
        labels = np.zeros(len(labels), dtype=np.int64)
    outputs, generator = networks.outputs_at(theta), np.random.default_rng(0)
    classes = [np.flatnonzero(labels == k) for k in np.unique(labels)]
    losses = []
    for _ in range(DRAWS):
        rows = np.concatenate([generator.choice(rows, len(rows)) for rows in classes])
        drawn = torch.from_numpy(rows)
        losses.append(float(networks.loss(outputs[drawn], networks.labels[drawn])))
    return float(np.std(losses, ddof=1) * np.sqrt(1 - len(labels) / total))
