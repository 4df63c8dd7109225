"""Training is plain torch training, every step of it recorded."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.data.make_dataset import make_dataset
from engine.data.validation import held_out
from engine.errors import UsageError
from engine.networks.optimizers import OPTIMIZERS
from engine.recordings.run_spec import RunSpec
from engine.training import training
from engine.training.control import linear_control
from engine.training.networks import build_network
from engine.training.training import train
from tests.support.textbook_loop import SHORT, UPDATES, assert_same, by_hand, data_of

# The loop


def test_every_optimiser_of_the_registry_is_compared_with_torch() -> None:
    assert set(UPDATES) == set(OPTIMIZERS)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch", [None, 7])
def test_a_run_is_what_a_textbook_loop_does(optimizer: str, batch: int | None) -> None:
    spec = replace(SHORT, optimizer=optimizer, batch=batch)
    assert_same(train(spec), by_hand(spec))


@pytest.mark.parametrize("batch", [None, 8])
def test_mean_squared_error_is_that_against_one_hot_targets(batch: int | None) -> None:
    spec = replace(SHORT, data="blobs", loss="mse", batch=batch)
    assert_same(train(spec), by_hand(spec))


@pytest.mark.parametrize("architecture", ["residual", "mlp"])
@pytest.mark.parametrize("activation", ["relu", "prelu", "identity"])
def test_every_architecture_and_activation_is_trained_so(
    architecture: str, activation: str
) -> None:
    spec = replace(SHORT, architecture=architecture, activation=activation)
    assert_same(train(spec), by_hand(spec))


@pytest.mark.parametrize("batch", [1, 7, 8, 24])
def test_mini_batches_deal_every_sample_once_an_epoch(batch: int) -> None:
    dealt: list[np.ndarray] = []

    def watch(module: nn.Module, inputs: tuple[Tensor], _: Tensor) -> None:
        if isinstance(module, nn.Sequential) and module.training:  # the recorder evaluates
            dealt.append(inputs[0].numpy())

    batches = -(-24 // batch)
    handle = nn.modules.module.register_module_forward_hook(watch)
    try:
        train(replace(SHORT, batch=batch, steps=2 * batches))
    finally:
        handle.remove()
    assert len(dealt) == 2 * (2 * batches + 1)
    dealt = dealt[1::2]  # the whole set for the metrics comes before each batch
    epochs = [dealt[i * batches : (i + 1) * batches] for i in range(2)]
    everything = np.unique(data_of(SHORT).features, axis=0)
    for epoch in epochs:
        assert sum(map(len, epoch)) == 24
        np.testing.assert_array_equal(np.unique(np.concatenate(epoch), axis=0), everything)
    if batch < 24:
        assert not np.array_equal(np.concatenate(epochs[0]), np.concatenate(epochs[1]))


def test_metrics_of_mini_batches_are_those_of_all_samples() -> None:
    spec = replace(SHORT, batch=5)
    recording = train(spec)
    features, labels = map(torch.tensor, (recording.data.features, recording.data.labels))
    network = build_network(spec, 2, 2)
    for step in (0, 6, 12):
        network.load_state_dict(recording.parameters(step, torch.float32))
        with torch.no_grad():
            outputs = network(features)
        loss = nn.functional.cross_entropy(outputs, labels)
        accuracy = (outputs.argmax(1) == labels).float().mean()
        assert recording.metrics.loss[step] == pytest.approx(loss.item(), rel=1e-5)
        assert recording.metrics.accuracy[step] == pytest.approx(accuracy.item())


def test_gradient_norms_are_those_of_a_textbook_loop() -> None:
    recording = train(SHORT)
    features, labels = map(torch.tensor, (recording.data.features, recording.data.labels))
    network = build_network(SHORT, 2, 2)
    for step in (0, 5, 12):
        network.load_state_dict(recording.parameters(step, torch.float32))
        network.zero_grad()
        nn.functional.cross_entropy(network(features), labels).backward()
        layers = [network[0], network[2], network[4]]
        expected = [torch.cat([p.grad.ravel() for p in m.parameters()]).norm() for m in layers]
        np.testing.assert_allclose(recording.metrics.gradient_norm[step], expected, rtol=1e-4)


def test_progress_is_told_at_every_step_what_the_metrics_hold() -> None:
    told: list[tuple[int, float, float]] = []
    recording = train(SHORT, lambda *now: told.append(now))
    steps, losses, accuracies = zip(*told, strict=True)
    assert steps == tuple(range(13))
    assert np.float32(losses).tolist() == recording.metrics.loss.tolist()
    assert np.float32(accuracies).tolist() == recording.metrics.accuracy.tolist()


def test_data_can_be_handed_in() -> None:
    data = make_dataset("iris")
    recording = train(replace(SHORT, samples=None), data=data)
    assert recording.data is data
    assert recording.width(0) == 4
    assert recording.width(recording.depth) == 3


# What it leaves alone


def test_the_same_specification_trains_the_same_network_whatever_came_before() -> None:
    spec = replace(SHORT, batch=5)
    torch.manual_seed(1)
    first = train(spec)
    torch.manual_seed(2)
    second = train(spec)
    for name, rows in first.tensors.items():
        assert torch.equal(rows[:], second.tensors[name][:])
    np.testing.assert_array_equal(first.metrics.loss, second.metrics.loss)


@pytest.mark.parametrize("fails", [False, True])
def test_torch_s_generator_and_threads_are_left_as_they_were(fails: bool) -> None:
    def fail(step: int, loss: float, accuracy: float) -> None:
        assert torch.get_num_threads() == 1
        if fails and step == 3:
            raise ZeroDivisionError

    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    generator = torch.get_rng_state()
    try:
        if fails:
            with pytest.raises(ZeroDivisionError):
                train(replace(SHORT, batch=5), fail)
        else:
            train(replace(SHORT, batch=5), fail)
        assert torch.get_num_threads() == 2
        assert torch.equal(torch.get_rng_state(), generator)
    finally:
        torch.set_num_threads(threads)


# What is recorded


def test_parameters_are_recorded_as_often_as_asked() -> None:
    assert train(replace(SHORT, record_every=5)).steps.tolist() == [0, 5, 10, 12]


def test_a_budget_thins_out_the_recording_of_a_wide_network() -> None:
    # About 0.14 MB a step, of which seven fit.
    recording = train(RunSpec(hidden=(64, 512), samples=20, steps=20, record_budget=1, settle=1000))
    size = sum(rows[:].nbytes for rows in recording.tensors.values())
    assert size <= 1_000_000
    assert recording.steps.tolist() == [0, 4, 8, 12, 16, 20]
    assert len(recording.metrics.loss) == 21


def test_more_samples_a_batch_than_there_are_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^--batch 25: there are only 24 samples$"):
        train(replace(SHORT, batch=25))


def test_of_many_points_some_steps_are_measured_and_all_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec = replace(SHORT, batch=5, steps=30)
    often = train(spec)
    monkeypatch.setattr(training, "MEASURED", 5)  # 24 points: every fourth step
    rarely = train(spec)
    for name, values in often.tensors.items():
        assert torch.equal(values[:], rarely.tensors[name][:])
    measured = [*range(0, 30, 4), 30]
    for values, all_values in (
        (rarely.metrics.loss, often.metrics.loss),
        (rarely.metrics.accuracy, often.metrics.accuracy),
    ):
        assert np.flatnonzero(np.isfinite(values)).tolist() == measured
        np.testing.assert_array_equal(values[measured], all_values[measured])
    np.testing.assert_array_equal(rarely.metrics.gradient_norm, often.metrics.gradient_norm)
    assert rarely.stopped == often.stopped


# Points that are not trained on


@pytest.mark.parametrize("loss", ["cross-entropy", "mse"])
@pytest.mark.parametrize("batch", [None, 6])
def test_points_held_out_are_measured_and_not_trained_on(loss: str, batch: int | None) -> None:
    spec = replace(SHORT, validation=0.25, loss=loss, batch=batch)
    recording = train(spec)
    part, held = held_out(data_of(SHORT), 0.25, SHORT.seed)
    assert recording.data.features.tolist() == part.features.tolist()
    features, labels = torch.tensor(held.features), torch.tensor(held.labels)
    targets = nn.functional.one_hot(labels, 2).float()
    metrics = recording.metrics
    assert metrics.validation_loss is not None
    assert metrics.validation_accuracy is not None
    for step in (0, 5, recording.last_step):
        network = build_network(spec, 2, 2)
        network.load_state_dict(recording.parameters(step, torch.float32))
        logits = network(features).detach()
        wanted = {
            "cross-entropy": nn.functional.cross_entropy(logits, labels),
            "mse": nn.functional.mse_loss(logits, targets),
        }
        assert metrics.validation_loss[step] == pytest.approx(wanted[loss].item(), rel=1e-5)
        right = (logits.argmax(1) == labels).float().mean().item()
        assert metrics.validation_accuracy[step] == pytest.approx(right)


def test_the_control_is_trained_on_the_same_points() -> None:
    recording = train(replace(SHORT, validation=0.25))
    control = linear_control(recording)
    assert control.data.features.tolist() == recording.data.features.tolist()
    assert control.metrics.validation_loss is None
