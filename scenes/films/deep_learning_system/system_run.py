"""What the film of the deep-learning system shows, computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.best_lines import best_lines
from engine.geometry.decisions import accuracy, hidden_depth
from engine.geometry.layers import sample_losses
from engine.geometry.warps import Warp
from engine.progress import Work, unwatched
from engine.recordings.recording import Recording
from scenes.cache.results import trained_run
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.languages.numbers import counted, percent

FAR = 100.0
"""From the middle of a line to the ends that are drawn, in units of the data."""


@dataclass(frozen=True)
class SystemRun:
    """What the film shows.

    Attributes
    ----------
    recording : Recording
        The training.
    sample : int
        Index of the data point that is followed.
    lines : tuple of float
        Accuracy of the best straight line in the raw input and in the last hidden space.
    """

    recording: Recording
    sample: int
    lines: tuple[float, float]

    def report(self) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        recording, (first, last) = self.recording, self.lines
        return [
            f"network: accuracy {percent(accuracy(recording, recording.last_step), 2)} "
            f"after {counted(recording.last_step, 'step')}",
            f"best straight line: {percent(first, 2)} in the raw input, "
            f"{percent(last, 2)} after the blocks",
        ]


def system_run(spec: DeepLearningSystemSpec, work: Work = unwatched) -> SystemRun:
    """Train the network, choose its data point, and try every straight line.

    Parameters
    ----------
    spec : DeepLearningSystemSpec
    work : callable, optional
        Called with the training.
    """
    recording = trained_run(spec.run, work)
    sample = spec.point
    if sample is None:
        sample = int(sample_losses(recording, 0).argmax())
    trace = Warp(recording).trace(recording.data.features, recording.last_step)
    first, last = (
        float(best_lines(trace[depth], recording.data.labels).accuracy.max())
        for depth in (0, hidden_depth(recording.stages))
    )
    return SystemRun(recording, sample, (first, last))


def best_line(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return two far points of the straight line that parts two classes best, array (2, 2)."""
    fan = best_lines(points, labels)
    best = int(fan.accuracy.argmax())
    return far_ends(float(fan.angles[best]), float(fan.offsets[best]))


def far_ends(angle: float, offset: float) -> np.ndarray:
    """Return two far points of a straight line, array (2, 2).

    Parameters
    ----------
    angle : float
        Of its normal, radians.
    offset : float
        From the origin, along the normal.
    """
    normal = np.array([np.cos(angle), np.sin(angle)])
    along = FAR * np.array([-normal[1], normal[0]])
    ends: np.ndarray = offset * normal + np.array([-along, along])
    return ends
