"""The losses that networks are trained with."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, nn


def loss_of(name: str, classes: int) -> Callable[[Tensor, Tensor], Tensor]:
    """Return the loss function of outputs (samples, classes) and labels (samples,).

    Parameters
    ----------
    name : str
        ``cross-entropy``, or ``mse`` against one-hot targets.
    classes : int
        How many there are.
    """
    if name == "cross-entropy":
        return nn.functional.cross_entropy

    def mean_squared_error(outputs: Tensor, labels: Tensor) -> Tensor:
        targets = nn.functional.one_hot(labels, classes).to(outputs.dtype)
        return nn.functional.mse_loss(outputs, targets)

    return mean_squared_error
