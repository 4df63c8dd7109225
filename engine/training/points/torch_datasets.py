"""Features and labels out of PyTorch's data sets of pairs."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils.data import DataLoader, IterableDataset, Subset, TensorDataset, default_collate
from torch.utils.data import Dataset as TorchDataset

from engine.errors import DataError


def is_torch_dataset(points: object) -> bool:
    """Return whether points are a data set of PyTorch, or a loader of one."""
    return isinstance(points, TorchDataset | DataLoader)


def features_and_labels(dataset: Any) -> tuple[Any, Any]:
    """Return the features and the labels of a data set of (features, label) pairs.

    Every point is asked for once, in order.

    Parameters
    ----------
    dataset : torch.utils.data.Dataset
        Such as a `TensorDataset`, a `Subset` of `random_split`, or one of one's own.

    Raises
    ------
    DataError
        If it has no pairs, no length, or points that cannot be stacked.
    """
    if isinstance(dataset, TensorDataset):
        if len(dataset.tensors) != 2:
            raise DataError("the recorder needs a TensorDataset of features and labels alone")
        return dataset.tensors
    if isinstance(dataset, DataLoader):
        raise DataError("the recorder needs points, no DataLoader; give the loader's .dataset")
    if isinstance(dataset, IterableDataset) or not hasattr(dataset, "__len__"):
        raise DataError(
            f"the recorder needs a data set with a length, and {type(dataset).__name__} has none; "
            "give features and labels"
        )
    if isinstance(dataset, Subset) and isinstance(dataset.dataset, TensorDataset):
        features, labels = features_and_labels(dataset.dataset)
        chosen = torch.as_tensor(dataset.indices, dtype=torch.long)
        return features[chosen], labels[chosen]
    points = [_asked(dataset, i) for i in range(len(dataset))]
    if not points:
        raise DataError("the recorder needs points, and the data set has none")
    odd = next((p for p in points if not isinstance(p, tuple | list) or len(p) != 2), None)
    if odd is not None:
        raise DataError(
            "the recorder needs a data set of (features, label) pairs, and points of this one are "
            f"of type {_described(odd)}; give features and labels"
        )
    try:
        features, labels = default_collate([tuple(point) for point in points])
    except (TypeError, ValueError, RuntimeError) as error:
        raise DataError(
            "the recorder needs a data set whose points are tensors of one shape with a number or "
            "tensor each; give it a transform that makes them so"
        ) from error
    return features, labels


def _asked(dataset: Any, index: int) -> Any:
    try:
        return dataset[index]
    except Exception as error:  # whatever a user's data set raises
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise DataError(f"the data set fails at its point {index}: {reason}; correct it") from error


def _described(point: object) -> str:
    kind = type(point).__name__
    return f"{kind} with {len(point)} parts" if isinstance(point, tuple | list) else kind
