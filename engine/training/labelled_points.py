"""Labelled points as people have them in memory, made into a data set."""

from __future__ import annotations

import numpy as np
from torch import Tensor
from torch.utils.data import TensorDataset

from engine.data.dataset import Dataset
from engine.errors import DataError


def labelled_points(
    features: Tensor | np.ndarray | Dataset | TensorDataset,
    labels: Tensor | np.ndarray | None = None,
) -> Dataset:
    """Return points and their classes as a data set; one that is given is returned as it is.

    Parameters
    ----------
    features : Tensor or array (samples, features), or Dataset, or TensorDataset
        A `TensorDataset` holds the labels too.
    labels : Tensor or array (samples,), optional
        Whole numbers from 0 up, of any type.

    Raises
    ------
    DataError
        If the shapes do not match, a feature is not finite, or a label is no class.
    """
    if isinstance(features, Dataset):
        return features
    if isinstance(features, TensorDataset):
        if labels is not None or len(features.tensors) != 2:
            raise DataError("the recorder needs a TensorDataset of features and labels alone")
        features, labels = features.tensors
    points = np.asarray(_plain(features), dtype=np.float32)
    classes: np.ndarray = np.asarray([] if labels is None else _plain(labels))
    if points.ndim != 2 or classes.shape != points.shape[:1] or not points.size:
        raise DataError(
            "the recorder needs features of shape (samples, features) and one integer label per "
            f"sample; it got features of shape {points.shape} and "
            + ("no labels" if labels is None else f"labels of shape {classes.shape}")
        )
    if not np.isfinite(points).all():
        raise DataError("the recorder needs finite features; these hold NaN or infinity")
    if classes.dtype.kind not in "biuf" or not ((classes >= 0) & (classes % 1 == 0)).all():
        raise DataError("the recorder needs labels that are whole numbers from 0 up")
    return Dataset(
        name="your data",
        features=points,
        labels=classes.astype(np.int64),
        class_names=tuple(str(k) for k in range(max(int(classes.max()) + 1, 2))),
        feature_names=tuple(f"x{i + 1}" for i in range(points.shape[1])),
        centre=np.zeros(points.shape[1]),
        scale=np.ones(points.shape[1]),
    )


def _plain(values: Tensor | np.ndarray) -> Tensor | np.ndarray:
    """Return values from wherever they are, without their history."""
    return values.detach().cpu() if isinstance(values, Tensor) else values
