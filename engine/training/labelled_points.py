"""Labelled points as people have them in memory, made into a data set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import TensorDataset

from engine.data.dataset import Dataset
from engine.errors import DataError

Points = Tensor | np.ndarray | Dataset | TensorDataset
Labels = Tensor | np.ndarray | None

CLASSES = "the recorder needs labels that are whole numbers from 0 up (or -1 and 1, or one-hot)"


@dataclass(frozen=True)
class LabelledPoints:
    """Points and their classes, as a data set and as the user's own loop has them.

    Attributes
    ----------
    data : Dataset
        Inputs of several axes are flattened.
    inputs : Tensor (samples, …)
        As the network takes them.
    targets : Tensor (samples, …)
        As the loss takes them.
    """

    data: Dataset
    inputs: Tensor
    targets: Tensor

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The shape of one input."""
        return tuple(self.inputs.shape[1:])

    def chosen(self, indices: Tensor) -> LabelledPoints:
        """Return some of the points."""
        which = indices.numpy()
        data = replace(
            self.data, features=self.data.features[which], labels=self.data.labels[which]
        )
        return LabelledPoints(data, self.inputs[indices], self.targets[indices])


def labelled_points(features: Points, labels: Labels = None) -> LabelledPoints:
    """Return points and their classes; a data set is taken as it is.

    Parameters
    ----------
    features : Tensor or array (samples, …), or Dataset, or TensorDataset
        A `TensorDataset` holds the labels too.
    labels : Tensor or array, optional
        Whole numbers from 0 up, of any type, shape (samples,) or (samples, 1); or -1 and 1; or
        one-hot rows (samples, classes).

    Raises
    ------
    DataError
        If the shapes do not match, a feature is not finite, or a label is no class.
    """
    if isinstance(features, Dataset):
        copies = (torch.from_numpy(a.copy()) for a in (features.features, features.labels))
        return LabelledPoints(features, *copies)
    if isinstance(features, TensorDataset):
        if labels is not None or len(features.tensors) != 2:
            raise DataError("the recorder needs a TensorDataset of features and labels alone")
        features, labels = features.tensors
    inputs = _tensor(features, "the recorder needs features that are numbers")
    targets = _tensor([] if labels is None else labels, CLASSES)
    classes = _classes(targets)
    if inputs.dim() < 2 or classes.shape != inputs.shape[:1] or not inputs.numel():
        raise DataError(
            "the recorder needs features of shape (samples, features) and one integer label per "
            f"sample; it got features of shape {tuple(inputs.shape)} and "
            + ("no labels" if labels is None else f"labels of shape {tuple(targets.shape)}")
        )
    points = inputs.flatten(1).to(torch.float32).numpy()
    if not np.isfinite(points).all():
        raise DataError("the recorder needs finite features; these hold NaN or infinity")
    if not ((classes >= 0) & (classes % 1 == 0)).all():
        raise DataError(CLASSES)
    features_count = prod(inputs.shape[1:])
    data = Dataset(
        name="your data",
        features=points,
        labels=classes.astype(np.int64),
        class_names=tuple(str(k) for k in range(max(int(classes.max()) + 1, 2))),
        feature_names=tuple(f"x{i + 1}" for i in range(features_count)),
        centre=np.zeros(features_count),
        scale=np.ones(features_count),
    )
    return LabelledPoints(data, inputs, targets)


def held_out(
    validation: tuple[Points, Labels] | Points | None, points: LabelledPoints
) -> LabelledPoints | None:
    """Return points that are not trained on, if there are some, of the shape of those that are."""
    if validation is None:
        return None
    pair = validation if isinstance(validation, tuple) else (validation,)
    held = labelled_points(*pair)
    if held.input_shape != points.input_shape:
        raise DataError(
            f"the validation points have the shape {held.input_shape}, the training points "
            f"{points.input_shape}"
        )
    return held


def _classes(targets: Tensor) -> np.ndarray:
    """Return labels as numbers from 0 up, however they are written; unfit ones as they are."""
    labels = targets.to(torch.float64).numpy()
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    elif labels.ndim == 2 and ((labels == 0) | (labels == 1)).all() and (labels.sum(1) == 1).all():
        labels = labels.argmax(axis=1)
    if labels.ndim == 1 and len(labels) and set(np.unique(labels)) == {-1.0, 1.0}:
        labels = (labels + 1) / 2
    return np.asarray(labels)


def _tensor(values: object, otherwise: str) -> Tensor:
    """Return a copy of values from wherever they are, without their history."""
    if isinstance(values, Tensor):
        return values.detach().cpu().clone()
    try:
        array = np.array(values)
        return torch.from_numpy(array if array.dtype != np.float64 else array.astype(np.float32))
    except (TypeError, ValueError) as error:
        raise DataError(otherwise) from error
