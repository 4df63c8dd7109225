"""Three lines around anybody's loop write down every step, and change nothing in it."""

from collections.abc import Callable
from copy import deepcopy

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.data.make_dataset import make_dataset
from engine.errors import DataError, NetworkError
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder

POINTS = torch.randn(30, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()

Watch = Callable[[nn.Module, Tensor, Tensor], None]


def make_network(seed: int = 1) -> nn.Sequential:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return nn.Sequential(
            nn.Linear(2, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Dropout(0.3), nn.Linear(6, 2)
        )


def loop(network: nn.Module, steps: int, watch: Watch) -> None:
    """Train as a user would, calling `watch` where the recorder is to be called."""
    optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        outputs = network(POINTS)
        loss = nn.functional.cross_entropy(outputs, LABELS)
        loss.backward()
        watch(network, loss, outputs)
        optimizer.step()


def record(steps: int, **options: int) -> Recording:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS, **options)  # type: ignore[arg-type]
    loop(network, steps, lambda _, loss, outputs: recorder.record(loss))
    return recorder.finish()


def copied(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


# What is written down


def test_three_lines_record_what_a_copy_at_every_step_does() -> None:
    torch.manual_seed(2)
    network = make_network()
    copies = []
    recorder = Recorder(network, POINTS, LABELS)

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        copies.append(copied(network))

    loop(network, 8, watch)
    recording = recorder.finish()
    copies.append(copied(network))
    assert recording.steps.tolist() == list(range(9))
    assert set(recording.tensors) == set(copies[0]) - {"1.num_batches_tracked"}
    for step, copy in enumerate(copies):
        for name, value in recording.parameters(step, torch.float32).items():
            assert torch.equal(value, copy[name])


def test_losses_are_those_of_the_loop_and_the_last_is_unknown() -> None:
    network = make_network()
    losses: list[float] = []
    recorder = Recorder(network, POINTS, LABELS)

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        losses.append(loss.item())

    loop(network, 5, watch)
    measured = recorder.finish().metrics.loss
    assert measured[:-1].tolist() == losses
    assert np.isnan(measured[-1])


def test_the_last_loss_is_measured_when_the_recorder_knows_how() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS, loss=nn.functional.cross_entropy)
    loop(network, 5, lambda _, loss, outputs: recorder.record(loss))
    with torch.no_grad():
        expected = nn.functional.cross_entropy(network.eval()(POINTS), LABELS)
    assert recorder.finish().metrics.loss[-1] == expected


def test_gradient_norms_are_those_computed_by_hand_per_layer() -> None:
    network = make_network()
    expected = []
    recorder = Recorder(network, POINTS, LABELS)

    def watch(network: nn.Module, loss: Tensor, outputs: Tensor) -> None:
        recorder.record(loss)
        layers = [network[0], network[1], network[4]]
        squares = [[(p.grad**2).sum() for p in layer.parameters()] for layer in layers]
        expected.append([float(sum(of_layer)) ** 0.5 for of_layer in squares])

    loop(network, 5, watch)
    metrics = recorder.finish().metrics
    assert metrics.layers == ("0", "1", "4")
    np.testing.assert_allclose(metrics.gradient_norm[:-1], expected, rtol=1e-5)
    assert np.isnan(metrics.gradient_norm[-1]).all()


def test_a_frozen_layer_has_no_gradient_norm_and_the_others_have_theirs() -> None:
    network = make_network()
    network[0].requires_grad_(False)
    recorder = Recorder(network, POINTS, LABELS)
    loop(network, 3, lambda _, loss, outputs: recorder.record(loss))
    norms = recorder.finish().metrics.gradient_norm[:-1]
    assert np.isnan(norms[:, 0]).all()
    assert (norms[:, 1:] > 0).all()


def test_accuracies_without_outputs_equal_those_with_outputs() -> None:
    def train(tell: bool) -> np.ndarray:
        torch.manual_seed(0)
        network = nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2))
        recorder = Recorder(network, POINTS, LABELS)
        loop(network, 40, lambda _, loss, y: recorder.record(loss, y if tell else None))
        return recorder.finish().metrics.accuracy

    told, found = train(True), train(False)
    np.testing.assert_array_equal(told, found)
    assert told[-1] > told[0]


def test_a_data_set_of_ours_brings_its_labels_and_names() -> None:
    data = make_dataset("iris")
    recorder = Recorder(nn.Sequential(nn.Linear(4, 3)), data)
    assert recorder.finish().data is data


def test_a_lone_layer_is_a_network_too() -> None:
    network = nn.Linear(2, 2)
    recording = Recorder(network, POINTS, LABELS).finish()
    (stage,) = recording.stages
    theta = recording.parameters(0, torch.float32)
    torch.testing.assert_close(stage.apply(POINTS, theta), network(POINTS).detach())


def test_unfit_points_are_refused() -> None:
    with pytest.raises(DataError, match="it got features of shape"):
        Recorder(make_network(), POINTS, LABELS[:-1])


# How it ends


def test_a_measured_last_step_is_not_added_twice() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS, every=4)
    loop(network, 7, lambda _, loss, y: recorder.record(loss, y))
    recording = recorder.finish(measured=True)
    assert recording.steps.tolist() == [0, 4, 6]
    assert len(recording.metrics.loss) == 7
    assert np.isfinite(recording.metrics.loss).all()


def test_a_loop_that_never_ran_leaves_the_network_as_it_was_built() -> None:
    network = make_network()
    recording = Recorder(network, POINTS, LABELS).finish(measured=True)
    assert recording.steps.tolist() == [0]
    assert torch.equal(recording.parameters(0, torch.float32)["0.weight"], network[0].weight)


# What is left alone


@pytest.mark.parametrize("frozen", [False, True])
def test_recording_does_not_disturb_training(frozen: bool) -> None:
    def train(recorded: bool) -> tuple[dict[str, Tensor], Tensor, list[bool]]:
        torch.manual_seed(3)
        network = make_network()
        if frozen:
            network[1].eval()
        if recorded:
            recorder = Recorder(network, POINTS, LABELS, loss=nn.functional.cross_entropy)
            loop(network, 10, lambda _, loss, y: recorder.record(loss))
            recorder.finish()
        else:
            loop(network, 10, lambda *_: None)
        modes = [module.training for module in network.modules()]
        return copied(network), torch.get_rng_state(), modes

    (with_it, rng_with, modes_with), (without, rng_without, modes) = train(True), train(False)
    assert all(torch.equal(with_it[name], without[name]) for name in without)
    assert torch.equal(rng_with, rng_without)
    assert modes_with == modes


def test_the_recording_is_not_touched_by_what_happens_afterwards() -> None:
    points, network = POINTS.clone(), make_network()
    recorder = Recorder(network, points, LABELS)
    recorder.record(torch.tensor(1.0))
    recording = recorder.finish()
    before = deepcopy({name: rows[:] for name, rows in recording.tensors.items()})
    nn.init.zeros_(network[0].weight)
    points.zero_()
    assert all(torch.equal(before[name], recording.tensors[name][:]) for name in before)
    np.testing.assert_array_equal(recording.data.features, POINTS)


# What people hand over


def test_parameters_in_double_precision_are_rounded_and_it_is_said() -> None:
    points = POINTS.double()
    network = make_network().double()
    with pytest.warns(UserWarning, match="parameters of float64 are recorded as float32"):
        recording = Recorder(network, points, LABELS).finish()
    assert isinstance(recording, Recording)
    theta = recording.parameters(0)
    for name, value in network.state_dict().items():
        if name in theta:
            torch.testing.assert_close(theta[name], value, rtol=1e-7, atol=1e-7)


def test_a_loss_may_be_a_number() -> None:
    recorder = Recorder(make_network(), POINTS, LABELS)
    recorder.record(0.5)
    for unfit in (torch.zeros(3), 1j, torch.tensor(1j)):
        with pytest.raises(DataError, match="one number"):
            recorder.record(unfit)
    assert recorder.finish().metrics.loss[0] == 0.5


@pytest.mark.parametrize("weight", [None, torch.tensor([1.0, 50.0])])
def test_the_last_loss_is_measured_only_where_the_loss_is_known(weight: Tensor | None) -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2))
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for _ in range(5):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(POINTS), LABELS, weight=weight)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    last = recorder.finish().metrics.loss[-1]
    if weight is None:
        expected = nn.functional.cross_entropy(network(POINTS), LABELS).item()
        assert last == pytest.approx(expected, rel=1e-6)
    else:
        assert np.isnan(last)


def test_validation_points_of_another_shape_are_refused() -> None:
    with pytest.raises(DataError, match=r"validation points have the shape \(3,\)"):
        Recorder(make_network(), POINTS, LABELS, validation=(torch.zeros(4, 3), torch.zeros(4)))


@pytest.mark.parametrize("losses", [[1.0, float("nan")], [1.0, float("inf")]])
def test_a_run_whose_loss_is_lost_has_diverged(losses: list[float]) -> None:
    recorder = Recorder(make_network(), POINTS, LABELS)
    for loss in losses:
        recorder.record(loss)
    assert recorder.finish().stopped == "diverged"


def test_a_network_without_parameters_is_refused() -> None:
    with pytest.raises(NetworkError, match="no parameters, so there is nothing to record"):
        Recorder(nn.Sequential(nn.Tanh()), POINTS, LABELS)


def test_too_few_outputs_are_refused() -> None:
    with pytest.raises(NetworkError, match="the network has 1 outputs for 3 classes"):
        Recorder(nn.Linear(2, 1), POINTS, torch.arange(30) % 3)


@pytest.mark.parametrize("targets", [LABELS[:, None].float(), 2.0 * LABELS[:, None] - 1])
def test_one_logit_is_judged_by_its_sign(targets: Tensor) -> None:
    torch.manual_seed(1)
    network = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.Adam(network.parameters(), 0.05)
    signs = 2.0 * LABELS[:, None] - 1
    recorder = Recorder(network, POINTS, targets)
    for _ in range(60):
        optimizer.zero_grad()
        outputs = network(POINTS)
        loss = nn.functional.soft_margin_loss(outputs, signs)
        loss.backward()
        recorder.record(loss, outputs)
        optimizer.step()
    accuracy = recorder.finish().metrics.accuracy[-1]
    assert accuracy == (((network(POINTS) > 0) == (LABELS[:, None] == 1)).float().mean())
    assert accuracy > 0.8


def test_finishing_again_gives_the_same_recording_and_nothing_can_be_added() -> None:
    recorder = Recorder(make_network(), POINTS, LABELS)
    recorder.record(0.5)
    run = recorder.finish()
    assert recorder.finish() is run
    assert run.stopped == "all steps done"
    with pytest.raises(NetworkError, match="new run by a new Recorder"):
        recorder.record(0.4)
