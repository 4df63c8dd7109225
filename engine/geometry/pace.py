"""Distribute film time over training in proportion to motion.

Most of a network's motion happens in the first tenth of its training. A film whose clock is the
step number shows a jump and then nothing; one whose clock is the distance moved is even.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.geometry.decisions import predicted
from engine.geometry.projections import View
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording

STEADY = 0.15
"""Share of film time that is spread evenly over the steps, whatever moves."""


@dataclass(frozen=True)
class Pace:
    """The step to show at each moment of a film.

    Attributes
    ----------
    steps : int64 array (recorded,)
        Recorded steps.
    progress : float64 array (recorded,)
        Strictly increasing from 0 to 1: the share of film time by which that step is shown.
    """

    steps: np.ndarray
    progress: np.ndarray

    def step_at(self, progress: float) -> float:
        """Return the continuous step to show at `progress` in [0, 1]."""
        return float(np.interp(progress, self.progress, self.steps))


def pace_by_motion(recording: Recording, depth: int, view: View) -> Pace:
    """Return the pace of a run by how far its points move, on average, in one layer's picture.

    Parameters
    ----------
    recording : Recording
    depth : int
        Of the layer.
    view : View
        Its picture.
    """
    points = recording.data.features[:: max(recording.data.samples // 100, 1)]
    moved = [0.0]
    last: np.ndarray | None = None
    with np.errstate(over="ignore", invalid="ignore"):  # the end of a run that diverged
        for chunk in Warp(recording).sweep(points, recording.steps, depth):
            seen = view.project(chunk)
            if last is not None:
                seen = np.concatenate([last[None], seen])
            moved += list(np.linalg.norm(np.diff(seen, axis=0), axis=-1).mean(axis=-1))
            last = seen[-1]
    return pace_by_distance(recording.steps, np.array(moved))


def pace_by_decisions(recording: Recording, places: np.ndarray) -> Pace:
    """Return the pace of a run by how many places of the input change sides, step by step.

    Parameters
    ----------
    recording : Recording
    places : array (places, features)
        Spread evenly over what is seen of the input.
    """
    changed = [0.0]
    last: np.ndarray | None = None
    for chunk in Warp(recording).sweep(places, recording.steps):
        sides = predicted(torch.from_numpy(chunk), recording).numpy()
        if last is not None:
            sides = np.concatenate([last[None], sides])
        changed += list((sides[1:] != sides[:-1]).mean(axis=-1))
        last = sides[-1]
    return pace_by_distance(recording.steps, np.array(changed))


def pace_by_distance(steps: np.ndarray, moved: np.ndarray) -> Pace:
    """Return the pace of recorded steps by the distance that something moves to reach each.

    Parameters
    ----------
    steps : int array (recorded,)
    moved : array (recorded,)
        Distance from the step before, in any unit.
    """
    if len(steps) == 1:
        return Pace(steps, np.zeros(1))
    distance = np.cumsum(np.nan_to_num(moved, posinf=0))
    even = (steps - steps[0]) / (steps[-1] - steps[0])
    total = distance[-1]
    share = STEADY if total > 0 else 1.0
    return Pace(steps, share * even + (1 - share) * (distance / (total or 1.0)))
