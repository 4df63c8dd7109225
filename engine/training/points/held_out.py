"""Points that are not trained on, brought to the classes and the scale of those that are."""

from __future__ import annotations

from dataclasses import replace
from reprlib import repr as short
from typing import Any

import numpy as np

from engine.data.dataset import Dataset
from engine.errors import DataError
from engine.training.labelled_points import (
    CLASSIFICATION,
    REGRESSION,
    LabelledPoints,
    labelled_points,
)
from engine.training.users_network import columns_of


def held_out(validation: Any, points: LabelledPoints) -> LabelledPoints | None:
    """Return points that are not trained on, of the same task as those that are.

    Of a `Dataset` the classes are matched by name with those of the training points, the columns
    too, and the features are brought to the centre and the scale of the training data set. Arrays
    are taken as they are.

    Parameters
    ----------
    validation : tuple or list of two, or Dataset, or None
    points : LabelledPoints
        The training points.

    Raises
    ------
    DataError
        If they are unfit, of another shape, or of other classes, columns or an unknown scale.
    """
    if validation is None:
        return None
    features, labels = _parted(validation)
    trained = points.data
    task = REGRESSION if trained.is_regression else CLASSIFICATION
    signed = task == CLASSIFICATION and bool((points.targets == -1).any())
    try:
        held = labelled_points(features, labels, task, signed=signed)
    except DataError as error:
        raise DataError(f"validation points: {error}") from error
    if held.input_shape != points.input_shape:
        raise DataError(
            f"the validation points have the shape {held.input_shape}, the training points "
            f"{points.input_shape}"
        )
    if columns_of(held.data) != columns_of(trained):
        raise DataError(
            f"the validation points have {columns_of(held.data)} targets each, the training points "
            f"{columns_of(trained)}"
        )
    if held.is_dataset:
        return labelled_points(_as_trained(held.data, points))
    if held.data.classes > trained.classes:
        raise DataError(
            f"the validation labels go up to class {held.data.classes - 1}, the training labels "
            f"only to {trained.classes - 1}"
        )
    return held


def _parted(validation: Any) -> tuple[Any, Any]:
    """Return features and labels; the labels of a data set are in it."""
    if not isinstance(validation, tuple | list):
        return validation, None
    if len(validation) != 2:
        raise DataError(
            f"validation has {len(validation)} parts; give features and labels, validation=(X, y)"
        )
    return validation[0], validation[1]


def _as_trained(held: Dataset, points: LabelledPoints) -> Dataset:
    """Return a data set with the classes, columns and scale of the training points."""
    trained = points.data
    if not held.is_regression:
        labels = _codes(held, points)
        held = replace(held, labels=labels, class_names=trained.class_names)
    if points.is_dataset:
        return _rescaled(_reordered(held, trained.feature_names), trained)
    if held.centre.any() or (held.scale != 1).any():
        raise DataError(
            "the validation points are a data set with a scale of its own, and of the training "
            "points none is known; give both as data sets or both as arrays"
        )
    return held


def _codes(held: Dataset, points: LabelledPoints) -> np.ndarray:
    """Return the training points' numbers of the classes, matched by name."""
    present = [held.class_names[k] for k in held.present]
    for known in (points.own_names, points.data.class_names):
        if set(present) <= set(known):
            codes = np.zeros(held.classes, np.int64)
            for k in held.present:
                codes[k] = known.index(held.class_names[k])
            return np.asarray(codes[held.labels])
    other = next(name for name in present if name not in points.data.class_names)
    raise DataError(
        f"the validation points have the class {short(other)}, and the training points have "
        f"{short(list(points.data.class_names))}; call the classes alike, or leave its points out"
    )


def _reordered(held: Dataset, wanted: tuple[str, ...]) -> Dataset:
    """Return a data set with its columns in the order of those that are trained on."""
    names = held.feature_names
    unnamed = tuple(f"x{i + 1}" for i in range(held.dims))
    if names == wanted or unnamed in (names, wanted):
        return held
    if sorted(names) != sorted(wanted) or len(set(names)) < len(names):
        raise DataError(
            f"the validation points have the columns {short(list(names))}, the training points "
            f"{short(list(wanted))}; read the same of both with columns=[…]"
        )
    order = [names.index(name) for name in wanted]
    return replace(
        held,
        features=held.features[:, order],
        feature_names=wanted,
        centre=held.centre[order],
        scale=held.scale[order],
    )


def _rescaled(held: Dataset, trained: Dataset) -> Dataset:
    """Return a data set in the scale of the one that is trained on."""
    if (held.centre == trained.centre).all() and (held.scale == trained.scale).all():
        return held
    raw = held.features * held.scale + held.centre
    features = ((raw - trained.centre) / trained.scale).astype(np.float32)
    return replace(held, features=features, centre=trained.centre, scale=trained.scale)
