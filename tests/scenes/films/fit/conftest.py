"""Regressions that cost little: one that overfits, one that does not, one of one's own."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from scenes.films.fit.fit_spec import FitOptions
from scenes.films.fit.shown_fit import shown_fit
from tests.support.quick_films import QUICK


@pytest.fixture(scope="session")
def overfitted() -> FittedCurve:
    return shown_fit(FitOptions(**QUICK["fit"]))


@pytest.fixture(scope="session")
def calm() -> FittedCurve:
    """One that is stopped before it overfits."""
    options = {**QUICK["fit"], "steps": 20, "noise": 0.0}
    return shown_fit(FitOptions(**options))


@pytest.fixture(scope="session")
def own() -> FittedCurve:
    """One of a network whose hinges are not known, without validation points."""
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
    x = torch.linspace(-3, 5, 15)[:, None]
    y = 20 * x.sin()
    recorder = Recorder(network, x, y, loss=F.mse_loss)
    optimizer = torch.optim.SGD(network.parameters(), 1e-4)
    for _ in range(12):
        optimizer.zero_grad()
        loss = F.mse_loss(network(x), y)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, Recording)
    return FittedCurve(run)


@pytest.fixture(scope="session")
def unvalidated(overfitted: FittedCurve) -> FittedCurve:
    """The one that overfits, as if no losses of other points were known."""
    run = overfitted.recording
    metrics = replace(run.metrics, validation_loss=None, validation_accuracy=None)
    return FittedCurve(replace(run, metrics=metrics), truth=np.array([[-1.0, 0], [1, 0]]))


@pytest.fixture(scope="session")
def far(tmp_path_factory: pytest.TempPathFactory) -> FittedCurve:
    """One of a file whose outputs are far from 0."""
    x = np.linspace(1990, 2020, 40)
    path = tmp_path_factory.mktemp("far") / "years.csv"
    rows = np.column_stack([x, 5_000 + 800 * np.sin(x / 4)])
    np.savetxt(path, rows, delimiter=",", header="year,sold", comments="")
    return shown_fit(FitOptions(data=str(path), units=20, steps=300))
