"""The curve of a regression, at any step, is what its network answers then."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from engine.errors import RecordingError
from engine.experiments.curve_fit.curve_fit import curve_fit
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import curve_points
from engine.experiments.curve_fit.fitted_curve import FittedCurve, fitted_curve
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.curve_fits import regression

BRIEF = CurveFitSpec(samples=8, held_out=10, units=12, rate=0.02, noise=0.6, steps=200)


@pytest.fixture(scope="module")
def fit() -> FittedCurve:
    return FittedCurve(curve_fit(BRIEF, lambda *_: None), curve_points(BRIEF).held_out)


def test_losses_are_the_mean_squared_gaps_between_points_and_curve(fit: FittedCurve) -> None:
    assert fit.held_out is not None
    for step in (0, 7, 200):
        curve = fit.curve(step)
        for points, loss in (
            (fit.points, fit.training_loss(step)),
            (fit.held_out.astype(float), fit.validation_loss(step)),
        ):
            x, y = points.T
            assert np.mean((np.interp(x, *curve) - y) ** 2) == pytest.approx(loss, rel=1e-4)


def test_losses_of_another_kind_are_not_taken_for_squared_errors(fit: FittedCurve) -> None:
    assert fit.is_squared
    metrics = fit.recording.metrics
    for other in (metrics.loss**0.5, 16 * metrics.loss, metrics.loss * np.nan):
        run = replace(fit.recording, metrics=replace(metrics, loss=other))
        assert not replace(fit, recording=run).is_squared


def test_the_best_step_has_the_least_validation_loss(fit: FittedCurve) -> None:
    assert fit.best_step is not None
    least = min(fit.validation_loss(step) for step in range(201))
    assert fit.validation_loss(fit.best_step) == least
    assert 0 < fit.best_step < 200


def test_the_domain_holds_all_points_and_a_little_room(fit: FittedCurve) -> None:
    low, high = fit.domain
    assert fit.held_out is not None
    inputs = np.concatenate([fit.points[:, 0], fit.held_out[:, 0]])
    assert 0 < inputs.min() - low < 0.1
    assert 0 < high - inputs.max() < 0.1
    truth = np.array([[-1.5, 0.0], [1.5, 0.0]])
    assert FittedCurve(fit.recording, truth=truth).domain == (-1.5, 1.5)


def test_the_curve_of_any_other_network_is_sampled() -> None:
    torch.manual_seed(2)
    network = nn.Sequential(nn.Linear(1, 5), nn.Tanh(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 1))
    x = torch.linspace(-1, 1, 10)[:, None]
    recorder = Recorder(network, x, x.sin(), loss=F.mse_loss)
    recorder.record(1.0)
    run = recorder.finish()
    assert isinstance(run, Recording)
    fit = FittedCurve(run)
    inputs, outputs = fit.curve(0)
    with torch.no_grad():
        expected = network(torch.tensor(inputs, dtype=torch.float32)[:, None])[:, 0]
    np.testing.assert_allclose(outputs, expected, atol=1e-5)
    assert (fit.is_hinged, fit.best_step, fit.losses) == (False, None, None)
    assert np.isnan(fit.validation_loss(0))


def test_only_a_regression_from_one_number_to_another_has_a_curve(mlp: Recording) -> None:
    path = Path("run.safetensors")
    with pytest.raises(RecordingError, match="holds a classification; `warpreel render space-w"):
        fitted_curve(mlp, path)
    two = regression(2, 3)
    assert isinstance(two, Recording)
    with pytest.raises(RecordingError, match="its network predicts 3 numbers from 2; a curve can"):
        fitted_curve(two, path)
    x = torch.linspace(-1, 1, 5)[:, None]
    uncertain = Recorder(nn.Linear(1, 2), x, x.sin(), loss=lambda z, t: (z[:, :1] - t).abs().mean())
    uncertain.record(1.0)
    both = uncertain.finish()
    assert isinstance(both, Recording)
    with pytest.raises(RecordingError, match="gives 2 for 1 numbers from 1; a curve can be drawn"):
        fitted_curve(both, path)
    one = regression(1, 1)
    assert isinstance(one, Recording)
    assert fitted_curve(one, path).points.shape == (12, 2)
