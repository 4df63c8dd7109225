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
SAME = 1e-3
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
    """Return whether outputs lie between 0 and 1 whatever the network's weights are."""
    theta = dict(network.named_parameters())
    for factor in (1.0, LARGE, -LARGE):
        scaled = {name: factor * value.detach() for name, value in theta.items()}
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


def single_costs(outputs: Tensor, labels: np.ndarray) -> tuple[float, float, float]:
    """Return what single outputs (points, 1) cost by the usual losses.

    Returns
    -------
    tuple of float
        As logits by cross-entropy; as numbers by their squared distance from 0 and 1; as
        probabilities by cross-entropy, infinite if they are none.
    """
    numbers = outputs.detach().cpu().float().flatten()
    targets = torch.from_numpy(labels.copy()).float()
    logistic = float(nn.functional.binary_cross_entropy_with_logits(numbers, targets))
    squared = float(nn.functional.mse_loss(numbers, targets))
    if not bool(((numbers >= 0) & (numbers <= 1)).all()):
        return logistic, squared, float("inf")
    return logistic, squared, float(nn.functional.binary_cross_entropy(numbers, targets))


def told_threshold(told: np.ndarray, costs: np.ndarray) -> float:
    """Return the threshold of that usual loss by which a run's losses were most likely made.

    The losses of mini-batches tell it together, as those of all points differ by less from them
    than by another loss.

    Parameters
    ----------
    told : array (steps,)
    costs : array (steps, 3)
        Of all points at these steps, as `single_costs` has them.
    """
    if not len(told):
        return LOGIT
    with np.errstate(invalid="ignore"):
        logistic, *others = np.median(np.abs(costs - told[:, None]), axis=0)
    nearest = min((far for far in others if np.isfinite(far)), default=np.inf)
    is_exact = nearest <= SAME * float(np.median(told))
    if len(told) < FEW and not is_exact:
        return LOGIT
    return PROBABILITY if 2 * nearest < logistic else LOGIT
