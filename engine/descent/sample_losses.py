"""Losses of small models on samples: surfaces with a gradient for each batch.

Each is the mean of one loss per sample, as a function of two parameters. The gradient over a few of
the samples is therefore an unbiased, noisy gradient of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

NEWTON_STEPS = 50
"""Newton steps that suffice to find the minimum of a convex loss to rounding error."""


@dataclass(frozen=True)
class SampleLoss:
    """The mean loss of a model w₀ + w₁x over samples.

    Attributes
    ----------
    model : str
        "linear": squared error against noisy values of a line; "logistic": cross-entropy against
        labels 0 and 1, drawn with the model's own probability.
    samples : int
        How many there are.
    intercept, slope : float
        What the samples were drawn with.
    noise : float
        Standard deviation around the line, of the linear model.
    seed : int
    """

    model: Literal["linear", "logistic"]
    samples: int = 60
    intercept: float = 1.0
    slope: float = 2.0
    noise: float = 0.8
    seed: int = 3

    @cached_property
    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """The samples: x and y, float64 arrays (samples,)."""
        import numpy as np

        random = np.random.default_rng(self.seed)
        x = random.uniform(-1.5, 2.5, self.samples)
        line = self.intercept + self.slope * x
        if self.model == "linear":
            return x, line + random.normal(0, self.noise, self.samples)
        return x, (random.random(self.samples) < 1 / (1 + np.exp(-line))).astype(float)

    def __call__(self, w0: Tensor, w1: Tensor, rows: np.ndarray | None = None) -> Tensor:
        """Return the mean loss over all samples, or over those of `rows`, for parameters (…)."""
        import torch
        from torch.nn import functional

        x, y = (torch.from_numpy(part if rows is None else part[rows]) for part in self.data)
        output = w0[..., None] + w1[..., None] * x
        if self.model == "linear":
            return ((output - y) ** 2).mean(dim=-1)
        target = y.expand_as(output)
        losses = functional.binary_cross_entropy_with_logits(output, target, reduction="none")
        return losses.mean(dim=-1)

    def minimum(self) -> tuple[float, float]:
        """Return the parameters of least mean loss, found by Newton's method."""
        import numpy as np

        x, y = self.data
        inputs, place = np.column_stack([np.ones_like(x), x]), np.zeros(2)
        for _ in range(NEWTON_STEPS):
            output = inputs @ place
            curvature = np.full_like(x, 2.0)
            slope = 2 * (output - y)
            if self.model == "logistic":
                probability = 1 / (1 + np.exp(-output))
                curvature, slope = probability * (1 - probability), probability - y
            place = place - np.linalg.solve(
                inputs.T @ (curvature[:, None] * inputs), inputs.T @ slope
            )
        return float(place[0]), float(place[1])


def sample_order(samples: int, batch: int, steps: int, seed: int) -> np.ndarray:
    """Yield the samples of each step: all of them, in a new random order each epoch, without end.

    Parameters
    ----------
    samples : int
        How many there are.
    batch : int
        How many a step sees.
    steps : int
    seed : int

    Returns
    -------
    int64 array (steps, batch)
        Their numbers. A batch may reach from one round into the next.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    rounds = -(-steps * batch // samples)
    dealt = np.concatenate([random.permutation(samples) for _ in range(max(rounds, 1))])
    return dealt[: steps * batch].reshape(steps, batch)
