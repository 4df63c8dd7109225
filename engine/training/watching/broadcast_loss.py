"""Notice a loop whose loss compares every output with every target, which hardly anybody means."""

from __future__ import annotations

import math
import warnings

import torch
from torch import nn

from engine.training.judging import Judge, outputs_for

SAME = 1e-4


def broadcast(
    told: float, network: nn.Module | None, output: int | str | None, judge: Judge
) -> list[str]:
    """Say that a loop's loss is that of outputs (points, 1) and targets (points,), if it is so.

    Parameters
    ----------
    told : float
        The loss, as the loop told it at the first step.
    network : nn.Module or None
        As it is at this step.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    judge : Judge
        Of all points.

    Returns
    -------
    list of str
        A sentence; none, if it is not so or cannot be told.
    """
    points, loss = judge.points, judge.loss
    count = len(points.inputs)
    row, column = points.targets.shape == (count,), points.targets.shape == (count, 1)
    is_own = loss is not None and not judge.is_learned
    if network is None or not is_own or count < 2 or judge.width != 1 or not (row or column):
        return []
    outputs = outputs_for(network, points.inputs, output).reshape(count)
    targets = points.targets.to(outputs.dtype).reshape(count)
    pair = (outputs[:, None], targets) if row else (outputs, targets[:, None])
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            every = float(loss(*pair))  # type: ignore[misc]
    except Exception:  # a user's loss, of shapes that it may not be meant for
        return []
    own = judge.measure(outputs.reshape(count, 1))
    if not math.isclose(told, every, rel_tol=SAME) or math.isclose(own, every, rel_tol=SAME):
        return []
    shapes = [tuple(each.shape) for each in pair]
    return [
        "the loss that was recorded compares every output with every target, as outputs have the "
        f"shape {shapes[0]} and targets {shapes[1]}; give both one shape. What the recorder "
        "measures itself, after the last update and of validation points, compares each output "
        "with its own target"
    ]
