"""The regression is what a textbook's loop comes to, and overfits whatever the seed."""

import numpy as np
import pytest

from engine.experiments.curve_fit.curve_fit import curve_fit, hinged_network
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import NOISE
from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.training.training import repeatable
from tests.support.curve_fits import losses_of_seeds

BRIEF = CurveFitSpec(samples=8, held_out=10, units=12, steps=40)
SEEDS = 20


def test_losses_are_those_of_adam_written_out() -> None:
    told: list[int] = []
    run = curve_fit(BRIEF, lambda step, loss, accuracy: told.append(step))
    training, validation = losses_of_seeds(BRIEF, 1)
    assert told == list(range(40))
    assert run.steps.tolist() == list(range(41))
    np.testing.assert_allclose(run.metrics.loss, training[:, 0], rtol=2e-3)
    np.testing.assert_allclose(run.metrics.validation_loss, validation[:, 0], rtol=2e-3)


def test_hinges_lie_evenly_over_the_inputs() -> None:
    with repeatable(0):
        network = hinged_network(1_000)
    places = (-network[0].bias / network[0].weight[:, 0]).detach().numpy()
    counts, _ = np.histogram(places, 10, (-1, 1))
    assert counts.sum() == 1_000
    assert abs(counts - 100).max() < 40
    assert float(network[0].weight.detach().std()) == pytest.approx(np.sqrt(2), rel=0.1)


def test_it_overfits_whatever_the_seed_and_the_shown_seed_is_a_usual_one() -> None:
    spec, variance = CurveFitSpec(), NOISE**2
    training, validation = losses_of_seeds(spec, SEEDS)
    best = validation.argmin(axis=0)
    rises = validation[-1] / validation.min(axis=0)
    assert rises.min() > 1.02
    assert (rises > 1.2).sum() >= 0.8 * SEEDS
    low, high = np.quantile(rises, [0.25, 0.75])
    assert low < rises[spec.seed] < high
    assert np.median(best) < spec.steps / 20
    assert (training[-1] < 0.3 * variance).all()
    assert np.median(training[best, np.arange(SEEDS)]) > 0.3 * variance


def test_the_run_of_a_spec_is_the_same_each_time() -> None:
    one, other = (FittedCurve(curve_fit(BRIEF, lambda *_: None)) for _ in range(2))
    np.testing.assert_array_equal(one.curve(40), other.curve(40))
