"""Losses and their gradients are those of the textbook, and of scikit-learn."""

from collections.abc import Callable

import numpy as np
import pytest
from sklearn.metrics import hinge_loss, log_loss, mean_absolute_error, mean_squared_error

from engine.experiments.loss_curves import (
    LossFunction,
    best_constant,
    outlier_study,
    total_loss,
)
from engine.experiments.loss_functions import LOSS_FUNCTIONS

X = np.linspace(-3.05, 4.05, 72)  # of no corner
P = np.array([0.001, 0.01, 0.1, 0.5, 0.9, 0.999])
Curve = Callable[[np.ndarray], np.ndarray]
TARGET, DELTA = 0.7, 1.3

CLOSED: dict[str, tuple[LossFunction, np.ndarray, Curve, Curve]] = {
    "mse": (
        LossFunction("mse", TARGET), X, lambda x: (x - TARGET) ** 2, lambda x: 2 * (x - TARGET),
    ),
    "mae": (
        LossFunction("mae", TARGET), X, lambda x: abs(x - TARGET), lambda x: np.sign(x - TARGET),
    ),
    "huber": (
        LossFunction("huber", TARGET, DELTA),
        X,
        lambda x: np.where(
            abs(x - TARGET) <= DELTA,
            (x - TARGET) ** 2 / 2,
            DELTA * (abs(x - TARGET) - DELTA / 2),
        ),
        lambda x: np.clip(x - TARGET, -DELTA, DELTA),
    ),
    "cross-entropy": (
        LossFunction("cross-entropy"), P, lambda p: -np.log(p), lambda p: -1 / p,
    ),
    "cross-entropy of a score": (
        LossFunction("cross-entropy", of_score=True),
        X,
        lambda s: np.log1p(np.exp(-s)),
        lambda s: -1 / (1 + np.exp(s)),
    ),
    "hinge": (
        LossFunction("hinge"), X, lambda s: np.maximum(0, 1 - s), lambda s: -(s < 1).astype(float),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_values_and_gradients_are_those_of_the_formula(name: str) -> None:
    loss, x, value, gradient = CLOSED[name]
    assert loss(x) == pytest.approx(value(x), rel=1e-9, abs=1e-12)
    assert loss.gradient(x) == pytest.approx(gradient(x), rel=1e-9, abs=1e-12)


def test_every_loss_by_name_has_a_closed_form_here() -> None:
    assert {loss.name for loss, *_ in CLOSED.values()} == set(LOSS_FUNCTIONS)


@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_one_number_is_as_good_as_an_array(name: str) -> None:
    loss = LossFunction(name)
    assert float(loss(0.25)) == loss(np.array([0.25]))[0]
    assert float(loss.gradient(0.25)) == loss.gradient(np.array([0.25]))[0]


def test_means_are_those_of_scikit_learn() -> None:
    target = np.full_like(X, TARGET)
    assert LossFunction("mse", TARGET)(X).mean() == pytest.approx(mean_squared_error(target, X))
    assert LossFunction("mae", TARGET)(X).mean() == pytest.approx(mean_absolute_error(target, X))
    ones = np.ones(len(P), int)
    assert LossFunction("cross-entropy")(P).mean() == pytest.approx(
        log_loss(ones, np.column_stack([1 - P, P]), labels=[0, 1])
    )
    classes = np.repeat([1, -1], len(X))
    assert LossFunction("hinge")(X).mean() == pytest.approx(
        hinge_loss(classes, np.concatenate([X, -X]))
    )


def test_a_tenth_of_the_probability_always_costs_as_much_more() -> None:
    costs = LossFunction("cross-entropy")(np.array([0.1, 0.01, 0.001]))
    assert np.diff(costs) == pytest.approx(np.log(10))


def test_at_the_target_nothing_pulls() -> None:
    for name in ("mse", "mae", "huber"):
        assert LossFunction(name, 2.5).gradient(2.5) == 0


def test_the_mean_and_the_median_fit_best() -> None:
    points = np.array([1.0, 1.6, 2.0, 2.5, 2.9, 3.4, 12.0])
    assert best_constant(LossFunction("mse"), points) == pytest.approx(points.mean(), abs=1e-6)
    assert best_constant(LossFunction("mae"), points) == pytest.approx(np.median(points), abs=1e-6)
    # What its loss is measured from does not matter.
    assert best_constant(LossFunction("mse", 40.0), points) == pytest.approx(points.mean())


def test_the_best_constant_for_huber_has_balanced_pulls() -> None:
    points = np.array([1.0, 1.6, 2.0, 2.5, 9.0])
    constant = best_constant(LossFunction("huber", delta=0.8), points)
    assert np.clip(constant - points, -0.8, 0.8).sum() == pytest.approx(0, abs=1e-5)


def test_an_outlier_drags_the_mean_and_leaves_the_median() -> None:
    stay, moves = np.array([1.0, 2.0, 3.0, 4.0]), np.array([5.0, 15.0])
    study = outlier_study([LossFunction("mse"), LossFunction("mae")], stay, moves)
    assert study.best == pytest.approx(np.array([[3, 5], [3, 3]]), abs=1e-6)
    assert outlier_study([], stay, moves).best.shape == (0, 2)


def test_the_total_loss_is_the_sum_over_all_targets_wherever_the_loss_has_its_own() -> None:
    targets, target = np.array([1.0, 2.5, -3.0]), 40.0
    errors = np.abs(0.7 - targets)
    assert total_loss(LossFunction("mse", target), 0.7, targets) == pytest.approx((errors**2).sum())
    assert total_loss(LossFunction("mae", target), 0.7, targets) == pytest.approx(errors.sum())
