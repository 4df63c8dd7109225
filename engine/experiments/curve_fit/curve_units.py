"""Units of a regression: a network learns numbers of about 1, whatever those of the data are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.recordings.metrics import Metrics
from engine.recordings.recording import Recording


@dataclass(frozen=True)
class CurveUnits:
    """How inputs and outputs were brought to numbers of about 1: (value − centre) / scale.

    Attributes
    ----------
    centre, scale : float64 array (2,)
        Of the input and of the output.
    """

    centre: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(cls, points: np.ndarray) -> CurveUnits:
        """Return the units in which inputs (points, 2) fill [−1, 1] and outputs have variance 1."""
        low, high = points[:, 0].min(), points[:, 0].max()
        spread = points[:, 1].std() or 1.0
        return cls(
            np.array([(low + high) / 2, points[:, 1].mean()]), np.array([(high - low) / 2, spread])
        )

    def standardised(self, points: np.ndarray) -> np.ndarray:
        """Bring points (points, 2) to numbers of about 1."""
        brought: np.ndarray = (points - self.centre) / self.scale
        return brought

    def of_data(self, recording: Recording, points: np.ndarray) -> Recording:
        """Return the recording of the same network as it reads and answers the data's own numbers.

        From an input x the network computes W(x − m)/s + b first and v·h + c last, so that W/s,
        b − W m/s, and v and c times the outputs' scale, c plus their centre, do it without the
        detour. Squared errors grow by the square of the outputs' scale. Norms of gradients belong
        to the parameters as they were trained, and are unknown of these.

        Parameters
        ----------
        recording : Recording
            Of a chain that begins and ends with an affine stage with bias, trained by the mean
            squared error.
        points : array (points, 2)
            That it was trained on, in the data's numbers.
        """
        first, last = recording.stages[0].name, recording.stages[-1].name
        (m, centre), (s, scale) = self.centre, self.scale
        tensors = {name: rows[:].double() for name, rows in recording.tensors.items()}
        weight = tensors[f"{first}.weight"]
        tensors[f"{first}.bias"] -= weight[..., 0] * (m / s)
        tensors[f"{first}.weight"] = weight / s
        tensors[f"{last}.weight"] *= scale
        tensors[f"{last}.bias"] = tensors[f"{last}.bias"] * scale + centre
        features, targets = np.split(points.astype(np.float32), 2, axis=1)
        return replace(
            recording,
            data=replace(recording.data, features=features, targets=targets),
            tensors=_single(tensors),
            metrics=_scaled(recording.metrics, scale**2),
        )


def _single(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.to(torch.float32) for name, tensor in tensors.items()}


def _scaled(metrics: Metrics, factor: float) -> Metrics:
    held = metrics.validation_loss
    return replace(
        metrics,
        loss=(metrics.loss * factor).astype(np.float32),
        validation_loss=None if held is None else (held * factor).astype(np.float32),
        gradient_norm=np.full_like(metrics.gradient_norm, np.nan),
    )
