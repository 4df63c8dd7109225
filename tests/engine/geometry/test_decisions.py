"""What a network decides can be recomputed from its recording, and by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from sklearn.metrics import recall_score
from torch import nn

from engine.errors import NetworkError
from engine.geometry.decisions import (
    accuracies,
    accuracy,
    classifier,
    decide,
    found_by_class,
    hidden_depth,
    predicted,
    probabilities,
    single_output_threshold,
    threshold_of,
)
from engine.geometry.warps import Warp
from engine.networks.residual_block import ResidualBlock
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.control import linear_control
from engine.training.recorder import Recorder
from engine.training.training import train
from tests.support.stages_of import stages_of

POINTS = np.random.default_rng(0).normal(size=(40, 2)).astype(np.float32)
LABELS = (POINTS.sum(axis=1) > 0.3).astype(int)


def numpy_logits(recording: Recording, points: np.ndarray) -> np.ndarray:
    """Run a network of residual blocks with nothing but NumPy and the numbers in the file."""
    theta = {name: rows[:][-1].numpy().astype(float) for name, rows in recording.tensors.items()}
    assert recording.spec is not None
    bend = {"tanh": np.tanh, "identity": np.asarray}[recording.spec.activation]
    x = points.astype(float)
    for block in range(8):
        U, b = theta[f"{block}.inner.weight"], theta[f"{block}.inner.bias"]
        x = x + bend(x @ U.T + b) @ theta[f"{block}.outer.weight"].T
    return x @ theta["8.weight"].T + theta["8.bias"]


# The claims of the film


def test_the_hero_parts_the_spirals(hero_file: Path) -> None:
    hero = load(hero_file)
    assert hero.spec == RunSpec()
    assert (hero.data.name, hero.data.classes) == ("spirals", 2)
    assert accuracy(hero, hero.last_step) >= 0.99
    by_hand = numpy_logits(hero, hero.data.features).argmax(axis=1)
    assert (by_hand == hero.data.labels).mean() >= 0.99


def test_without_its_activations_the_hero_cannot(hero_file: Path, control_file: Path) -> None:
    control = load(control_file)
    np.testing.assert_array_equal(control.data.features, load(hero_file).data.features)
    assert control.spec == RunSpec(activation="identity")
    assert accuracy(control, control.last_step) <= 0.65
    by_hand = numpy_logits(control, control.data.features).argmax(axis=1)
    assert (by_hand == control.data.labels).mean() <= 0.65
    # At no step of its training could it.
    assert accuracies(control).max() <= 0.65


def test_the_control_of_the_loaded_hero_is_that_very_run(
    hero_file: Path, control_file: Path, tmp_path: Path
) -> None:
    control = linear_control(load(hero_file))
    assert control.save(tmp_path / "again").read_bytes() == control_file.read_bytes()


def test_circles_cannot_be_parted_through_a_layer_of_two_units_but_through_one_of_three(
    circles: Recording,
) -> None:
    assert accuracy(circles, circles.last_step) >= 0.99
    flat = train(replace(circles.spec, hidden=(2,)))
    np.testing.assert_array_equal(flat.data.features, circles.data.features)
    assert accuracies(flat).max() < 0.95


# Accuracy


def test_the_accuracy_of_the_loaded_file_is_the_one_measured_in_training(
    run: Recording, tmp_path: Path
) -> None:
    loaded = load(run.save(tmp_path / "run"))
    assert accuracies(loaded) == pytest.approx(run.metrics.accuracy, abs=1e-6)
    for step in (0, run.last_step // 2, run.last_step):
        assert accuracy(loaded, step) == pytest.approx(run.metrics.accuracy[step], abs=1e-6)


def test_accuracies_are_those_of_the_recorded_steps_alone(mlp: Recording) -> None:
    sparse = train(replace(mlp.spec, record_every=50))
    measured = mlp.metrics.accuracy[[0, 50, 100, 120]]
    assert accuracies(sparse) == pytest.approx(measured, abs=1e-6)


def test_decisions_are_the_largest_output(run: Recording) -> None:
    points = np.random.default_rng(1).uniform(-2, 2, (200, 2))
    for step in (0, 7.5, run.last_step):
        outputs = Warp(run).trace(points, step)[-1]
        np.testing.assert_array_equal(decide(run, points, step), outputs.argmax(axis=1))


# A single output


def one_output(end: nn.Module | None = None) -> nn.Sequential:
    layers = [nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 1)]
    return nn.Sequential(*layers, *([] if end is None else [end]))


def trained_on_probability(network: nn.Module) -> Recording:
    features, labels = torch.tensor(POINTS), torch.tensor(LABELS)
    probable = isinstance(network[-1], nn.Sigmoid)
    loss_of = nn.BCELoss() if probable else nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
    recorder = Recorder(network, features, labels)
    for _ in range(60):
        optimizer.zero_grad()
        outputs = network(features)
        loss = loss_of(outputs.squeeze(-1), labels.float())
        loss.backward()
        recorder.record(loss, outputs)
        optimizer.step()
    return recorder.finish()


@pytest.mark.parametrize("end", [None, nn.Sigmoid()], ids=["a logit", "a probability"])
def test_one_output_decides_between_two_classes(end: nn.Module | None) -> None:
    network = one_output(end)
    recording = trained_on_probability(network)
    with torch.no_grad():
        outputs = network(torch.tensor(POINTS)).squeeze(-1).numpy()
    expected = (outputs > (0 if end is None else 0.5)).astype(int)
    np.testing.assert_array_equal(decide(recording, POINTS, recording.last_step), expected)
    assert accuracy(recording, recording.last_step) == (expected == LABELS).mean() > 0.9
    assert accuracies(recording) == pytest.approx(recording.metrics.accuracy)


def test_one_output_has_a_classifier_of_two_classes() -> None:
    network = one_output(nn.Sigmoid())
    recording = trained_on_probability(network)
    weights, biases = classifier(recording, recording.last_step)
    assert weights.shape == (2, 6)
    hidden = Warp(recording).trace(POINTS, recording.last_step)[2]
    decided = (hidden @ weights.T + biases).argmax(axis=1)
    np.testing.assert_array_equal(decided, decide(recording, POINTS, recording.last_step))


def test_the_classifier_keeps_to_a_threshold_that_was_found_out() -> None:
    recording = replace(trained_on_probability(one_output()), threshold=0.5)
    weights, biases = classifier(recording, recording.last_step)
    hidden = Warp(recording).trace(POINTS, recording.last_step)[2]
    decided = (hidden @ weights.T + biases).argmax(axis=1)
    outputs = Warp(recording).trace(POINTS, recording.last_step)[-1]
    np.testing.assert_array_equal(decided, outputs[:, 0] > 0.5)
    np.testing.assert_array_equal(decided, decide(recording, POINTS, recording.last_step))


@pytest.mark.parametrize(
    ("end", "threshold"),
    [
        (None, 0),
        (nn.Identity(), 0),
        (nn.Tanh(), 0),
        (nn.PReLU(), 0),
        (nn.Sigmoid(), 0.5),
        (nn.Hardsigmoid(), 0.5),
        (nn.Softplus(), np.log(2)),
        (nn.LogSigmoid(), -np.log(2)),
        (nn.Sequential(nn.Sigmoid(), nn.Hardtanh(0.01, 0.99)), 0.5),
    ],
)
def test_a_single_output_means_class_1_above_what_a_logit_of_0_becomes(
    end: nn.Module | None, threshold: float
) -> None:
    stages = stages_of(one_output(end), torch.tensor(POINTS))
    assert single_output_threshold(stages) == pytest.approx(threshold)


@pytest.mark.parametrize(("known", "threshold"), [(None, 0.0), (0.5, 0.5)])
def test_a_threshold_that_was_found_out_counts(known: float | None, threshold: float) -> None:
    run = replace(trained_on_probability(one_output()), threshold=known)
    assert threshold_of(run) == threshold
    around = torch.tensor([[threshold - 0.01], [threshold + 0.01]])
    assert predicted(around, run).tolist() == [0, 1]


# The last linear classifier


@pytest.mark.parametrize(
    ("layers", "depth"),
    [
        ([], 2),
        ([nn.Softmax(dim=1)], 2),
        ([nn.LogSoftmax(dim=1)], 2),
        ([nn.Sigmoid()], 2),
        ([nn.Dropout()], 2),
        ([nn.Linear(3, 3)], 3),
        ([nn.Tanh(), nn.Linear(3, 3)], 4),
    ],
)
def test_the_last_hidden_space_is_what_the_last_layer_sees(
    layers: list[nn.Module], depth: int
) -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 3), *layers)
    assert hidden_depth(stages_of(network, torch.tensor(POINTS))) == depth


@pytest.mark.parametrize("end", [nn.ReLU(), nn.LayerNorm(3), ResidualBlock(3, 4, nn.Tanh())])
def test_a_network_whose_end_can_change_the_winner_has_no_last_classifier(end: nn.Module) -> None:
    network = nn.Sequential(nn.Linear(2, 3), end)
    with pytest.raises(NetworkError, match=r"^the network must end with nn\.Linear [^\n]*$"):
        hidden_depth(stages_of(network, torch.tensor(POINTS)))


def test_the_classifier_decides_as_the_network_does_at_any_step(run: Recording) -> None:
    points = np.random.default_rng(1).uniform(-2, 2, (200, 2))
    depth = hidden_depth(run.stages)
    for step in (0, 3.5, run.last_step):
        weights, biases = classifier(run, step)
        hidden = Warp(run).trace(points, step)[depth]
        decided = (hidden @ weights.T + biases).argmax(axis=1)
        np.testing.assert_array_equal(decided, decide(run, points, step))


def test_a_classifier_without_bias_goes_through_the_origin(
    recorded: Callable[[nn.Module], Recording],
) -> None:
    network = nn.Sequential(nn.Linear(2, 3, bias=False), nn.Softmax(dim=1))
    recording = recorded(network)
    weights, biases = classifier(recording, recording.last_step)
    np.testing.assert_allclose(weights, network[0].weight.detach())
    assert biases.tolist() == [0, 0, 0]


def test_of_each_class_as_much_is_found_as_its_recall_says(mlp: Recording) -> None:
    data = mlp.data
    said = decide(mlp, data.features, mlp.last_step)
    found, there = found_by_class(mlp, mlp.last_step)
    assert there.tolist() == np.bincount(data.labels).tolist()
    assert_allclose(found / there, recall_score(data.labels, said, average=None))


def test_probabilities_are_the_softmax_of_the_outputs(mlp: Recording) -> None:
    logits = Warp(mlp).trace(POINTS.astype(float), mlp.last_step)[-1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    found = probabilities(mlp, POINTS, mlp.last_step)
    np.testing.assert_allclose(found, raised / raised.sum(axis=1, keepdims=True), atol=1e-9)
    assert found.argmax(axis=1).tolist() == decide(mlp, POINTS, mlp.last_step).tolist()
