"""The curve that a network from one number to another has learned, at any step of training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.errors import RecordingError
from engine.experiments.curve_fit.hinges import Hinges, is_hinged
from engine.geometry.warps import Warp
from engine.recordings.metrics import measured
from engine.recordings.recording import Recording
from engine.recordings.regressions import fits_a_curve

GRID = 2_001
"""Inputs at which the curve of a network is evaluated whose hinges are not known."""
SAME = 1e-2
"""A loss that differs from the mean squared error by this share is not that."""
PAD = 0.03
"""Room beside the points, as a share of their range."""


@dataclass(frozen=True)
class FittedCurve:
    """A regression with one input and one output, and what is known of its data.

    Attributes
    ----------
    recording : Recording
    held_out : array (points, 2), optional
        Input and output of the points that were not trained on.
    truth : array (samples, 2), optional
        The curve that the points come from, rising in x.
    names : (str, str), optional
        Of input and output, where they are the columns of a file.
    fresh : array (points, 2), optional
        Points by which nothing was chosen.
    """

    recording: Recording
    held_out: np.ndarray | None = None
    truth: np.ndarray | None = None
    names: tuple[str, str] | None = None
    fresh: np.ndarray | None = None

    @property
    def points(self) -> np.ndarray:
        """Input and output of the points that were trained on, float64 array (points, 2)."""
        data = self.recording.data
        assert data.targets is not None
        return np.column_stack([data.features[:, 0], data.targets[:, 0]]).astype(np.float64)

    @property
    def domain(self) -> tuple[float, float]:
        """The least and greatest input that is shown."""
        known = [
            each[:, 0] for each in (self.points, self.held_out, self.truth) if each is not None
        ]
        low, high = (float(f(np.concatenate(known))) for f in (np.min, np.max))
        if self.truth is not None:
            return low, high
        pad = PAD * (high - low) or 1.0
        return low - pad, high + pad

    @property
    def is_hinged(self) -> bool:
        """Whether the network has one hidden layer, of ReLU units."""
        return is_hinged(self.recording)

    def hinges(self, step: float) -> Hinges:
        """Return the units of a hinged network at a step."""
        return Hinges.of(self.recording, step)

    def curve(self, step: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the network's output at a step, continuous, over the whole domain.

        Returns
        -------
        x, y : float64 array (corners,)
            Rising in x. For a hinged network its corners, between which it is straight; for any
            other evenly spaced samples.
        """
        if self.is_hinged:
            return self.hinges(step).corners(*self.domain)
        x = np.linspace(*self.domain, GRID)
        return x, Warp(self.recording).trace(x[:, None], step)[-1][:, 0]

    @property
    def is_squared(self) -> bool:
        """Whether the losses are mean squared errors, as far as the last one tells."""
        x, y = self.points.T
        last = self.recording.last_step
        squared = float(np.mean((np.interp(x, *self.curve(last)) - y) ** 2))
        told = float(self.recording.metrics.loss[last])
        return bool(np.isclose(told, squared, rtol=SAME, atol=1e-6 * np.var(y)))

    @property
    def losses(self) -> np.ndarray | None:
        """The validation loss of each step, array (steps,); None if it was not recorded."""
        losses = self.recording.metrics.validation_loss
        return losses if losses is not None and np.isfinite(losses).any() else None

    @property
    def best_step(self) -> int | None:
        """The step with the least validation loss; None if it was not recorded."""
        return None if self.losses is None else int(np.nanargmin(self.losses))

    def training_loss(self, step: float) -> float:
        """Return the training loss at a step."""
        return measured(self.recording.metrics.loss, step)

    def validation_loss(self, step: float) -> float:
        """Return the validation loss at a step; NaN if it was not recorded."""
        return float("nan") if self.losses is None else measured(self.losses, step)

    def fresh_loss(self, step: float) -> float:
        """Return the mean squared error at a step on fresh points; NaN if there are none."""
        if self.fresh is None:
            return float("nan")
        x, y = self.fresh.T
        return float(np.mean((np.interp(x, *self.curve(step)) - y) ** 2))


def fitted_curve(recording: Recording, path: object) -> FittedCurve:
    """Return the curve of a recording.

    Parameters
    ----------
    recording : Recording
    path : object
        Its file, for messages.

    Raises
    ------
    RecordingError
        If it is no regression from one number to another, or nothing was trained.
    """
    data = recording.data
    if data.targets is None:
        raise RecordingError(
            f"{path} holds a classification; `warpreel render space-warp --recording` shows it"
        )
    if not fits_a_curve(recording):
        outputs, targets = recording.width(recording.depth), data.targets.shape[1]
        told = f"predicts {targets}" if outputs == targets else f"gives {outputs} for {targets}"
        raise RecordingError(
            f"{path}: its network {told} numbers from {data.dims}; a curve can be drawn of one "
            "that predicts 1 from 1"
        )
    if not recording.last_step or not np.isfinite(recording.metrics.loss).any():
        raise RecordingError(f"{path} holds no training to show: not one step, or no loss")
    return FittedCurve(recording)
