"""Points that are not trained on are measured as the training points are."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import Subset, TensorDataset

from engine.data.dataset import Dataset, measured_dataset
from engine.data.make_dataset import make_dataset
from engine.errors import DataError
from engine.training.labelled_points import labelled_points
from engine.training.points.held_out import held_out
from engine.training.recorder import Recorder

X = torch.rand(20, 3, generator=torch.Generator().manual_seed(0))
Y = torch.arange(20) % 2
RAW = np.random.default_rng(0).normal([5, -300], [0.1, 20], (30, 2))
NAMES = np.array(["ant", "bee", "cat"])
KINDS = NAMES[np.arange(30) % 3]
COLUMNS = ("height", "width")


def data_of(
    raw: np.ndarray, kinds: np.ndarray, columns: tuple[str, ...] = COLUMNS, scaled: bool = True
) -> Dataset:
    """Return measurements with the classes that occur, as a file of them is read."""
    names = sorted(set(kinds.tolist()))
    codes = np.array([names.index(kind) for kind in kinds])
    return measured_dataset("insects", raw, codes, tuple(names), columns, scaled)


TRAINED = data_of(RAW, KINDS)
OTHER = RAW[::2] * [1.02, 1.1] + [0.3, 20]
OTHER_KINDS = KINDS[::-1][::2]


def brought(held: Any, *training: Any, **options: Any) -> Dataset:
    """Return validation points as they are measured."""
    found = held_out(held, labelled_points(*(training or (TRAINED,)), **options))
    assert found is not None
    np.testing.assert_array_equal(found.inputs, found.data.features)
    np.testing.assert_array_equal(found.targets, found.data.labels)
    return found.data


@pytest.mark.parametrize("missing", ["ant", "cat", "none"])
@pytest.mark.parametrize("scaled", [True, False])
def test_classes_and_scale_of_another_data_set_are_those_of_training(
    missing: str, scaled: bool
) -> None:
    kept = np.not_equal(OTHER_KINDS, missing)
    found = brought(data_of(OTHER[kept], OTHER_KINDS[kept], scaled=scaled))
    assert found.class_names == ("ant", "bee", "cat")
    assert NAMES[found.labels].tolist() == OTHER_KINDS[kept].tolist()
    expected = (OTHER[kept] - RAW.mean(0)) / RAW.std(0)
    assert found.features == pytest.approx(expected, abs=1e-4)


def test_points_that_are_not_scaled_stay_so() -> None:
    trained = data_of(RAW, KINDS, scaled=False)
    assert brought(data_of(OTHER, OTHER_KINDS), trained).features == pytest.approx(OTHER, rel=1e-5)


def test_parts_of_one_data_set_are_taken_to_the_last_bit() -> None:
    part = replace(TRAINED, features=TRAINED.features[::3], labels=TRAINED.labels[::3])
    found = brought(part)
    np.testing.assert_array_equal(found.features, part.features)
    np.testing.assert_array_equal(found.labels, part.labels)


def test_columns_in_another_order_are_matched_by_name() -> None:
    found = brought(data_of(OTHER[:, ::-1], OTHER_KINDS, COLUMNS[::-1]))
    assert found.feature_names == COLUMNS
    assert found.features == pytest.approx((OTHER - RAW.mean(0)) / RAW.std(0), abs=1e-4)


def test_columns_without_names_are_taken_in_their_order() -> None:
    found = brought(data_of(OTHER, OTHER_KINDS, ("x1", "x2")))
    assert found.features == pytest.approx((OTHER - RAW.mean(0)) / RAW.std(0), abs=1e-4)


def test_classes_are_matched_by_the_names_that_they_are_given_too() -> None:
    plain = data_of(RAW, KINDS, scaled=False)
    codes = torch.tensor(2 - plain.labels)
    held = data_of(OTHER, OTHER_KINDS, scaled=False)
    found = brought(held, torch.tensor(plain.features), codes, names=["cat", "bee", "ant"])
    assert found.labels.tolist() == (2 - held.labels).tolist()


def test_classes_that_are_renamed_are_matched_by_the_names_that_they_had() -> None:
    held = make_dataset("moons", seed=1)
    found = brought(held, make_dataset("moons"), names=["left", "right"])
    assert found.class_names == ("left", "right")
    np.testing.assert_array_equal(found.labels, held.labels)


REFUSED: dict[str, tuple[Any, tuple[Any, ...], str]] = {
    "another class": (
        data_of(OTHER, np.array(["bee", "dog"])[np.arange(15) % 2]),
        (TRAINED,),
        "have the class 'dog', and the training points have .'ant', 'bee', 'cat'.; call",
    ),
    "classes without names": (
        data_of(OTHER, OTHER_KINDS, scaled=False),
        (X[:, :2], Y),
        "have the class 'ant', and the training points have .'0', '1'.; call the classes alike",
    ),
    "another column": (
        data_of(OTHER, OTHER_KINDS, ("height", "depth")),
        (TRAINED,),
        "have the columns .'height', 'depth'., the training points .'height', 'width'.; read",
    ),
    "no scale": (
        data_of(OTHER, np.array(["0", "1"])[np.arange(15) % 2]),
        (X[:, :2], Y),
        "a scale of its own, and of the training points none is known; give both as data sets",
    ),
    "three parts": ((X, Y, Y), (X, Y), "validation has 3 parts; give features and labels"),
    "another shape": ((X[:, :2], Y), (X, Y), r"have the shape \(2,\), the training points \(3,\)"),
    "text": (["no", "numbers"], (X, Y), "validation points: the recorder needs"),
    "not finite": ((X * np.inf, Y), (X, Y), "validation points: the recorder needs finite feat"),
    "no labels": (X, (X, Y), "validation points: the recorder needs features of shape .* no lab"),
    "no such class": ([X, Y + 1], (X, Y), "validation labels go up to class 2, the training lab"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_measured_with_the_training_points_is_refused(kind: str) -> None:
    validation, training, message = REFUSED[kind]
    with pytest.raises(DataError, match=message) as caught:
        held_out(validation, labelled_points(*training))
    assert "\n" not in str(caught.value)


PAIRS = TensorDataset(X, Y)


@pytest.mark.parametrize(
    "validation",
    [
        (X[:9], Y[:9]),
        [X[:9], Y[:9]],
        [X[:9].tolist(), Y[:9].tolist()],
        TensorDataset(X[:9], Y[:9]),
        Subset(PAIRS, range(9)),
    ],
    ids=["tuple", "list", "plain lists", "tensors", "subset"],
)
def test_validation_points_come_in_many_forms(validation: Any) -> None:
    found = held_out(validation, labelled_points(PAIRS))
    assert found is not None
    assert torch.equal(found.inputs, X[:9])
    assert torch.equal(found.targets, Y[:9])
    assert held_out(None, labelled_points(PAIRS)) is None


def test_accuracy_in_another_file_is_that_of_its_points_among_the_training_points(
    tmp_path: Path,
) -> None:
    places = {"ant": -2.0, "bee": 0.0, "cat": 2.0}
    noise = np.random.default_rng(0)

    def written(name: str, kinds: list[str]) -> str:
        rows = [
            f"{noise.normal(places[kind], 0.2):.3f},{noise.normal():.3f},{kind}"
            for kind in kinds * 20
        ]
        (tmp_path / name).write_text("\n".join(["a,b,kind", *rows]))
        return str(tmp_path / name)

    train = make_dataset(written("train.csv", ["ant", "bee", "cat"]))
    test = make_dataset(written("test.csv", ["bee", "cat"]))
    network = nn.Sequential(nn.Linear(2, 3))
    recorder = Recorder(network, train, validation=test)
    with torch.no_grad():  # the nearest of three places along the first column
        means = torch.tensor([(p - train.centre[0]) / train.scale[0] for p in places.values()])
        network[0].weight.copy_(torch.stack([2 * means, torch.zeros(3)], 1))
        network[0].bias.copy_(-(means**2))
    loss = nn.functional.cross_entropy(
        network(torch.tensor(train.features)), torch.tensor(train.labels)
    )
    loss.backward()
    recorder.record(loss)
    found = recorder.finish().metrics
    assert found.validation_accuracy is not None
    assert found.validation_accuracy[-1] == found.accuracy[-1] == 1


def test_validation_labels_are_read_as_those_that_are_trained_on() -> None:
    labels = torch.tensor([-1, 1] * 10)
    network = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    for sign in (-1, 1):
        own = labels == sign
        recorder = Recorder(network, X, labels, validation=(X[own], labels[own]))
        loss = nn.functional.soft_margin_loss(network(X)[:, 0], labels)
        loss.backward()
        recorder.record(loss)
        expected = float(((network(X[own])[:, 0] > 0) == (sign > 0)).float().mean())
        found = recorder.finish().metrics.validation_accuracy
        assert found is not None
        assert found[0] == pytest.approx(expected)
