"""A perceptron as layers: values and gradients are those that NumPy computes by hand."""

import numpy as np
import pytest

from engine.errors import NetworkError
from engine.geometry.layers import (
    layer_depths,
    layer_weights,
    sample_losses,
    sample_pass,
    strongest_weight,
    unit_sum,
    weight_gradients,
)
from engine.recordings.recording import Recording


def test_layers_are_what_linear_maps_see_and_give(mlp: Recording) -> None:
    assert layer_depths(mlp.stages) == [0, 2, 4, 5]
    weights = layer_weights(mlp, mlp.last_step)
    assert [w.shape for w in weights] == [(16, 2), (2, 16), (2, 2)]


def test_residual_blocks_are_no_layers(residual: Recording) -> None:
    with pytest.raises(NetworkError, match="residual"):
        layer_depths(residual.stages)


def test_no_weight_of_the_run_is_stronger_than_the_strongest(mlp: Recording) -> None:
    largest = [max(np.abs(w).max() for w in layer_weights(mlp, step)) for step in mlp.steps]
    assert strongest_weight(mlp) == pytest.approx(max(largest))


@pytest.mark.parametrize("step", [0, 37.5, 120])
def test_a_pass_is_what_numpy_makes_of_the_point(mlp: Recording, step: float) -> None:
    sample = 11
    passed = sample_pass(mlp, sample, step)
    theta = {name: values.numpy() for name, values in mlp.parameters(step).items()}
    names = [stage.name for stage in mlp.stages if stage.parameters]
    h = [mlp.data.features[sample].astype(float)]
    for name in names:
        z = theta[f"{name}.weight"] @ h[-1] + theta[f"{name}.bias"]
        h.append(np.tanh(z))
    p = np.exp(z) / np.exp(z).sum()
    right = mlp.data.labels[sample]
    for value, expected in zip(passed.values, [*h[:-1], p], strict=True):
        assert value == pytest.approx(expected)
    assert passed.loss == pytest.approx(-np.log(p[right]))

    assert passed.scores == pytest.approx(z)
    back = theta[f"{names[-1]}.weight"].T @ (p - np.eye(2)[right])
    assert passed.gradients[-1] == pytest.approx(p - np.eye(2)[right])
    for layer in (2, 1):
        assert passed.gradients[layer] == pytest.approx(back)
        back = theta[f"{names[layer - 1]}.weight"].T @ (back * (1 - h[layer] ** 2))
    assert passed.gradients[0] == pytest.approx(back)


def test_the_losses_of_all_points_are_those_of_their_passes(mlp: Recording) -> None:
    losses = sample_losses(mlp, 5)
    assert losses.shape == (90,)
    assert losses[3] == pytest.approx(sample_pass(mlp, 3, 5).loss)
    assert losses.mean() == pytest.approx(mlp.metrics.loss[5], rel=1e-5)


@pytest.mark.parametrize("unit", [0, 13])
def test_a_unit_sums_weighted_inputs_and_a_bias(mlp: Recording, unit: int) -> None:
    found = unit_sum(mlp, 7, 20, unit)
    theta = mlp.parameters(20)
    assert found.inputs == pytest.approx(mlp.data.features[7])
    assert found.weights == pytest.approx(theta["0.weight"][unit].numpy())
    assert found.bias == pytest.approx(float(theta["0.bias"][unit]))
    assert found.total == pytest.approx(found.inputs @ found.weights + found.bias)
    assert found.value == pytest.approx(np.tanh(found.total))


def test_gradients_of_weights_are_those_of_values_times_inputs(mlp: Recording) -> None:
    passed, found = sample_pass(mlp, 4, 30), weight_gradients(mlp, 4, 30)
    assert [g.shape for g in found] == [w.shape for w in layer_weights(mlp, 30)]
    for layer in (1, 2):
        slopes = 1 - passed.values[layer] ** 2
        expected = np.outer(passed.gradients[layer] * slopes, passed.values[layer - 1])
        assert found[layer - 1] == pytest.approx(expected)
