"""Above which value a single output means class 1, as its form and its loss tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call

from engine.errors import DataError
from engine.geometry.decisions import single_output_threshold
from engine.tracing.tracing import ReadNetwork, evaluating, output_rows
from engine.training.applied_loss import Loss, fitting_form, value_of
from engine.training.judging import Judge, outputs_for
from engine.training.labelled_points import LabelledPoints

LOGIT, PROBABILITY = 0.0, 0.5
LARGE = 30.0
"""Factor of the weights at which a probability is still one, and hardly anything else is."""
SAME = 1e-3


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


def decide_by_first_loss(
    network: nn.Module,
    inputs: Tensor,
    output: int | str | None,
    judges: Sequence[Judge],
    loss: Tensor | float | None,
) -> None:
    """Take 0.5 for the threshold if a single output is trained by its distance from 0 and 1.

    Parameters
    ----------
    network : nn.Module
    inputs : Tensor (points, …)
        All.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    judges : sequence of Judge
        Of all points, and of others that are judged alike.
    loss : Tensor or float or None
        Of the first step.
    """
    judge = judges[0]
    undecided = judge.loss is None and judge.threshold == LOGIT and judge.points.data.classes == 2
    if loss is None or not undecided:
        return
    outputs = outputs_for(network, inputs, output).flatten(1)
    if outputs.shape[1] > 1:
        return
    labels = torch.from_numpy(judge.points.data.labels.copy())
    squared = float(((outputs[:, 0] - labels) ** 2).mean())
    told = np.asarray(loss.detach().cpu().float() if isinstance(loss, Tensor) else loss)
    if told.size == 1 and np.isclose(told.item(), squared, rtol=SAME, atol=1e-7):
        for each in judges:
            each.threshold = PROBABILITY
