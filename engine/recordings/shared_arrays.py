"""The arrays that all kinds of recordings have in common: data, steps, metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from torch import Tensor

from engine.data.dataset import Dataset
from engine.recordings.checks import shown
from engine.recordings.file_format import Header
from engine.recordings.metrics import Metrics


class Rows(Protocol):
    """One array at every recorded step, in memory or on disk; the first axis is the step."""

    def __getitem__(self, key: slice) -> Tensor: ...


def arrays_of(data: Dataset, steps: np.ndarray, metrics: Metrics) -> dict[str, np.ndarray]:
    """Return data, steps and metrics as arrays by the names that they have in a file."""
    arrays = {
        "steps": steps,
        "metrics/loss": metrics.loss,
        "metrics/accuracy": metrics.accuracy,
        "metrics/gradient_norm": metrics.gradient_norm,
        "data/features": data.features,
        "data/centre": data.centre,
        "data/scale": data.scale,
    }
    if data.targets is None:
        arrays["data/labels"] = data.labels
    else:
        arrays["data/targets"] = data.targets
    if metrics.validation_loss is not None and metrics.validation_accuracy is not None:
        arrays["metrics/validation_loss"] = metrics.validation_loss
        arrays["metrics/validation_accuracy"] = metrics.validation_accuracy
    return arrays


def dataset_from(header: Header, arrays: Mapping[str, np.ndarray]) -> Dataset:
    """Return the data of a file."""
    return Dataset(
        name=shown(header.data_name),
        features=arrays["data/features"],
        labels=arrays.get("data/labels", np.empty(0)),
        class_names=tuple(map(shown, header.class_names)),
        feature_names=tuple(map(shown, header.feature_names)),
        centre=arrays["data/centre"],
        scale=arrays["data/scale"],
        nested=header.nested,
        targets=arrays.get("data/targets"),
        notes=tuple(map(shown, header.notes)),
    )


def metrics_from(header: Header, arrays: Mapping[str, np.ndarray]) -> Metrics:
    """Return the metrics of a file."""
    return Metrics(
        loss=arrays["metrics/loss"],
        accuracy=arrays["metrics/accuracy"],
        gradient_norm=arrays["metrics/gradient_norm"],
        layers=tuple(map(shown, header.layers)),
        validation_loss=arrays.get("metrics/validation_loss"),
        validation_accuracy=arrays.get("metrics/validation_accuracy"),
    )
