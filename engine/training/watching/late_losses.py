"""Tell by the numbers whether losses were recorded after the updates that they led to."""

from __future__ import annotations

import numpy as np
import torch

from engine.networks.stages import through
from engine.recordings.recording import Recording
from engine.training.judging import Judge
from engine.training.losses import SAME, measured, usual_losses

STEPS = [0, 1, 2]
"""The first ones, by which it is seen."""


def are_late(run: Recording, judge: Judge) -> bool:
    """Return whether each loss is that of the parameters of the step before.

    It can be told where losses are those of all points, by the known or a usual loss.

    Parameters
    ----------
    run : Recording
    judge : Judge
        Of all points.
    """
    if run.steps[:3].tolist() != STEPS or len(run.steps) < 4 or run.data.is_regression:
        return False
    points = torch.from_numpy(judge.points.data.features.copy())
    outputs = [through(run.stages, points, run.parameters(s, torch.float32)) for s in STEPS]
    width = run.stages[-1].outputs
    for loss in (judge.loss,) if judge.loss is not None else usual_losses(width):
        costs = np.array([measured(judge, loss, each) for each in outputs])
        told = run.metrics.loss[STEPS]
        of_the_step = np.isclose(told[1:], costs[1:], rtol=SAME, atol=0)
        of_the_one_before = np.isclose(told[1:], costs[:-1], rtol=SAME, atol=0)
        if of_the_one_before.all() and not of_the_step.any():
            return True
    return False
