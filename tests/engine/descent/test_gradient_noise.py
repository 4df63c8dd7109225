"""Gradients of single samples: their mean, and the noise that statistics expects."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.gradient_noise import dealt_means, noise_of, sample_gradients
from engine.descent.sample_losses import SampleLoss

POINTS = np.array([[-3.2, 6.2], [0.5, 1.0]])


@pytest.mark.parametrize("name", ["linear-regression", "logistic-regression"])
def test_their_mean_is_the_gradient_of_the_whole(name: str) -> None:
    surface = DescentSpec(surface=name, samples=25).loss_surface
    alone = sample_gradients(surface, POINTS)
    assert alone.shape == (2, 25, 2)
    np.testing.assert_allclose(alone.mean(axis=1), surface.gradient(POINTS), rtol=1e-12)


def test_each_is_what_calculus_says() -> None:
    surface = DescentSpec(surface="linear-regression").loss_surface
    assert isinstance(surface.function, SampleLoss)
    x, y = surface.function.data
    away = 2 * (POINTS[:, :1] + POINTS[:, 1:] * x - y)
    expected = np.stack([away, away * x], axis=-1)
    np.testing.assert_allclose(sample_gradients(surface, POINTS), expected, rtol=1e-12)


@pytest.mark.parametrize("batch", [1, 4, 10, 40])
def test_noise_falls_as_sampling_theory_says(batch: int) -> None:
    gradients = np.random.default_rng(5).normal(3, 2, (40, 2))
    spread = np.sqrt(((gradients - gradients.mean(axis=0)) ** 2).sum(axis=1).mean())
    expected = spread * np.sqrt((40 - batch) / (39 * batch))
    assert noise_of(gradients, batch) == pytest.approx(expected, rel=0.05, abs=1e-12)


def test_dealt_batches_keep_the_mean_and_hold_every_sample_once() -> None:
    gradients = np.random.default_rng(6).normal(size=(12, 2))
    means = dealt_means(gradients, 4, seed=1)
    np.testing.assert_allclose(means.mean(axis=0), gradients.mean(axis=0), rtol=1e-12)
    assert len(np.unique(means[:, 0])) == 3
    np.testing.assert_array_equal(dealt_means(gradients, 1, seed=1), gradients)
    whole = np.broadcast_to(gradients.mean(axis=0), (12, 2))
    np.testing.assert_allclose(dealt_means(gradients, 12, seed=1), whole, rtol=1e-12)
    assert len(np.unique(dealt_means(gradients, 5, seed=1)[:, 0])) == 3  # 5, 5 and 2


def test_a_batch_of_all_samples_is_batch_descent() -> None:
    spec = {"surface": "linear-regression", "samples": 30, "steps": 25, "rate": 0.05}
    whole, all_dealt = descend(DescentSpec(**spec)), descend(DescentSpec(batch=30, **spec))
    np.testing.assert_allclose(all_dealt.path, whole.path, rtol=1e-10)
    assert all_dealt.order.shape == (25, 30)


def test_a_batch_of_one_is_stochastic_descent() -> None:
    spec = DescentSpec(
        surface="linear-regression", samples=30, steps=40, rate=0.05, batch=1, seed=4
    )
    descent = descend(spec)
    assert isinstance(spec.loss_surface.function, SampleLoss)
    x, y = spec.loss_surface.function.data
    point = descent.path[0].copy()
    for step, row in enumerate(descent.order[:, 0]):
        inputs = np.array([1, x[row]])
        point = point - 0.05 * 2 * (point @ inputs - y[row]) * inputs
        np.testing.assert_allclose(descent.path[step + 1], point, rtol=1e-10)
    assert sorted(descent.order[:30, 0]) == list(range(30))
