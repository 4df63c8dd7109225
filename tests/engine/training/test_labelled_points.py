"""Points and labels are taken as people have them, or refused in one sentence."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.utils.data import TensorDataset

from engine.data.make_dataset import make_dataset
from engine.errors import DataError
from engine.training.labelled_points import labelled_points

POINTS = torch.randn(30, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()
SHAPES = "the recorder needs features of shape (samples, features) and one integer label per sample"


def test_points_of_one_s_own_become_a_plain_data_set() -> None:
    data = labelled_points(POINTS, LABELS).data
    np.testing.assert_array_equal(data.features, POINTS)
    np.testing.assert_array_equal(data.labels, LABELS)
    assert data.feature_names == ("x1", "x2")
    assert data.class_names == ("0", "1")


def test_a_data_set_of_ours_stays_as_it_is() -> None:
    data = make_dataset("iris")
    points = labelled_points(data)
    assert points.data is data
    np.testing.assert_array_equal(points.inputs, data.features)
    np.testing.assert_array_equal(points.targets, data.labels)


def test_points_with_a_history_and_tensor_datasets_are_points() -> None:
    traced = POINTS.clone().requires_grad_()
    for points in (labelled_points(traced, LABELS), labelled_points(TensorDataset(POINTS, LABELS))):
        data = points.data
        np.testing.assert_array_equal(data.features, POINTS)
        np.testing.assert_array_equal(data.labels, LABELS)
    assert traced.grad is None


@pytest.mark.parametrize(
    ("dataset", "labels"), [(TensorDataset(POINTS), None), (TensorDataset(POINTS, LABELS), LABELS)]
)
def test_a_tensor_dataset_holds_points_and_labels_and_needs_no_others(
    dataset: TensorDataset, labels: Tensor | None
) -> None:
    with pytest.raises(DataError, match="TensorDataset of features and labels"):
        labelled_points(dataset, labels)


@pytest.mark.parametrize("labels", [LABELS.float(), LABELS.numpy().tolist(), LABELS.bool()])
def test_whole_numbers_are_labels_whatever_they_are_made_of(labels: Tensor) -> None:
    data = labelled_points(POINTS.double().numpy(), labels).data
    np.testing.assert_array_equal(data.labels, LABELS)


@pytest.mark.parametrize("kind", [int, np.int64, bool, float, Decimal])
def test_objects_are_the_numbers_that_they_are(kind: type) -> None:
    labels = np.array([kind(label) for label in LABELS.tolist()], dtype=object)
    points = labelled_points(POINTS.numpy().astype(object), labels)
    np.testing.assert_array_equal(points.data.labels, LABELS)
    np.testing.assert_array_equal(points.data.features, POINTS)
    assert points.targets.tolist() == LABELS.tolist()
    rows = np.empty(30, dtype=object)
    rows[:] = list(POINTS.numpy())
    np.testing.assert_array_equal(labelled_points(rows, labels).data.features, POINTS)


def test_columns_of_a_mixed_table_are_read_as_their_type() -> None:
    rows = zip(POINTS.tolist(), LABELS.tolist(), strict=True)
    mixed = np.array([(x, y, "a name", k) for (x, y), k in rows], dtype=object)
    points = labelled_points(mixed[:, :2], mixed[:, 3])
    np.testing.assert_array_equal(points.data.labels, LABELS)
    np.testing.assert_array_equal(points.data.features, POINTS)


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["cat", "dog"] * 15, "and not names of classes"),
        (["cat", None] * 15, "and not names of classes"),
        ([1, "2"] * 15, "and not names of classes"),
        ([1, None] * 15, "whole numbers from 0 up"),
        ([10**400, Decimal(1)] * 15, "whole numbers from 0 up"),
    ],
)
def test_objects_that_are_no_numbers_are_refused(labels: list[object], told: str) -> None:
    with pytest.raises(DataError, match=told):
        labelled_points(POINTS, np.array(labels, dtype=object))


def test_labels_of_several_lengths_are_refused() -> None:
    with pytest.raises(DataError, match="whole numbers from 0 up"):
        labelled_points(POINTS, [[0], [0, 1]] * 15)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written",
    [
        LABELS[:, None],
        LABELS[:, None].float(),
        2 * LABELS - 1,
        (2 * LABELS - 1)[:, None].float(),
        torch.nn.functional.one_hot(LABELS),
        torch.nn.functional.one_hot(LABELS).float(),
    ],
    ids=["column", "column of floats", "±1", "column of ±1", "one-hot", "one-hot floats"],
)
def test_classes_are_understood_however_they_are_written(written: Tensor) -> None:
    points = labelled_points(POINTS, written)
    np.testing.assert_array_equal(points.data.labels, LABELS)
    assert torch.equal(points.targets, written)  # the loss takes them as they came


def test_images_are_flattened_and_remember_their_shape() -> None:
    images = torch.randn(30, 1, 4, 5)
    points = labelled_points(images, LABELS)
    assert points.input_shape == (1, 4, 5)
    np.testing.assert_array_equal(points.data.features, images.flatten(1))
    some = points.chosen(torch.tensor([2, 7]))
    assert torch.equal(some.inputs, images[[2, 7]])
    np.testing.assert_array_equal(some.data.labels, LABELS[[2, 7]])


def test_classes_without_points_are_not_present() -> None:
    assert labelled_points(POINTS, LABELS + 1).data.present == (1, 2)


@pytest.mark.parametrize(
    ("features", "labels", "message"),
    [
        (POINTS, None, f"{SHAPES}; it got features of shape (30, 2) and no labels"),
        (POINTS, LABELS[:-1], f"{SHAPES}; it got features of shape (30, 2) and labels of shape"),
        (POINTS, LABELS[:, None].expand(-1, 3), f"{SHAPES}; it got"),
        (POINTS[:, 0], LABELS, f"{SHAPES}; it got features of shape (30,)"),
        (POINTS[:0], LABELS[:0], f"{SHAPES}; it got features of shape (0, 2)"),
        (POINTS * np.inf, LABELS, "the recorder needs finite features"),
        (POINTS, LABELS + 0.5, "the recorder needs labels that are whole numbers from 0 up"),
        (POINTS, LABELS - 2, "the recorder needs labels that are whole numbers from 0 up"),
        (POINTS, LABELS * np.nan, "the recorder needs finite labels"),
    ],
)
def test_unfit_points_and_labels_are_refused_in_one_sentence(
    features: Tensor, labels: Tensor | None, message: str
) -> None:
    with pytest.raises(DataError) as caught:
        labelled_points(features, labels)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("targets", "task", "is_regression"),
    [
        (POINTS[:, 0], None, True),
        (POINTS, None, True),
        (LABELS.float(), None, False),
        (2.0 * LABELS - 1, None, False),
        (torch.nn.functional.one_hot(LABELS).float(), None, False),
        (LABELS, "regression", True),
    ],
    ids=["numbers", "rows", "0 and 1", "±1", "one-hot", "integers, if it is said"],
)
def test_floats_that_cannot_be_labels_are_targets(
    targets: Tensor, task: str | None, is_regression: bool
) -> None:
    points = labelled_points(POINTS, targets, task)
    assert points.data.is_regression == is_regression
    assert torch.equal(points.targets, targets)
    if is_regression:
        np.testing.assert_array_equal(points.data.targets, targets.reshape(30, -1))
        chosen = points.chosen(torch.tensor([3, 5]))
        np.testing.assert_array_equal(chosen.data.targets, targets.reshape(30, -1)[[3, 5]])
        assert labelled_points(points.data).data is points.data


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        (POINTS[:-1, 0], r"one target, or an array of them, per sample; .* of shape \(29,\)"),
        (POINTS * np.nan, "the recorder needs finite targets"),
        (None, "it got features of shape .* and no targets"),
    ],
)
def test_unfit_targets_are_refused(targets: Tensor | None, message: str) -> None:
    with pytest.raises(DataError, match=message):
        labelled_points(POINTS, targets, "regression")


def test_targets_of_another_number_are_not_said_to_need_a_loss() -> None:
    with pytest.raises(DataError, match=r"targets of shape \(29, 2\)$"):
        labelled_points(POINTS, POINTS[:-1], "regression")


def test_far_too_many_classes_are_refused_before_any_is_named() -> None:
    with pytest.raises(DataError, match="a label is 1,000,000,000; number the classes from 0"):
        labelled_points(torch.zeros(3, 2), torch.tensor([0, 1, 10**9]))


@pytest.mark.parametrize(
    "features", [torch.zeros(2, 2, dtype=torch.complex64), torch.zeros(2, 2, device="meta")]
)
def test_features_that_are_no_real_numbers_are_refused(features: torch.Tensor) -> None:
    with pytest.raises(DataError, match="features that are numbers"):
        labelled_points(features, torch.tensor([0, 1]))


def test_sparse_features_are_filled() -> None:
    sparse = torch.eye(2).to_sparse()
    found = labelled_points(sparse, torch.tensor([0, 1]))
    np.testing.assert_array_equal(found.data.features, np.eye(2))


def test_classes_have_the_names_they_are_given_and_some_may_have_no_points() -> None:
    images, labels = torch.rand(6, 1, 4, 4), torch.arange(6) % 2
    data = labelled_points(images, labels, names=["shirt", "shoe", "bag"]).data
    assert data.class_names == ("shirt", "shoe", "bag")
    assert data.present == (0, 1)
    renamed = labelled_points(data, names=np.array(["a", "b", "c"])).data
    assert renamed.class_names == ("a", "b", "c")
    assert data.class_names == ("shirt", "shoe", "bag")


def test_names_may_be_spelt_with_joiners() -> None:
    names = ["می\u200cخواهم", "👩\u200d🔬"]
    points = labelled_points(torch.rand(6, 2), torch.arange(6) % 2, names=names)
    assert points.data.class_names == tuple(names)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["one"], r"classes=\[…\] has 1 names, and there are 2 classes; give one for each"),
        (["one", "one"], "gives two classes the same name"),
        ("ab", "classes takes a name for each class"),
        ([1, 2], "classes takes a name for each class"),
        (["\ud800", "b"], "'�' cannot be written in a legend; give names of 1 to 300 signs"),
        (["a\nb", "c"], "'a�b' cannot be written"),
        (["a" * 301, "b"], "'aaaaaaaaaaaaaaaaaaaa' cannot be written"),
        (["", "b"], "'' cannot be written"),
    ],
)
def test_unfit_names_are_refused(names: Sequence[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        labelled_points(torch.rand(6, 2), torch.arange(6) % 2, names=names)


def test_a_regression_has_no_classes_to_name() -> None:
    with pytest.raises(DataError, match="of which a regression has none; leave it out"):
        labelled_points(torch.rand(6, 2), torch.rand(6), "regression", ["a", "b"])


@pytest.mark.parametrize("kind", [">f4", "<f4", np.longdouble, np.float64, ">f8", ">i2", np.uint8])
def test_numbers_of_any_width_and_order_of_bytes_are_taken(kind: str | type) -> None:
    given = np.round(5 * np.abs(POINTS.numpy())).astype(kind)
    found = labelled_points(given, LABELS.numpy().astype(">i8"))
    np.testing.assert_array_equal(found.data.features, np.round(5 * np.abs(POINTS.numpy())))
    np.testing.assert_array_equal(found.data.labels, LABELS)


def test_a_network_is_given_points_in_the_precision_that_they_have() -> None:
    far = POINTS.double().numpy() / 3 + 5_812_345.6
    inputs = labelled_points(far, LABELS).inputs
    assert inputs.dtype == torch.float64
    np.testing.assert_array_equal(inputs, far)


def test_names_in_the_place_of_labels_are_told_what_to_do_with_them() -> None:
    for names in (["cat"] * 30, np.array(["cat", "dog"])[LABELS.numpy()]):
        with pytest.raises(
            DataError, match=r'not names of classes; give these by .*classes=\["cat"'
        ):
            labelled_points(POINTS, names)


def test_several_inputs_are_told_to_be_joined() -> None:
    for features in ((POINTS, POINTS), [POINTS.numpy(), POINTS.numpy()], {"x": POINTS}):
        with pytest.raises(
            DataError, match="join several inputs side by side, and record a module"
        ):
            labelled_points(features, LABELS)
    rows = labelled_points([*POINTS], LABELS)
    assert rows.data.samples == 30
