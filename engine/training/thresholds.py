"""Above which value a single output means class 1, as its form and its loss tell."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call

from engine.errors import DataError
from engine.geometry.decisions import single_output_threshold
from engine.tracing.tracing import ReadNetwork, evaluating, output_rows
from engine.training.applied_loss import Loss, fitting_form, value_of
from engine.training.judging import LOGIT, PROBABILITY, Judge
from engine.training.labelled_points import LabelledPoints

LARGE = 30.0
"""Factor of the weights at which a probability is still one, and hardly anything else is."""
MOVED = 0.1
"""By how much weights are moved, as a standard deviation."""
SAME = 1e-3
AT_ZERO = 3
"""Of the losses of `single_costs`, so many part at 0."""
FEW = 5
"""Losses of mini-batches that tell, at least."""


def single_threshold(
    network: nn.Module | None,
    inputs: Tensor,
    output: int | str | None,
    read: ReadNetwork | None,
    judge: Judge,
) -> float:
    """Return the threshold of a network's single output, before it is trained.

    Parameters
    ----------
    network : nn.Module or None
    inputs : Tensor (points, …)
        A few.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    read : ReadNetwork or None
        The network as stages, if it can be read so.
    judge : Judge
        Its loss tells, if it is known.
    """
    if network is None or judge.points.data.classes != 2:
        return LOGIT
    told = None if judge.loss is None else threshold_by_loss(judge.loss, judge.points)
    if told is not None:
        return told
    if read is not None:
        return single_output_threshold(read.stages)
    return PROBABILITY if is_probability(network, inputs, output) else LOGIT


def is_probability(network: nn.Module, inputs: Tensor, output: int | str | None) -> bool:
    """Return whether outputs lie between 0 and 1 whatever the network's weights are.

    They are also moved, as weights that are all 0 stay so by any factor.
    """
    theta, generator = dict(network.named_parameters()), torch.Generator().manual_seed(0)
    moved = {
        name: value.detach() + MOVED * torch.randn(value.shape, generator=generator).to(value)
        for name, value in theta.items()
    }
    for factor in (1.0, LARGE, -LARGE):
        scaled = {name: factor * value for name, value in moved.items()}
        with evaluating(network):
            try:
                outputs = functional_call(network, scaled, (inputs.clone(),))
                rows = output_rows(outputs, output, len(inputs))
            except Exception:  # whatever a user's forward raises
                return False
        if not bool(((rows >= 0) & (rows <= 1)).all()):
            return False
    return True


def threshold_by_loss(loss: Loss, points: LabelledPoints) -> float | None:
    """Return the output that costs as much whichever of two classes is right, if that is clear."""
    labels = points.data.labels
    ends = [int(np.argmax(labels == k)) for k in (0, 1)]
    if [labels[i] for i in ends] != [0, 1]:
        return None
    for threshold in (LOGIT, PROBABILITY):
        output = torch.full((1, 1), threshold)
        try:
            low, high = (_cost(loss, output, points.chosen(torch.tensor([i]))) for i in ends)
        except DataError:
            continue
        if np.isclose(low, high, rtol=SAME, atol=1e-6):
            return threshold
    return None


def _cost(loss: Loss, output: Tensor, point: LabelledPoints) -> float:
    return value_of(loss, fitting_form(loss, output, point), output, point)


def single_costs(outputs: Tensor, labels: np.ndarray) -> tuple[float, ...]:
    """Return what single outputs (points, 1) cost by the usual losses.

    Returns
    -------
    tuple of float
        First by those that part at 0: cross-entropy of logits, squared distance from -1 and 1, and
        hinge loss. Then by those that part at a half: squared distance from 0 and 1, and
        cross-entropy of probabilities, infinite if they are none.
    """
    numbers = outputs.detach().cpu().float().flatten()
    targets = torch.from_numpy(labels.copy()).float()
    signs = 2 * targets - 1
    costs = [
        nn.functional.binary_cross_entropy_with_logits(numbers, targets),
        nn.functional.mse_loss(numbers, signs),
        nn.functional.relu(1 - signs * numbers).mean(),
        nn.functional.mse_loss(numbers, targets),
    ]
    if bool(((numbers >= 0) & (numbers <= 1)).all()):
        costs.append(nn.functional.binary_cross_entropy(numbers, targets))
    else:
        costs.append(torch.tensor(torch.inf))
    return tuple(map(float, costs))


def told_threshold(told: np.ndarray, costs: np.ndarray) -> float:
    """Return the threshold of that usual loss by which a run's losses were most likely made.

    The losses of mini-batches tell it together, as those of all points differ by less from them
    than by another loss.

    Parameters
    ----------
    told : array (steps,)
    costs : array (steps, losses)
        Of all points at these steps, as `single_costs` has them.
    """
    if not len(told):
        return LOGIT
    with np.errstate(invalid="ignore"):
        away = np.nan_to_num(np.median(np.abs(costs - told[:, None]), axis=0), nan=np.inf)
    logit, probability = away[:AT_ZERO].min(), away[AT_ZERO:].min()
    is_exact = probability <= SAME * float(np.median(told))
    if len(told) < FEW and not is_exact:
        return LOGIT
    return PROBABILITY if 2 * probability < logit else LOGIT
