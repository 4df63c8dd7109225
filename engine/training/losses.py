"""The losses that networks are usually trained with, and which of them a run is."""

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


def check_told_outputs(
    told: Tensor, network: nn.Module, inputs: Tensor, output: int | str | None
) -> None:
    """Compare the first outputs that a loop tells with the network's own.

    Parameters
    ----------
    told : Tensor (points, …)
    network : nn.Module
        As it is at the first step.
    inputs : Tensor (points, …)
        All.
    output : int or str, optional
        Which of the network's outputs, if it returns several.

    Raises
    ------
    DataError
        If they are probabilities in the place of logits.
    """
    few = torch.as_tensor(told)[:FEW].detach().cpu().flatten().float()
    own = outputs_for(network, inputs[:FEW], output).flatten().float()
    if few.shape != own.shape or len(own) > FEW:
        return
    if own.sigmoid().allclose(few, atol=SAME) and not own.allclose(few, atol=SAME):
        raise DataError(
            "record got probabilities in the place of outputs: the network gives logits, and these "
            "are their sigmoid; hand over its own outputs, or leave them out"
        )


def learn_loss(
    step: int,
    network: nn.Module,
    inputs: Tensor,
    output: int | str | None,
    judges: Sequence[Judge],
    loss: Tensor | float | None,
) -> None:
    """Let judges know by which usual loss a network is trained, as long as the loop's agree.

    A usual loss that the first one is by chance, as all are of outputs that are all 0, is not that
    of a later step: it is compared at steps that are ever farther apart.

    Parameters
    ----------
    step : int
    network : nn.Module
        As it is at this step.
    inputs : Tensor (points, …)
        All.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    judges : sequence of Judge
        Of all points; and, where outputs are judged while the run goes on, of others.
    loss : Tensor or float or None
        As the loop told it at this step.
    """
    judge = judges[0]
    unknown = judge.loss is None and not judge.points.data.is_regression
    if not (unknown if step == 0 else judge.is_learned and _is_power_of_4(step)):
        return
    value = np.asarray(loss.detach().cpu().float() if isinstance(loss, Tensor) else loss, float)
    if len(judges) < 2 or value.size != 1 or not np.isfinite(value).all():
        return
    outputs = outputs_for(network, inputs, output).flatten(1).float()
    usual = usual_losses(outputs.shape[1]) if judge.loss is None else (judge.loss,)
    known = next((each for each in usual if _is_that(each, judge, outputs, value.item())), None)
    for each in judges:
        each.loss, each.is_learned = known, known is not None


def _is_power_of_4(step: int) -> bool:
    return step.bit_count() == 1 and step.bit_length() % 2 == 1


def _is_that(loss: Loss, judge: Judge, outputs: Tensor, told: float) -> bool:
    return bool(np.isclose(told, measured(judge, loss, outputs), rtol=SAME, atol=1e-7))
