"""Losses over samples: as scikit-learn sees them, and dealt out fairly."""

import numpy as np
import pytest
import torch
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import log_loss, mean_squared_error

from engine.descent.sample_losses import SampleLoss, sample_order

PLACES = [(0.0, 0.0), (1.0, 2.0), (-3.0, 0.5)]
both = pytest.mark.parametrize("loss", [SampleLoss("linear"), SampleLoss("logistic", slope=1.5)])


def value(loss: SampleLoss, place: tuple[float, float], rows: np.ndarray | None = None) -> float:
    return loss(*torch.tensor(place, dtype=torch.float64), rows=rows).item()


@pytest.mark.parametrize("place", PLACES)
def test_the_loss_is_that_of_scikit_learn(place: tuple[float, float]) -> None:
    linear, logistic = SampleLoss("linear"), SampleLoss("logistic")
    x, y = linear.data
    predicted = place[0] + place[1] * x
    assert value(linear, place) == pytest.approx(mean_squared_error(y, predicted), rel=1e-13)
    x, y = logistic.data
    probability = 1 / (1 + np.exp(-(place[0] + place[1] * x)))
    assert value(logistic, place) == pytest.approx(log_loss(y, probability), rel=1e-10)


def test_the_minimum_is_that_of_scikit_learn() -> None:
    x, y = (linear := SampleLoss("linear")).data
    fit = LinearRegression().fit(x[:, None], y)
    assert linear.minimum() == pytest.approx((fit.intercept_, *fit.coef_), rel=1e-12)
    x, y = (logistic := SampleLoss("logistic", slope=1.5)).data
    fit = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000).fit(x[:, None], y)
    assert logistic.minimum() == pytest.approx((*fit.intercept_, *fit.coef_[0]), rel=1e-5)


@both
def test_the_whole_is_the_mean_of_its_parts(loss: SampleLoss) -> None:
    parts = [value(loss, (0.3, -0.2), np.array([i])) for i in range(loss.samples)]
    assert np.mean(parts) == pytest.approx(value(loss, (0.3, -0.2)), rel=1e-13)


@both
def test_it_is_computed_for_many_parameters_at_once(loss: SampleLoss) -> None:
    grid = torch.tensor(PLACES, dtype=torch.float64).T
    together = loss(*grid, rows=np.array([3, 5]))
    alone = [value(loss, place, np.array([3, 5])) for place in PLACES]
    np.testing.assert_allclose(together.numpy(), alone, rtol=1e-14)


def test_the_seed_decides_the_samples() -> None:
    assert np.array_equal(SampleLoss("linear").data, SampleLoss("linear").data)
    assert not np.array_equal(SampleLoss("linear").data, SampleLoss("linear", seed=4).data)


@pytest.mark.parametrize(("samples", "batch", "steps"), [(10, 3, 20), (10, 10, 3), (7, 1, 30)])
def test_every_round_sees_every_sample_once(samples: int, batch: int, steps: int) -> None:
    order = sample_order(samples, batch, steps, seed=0)
    assert order.shape == (steps, batch)
    whole = order.reshape(-1)[: steps * batch // samples * samples].reshape(-1, samples)
    assert (np.sort(whole, axis=1) == np.arange(samples)).all()
    assert len({tuple(row) for row in whole}) > 1
    assert np.array_equal(order, sample_order(samples, batch, steps, seed=0))
    assert not np.array_equal(order, sample_order(samples, batch, steps, seed=1))
