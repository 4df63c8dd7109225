"""The slope that a parametric ReLU learns, and the slopes that a randomised one draws."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from engine.networks.stages import Activation
from engine.recordings.recording import Recording

RANDOM_SLOPES = (1 / 8, 1 / 3)
"""Range of the random slopes of a randomised ReLU in `torch.nn`."""


def learned_slopes(recording: Recording) -> np.ndarray:
    """Return α of the first parametric ReLU of a run, array (recorded,).

    Raises
    ------
    LookupError
        If the network has none.
    """
    for stage in recording.stages:
        if isinstance(stage, Activation) and stage.learned:
            slopes: np.ndarray = recording.tensors[f"{stage.name}.weight"][:].numpy()[:, 0]
            return slopes
    raise LookupError("the network has no parametric ReLU")


def drawn_values(points: np.ndarray, seed: int) -> np.ndarray:
    """Apply a randomised ReLU as it acts in training: each negative number draws its own slope.

    Parameters
    ----------
    points : array (…)
    seed : int

    Returns
    -------
    array (…)
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        values: np.ndarray = nn.RReLU().train()(torch.tensor(points)).numpy()
    return values
