"""Three lines around anybody's loop write down every step, and change nothing in it."""

from collections.abc import Callable
from copy import deepcopy

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.utils import prune, spectral_norm
from torch.utils.data import TensorDataset

from engine.data.datasets import make_dataset
from engine.errors import DataError, NetworkError
from engine.recordings.recording import Recording, tensor_bytes
from engine.training.recorder import Recorder, versions

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


def test_points_of_one_s_own_become_a_plain_data_set() -> None:
    data = record(1).data
    np.testing.assert_array_equal(data.features, POINTS)
    np.testing.assert_array_equal(data.labels, LABELS)
    assert data.feature_names == ("x1", "x2")
    assert data.class_names == ("0", "1")


def test_a_lone_layer_is_a_network_too() -> None:
    network = nn.Linear(2, 2)
    recording = Recorder(network, POINTS, LABELS).finish()
    (stage,) = recording.stages
    theta = recording.parameters(0, torch.float32)
    torch.testing.assert_close(stage.apply(POINTS, theta), network(POINTS).detach())


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


def test_the_versions_that_numbers_depend_on_are_named() -> None:
    assert versions()["torch"] == torch.__version__
    assert versions()["numpy"] == np.__version__
    assert {"python", "scikit-learn", "warpreel"} < set(versions())


# How much is kept


@pytest.mark.parametrize(("every", "steps"), [(1, 12), (5, 12), (4, 12), (100, 12)])
def test_parameters_are_kept_every_so_many_steps_and_at_the_end(every: int, steps: int) -> None:
    recording = record(steps, every=every)
    assert recording.steps.tolist() == sorted({*range(0, steps, every), steps})
    assert len(recording.metrics.loss) == steps + 1


@pytest.mark.parametrize("rows", [3, 4, 5, 10, 17, 37, 38, 255, 257, 300])
@pytest.mark.parametrize("steps", [37, 600])
def test_within_a_budget_fewer_steps_are_kept_evenly_spread(rows: int, steps: int) -> None:
    network = nn.Sequential(nn.Linear(2, 2))
    budget = rows * 4 * 6
    recorder = Recorder(network, POINTS, LABELS, budget=budget)
    for step in range(steps):
        nn.init.constant_(network[0].weight, step)
        recorder.record(torch.tensor(0.0))
    nn.init.constant_(network[0].weight, steps)
    recording = recorder.finish()
    kept = recording.steps
    assert (kept[0], kept[-1]) == (0, steps)
    (spacing,) = set(np.diff(kept[:-1]).tolist()) or {0}
    assert kept[-1] - kept[-2] <= spacing
    assert tensor_bytes(recording) <= budget
    if steps >= rows:
        assert len(kept) > rows // 2
    else:
        assert spacing == 1
    # Each of them is still the right one.
    np.testing.assert_array_equal(recording.tensors["0.weight"][:][:, 0, 0], kept)


def test_three_states_are_kept_at_least() -> None:
    steps = record(100, budget=1).steps
    assert len(steps) == 3
    assert (steps[0], steps[-1]) == (0, 100)


def test_every_and_budget_work_together() -> None:
    network = nn.Sequential(nn.Linear(2, 2))
    recorder = Recorder(network, POINTS, LABELS, every=3, budget=8 * 24)
    for _ in range(100):
        recorder.record(torch.tensor(0.0))
    assert recorder.finish().steps.tolist() == [0, 24, 48, 72, 96, 100]


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


# What is refused

SHAPES = "the recorder needs features of shape (samples, features) and one integer label per sample"


@pytest.mark.parametrize(
    ("features", "labels", "message"),
    [
        (POINTS, None, f"{SHAPES}; it got features of shape (30, 2) and no labels"),
        (POINTS, LABELS[:-1], f"{SHAPES}; it got features of shape (30, 2) and labels of shape"),
        (POINTS, LABELS[:, None], f"{SHAPES}; it got"),
        (POINTS[:, 0], LABELS, f"{SHAPES}; it got features of shape (30,)"),
        (POINTS[:0], LABELS[:0], f"{SHAPES}; it got features of shape (0, 2)"),
        (POINTS * np.inf, LABELS, "the recorder needs finite features"),
        (POINTS, LABELS + 0.5, "the recorder needs labels that are whole numbers from 0 up"),
        (POINTS, LABELS - 1, "the recorder needs labels that are whole numbers from 0 up"),
        (POINTS, LABELS * np.nan, "the recorder needs labels that are whole numbers"),
        (POINTS, np.array(["a", "b"] * 15), "the recorder needs labels that are whole numbers"),
    ],
)
def test_unfit_points_and_labels_are_refused_in_one_sentence(
    features: Tensor, labels: Tensor | None, message: str
) -> None:
    with pytest.raises(DataError) as caught:
        Recorder(make_network(), features, labels)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("labels", [LABELS.float(), LABELS.numpy().tolist(), LABELS.bool()])
def test_whole_numbers_are_labels_whatever_they_are_made_of(labels: Tensor) -> None:
    recorder = Recorder(make_network(), POINTS.double().numpy(), labels)
    np.testing.assert_array_equal(recorder.data.labels, LABELS)


def test_a_network_in_double_precision_is_refused() -> None:
    with pytest.raises(NetworkError, match="parameters must be float32 to be recorded"):
        Recorder(make_network().double(), POINTS, LABELS)


# What people hand over


def same_points(first: Recorder, second: Recorder) -> bool:
    return np.array_equal(first.data.features, second.data.features) and np.array_equal(
        first.data.labels, second.data.labels
    )


def test_points_with_a_history_and_tensor_datasets_are_points() -> None:
    plain = Recorder(make_network(), POINTS, LABELS)
    traced = POINTS.clone().requires_grad_()
    assert same_points(plain, Recorder(make_network(), traced, LABELS))
    assert same_points(plain, Recorder(make_network(), TensorDataset(POINTS, LABELS)))
    assert traced.grad is None
    with pytest.raises(DataError, match="TensorDataset of features and labels"):
        Recorder(make_network(), TensorDataset(POINTS))


def test_a_loss_may_be_a_number() -> None:
    recorder = Recorder(make_network(), POINTS, LABELS)
    recorder.record(0.5)
    assert recorder.finish().metrics.loss[0] == 0.5
    with pytest.raises(DataError, match="one number"):
        recorder.record(torch.zeros(3))


@pytest.mark.parametrize(
    "change",
    [
        lambda module: prune.l1_unstructured(module, "weight", 0.5),
        pytest.param(spectral_norm, marks=pytest.mark.filterwarnings("ignore::FutureWarning")),
    ],
)
def test_parameters_that_are_computed_are_refused(
    change: Callable[[nn.Module], nn.Module],
) -> None:
    network = nn.Sequential(change(nn.Linear(2, 4)), nn.Tanh(), nn.Linear(4, 2))
    with pytest.raises(NetworkError, match=r"0\.weight is no parameter"):
        Recorder(network, POINTS, LABELS)


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


def test_classes_without_points_are_not_present() -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 3))
    data = Recorder(network, POINTS, LABELS + 1).data
    assert data.present == (1, 2)
