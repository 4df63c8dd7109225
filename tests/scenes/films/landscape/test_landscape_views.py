"""What the film of a loss landscape shows: of one run or two, on planes of one size."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UsageError
from engine.landscape.parameter_space import ParameterSpace
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from scenes.cache.results import trained_run
from scenes.films.landscape.landscape_views import landscape_results, landscape_views
from scenes.films.landscape.specs import LandscapeSpec

SMALL = {"hidden": (4, 2), "samples": 40, "steps": 30, "resolution": 9}


def test_the_whole_run_is_in_the_picture() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL))
    seen = view.landscape
    for k, axis in enumerate((seen.x, seen.y)):
        assert axis[0] < seen.shadow.coordinates[:, k].min()
        assert axis[-1] > seen.shadow.coordinates[:, k].max()
    assert seen.loss.shape == (9, 9)
    assert view.parameters == 2 * 4 + 4 + 4 * 2 + 2 + 2 * 2 + 2


def test_a_wider_span_shows_more() -> None:
    near, far = (
        landscape_views(LandscapeSpec(**SMALL, span=span))[0].landscape for span in (1.0, 2.0)
    )
    assert np.ptp(far.x) == pytest.approx(2 * np.ptp(near.x))


def test_two_are_shown_on_squares_of_one_size() -> None:
    one, other = landscape_views(LandscapeSpec(**SMALL, compare="batch=5"))
    assert (one.name, other.name) == ("batch: all", "batch: 5")
    sides = [np.ptp(axis) for v in (one, other) for axis in (v.landscape.x, v.landscape.y)]
    assert sides == pytest.approx(sides[:1] * 4)
    assert one.landscape.shadow.true_loss[0] == pytest.approx(other.landscape.shadow.true_loss[0])


def test_settings_are_named_with_their_defaults_resolved() -> None:
    names = {
        compare: [view.name for view in landscape_views(LandscapeSpec(**SMALL, compare=compare))]
        for compare in ("architecture=residual", "rate=0.05", "hidden=3")
    }
    assert names == {
        "architecture=residual": ["architecture: mlp", "architecture: residual"],
        "rate=0.05": ["rate: 0.01", "rate: 0.05"],
        "hidden=3": ["hidden: 4, 2", "hidden: 3"],
    }


def test_recordings_are_seen_as_they_are(brief_file: Path) -> None:
    spec = LandscapeSpec(recording=brief_file, compare=str(brief_file), resolution=5)
    one, other = landscape_views(spec)
    assert one.name == other.name == "brief"
    assert np.array_equal(one.landscape.loss, other.landscape.loss)
    assert np.array_equal(one.landscape.shadow.steps, load(brief_file).steps)


def regression(loss_of: nn.Module) -> Recording:
    """Record a regression of two inputs."""
    torch.manual_seed(0)
    x = torch.randn(40, 2)
    y = x[:, :1] ** 2
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    recorder = Recorder(network, x, y, loss=loss_of, task="regression")
    for _ in range(15):
        optimizer.zero_grad()
        loss = loss_of(network(x), y)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, Recording)
    return run


def test_a_regression_is_seen_by_its_squared_error(tmp_path: Path) -> None:
    run = regression(nn.MSELoss())
    path = run.save(tmp_path / "squares.safetensors")
    results = landscape_results(LandscapeSpec(recording=path, resolution=5))
    (view,) = results.views
    assert (view.loss, view.trained_on_it) == ("squared", True)
    shadow = view.landscape.shadow
    assert shadow.true_loss == pytest.approx(run.metrics.loss, rel=1e-4)
    space, z = ParameterSpace.of(run), torch.from_numpy(run.data.features.copy())
    theta = space.split(torch.from_numpy(view.landscape.plane.points(shadow.coordinates[:1])[0]))
    for stage in run.stages:
        z = stage.apply(z, {name: x.float() for name, x in theta.items()})
    squares = ((z.numpy() - run.data.targets) ** 2).mean()
    assert shadow.plane_loss[0] == pytest.approx(squares, rel=1e-4)
    assert results.turning is not None
    assert results.turning.network_loss == pytest.approx(run.metrics.loss[-1], rel=1e-4)
    assert not any(word in view.report() for word in ("accura", "class", "entropy"))


def test_of_a_regression_trained_on_another_loss_it_is_said_what_is_drawn(tmp_path: Path) -> None:
    path = regression(nn.L1Loss()).save(tmp_path / "far.safetensors")
    (view,) = landscape_views(LandscapeSpec(recording=path, resolution=5))
    assert (view.loss, view.trained_on_it) == ("squared", False)
    assert "this is the mean squared error, and training recorded another" in view.report()


def test_a_regression_is_not_compared_with_classes(brief_file: Path, tmp_path: Path) -> None:
    path = regression(nn.MSELoss()).save(tmp_path / "squares.safetensors")
    spec = LandscapeSpec(recording=brief_file, compare=str(path), resolution=5)
    with pytest.raises(UsageError, match="one of the two is a regression and the other tells"):
        landscape_views(spec)


def test_it_is_computed_once() -> None:
    told: list[str] = []

    def work(what: str, steps: int):
        told.append(what)
        return lambda done, status: None

    spec = LandscapeSpec(**{**SMALL, "seed": 77})
    first = landscape_views(spec, work)
    assert told == ["training the network", "the landscape of the network"]
    second = landscape_views(spec, lambda what, steps: lambda done, status: pytest.fail(what))
    assert np.array_equal(first[0].landscape.loss, second[0].landscape.loss)


def test_planes_of_checkpoints_go_through_the_first_the_middle_and_the_last_step() -> None:
    spec = LandscapeSpec(**SMALL, plane="checkpoints")
    run = trained_run(spec.run)
    (view,) = landscape_views(spec)
    assert view.checkpoints == (0, run.last_step // 2, run.last_step)
    away = view.landscape.shadow.distance
    assert away[list(view.checkpoints)] == pytest.approx([0, 0, 0], abs=1e-5)


def test_random_directions_reach_one_filter_to_each_side() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL, plane="random"))
    seen = view.landscape
    assert (seen.x[0], seen.x[-1]) == (-1, 1)
    assert seen.loss[4, 4] == pytest.approx(seen.shadow.true_loss[-1], abs=1e-6)


def test_what_was_measured_is_reported() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL))
    shadow = view.landscape.shadow
    report = view.report()
    assert f"{shadow.true_loss[0]:.4f} at step 0" in report
    assert f"{shadow.explained:.1%}" in report
