"""Training is plain torch training, every step of it recorded, whatever ends it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.data.dataset import Dataset
from engine.data.datasets import make_dataset
from engine.errors import DivergenceError, UsageError
from engine.networks.optimizers import OPTIMIZERS
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.training import linear_control, loss_of, train

SHORT = RunSpec(hidden=(5, 3), samples=24, steps=12, target_accuracy=1.0)

UPDATES: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "sgd": torch.optim.SGD,
    "momentum": lambda parameters, **options: torch.optim.SGD(parameters, momentum=0.9, **options),
    "nesterov": lambda parameters, **options: torch.optim.SGD(
        parameters, momentum=0.9, nesterov=True, **options
    ),
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}


def data_of(spec: RunSpec) -> Dataset:
    return make_dataset(spec.data, samples=spec.samples, seed=spec.seed)


def by_hand(spec: RunSpec) -> list[dict[str, Tensor]]:
    """Train as a textbook does, and copy the weights before each update and after the last."""
    data = data_of(spec)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(spec.seed)
        network = build_network(spec, data.dims, data.classes)
        optimizer = UPDATES[spec.optimizer](
            network.parameters(), lr=spec.learning_rate, weight_decay=spec.weight_decay
        )
        states, batch = [], spec.batch or data.samples
        order = torch.tensor([], dtype=torch.int64)
        for _ in range(spec.steps):
            states.append({k: v.clone() for k, v in network.state_dict().items()})
            if spec.batch is not None and not len(order):
                order = torch.randperm(data.samples)
            chosen = order[:batch] if spec.batch else torch.arange(data.samples)
            order = order[batch:]
            outputs = network(features[chosen])
            if spec.loss == "mse":
                targets = torch.eye(data.classes)[labels[chosen]]
                loss = ((outputs - targets) ** 2).mean()
            else:
                likelihoods = outputs.log_softmax(-1)[torch.arange(len(chosen)), labels[chosen]]
                loss = -likelihoods.mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return [*states, network.state_dict()]


def assert_same(recording: Recording, states: list[dict[str, Tensor]]) -> None:
    assert recording.steps.tolist() == list(range(len(states)))
    for step, state in enumerate(states):
        for name, value in recording.parameters(step, torch.float32).items():
            torch.testing.assert_close(value, state[name], rtol=1e-4, atol=1e-6)


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


@pytest.mark.parametrize("name", ["cross-entropy", "mse"])
def test_losses_are_the_formulas(name: str) -> None:
    outputs = torch.randn(9, 3, generator=torch.Generator().manual_seed(0))
    labels = torch.arange(9) % 3
    likelihoods = [outputs[i].exp()[labels[i]] / outputs[i].exp().sum() for i in range(9)]
    errors = [(outputs[i] - torch.eye(3)[labels[i]]).square().mean() for i in range(9)]
    expected = {"cross-entropy": -torch.stack(likelihoods).log(), "mse": torch.stack(errors)}
    torch.testing.assert_close(loss_of(name, 3)(outputs, labels), expected[name].mean())


@pytest.mark.parametrize("batch", [1, 7, 8, 24])
def test_mini_batches_deal_every_sample_once_an_epoch(batch: int) -> None:
    dealt: list[np.ndarray] = []

    def watch(module: nn.Module, inputs: tuple[Tensor], _: Tensor) -> None:
        if isinstance(module, nn.Sequential):
            dealt.append(inputs[0].numpy())

    batches = -(-24 // batch)
    handle = nn.modules.module.register_module_forward_hook(watch)
    try:
        train(replace(SHORT, batch=batch, steps=2 * batches))
    finally:
        handle.remove()
    # The whole set for the metrics, then a batch; the first look is the recorder's.
    epochs = [dealt[2:][2 * i * batches : 2 * (i + 1) * batches : 2] for i in range(2)]
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


# How it ends


def test_it_ends_when_all_steps_are_done() -> None:
    recording = train(SHORT)
    assert recording.stopped == "all steps done"
    assert recording.last_step == 12


@pytest.mark.parametrize("settle", [0, 1, 10])
def test_it_ends_once_the_target_is_reached_and_has_settled(settle: int) -> None:
    spec = RunSpec(data="blobs", hidden=(8,), samples=60, noise=0.1, settle=settle, rate=0.05)
    recording = train(spec)
    accuracy = recording.metrics.accuracy
    reached = int(np.argmax(accuracy == 1))
    assert recording.stopped == "target reached"
    assert recording.last_step == reached + settle
    assert accuracy[-1] == 1


def test_it_does_not_end_in_a_dip_below_the_target() -> None:
    spec = RunSpec(samples=60, hidden=(8,), rate=0.5, target_accuracy=0.95, settle=4)
    recording = train(spec)
    above = np.flatnonzero(recording.metrics.accuracy >= 0.95)
    assert recording.stopped == "target reached"
    assert recording.last_step == above[above >= above[0] + 4][0]


@pytest.mark.parametrize("right", range(20, 100, 9))
def test_a_target_reached_exactly_is_reached(right: int) -> None:
    # The first step's accuracy is some multiple of 1/100, which float32 may put below itself.
    data = make_dataset("xor", samples=100)
    outputs = build_and_predict(data)
    labels = np.where(np.arange(100) < right, outputs, 1 - outputs)
    spec = RunSpec(hidden=(3,), settle=0, target_accuracy=right / 100)
    recording = train(spec, data=replace(data, labels=labels))
    assert recording.last_step == 0
    assert recording.stopped == "target reached"


def build_and_predict(data: Dataset) -> np.ndarray:
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(12)
        network = build_network(RunSpec(hidden=(3,)), 2, 2)
        return network(torch.tensor(data.features)).argmax(1).numpy()


def test_a_target_of_nothing_is_reached_at_once() -> None:
    recording = train(replace(SHORT, target_accuracy=0.0, settle=2))
    assert recording.last_step == 2
    assert recording.stopped == "target reached"


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(optimizer="sgd", rate=1e6),
        RunSpec(optimizer="sgd", rate=1e6, activation="relu", weight_decay=0.0),
        RunSpec(optimizer="sgd", rate=1e6, hidden=(8,), activation="relu", batch=10),
        RunSpec(optimizer="sgd", rate=1e6, hidden=(8,), loss="mse"),
    ],
)
def test_divergence_is_told_and_what_was_recorded_is_kept(spec: RunSpec) -> None:
    with pytest.raises(DivergenceError) as caught:
        train(replace(spec, samples=30))
    recording = caught.value.recording
    step = recording.last_step
    assert str(caught.value).startswith(f"training diverged at step {step} (loss ")
    assert "lower --rate (it was 1e+06)" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert recording.stopped == "diverged"
    assert recording.steps.tolist() == list(range(step + 1))
    assert np.isfinite(recording.metrics.loss[:-1]).all()
    assert not np.isfinite(recording.metrics.loss[-1])
    for value in recording.parameters(step - 1).values():
        assert torch.isfinite(value).all()


def test_the_start_of_a_run_recorded_rarely_is_kept_when_it_diverges() -> None:
    spec = RunSpec(optimizer="sgd", rate=1e6, samples=30, record_every=1000)
    with pytest.raises(DivergenceError) as caught:
        train(spec)
    recording = caught.value.recording
    assert recording.steps[0] == 0
    assert all(torch.isfinite(value).all() for value in recording.parameters(0).values())


def test_ctrl_c_between_steps_keeps_what_was_recorded() -> None:
    def interrupt(step: int, loss: float, accuracy: float) -> None:
        if step == 7:
            raise KeyboardInterrupt

    recording = train(SHORT, interrupt)
    assert recording.stopped == "interrupted"
    assert_same(recording, by_hand(SHORT)[:8])
    assert recording.metrics.loss.tolist() == train(SHORT).metrics.loss[:8].tolist()
    assert np.isfinite(recording.metrics.accuracy).all()


@pytest.mark.parametrize("when", ["before", "after"])
def test_ctrl_c_around_an_update_keeps_the_weights_as_they_are_then(
    monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    step, calls = torch.optim.AdamW.step, []

    def interrupt(self: torch.optim.AdamW) -> None:
        calls.append(when)
        if len(calls) < 5 or when == "after":
            step(self)
        if len(calls) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(torch.optim.AdamW, "step", interrupt)
    recording = train(SHORT)
    monkeypatch.undo()
    states = by_hand(SHORT)
    assert recording.stopped == "interrupted"
    assert_same(recording, [*states[:5], states[4 if when == "before" else 5]])
    losses = train(SHORT).metrics.loss
    assert recording.metrics.loss[-1] == pytest.approx(losses[4 if when == "before" else 5])


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


# The linear control


def test_the_control_is_the_same_run_without_activations() -> None:
    control = linear_control(train(SHORT))
    assert control.spec == SHORT.without_activations()
    assert_same(control, by_hand(SHORT.without_activations()))


def test_the_control_sees_the_very_same_data() -> None:
    data = make_dataset("moons", samples=20, seed=99)
    control = linear_control(train(SHORT, data=data))
    assert control.data is data


def test_the_control_of_anybody_s_network_has_its_widths(
    recorded: Callable[[nn.Module], Recording],
) -> None:
    network = nn.Sequential(nn.Linear(2, 6), nn.ReLU(), nn.BatchNorm1d(6), nn.Linear(6, 3))
    theirs = recorded(network)
    control = linear_control(theirs)
    assert [control.width(depth) for depth in (0, 1, control.depth)] == [2, 6, 3]
    points = theirs.data.features.astype(float)
    outputs = torch.tensor(points)
    for stage in control.stages:
        outputs = stage.apply(outputs, control.parameters(control.last_step))
    # One affine map, for the best affine fit to it has nothing left over.
    design = np.hstack([points, np.ones((len(points), 1))])
    _, left_over, rank, _ = np.linalg.lstsq(design, outputs.numpy(), rcond=None)
    assert rank == 3
    assert left_over == pytest.approx(np.zeros(3), abs=1e-20)
