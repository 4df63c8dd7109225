"""PyTorch's data sets of pairs are taken as they are, or refused in one sentence."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.utils.data import (
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    Subset,
    TensorDataset,
    random_split,
)

from engine.errors import DataError
from engine.training.labelled_points import labelled_points
from engine.training.points.torch_datasets import features_and_labels, is_torch_dataset

X = torch.rand(12, 2, generator=torch.Generator().manual_seed(0))
Y = torch.arange(12) % 3
PAIRS = TensorDataset(X, Y)


class Own(Dataset[Any]):
    """A data set as people write it."""

    def __init__(self, points: list[Any]) -> None:
        self.points = points

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, index: int) -> Any:
        return self.points[index]


KINDS = {
    "tensors": PAIRS,
    "a subset": Subset(PAIRS, [*range(12)]),
    "a subset of a subset": Subset(Subset(PAIRS, [*range(12)]), [*range(12)]),
    "several": ConcatDataset([Subset(PAIRS, [*range(5)]), Subset(PAIRS, [*range(5, 12)])]),
    "arrays and integers": Own([(x.numpy(), int(y)) for x, y in zip(X, Y, strict=True)]),
    "lists of tensors": Own([[x, y] for x, y in zip(X, Y, strict=True)]),
    "arrays as a data set": Own([(x, y) for x, y in zip(X.numpy(), Y.numpy(), strict=True)]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_of_features_and_label_are_points(kind: str) -> None:
    assert is_torch_dataset(KINDS[kind])
    points = labelled_points(KINDS[kind])  # type: ignore[arg-type]
    assert torch.equal(points.inputs, X)
    assert torch.equal(points.targets, Y)
    np.testing.assert_array_equal(points.data.labels, Y)


def test_a_random_part_has_the_points_that_it_was_dealt() -> None:
    part, _ = random_split(PAIRS, [7, 5], torch.Generator().manual_seed(1))
    features, labels = features_and_labels(part)
    assert torch.equal(features, X[part.indices])
    assert torch.equal(labels, Y[part.indices])


def test_tensors_are_no_data_set() -> None:
    assert not is_torch_dataset(X)


class Endless(IterableDataset[Tensor]):
    def __iter__(self) -> Iterator[Tensor]:
        yield from X


REFUSED = {
    "a loader": (DataLoader(PAIRS, 3), "no DataLoader; give the loader's .dataset"),
    "no length": (Endless(), "needs a data set with a length, and Endless has none"),
    "no points": (Own([]), "the recorder needs points, and the data set has none"),
    "no labels": (TensorDataset(X), "a TensorDataset of features and labels alone"),
    "three parts": (Own([(X[0], 1, 2)]), "points of this one are of type tuple with 3 parts;"),
    "dictionaries": (
        Own([{"x": X[0], "y": 1}]),
        "label. pairs, and points of this one are of type dict; give",
    ),
    "other shapes": (Own([(X[0], 1), (X[0, :1], 0)]), "points are tensors of one shape"),
    "pictures": (Own([(object(), 1), (object(), 0)]), "give it a transform that makes them so"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_has_no_pairs_is_refused_in_one_sentence(kind: str) -> None:
    dataset, message = REFUSED[kind]
    with pytest.raises(DataError, match=message) as caught:
        labelled_points(dataset)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


class Broken(Own):
    def __getitem__(self, index: int) -> Any:
        raise FileNotFoundError("no picture\nhere")


def test_a_data_set_that_fails_is_told_with_its_point() -> None:
    with pytest.raises(DataError, match=r"^the data set fails at its point 0: no picture; correct"):
        labelled_points(Broken([1]))
