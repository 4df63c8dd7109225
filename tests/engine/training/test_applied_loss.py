"""A loss gets outputs and labels in the shapes that it is meant for, or is refused."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DataError
from engine.training.applied_loss import fitting_form, value_of
from engine.training.labelled_points import LabelledPoints, labelled_points

torch.manual_seed(0)
POINTS = torch.randn(20, 2)
LABELS = (POINTS[:, 0] > 0).long()
SINGLE = torch.randn(20, 1)
PAIR = torch.randn(20, 2)


def applied(loss: Callable[..., Tensor], outputs: Tensor, points: LabelledPoints) -> float:
    return value_of(loss, fitting_form(loss, outputs, points), outputs, points)


@pytest.mark.parametrize(
    "labels", [LABELS, LABELS[:, None], LABELS.float(), LABELS.float()[:, None]]
)
@pytest.mark.parametrize(
    "loss",
    [
        F.mse_loss,
        F.binary_cross_entropy_with_logits,
        nn.BCEWithLogitsLoss(reduction="sum"),
        lambda outputs, targets: ((outputs - targets) ** 2).mean(),
        lambda outputs, targets: ((outputs.squeeze() - targets.squeeze()) ** 2).mean(),
        lambda outputs, targets: F.relu(1 - outputs * (2 * targets - 1)).mean(),
    ],
    ids=["squares", "logits", "a sum", "written out", "squeezed", "hinge"],
)
def test_a_single_output_meets_its_own_label_alone(
    loss: Callable[..., Tensor], labels: Tensor
) -> None:
    expected = loss(SINGLE[:, 0], LABELS.float())
    found = applied(loss, SINGLE, labelled_points(POINTS, labels))
    assert found == pytest.approx(float(expected), rel=1e-6)


def test_a_loss_for_a_column_gets_one() -> None:
    def loss(outputs: Tensor, targets: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(outputs[:, 0], targets[:, 0])

    expected = F.binary_cross_entropy_with_logits(SINGLE[:, 0], LABELS.float())
    found = applied(loss, SINGLE, labelled_points(POINTS, LABELS))
    assert found == pytest.approx(float(expected), rel=1e-6)


@pytest.mark.parametrize(
    "labels",
    [LABELS, 2 * LABELS - 1, LABELS[:, None], F.one_hot(LABELS), F.one_hot(LABELS).float()],
)
def test_cross_entropy_gets_classes_however_they_are_written(labels: Tensor) -> None:
    found = applied(F.cross_entropy, PAIR, labelled_points(POINTS, labels))
    assert found == pytest.approx(float(F.cross_entropy(PAIR, LABELS)), rel=1e-6)


def test_regressions_of_several_numbers_are_taken_as_they_are() -> None:
    targets = torch.randn(20, 2)
    points = labelled_points(POINTS, targets, "regression")
    assert applied(F.l1_loss, PAIR, points) == pytest.approx(float(F.l1_loss(PAIR, targets)))


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (nn.CrossEntropyLoss(reduction="none"), r'is 20 numbers, not one; reduce.*"mean"'),
        (lambda outputs, targets: (outputs.sum(), 1), "is a tuple, not one number"),
        (lambda outputs, targets: None, "is a NoneType, not one number"),
        (lambda outputs: outputs.sum(), r"fails for outputs of shape \(20, 2\) and labels"),
        (lambda outputs, targets: outputs @ torch.zeros(7), "fails for outputs of shape"),
    ],
)
def test_what_is_no_loss_is_refused_in_a_sentence(
    loss: Callable[..., Tensor], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        applied(loss, PAIR, labelled_points(POINTS, LABELS))


@pytest.mark.parametrize("labels", [LABELS, LABELS[:, None], LABELS.float()])
@pytest.mark.parametrize(
    "loss",
    [
        lambda z, t: ((z - t) ** 2).mean().sqrt(),
        lambda z, t: 1 - ((z - z.mean()) * (t - t.float().mean())).mean() / z.std(),
        lambda z, t: 1 - 2 * (z.sigmoid() * t).sum() / (z.sigmoid().sum() + t.sum()),
    ],
    ids=["root of squares", "correlation", "dice"],
)
def test_a_loss_that_is_no_mean_of_points_compares_each_output_with_its_own_label(
    loss: Callable[..., Tensor], labels: Tensor
) -> None:
    expected = float(loss(SINGLE[:, 0], LABELS.float()))
    assert applied(loss, SINGLE, labelled_points(POINTS, labels)) == pytest.approx(expected)


def test_a_class_in_the_place_of_a_loss_is_told_as_such() -> None:
    points = labelled_points(POINTS, LABELS)
    with pytest.raises(DataError, match=r"loss=MSELoss is a class; .* loss=MSELoss\(\)"):
        fitting_form(nn.MSELoss, SINGLE, points)  # type: ignore[arg-type]
