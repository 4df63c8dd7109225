"""A small convolutional network learns to read digits, and a probe sees what its layers answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.data.stratified import stratified_choice
from engine.errors import DivergenceError
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.progress import TrainingStep
from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder
from engine.training.training import repeatable

HELD_OUT = 500
"""Digits that are not trained on."""


class DigitReader(nn.Module):
    """Two convolutions with pooling, a hidden layer of 32 units, and an output for each digit."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.inner = nn.Linear(64, 32)
        self.hidden = nn.ReLU()
        self.out = nn.Linear(32, 10)

    def forward(self, x: Tensor) -> Tensor:
        """Map images (points, 1, 8, 8) to logits (points, 10)."""
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        logits: Tensor = self.out(self.hidden(self.inner(x.flatten(1))))
        return logits


def held_out(targets: np.ndarray, seed: int) -> np.ndarray:
    """Choose the digits that are not trained on, of each class alike, as indices."""
    return stratified_choice(targets, HELD_OUT, np.random.default_rng(seed))


def digit_reader(
    spec: DigitReaderSpec,
    progress: TrainingStep,
    watch: Callable[[int, DigitReader], None] = lambda step, network: None,
) -> ProbedRecording:
    """Train the network on scikit-learn's digits, 1,797 images of 8×8 pixels.

    Parameters
    ----------
    spec : DigitReaderSpec
    progress : callable
        Called at each step with the step, the loss and the accuracy, which is not known then.
    watch : callable, optional
        Called with the step and the network before each step, and after the last.

    Returns
    -------
    ProbedRecording
        Its answers are those of ``conv1``, ``conv2``, ``hidden`` and the output
        to 400 of the digits that are trained on; 500 others are the validation.

    Raises
    ------
    DivergenceError
        If the loss stops being finite.
    """
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = torch.from_numpy((digits.images / 16).astype(np.float32))[:, None]
    labels = torch.from_numpy(digits.target.astype(np.int64))
    held = held_out(digits.target, spec.seed)
    rest = np.setdiff1d(np.arange(len(labels)), held)
    x, y = images[rest], labels[rest]
    with repeatable(spec.seed):
        network = DigitReader()
        optimizer = torch.optim.Adam(network.parameters(), spec.rate)
        recorder = Recorder(
            network, x, y,
            loss=F.cross_entropy,
            validation=(images[held], labels[held]),
            layers=["conv1", "conv2", "hidden"],
            probe=spec.points,
            every=spec.every,
        )  # fmt: skip
        for step in range(spec.steps):
            watch(step, network)
            optimizer.zero_grad()
            batch = torch.randint(len(x), (spec.batch,))
            loss = F.cross_entropy(network(x[batch]), y[batch])
            loss.backward()
            recorder.record(loss)
            optimizer.step()
            progress(step, loss.item(), float("nan"))
        watch(spec.steps, network)
        recording: Any = recorder.finish()
    if recording.stopped == "diverged":
        raise DivergenceError("training diverged; lower --rate", recording)
    assert isinstance(recording, ProbedRecording)
    return recording


def nearest_mean_share(answers: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of points that `nearest_to_own_mean` tells."""
    return float(nearest_to_own_mean(answers, labels).mean())


def nearest_to_own_mean(answers: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return which points lie nearest to the mean of their own class.

    The point itself is left out of its class's mean.

    Parameters
    ----------
    answers : array (points, units)
    labels : int array (points,)

    Returns
    -------
    bool array (points,)
        A class with a single point has no other mean, and counts as missed.
    """
    classes = np.unique(labels)
    x = answers.astype(np.float64)
    means = np.array([x[labels == k].mean(axis=0) for k in classes])
    distance = np.linalg.norm(x[:, None] - means, axis=2)
    own = np.searchsorted(classes, labels)
    count = np.array([(labels == k).sum() for k in classes])[own]
    rows = np.arange(len(x))
    # Without itself, the mean lies further away by n/(n-1).
    with np.errstate(divide="ignore", invalid="ignore"):
        distance[rows, own] *= np.where(count > 1, count / (count - 1), np.inf)
    distance[np.isnan(distance)] = np.inf
    return np.asarray(distance.argmin(axis=1) == own)
