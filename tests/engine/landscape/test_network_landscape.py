"""Landscapes of any network and any loss: each place has the loss of a module loaded with it."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from engine.errors import DataError, NetworkError, RecordingError, ResultError, UsageError
from engine.landscape.network_landscape import NetworkLandscape, loss_landscape
from engine.landscape.parameter_space import ParameterSpace
from engine.landscape.planes import random_plane
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.probed_networks import KINDS, Convolutional, images, losses_one_by_one, record


@pytest.fixture(scope="module", params=list(KINDS))
def probed(request: pytest.FixtureRequest) -> tuple[type[nn.Module], ProbedRecording]:
    """A kind of network, and a run of one."""
    torch.manual_seed(1)
    kind = KINDS[request.param]
    return kind, record(kind())


def reference(
    kind: type[nn.Module], run: ProbedRecording, points: np.ndarray, step: int
) -> np.ndarray:
    """Compute losses at points (n, parameters), with the statistics of a step."""
    space = ParameterSpace.of(run)
    theta = run.parameters(step, torch.float32)
    held = {name: x for name, x in theta.items() if name not in run.trained}
    thetas = [space.split(torch.from_numpy(point).float()) for point in points]
    return losses_one_by_one(kind(), held, thetas)


@pytest.mark.parametrize("plane", ["pca", "random", "checkpoints"])
def test_each_place_has_the_loss_of_a_network_loaded_with_it(probed, plane: str) -> None:
    kind, run = probed
    seen = loss_landscape(run, kind(), plane=plane, resolution=5).landscape
    places = np.stack(np.meshgrid(seen.x, seen.y), axis=-1).reshape(-1, 2)
    expected = reference(kind, run, seen.plane.points(places), run.last_step)
    assert seen.loss.ravel() == pytest.approx(expected, rel=1e-4, abs=1e-6)
    assert seen.sample.is_whole
    assert np.ptp(expected) > 0.01


def test_the_true_loss_is_that_of_each_step_with_its_own_statistics(probed) -> None:
    kind, run = probed
    computed = loss_landscape(run, kind(), resolution=5)
    true = computed.landscape.shadow.true_loss
    assert true[:-1] == pytest.approx(run.metrics.loss[:-1], rel=1e-4)
    assert computed.trained_on_it is True
    assert computed.loss == "plain"
    assert computed.parameters == sum(p.numel() for p in kind().parameters())


def test_slices_turn_about_the_trained_network(probed) -> None:
    kind, run = probed
    turning = loss_landscape(run, kind(), resolution=5).turning
    end = ParameterSpace.of(run).at(run, run.last_step)
    changed = end.copy()
    changed[turning.weights] = turning.places[4], turning.second_places[0]
    expected = reference(kind, run, np.stack([end, changed]), run.last_step)
    assert [turning.network_loss, turning.before[0, 0, 4]] == pytest.approx(expected, rel=1e-4)


def test_the_network_is_left_as_it_is_and_may_be_a_new_one() -> None:
    torch.manual_seed(1)
    network = Convolutional()
    run = record(network)
    before = {name: x.clone() for name, x in network.state_dict().items()}
    modes, state = [m.training for m in network.modules()], torch.get_rng_state()
    own = loss_landscape(run, network, resolution=5)
    assert all(torch.equal(before[name], x) for name, x in network.state_dict().items())
    assert [m.training for m in network.modules()] == modes
    assert torch.equal(torch.get_rng_state(), state)
    other = loss_landscape(run, Convolutional(), resolution=5)
    assert np.array_equal(own.landscape.loss, other.landscape.loss)


def test_filters_of_random_directions_are_as_long_as_those_of_convolutions() -> None:
    run = record(Convolutional())
    space, plane = ParameterSpace.of(run), random_plane(run, run.last_step)
    theta = run.parameters(run.last_step)
    for direction in plane.directions:
        parts = space.split(torch.from_numpy(direction))
        for name in ("first.weight", "second.weight"):
            lengths = theta[name].flatten(1).norm(dim=1)
            assert parts[name].flatten(1).norm(dim=1).numpy() == pytest.approx(lengths.numpy())
        for name in ("norm.weight", "norm.bias", "first.bias", "scale"):
            assert not parts[name].any()


def test_what_is_saved_is_the_same_for_the_file_of_the_run(tmp_path: Path) -> None:
    torch.manual_seed(1)
    run = record(Convolutional())
    opened = open_recording(run.save(tmp_path / "run.safetensors"))
    first = loss_landscape(run, Convolutional(), resolution=5).save(tmp_path / "a.safetensors")
    again = loss_landscape(opened, Convolutional(), resolution=5).save(tmp_path / "b.safetensors")
    assert first.read_bytes() == again.read_bytes()
    read = NetworkLandscape.load(first)
    assert read.landscape.shadow.steps.tolist() == run.steps.tolist()


def test_files_that_are_none_are_refused(mlp: Recording, tmp_path: Path) -> None:
    made = loss_landscape(mlp, resolution=5)
    path = tmp_path / "landscape.safetensors"
    with pytest.raises(ResultError, match=r"there is no landscape at .*warpreel\.loss_landscape"):
        NetworkLandscape.load(path)
    with pytest.raises(ResultError, match="holds no landscape"):
        NetworkLandscape.load(mlp.save(path))
    cut = replace(made, landscape=replace(made.landscape, loss=made.landscape.loss[1:]))
    with pytest.raises(ResultError, match="whose parts do not fit"):
        NetworkLandscape.load(cut.save(path))


WEIGHTS = torch.tensor([1.0, 5.0, 20.0])


def weighted(outputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return a loss that is no mean over the points."""
    return nn.functional.cross_entropy(outputs, labels, weight=WEIGHTS)


def test_a_loss_of_one_s_own_is_that_of_the_landscape(mlp: Recording) -> None:
    weight = torch.tensor([1.0, 50.0])

    def own(outputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        return nn.functional.cross_entropy(outputs, labels, weight=weight)

    computed = loss_landscape(mlp, loss=own, resolution=5)
    assert (computed.loss, computed.trained_on_it) == ("given", False)
    x, y = torch.tensor(mlp.data.features), torch.tensor(mlp.data.labels)
    for step in (0, 60, mlp.last_step):
        theta, z = mlp.parameters(step, torch.float32), x
        for stage in mlp.stages:
            z = stage.apply(z, theta)
        assert computed.landscape.shadow.true_loss[step] == pytest.approx(
            own(z, y).item(), rel=1e-4
        )


def test_a_loop_that_is_trained_on_its_own_loss_recognises_it() -> None:
    points, labels = images()
    network = nn.Sequential(nn.Flatten(), nn.Linear(36, 6), nn.Tanh(), nn.Linear(6, 3))
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    recorder = Recorder(network, points, labels)
    for _ in range(8):
        optimizer.zero_grad()
        loss = weighted(network(points), labels)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert loss_landscape(run, loss=weighted, resolution=5).trained_on_it is True
    assert loss_landscape(run, resolution=5).trained_on_it is False


@pytest.mark.parametrize("layers", [None, ["1"]], ids=["exact", "probed"])
def test_a_regression_has_its_squared_error(layers: list[str] | None) -> None:
    torch.manual_seed(0)
    x = torch.linspace(-2, 2, 50)[:, None]
    y = torch.sin(2 * x)
    network = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer, loss_of = torch.optim.Adam(network.parameters(), lr=0.02), nn.MSELoss()
    recorder = Recorder(
        network, x, y, task="regression", loss=loss_of, layers=layers, parameters=True
    )
    for _ in range(15):
        optimizer.zero_grad()
        loss = loss_of(network(x), y)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    computed = loss_landscape(run, network, resolution=5)
    assert (computed.loss, computed.trained_on_it) == ("squared", True)
    assert computed.landscape.shadow.true_loss == pytest.approx(run.metrics.loss, rel=1e-4)
    sample = loss_landscape(run, network, resolution=5, samples=25).landscape.sample
    assert (sample.count, sample.error > 0) == (25, True)


def test_a_sample_is_measured_if_asked_for_with_its_error() -> None:
    run = record(Convolutional())
    sample = loss_landscape(run, Convolutional(), resolution=5, samples=30).landscape.sample
    assert (sample.count, sample.total) == (30, 60)
    assert 0 < sample.error < 1


def test_what_does_not_fit_is_answered_in_a_sentence(mlp: Recording) -> None:
    run = record(Convolutional())
    with pytest.raises(NetworkError, match="give loss_landscape its network too"):
        loss_landscape(run)
    with pytest.raises(NetworkError, match="not the network that was recorded: its scale had"):
        loss_landscape(run, KINDS["attention"]())
    with pytest.raises(DataError, match="is 180 numbers, not one; reduce it"):
        loss_landscape(run, Convolutional(), loss=lambda z, y: z, resolution=5)
    with pytest.raises(DataError, match=r"fails for outputs of shape \(60, 3\) and labels"):
        loss_landscape(run, Convolutional(), loss=lambda z, y: z @ z, resolution=5)
    with pytest.raises(UsageError, match=r"^samples=61: there are only 60"):
        loss_landscape(run, Convolutional(), samples=61)
    with pytest.raises(UsageError, match="samples=1"):
        loss_landscape(mlp, samples=1)
    other = Convolutional()
    other.forward = lambda x: 2 * Convolutional.forward(other, x)  # type: ignore[method-assign]
    with pytest.raises(NetworkError, match="computes something else than was recorded"):
        loss_landscape(run, other, resolution=5)


def test_a_run_that_stood_still_is_told_which_plane_to_choose() -> None:
    still, points = nn.Sequential(nn.Linear(2, 3)), torch.randn(6, 2)
    recorder = Recorder(still, points, torch.arange(6) % 3)
    recorder.record(1.0)
    run = recorder.finish()
    assert isinstance(run, Recording)
    with pytest.raises(UsageError, match=r'span no plane; choose plane="random"$'):
        loss_landscape(run, resolution=5)
    with pytest.raises(UsageError, match=r"^checkpoints=\(0, [01], 1\): the three lie on one line"):
        loss_landscape(run, plane="checkpoints", resolution=5)
    assert loss_landscape(run, plane="random", resolution=5).landscape.loss.shape == (5, 5)


def test_of_a_diverged_run_it_is_said_what_to_do() -> None:
    network, points = nn.Sequential(nn.Linear(2, 3)), torch.randn(6, 2)
    recorder = Recorder(network, points, torch.arange(6) % 3)
    for _ in range(2):
        recorder.record(1.0)
        with torch.no_grad():
            network[0].weight += 1
    recorder.record(1.0)
    with torch.no_grad():
        network[0].weight[0] = torch.nan
    run = recorder.finish()
    assert isinstance(run, Recording)
    with pytest.raises(RecordingError, match=r"from step 3 on.*; record the training with a lower"):
        loss_landscape(run, resolution=5)


def test_a_run_without_parameters_has_none() -> None:
    points, labels = images()
    run = Recorder(Convolutional(), points, labels).finish()
    with pytest.raises(RecordingError, match=r"Recorder\(…, parameters=True\)"):
        loss_landscape(run, Convolutional())


def test_a_network_whose_single_output_has_no_axis_has_a_landscape() -> None:
    class Squeezed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(2, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layer(x).squeeze(1)

    torch.manual_seed(0)
    points, network = torch.randn(30, 2), Squeezed()
    labels = (points[:, 0] > 0).long()
    recorder = Recorder(network, points, labels, layers=["layer"], parameters=True)
    for _ in range(5):
        loss = F.binary_cross_entropy_with_logits(network(points), labels.float())
        network.zero_grad()
        loss.backward()
        recorder.record(loss)
        with torch.no_grad():
            for parameter in network.parameters():
                parameter -= parameter.grad
    run = recorder.finish()
    seen = loss_landscape(run, network, resolution=5).landscape
    space = ParameterSpace.of(run)
    for (row, y), (column, x) in product(enumerate(seen.y), enumerate(seen.x)):
        place = torch.from_numpy(seen.plane.points(np.array([[x, y]]))).float()[0]
        theta = space.split(place[None])
        z = points @ theta["layer.weight"][0].T + theta["layer.bias"][0]
        expected = F.binary_cross_entropy_with_logits(z[:, 0], labels.float())
        assert seen.loss[row, column] == pytest.approx(float(expected), rel=1e-4)
        right = ((z[:, 0] > 0).long() == labels).float().mean()
        assert seen.accuracy[row, column] == pytest.approx(float(right))
