"""Chains of stages are written down so that they can be replayed exactly."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrizations, prune, spectral_norm, weight_norm

from engine.geometry.warps import Warp
from engine.networks.stages import through
from engine.recordings.opening import open_recording
from engine.recordings.recording import Recording, tensor_bytes
from engine.tracing.tracing import evaluating
from engine.training.recorder import Recorder
from tests.support.users_networks import EXACT

POINTS = torch.randn(30, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()


def loop(
    network: nn.Module, steps: int, watch: Callable[[nn.Module, Tensor, Tensor], None]
) -> None:
    """Train as a user would, calling `watch` where the recorder is to be called."""
    optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        outputs = network(POINTS)
        loss = nn.functional.cross_entropy(outputs, LABELS)
        loss.backward()
        watch(network, loss, outputs)
        optimizer.step()


def copied(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


def make_network() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Linear(6, 2))


@pytest.mark.parametrize("build", EXACT.values(), ids=EXACT)
def test_a_network_written_the_usual_way_is_replayed(build: Callable[[], nn.Module]) -> None:
    torch.manual_seed(0)
    network = build()
    recorder = Recorder(network, POINTS, LABELS)
    expected = []

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        with evaluating(network):
            expected.append(network(POINTS))

    loop(network, 5, watch)
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    assert recorder.reason == ""
    warp = Warp(recording)
    for step, outputs in enumerate(expected):
        np.testing.assert_allclose(
            warp.trace(POINTS.numpy(), step)[-1], outputs, rtol=1e-5, atol=2e-6
        )
    half = warp.warp(POINTS.numpy(), recording.depth - 0.5, 2)
    assert np.isfinite(half).all()


@pytest.mark.parametrize("build", EXACT.values(), ids=EXACT)
def test_gradient_norms_are_those_of_all_parameters(
    build: Callable[[], nn.Module], tmp_path: Path
) -> None:
    torch.manual_seed(0)
    network = build()
    recorder = Recorder(network, POINTS, LABELS)
    expected = []

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        gradients = [p.grad for p in network.parameters() if p.grad is not None]
        expected.append(sum(float((gradient**2).sum()) for gradient in gradients) ** 0.5)

    loop(network, 3, watch)
    run = open_recording(recorder.finish().save(tmp_path / "run.safetensors"))
    norms = run.metrics.gradient_norm[:-1]
    np.testing.assert_allclose(np.sqrt((norms**2).sum(axis=1)), expected, rtol=1e-5)


OF_OLD = pytest.mark.filterwarnings("ignore::FutureWarning")


@pytest.mark.parametrize(
    "change",
    [
        lambda module: prune.l1_unstructured(module, "weight", 0.5),
        pytest.param(spectral_norm, marks=OF_OLD),
        pytest.param(weight_norm, marks=OF_OLD),
        parametrizations.spectral_norm,
        parametrizations.weight_norm,
    ],
    ids=["pruned", "spectral, old", "weight, old", "spectral", "weight"],
)
def test_weights_that_are_computed_are_recorded_as_they_act(
    change: Callable[[nn.Module], nn.Module],
) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(change(nn.Linear(2, 4)), nn.Tanh(), nn.Linear(4, 2))
    recorder = Recorder(network, POINTS, LABELS)
    expected = []

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        with evaluating(network):
            expected.append(network(POINTS))

    loop(network, 6, watch)
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    for step, outputs in enumerate(expected):
        theta = recording.parameters(step, torch.float32)
        torch.testing.assert_close(through(recording.stages, POINTS, theta), outputs)
    assert np.isfinite(recording.metrics.gradient_norm[:-1]).all()


def test_validation_points_are_measured_at_every_recorded_step() -> None:
    network, held = make_network(), (POINTS[:10] + 0.1, LABELS[:10])
    recorder = Recorder(
        network, POINTS, LABELS, loss=nn.functional.cross_entropy, validation=held, every=3
    )
    expected = {}

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        with evaluating(network):
            logits = network(held[0])
        right = (logits.argmax(1) == held[1]).float().mean().item()
        expected[len(expected)] = nn.functional.cross_entropy(logits, held[1]).item(), right
        recorder.record(loss)

    loop(network, 7, watch)
    metrics = recorder.finish().metrics
    assert metrics.validation_loss is not None
    assert metrics.validation_accuracy is not None
    for step in (0, 3, 6):
        found = metrics.validation_loss[step], metrics.validation_accuracy[step]
        assert found == pytest.approx(expected[step], rel=1e-5)
    assert np.isfinite(metrics.validation_loss[7])
    assert np.isnan(metrics.validation_loss[[1, 2, 4, 5]]).all()


@pytest.mark.parametrize("transposed", [False, True])
def test_parameters_replaced_rather_than_changed_in_place_are_followed(transposed: bool) -> None:
    network = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 2))
    if transposed:
        network[0].weight = nn.Parameter(torch.randn(2, 3).T)
    recorder = Recorder(network, POINTS, LABELS)
    copies = []
    for _ in range(4):
        copies.append(copied(network))
        recorder.record(torch.tensor(0.0))
        for parameter in network.parameters():
            parameter.data = parameter.data + 1
    recording = recorder.finish()
    assert len(recording.steps) == len(copies) + 1
    for step, copy in enumerate(copies):
        theta = recording.parameters(step, torch.float32)
        assert theta.keys() == copy.keys()
        assert all(torch.equal(theta[name], copy[name]) for name in copy)


def test_the_budget_and_the_spacing_are_those_of_the_parameters_kept() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS, every=3, budget=8 * 4 * 56)
    loop(network, 100, lambda _, loss, y: recorder.record(loss))
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    assert recording.steps.tolist() == [0, 24, 48, 72, 96, 100]
    assert tensor_bytes(recording) <= 8 * 4 * 56
    assert len(recording.metrics.loss) == 101


def test_a_network_that_was_changed_on_the_way_is_warned_of() -> None:
    class Scaled(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.linear, self.scale = nn.Linear(2, 2), 1.5

        def forward(self, x: Tensor) -> Tensor:
            return self.linear(x) * self.scale

    network = Scaled()
    recorder = Recorder(network, POINTS, LABELS)

    def exchange(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        network.scale = 3.0  # type: ignore[assignment]

    loop(network, 3, exchange)
    with pytest.warns(UserWarning, match="computes something else now"):
        recorder.finish()


def step_by_hand(network: nn.Module, recorder: Recorder, precision: torch.dtype) -> None:
    """Record a step, and take it without an optimiser, which would keep a state of its own."""
    loss = nn.functional.cross_entropy(network(POINTS.to(precision)).float(), LABELS)
    network.zero_grad()
    loss.backward()
    recorder.record(loss)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= 0.1 * parameter.grad


def test_a_network_may_change_its_precision_on_the_way() -> None:
    network, recorded = nn.Linear(2, 2), []
    recorder = Recorder(network, POINTS, LABELS)
    for step in range(4):
        if step == 2:
            network.double()
        recorded.append(network.weight.detach().clone())
        step_by_hand(network, recorder, network.weight.dtype)
    run = recorder.finish()
    assert run.stopped == "all steps done"
    for step, weight in enumerate(recorded):
        torch.testing.assert_close(
            run.parameters(step)[next(iter(run.trained))], weight.double(), rtol=1e-6, atol=1e-7
        )


@pytest.mark.parametrize("precision", [torch.bfloat16, torch.float16])
def test_half_precision_is_not_taken_for_another_network(
    precision: torch.dtype, recwarn: pytest.WarningsRecorder
) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2)).to(precision)
    recorder = Recorder(network, POINTS, LABELS)
    for _ in range(20):
        step_by_hand(network, recorder, precision)
    assert recorder.finish().stopped == "all steps done"
    assert [str(each.message).split()[0] for each in recwarn] == ["parameters"]
