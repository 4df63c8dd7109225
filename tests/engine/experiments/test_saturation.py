"""What reaches a layer: gradients, slopes near zero and dead units, each counted another way."""

import math

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UsageError
from engine.experiments.saturation import NEAR_ZERO, compare, layer_health, slope_curve
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.training import train

DEPTH, STEPS = 6, 12
SLOPES = {
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 / np.cosh(z) ** 2,
    "relu": lambda z: (z > 0).astype(float),
    "leaky-relu": lambda z: np.where(z > 0, 1.0, 0.1),
}
STEEPEST = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0, "leaky-relu": 1.0}
EACH = pytest.mark.parametrize("activation", SLOPES)


def spec(activation: str, gain: float = 1.5) -> RunSpec:
    return RunSpec(
        data="moons",
        samples=60,
        hidden=(12,) * DEPTH,
        activation=activation,
        gain=gain,
        optimizer="sgd",
        rate=0.05,
        weight_decay=0.0,
        steps=STEPS,
        record_every=4,
    )


@pytest.fixture(scope="module")
def runs() -> dict[str, Recording]:
    return {activation: train(spec(activation)) for activation in SLOPES}


def inputs_of_units(recording: Recording, step: int) -> list[np.ndarray]:
    """Compute what goes into each hidden layer's activations, in NumPy."""
    theta = {name: t.numpy() for name, t in recording.parameters(step).items()}
    functions = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(z, 0),
        "leaky-relu": lambda z: np.where(z > 0, z, 0.1 * z),
    }
    x, found = recording.data.features.astype(float), []
    for layer in range(DEPTH):
        z = x @ theta[f"{2 * layer}.weight"].T + theta[f"{2 * layer}.bias"]
        found.append(z)
        x = functions[recording.spec.activation](z)
    return found


@EACH
def test_slopes_near_zero_and_dead_units_are_those_that_numpy_counts(
    runs: dict[str, Recording], activation: str
) -> None:
    health = layer_health(runs[activation], activation)
    assert list(health.checked) == [0, 4, 8, 12]
    for check, step in enumerate(health.checked):
        slopes = [SLOPES[activation](z) for z in inputs_of_units(runs[activation], int(step))]
        near = [np.mean(s < NEAR_ZERO * STEEPEST[activation]) for s in slopes]
        assert health.saturated[check] == pytest.approx(near, abs=2e-3)
        assert health.saturated_share(check) == pytest.approx(np.mean(near), abs=2e-3)
        dead = [int((s == 0).all(axis=0).sum()) for s in slopes]
        assert health.dead[check].tolist() == dead
        assert health.dead_units(check) == sum(dead)


def test_only_relu_has_dead_units_here(runs: dict[str, Recording]) -> None:
    dead = {name: layer_health(run, name).dead_units(0) for name, run in runs.items()}
    assert dead.pop("relu") > 0
    assert set(dead.values()) == {0}


def test_large_weights_saturate_a_sigmoid() -> None:
    assert layer_health(train(spec("sigmoid", 30.0)), "sigmoid").saturated_share(0) > 0.5


@EACH
def test_gradients_are_those_of_autograd(runs: dict[str, Recording], activation: str) -> None:
    recording = runs[activation]
    health = layer_health(recording, activation)
    network = build_network(recording.spec, 2, 2)
    network.load_state_dict(recording.parameters(8, torch.float32))
    outputs = network(torch.tensor(recording.data.features))
    nn.functional.cross_entropy(outputs, torch.tensor(recording.data.labels)).backward()
    norms = [
        math.hypot(float(m.weight.grad.norm()), float(m.bias.grad.norm()))
        for m in network
        if isinstance(m, nn.Linear)
    ]
    assert health.gradient.shape == (STEPS + 1, DEPTH + 1)
    assert health.gradient[8] == pytest.approx(norms, rel=1e-4)
    assert health.reach(8) == pytest.approx(norms[0] / norms[-1], rel=1e-4)


def test_far_less_reaches_the_first_layer_through_sigmoids_than_through_relus(
    runs: dict[str, Recording],
) -> None:
    reach = {name: layer_health(run, name).reach(0) for name, run in runs.items()}
    assert reach["sigmoid"] < 1e-2 * reach["relu"]


def test_all_networks_start_with_the_same_weights(runs: dict[str, Recording]) -> None:
    first, *others = (run.parameters(0) for run in runs.values())
    assert first
    assert others
    for other in others:
        assert all(torch.equal(first[name], other[name]) for name in first)


def test_guessing_loses_the_logarithm_of_the_number_of_classes(runs: dict[str, Recording]) -> None:
    compared = compare(runs)
    assert [network.activation for network in compared.networks] == list(runs)
    assert compared.guess == pytest.approx(np.log(2))


@EACH
def test_a_curve_has_the_slopes_that_calculus_gives(activation: str) -> None:
    curve = slope_curve(activation)
    away = curve.inputs != 0  # where some have a corner
    assert curve.slopes[away] == pytest.approx(SLOPES[activation](curve.inputs[away]), abs=1e-12)
    assert curve.steepest == pytest.approx(STEEPEST[activation])


def test_learned_slopes_are_no_layers_of_their_own() -> None:
    health = layer_health(train(spec("prelu")), "prelu")
    assert health.gradient.shape[1] == DEPTH + 1


def test_blocks_are_refused_with_advice(residual: Recording) -> None:
    with pytest.raises(UsageError, match="--hidden"):
        layer_health(residual, "tanh")
