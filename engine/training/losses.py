"""The losses that networks are usually trained with, and which of them a run began with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError
from engine.training.applied_loss import Loss
from engine.training.judging import LOGIT, PROBABILITY, Judge, cross_entropy, outputs_for

SINGLE: dict[Loss, float] = {
    nn.functional.binary_cross_entropy_with_logits: LOGIT,
    nn.functional.binary_cross_entropy: PROBABILITY,
    nn.functional.mse_loss: PROBABILITY,
}
"""Of a single output, with the threshold that it means."""
SAME = 1e-4
FEW = 8
"""Points by which it is seen whether a loop tells its network's outputs."""


def loss_of(name: str, classes: int) -> Loss:
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


def usual_losses(outputs: int) -> tuple[Loss, ...]:
    """Return the usual losses of a network with so many outputs."""
    return (cross_entropy,) if outputs > 1 else tuple(SINGLE)


def measured(judge: Judge, loss: Loss, outputs: Tensor) -> float:
    """Return what outputs cost by a usual loss; NaN if it is not meant for them."""
    try:
        return Judge(judge.points, judge.threshold, loss).measure(outputs)
    except DataError:  # such as a probability's loss of numbers beyond 1
        return float("nan")


def meet_first(
    network: nn.Module,
    inputs: Tensor,
    output: int | str | None,
    judges: Sequence[Judge],
    loss: Tensor | float | None,
    told: Tensor | None,
) -> None:
    """Check the first outputs that a loop tells, and learn what its first loss says.

    Parameters
    ----------
    network : nn.Module
        As it is at the first step.
    inputs : Tensor (points, …)
        All.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    judges : sequence of Judge
        Of all points; and, where outputs are judged while the run goes on, of others.
    loss : Tensor or float or None
    told : Tensor (points, …), optional
        The outputs.

    Raises
    ------
    DataError
        If they are probabilities in the place of logits.
    """
    if told is not None:
        few = torch.as_tensor(told)[:FEW].detach().cpu().flatten().float()
        _check(outputs_for(network, inputs[:FEW], output).flatten().float(), few)
    value = np.asarray(loss.detach().cpu().float() if isinstance(loss, Tensor) else loss, float)
    unknown = judges[0].loss is None and not judges[0].points.data.is_regression
    if len(judges) > 1 and unknown and value.size == 1 and np.isfinite(value).all():
        _learn_loss(outputs_for(network, inputs, output).flatten(1).float(), judges, value.item())


def _check(own: Tensor, told: Tensor) -> None:
    if told.shape != own.shape or len(own) > FEW:
        return
    if own.sigmoid().allclose(told, atol=SAME) and not own.allclose(told, atol=SAME):
        raise DataError(
            "record got probabilities in the place of outputs: the network gives logits, and these "
            "are their sigmoid; hand over its own outputs, or leave them out"
        )


def _learn_loss(outputs: Tensor, judges: Sequence[Judge], told: float) -> None:
    """Let judges know a usual loss if the first one is just that of the outputs (points, n)."""
    for usual in usual_losses(outputs.shape[1]):
        if np.isclose(told, measured(judges[0], usual, outputs), rtol=SAME, atol=1e-7):
            for each in judges:
                each.loss = usual
                if outputs.shape[1] == 1 and each.threshold == LOGIT:
                    each.threshold = SINGLE[usual]
            return
