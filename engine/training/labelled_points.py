"""Points with labels or targets as people have them in memory, made into a data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from numbers import Number
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset as TorchDataset

from engine.data.dataset import Dataset
from engine.errors import DataError
from engine.recordings.checks import LONGEST, shown
from engine.training.points.torch_datasets import features_and_labels, is_torch_dataset

Points = Tensor | np.ndarray | Dataset | TorchDataset[Any]
Labels = Tensor | np.ndarray | None

CLASSES = "the recorder needs labels that are whole numbers from 0 up (or -1 and 1, or one-hot)"
TARGETS = 'or, for a regression, targets and Recorder(…, loss=…) or task="regression"'
SEVERAL_TARGETS = (
    "; of a network that predicts several a point, give the loss too, Recorder(…, loss=…)"
)
NAMES = (
    "the recorder needs labels as the loop numbers them, whole numbers from 0 up, and not names of "
    'classes; give these by Recorder(…, classes=["cat", "dog"])'
)
SEVERAL_INPUTS = (
    "the recorder needs all features of a point in one array; join several inputs side by side, "
    "and record a module whose forward parts them again and calls the network"
)
CLASSIFICATION, REGRESSION = "classification", "regression"
MOST_CLASSES = 100_000
TASKS = (CLASSIFICATION, REGRESSION)


@dataclass(frozen=True)
class LabelledPoints:
    """Points with their classes or targets, as a data set and as the user's own loop has them.

    Attributes
    ----------
    data : Dataset
        Inputs of several axes are flattened.
    inputs : Tensor (samples, …)
        As the network takes them.
    targets : Tensor (samples, …)
        As the loss takes them.
    is_dataset : bool
        Whether they came as a `Dataset`, which knows its scale and the names of its columns.
    own_names : tuple of str
        What the data set, or its labels, call the classes, whatever else these are named.
    """

    data: Dataset
    inputs: Tensor
    targets: Tensor
    is_dataset: bool = False
    own_names: tuple[str, ...] = ()

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The shape of one input."""
        return tuple(self.inputs.shape[1:])

    def chosen(self, indices: Tensor) -> LabelledPoints:
        """Return some of the points."""
        which = indices.numpy()
        data, targets = self.data, self.data.targets
        data = replace(
            data,
            features=data.features[which],
            labels=data.labels if targets is not None else data.labels[which],
            targets=None if targets is None else targets[which],
        )
        return replace(self, data=data, inputs=self.inputs[indices], targets=self.targets[indices])


def labelled_points(
    features: Points,
    labels: Labels = None,
    task: str | None = CLASSIFICATION,
    names: Sequence[str] | None = None,
    *,
    signed: bool = False,
) -> LabelledPoints:
    """Return points and their classes or targets; a data set is taken as it is.

    Parameters
    ----------
    features : Tensor or array (samples, …), or Dataset, or torch.utils.data.Dataset
        Data sets hold the labels too; PyTorch's are asked for all of their pairs.
    labels : Tensor or array, optional
        Of a classification: whole numbers from 0 up, of any type, shape (samples,) or (samples, 1);
        or -1 and 1; or one-hot rows (samples, classes). Of a regression: finite numbers, shape
        (samples, …), such as a picture's pixels, or a class for each of them.
    task : {"classification", "regression"} or None
        None takes numbers that cannot be labels for the targets of a regression.
    names : sequence of str, optional
        Of the classes, in the order of their labels; by default 0, 1, …, or as the data set has.
    signed : bool
        Whether labels are -1 and 1 even where one of the two does not occur.

    Raises
    ------
    DataError
        If the task is unknown, the shapes do not match, a feature is not finite, or a label is no
        class, or has no name.
    """
    points = _labelled(features, labels, task, signed=signed)
    points = replace(points, own_names=points.data.class_names)
    if names is None:
        return points
    return replace(points, data=replace(points.data, class_names=_checked(names, points.data)))


def _labelled(
    features: Points, labels: Labels, task: str | None, *, signed: bool
) -> LabelledPoints:
    if task is not None and task not in TASKS:
        raise DataError(f"task={task!r}: a Recorder knows {' and '.join(TASKS)}")
    if isinstance(features, Dataset):
        return _of_dataset(features)
    if is_torch_dataset(features):
        if labels is not None:
            raise DataError(
                f"the recorder needs a {type(features).__name__} of features and labels alone; "
                "leave the other labels out"
            )
        features, labels = features_and_labels(features)
    if _are_several(features, labels):
        raise DataError(SEVERAL_INPUTS)
    inputs = _tensor(features, "the recorder needs features that are numbers")
    targets = _tensor([] if labels is None else labels, NAMES if _are_names(labels) else CLASSES)
    classes = _classes(targets, signed=signed)
    regression = task == REGRESSION or (task is None and _are_measured(targets, classes))
    if (
        inputs.dim() < 2
        or (targets if regression else classes).shape[:1] != inputs.shape[:1]
        or (not regression and classes.ndim != 1)
        or not inputs.numel()
    ):
        wanted = "one target, or an array of them," if regression else "one integer label"
        kind = "targets" if regression else "labels"
        raise DataError(
            f"the recorder needs features of shape (samples, features) and {wanted} per "
            f"sample; it got features of shape {tuple(inputs.shape)} and "
            + (f"no {kind}" if labels is None else f"{kind} of shape {tuple(targets.shape)}")
            + (SEVERAL_TARGETS if classes.ndim > 1 and not regression else "")
        )
    points = inputs.flatten(1).to(torch.float32).numpy()
    if not np.isfinite(points).all():
        raise DataError("the recorder needs finite features; these hold NaN or infinity")
    if regression and not targets.isfinite().all():
        raise DataError("the recorder needs finite targets; these hold NaN or infinity")
    if targets.is_floating_point() and not targets.isfinite().all():
        raise DataError("the recorder needs finite labels; these hold NaN or infinity")
    if not regression and not ((classes >= 0) & (classes % 1 == 0)).all():
        raise DataError(f"{CLASSES}, {TARGETS}" if targets.is_floating_point() else CLASSES)
    if not regression and classes.max() >= MOST_CLASSES:
        raise DataError(
            f"a label is {classes.max():,.0f}; number the classes from 0 without gaps, at most "
            f"{MOST_CLASSES:,} of them"
        )
    count, width = prod(inputs.shape[1:]), 0 if regression else max(int(classes.max()) + 1, 2)
    data = Dataset(
        name="your data",
        features=points,
        labels=(np.empty(0) if regression else classes).astype(np.int64),
        class_names=tuple(str(k) for k in range(width)),
        feature_names=tuple(f"x{i + 1}" for i in range(count)),
        centre=np.zeros(count),
        scale=np.ones(count),
        targets=targets.reshape(len(targets), -1).numpy() if regression else None,
    )
    return LabelledPoints(data, inputs, targets)


def _are_several(features: object, labels: Labels) -> bool:
    """Return whether features are the several inputs of a network, each with a row per label."""
    if isinstance(features, Mapping):
        return True
    if not isinstance(features, tuple | list) or labels is None or len(features) == len(labels):
        return False
    return all(isinstance(x, Tensor | np.ndarray) and len(x) == len(labels) for x in features)


def _are_names(labels: object) -> bool:
    if isinstance(labels, Tensor):
        return False
    try:
        array = _array(labels)
    except (TypeError, ValueError, OverflowError):
        return False
    return array.dtype.kind in "US" or any(isinstance(value, str) for value in array.flat)


def _checked(names: Sequence[str], data: Dataset) -> tuple[str, ...]:
    """Return names of classes, unless there are too few of them."""
    if data.is_regression:
        raise DataError("classes=[…] names classes, of which a regression has none; leave it out")
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise DataError('classes takes a name for each class, as in classes=["cat", "dog"]')
    if len(names) < data.classes:
        raise DataError(
            f"classes=[…] has {len(names)} names, and there are {data.classes} classes; give one "
            "for each"
        )
    if len(set(names)) < len(names):
        raise DataError("classes=[…] gives two classes the same name")
    unfit = next((name for name in names if not shown(name).strip() or shown(name) != name), None)
    if unfit is not None:
        raise DataError(
            f"classes=[…]: {shown(unfit)[:20]!r} cannot be written in a legend; give names of 1 to "
            f"{LONGEST} signs, without control characters"
        )
    return tuple(map(str, names))


def _of_dataset(data: Dataset) -> LabelledPoints:
    targets = data.labels if data.targets is None else data.targets
    inputs, wanted = (torch.from_numpy(each.copy()) for each in (data.features, targets))
    return LabelledPoints(data, inputs, wanted, is_dataset=True)


def _are_measured(targets: Tensor, classes: np.ndarray) -> bool:
    """Return whether finite numbers are no labels, however those might be written."""
    if not targets.isfinite().all():
        return False
    several = classes.ndim > 1  # such as a class for each pixel, or for each word
    whole = ((classes >= 0) & (classes % 1 == 0)).all()
    return several or (targets.is_floating_point() and not whole)


def _classes(targets: Tensor, *, signed: bool) -> np.ndarray:
    """Return labels as numbers from 0 up, however they are written; unfit ones as they are."""
    labels = targets.to(torch.float64).numpy()
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    elif labels.ndim == 2 and ((labels == 0) | (labels == 1)).all() and (labels.sum(1) == 1).all():
        labels = labels.argmax(axis=1)
    signs = {-1.0, 1.0}
    if labels.ndim == 1 and len(labels):
        found = set(np.unique(labels))
        if found == signs or (signed and found < signs):
            labels = (labels + 1) / 2
    return np.asarray(labels)


def _torch_type(kind: np.dtype) -> np.dtype:
    """Return the nearest type of numbers that PyTorch has."""
    if kind.kind == "f" and kind.itemsize > np.dtype(np.float64).itemsize:
        return np.dtype(np.float64)
    return kind.newbyteorder("=")


def _array(values: object) -> np.ndarray:
    """Return a copy of values; objects, as pandas has them in mixed tables, of their own type."""
    array = np.array(values)
    if array.dtype.kind == "O":
        array = np.array(array.tolist())
    if array.dtype.kind == "O" and all(isinstance(value, Number) for value in array.flat):
        array = array.astype(np.float64)  # such as Decimal
    return array


def _tensor(values: object, otherwise: str) -> Tensor:
    """Return a copy of values from wherever they are, without their history."""
    try:
        if isinstance(values, Tensor):
            tensor = values.detach().to_dense().cpu().clone()
        else:
            array = _array(values)
            if array.dtype.kind in "biuf":  # in this machine's order of bytes, as PyTorch has it
                array = array.astype(_torch_type(array.dtype))
            tensor = torch.from_numpy(array)
    except (TypeError, ValueError, OverflowError, NotImplementedError) as error:
        raise DataError(otherwise) from error
    if tensor.is_complex():
        raise DataError(f"{otherwise}; complex ones are none it can draw")
    return tensor
