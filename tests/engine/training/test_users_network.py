"""What a user hands to the recorder is checked; a regression is recorded as one."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DataError, NetworkError
from engine.recordings.opening import load, open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.labelled_points import labelled_points
from engine.training.recorder import Recorder
from engine.training.users_network import (
    as_stages,
    check_outputs,
    columns_of,
    kept_tensors,
    prepared_network,
    say_what_is_rounded,
)

X = torch.rand(20, 3, generator=torch.Generator().manual_seed(0))
Y = X @ torch.tensor([[1.0, 2], [0, -1], [0.5, 3]]) + 0.1
HELD = X[:5] + 0.2


def make_network(outputs: int = 2) -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, outputs))


def recorded(
    targets: Tensor, held: Tensor, layers: list[str] | None = None
) -> tuple[Recording | ProbedRecording, list[nn.Sequential]]:
    """Record three steps with the mean squared error; return copies of the network, too."""
    network, copies = make_network(columns := targets.reshape(20, -1).shape[1]), []
    optimizer = torch.optim.SGD(network.parameters(), 0.05)
    recorder = Recorder(
        network, X, targets, loss=F.mse_loss, validation=(HELD, held), layers=layers
    )
    for _ in range(3):
        copies.append(make_network(columns))
        copies[-1].load_state_dict(network.state_dict())
        optimizer.zero_grad()
        loss = F.mse_loss(network(X).reshape(targets.shape), targets)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    return recorder.finish(), [*copies, network]


@pytest.mark.parametrize("layers", [None, ["0"]], ids=["exact", "probed"])
@pytest.mark.parametrize("targets", [Y, Y[:, 0]], ids=["two targets", "a list of one target"])
def test_a_regression_has_losses_and_no_accuracy(
    targets: Tensor, layers: list[str] | None, tmp_path: Path
) -> None:
    held = targets[:5] + 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run, copies = recorded(targets, held, layers)
    assert isinstance(run, ProbedRecording if layers else Recording)
    run = open_recording(run.save(tmp_path / "run.safetensors"))
    with torch.no_grad():
        expected = [
            [((n(x).reshape(y.shape) - y) ** 2).mean().item() for n in copies]
            for x, y in ((X, targets), (HELD, held))
        ]
    np.testing.assert_allclose(run.metrics.loss, expected[0], rtol=1e-5)
    assert run.metrics.validation_loss == pytest.approx(expected[1], rel=1e-5)
    assert np.isnan(run.metrics.accuracy).all()
    assert np.isnan(run.metrics.validation_accuracy).all()  # type: ignore[arg-type]
    assert run.data.is_regression
    np.testing.assert_array_equal(run.data.targets, targets.reshape(20, -1))
    assert (run.data.classes, run.data.labels.size, run.data.present) == (0, 0, ())


def test_a_regression_without_a_loss_has_no_last_loss() -> None:
    recorder = Recorder(make_network(), X, Y, task="regression")
    recorder.record(2.0)
    assert recorder.finish().metrics.loss.tolist() == pytest.approx([2.0, np.nan], nan_ok=True)


def test_floats_that_are_labels_stay_labels_with_any_loss() -> None:
    labels = (X[:, :1] > 0.5).float()
    recorder = Recorder(make_network(1), X, labels, loss=F.mse_loss)
    assert not recorder.data.is_regression
    assert Recorder(make_network(1), X, labels, task="regression").data.is_regression


def test_counts_are_targets_if_it_is_said(tmp_path: Path) -> None:
    counts = torch.arange(20.0)
    with pytest.raises(NetworkError, match='say task="regression" if they are numbers to predict'):
        Recorder(make_network(1), X, counts, loss=F.mse_loss)
    recorder = Recorder(make_network(1), X, counts, loss=F.mse_loss, task="regression")
    recorder.record(1.0)
    run = load(recorder.finish().save(tmp_path / "run.safetensors"))
    np.testing.assert_array_equal(run.data.targets, counts[:, None])


def test_what_does_not_suit_a_regression_is_refused_in_one_sentence() -> None:
    with pytest.raises(NetworkError, match="has 1 outputs for 2 targets; give it one per target"):
        Recorder(make_network(1), X, Y, task="regression")
    with pytest.raises(DataError, match=r"loss\(outputs, labels\) fails for outputs of"):
        Recorder(make_network(1), X, torch.randn(20, 3), loss=lambda z, t: z @ t)
    with pytest.raises(DataError, match="validation points have 1 targets each, the training po"):
        Recorder(make_network(), X, Y, loss=F.mse_loss, validation=(HELD, Y[:5, :1]))
    with pytest.raises(DataError, match="task='guess': a Recorder knows classification and regr"):
        Recorder(make_network(), X, Y, task="guess")
    with pytest.raises(DataError, match=r"for a regression, targets and Recorder\("):
        Recorder(make_network(1), X, Y[:, 0])


def test_classes_are_no_columns() -> None:
    assert columns_of(labelled_points(X, torch.arange(20) % 2).data) == 0
    assert columns_of(labelled_points(X, Y, "regression").data) == 2


def test_a_chain_stays_as_it_is() -> None:
    network = make_network()
    assert prepared_network(network) is network


def test_the_shell_of_a_compiler_is_taken_off() -> None:
    network = nn.Sequential(nn.Linear(2, 2), nn.Tanh())
    assert prepared_network(torch.compile(network, backend="eager")) is network  # type: ignore[arg-type]


def test_a_lone_layer_gets_a_name() -> None:
    layer = nn.Linear(2, 3)
    assert dict(prepared_network(layer).named_parameters()).keys() == {"0.weight", "0.bias"}
    assert prepared_network(layer)[0] is layer  # type: ignore[index]


def test_nothing_to_record_is_refused() -> None:
    with pytest.raises(NetworkError, match="no parameters, so there is nothing to record"):
        prepared_network(nn.Tanh())


def test_other_precisions_are_said_to_be_rounded() -> None:
    with pytest.warns(UserWarning, match="parameters of bfloat16 and float64 are recorded"):
        say_what_is_rounded(nn.Sequential(nn.Linear(2, 2).double(), nn.Linear(2, 2).bfloat16()))


def test_there_is_an_output_for_each_class_or_one_for_two() -> None:
    three, two = (labelled_points(X, torch.arange(20) % k).data for k in (3, 2))
    check_outputs(3, three, compared=False)
    check_outputs(5, three, compared=False)
    check_outputs(1, two, compared=False)
    with pytest.raises(NetworkError, match="the network has 2 outputs for 3 classes"):
        check_outputs(2, three, compared=True)


def test_all_that_changes_is_kept_once() -> None:
    network = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    trained = [name for name, _ in network.named_parameters()]
    assert list(kept_tensors(network)) == [*trained, "1.running_mean", "1.running_var"]
    tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    tied[1].weight = tied[0].weight
    assert list(kept_tensors(tied)) == ["0.weight", "0.bias", "1.bias"]


class Given(nn.Module):
    """A network that has a layer, whatever its forward does."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        raise KeyError("mask")


class Unfinished(nn.Module):
    """Has a layer and no forward, as a module of Lightning that has only training_step."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)


class Empty(Given):
    """One of whose layers has no units."""

    def __init__(self) -> None:
        super().__init__()
        self.gap = nn.Parameter(torch.empty(0, 2))


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (torch.optim.SGD(nn.Linear(2, 2).parameters()), "is a SGD, and no nn.Module"),
        (lambda x: x, "is a function, and no nn.Module"),
        ([nn.Linear(2, 2)], "is a list, and no nn.Module"),
        (Given, "is the class Given; give an instance"),
        (nn.Linear(3, 2), r"fails on the points, of shape \(4, 2\): mat1 and mat2"),
        (nn.Linear(2, 2, dtype=torch.complex64), "no parameters that are real numbers"),
        (Given().to("meta"), 'lies on the device "meta", where parameters have no values'),
        (Empty(), "the parameter gap holds no number; give its layer a unit at least"),
        (Given(), r"fails on the points, of shape \(4, 2\): 'mask'; give features"),
        (Unfinished(), r'"forward" function; define forward\(self, x\), which returns its outputs'),
        (
            nn.ModuleList([nn.Linear(2, 2)]),
            r"\[ModuleList\] is missing .*; define forward\(self, x",
        ),
    ],
)
def test_what_is_no_network_for_the_points_is_refused(network: nn.Module, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        Recorder(network, torch.zeros(4, 2), torch.tensor([0, 1, 0, 1]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"every": 0}, "every=0: give a whole number from 1"),
        ({"every": 1.5}, "every=1.5: give"),
        ({"probe": 0}, "probe=0: give"),
        ({"budget": -1}, "budget=-1: give"),
        ({"loss": "mse"}, r"loss='mse': give a function loss\(outputs, labels\)"),
        ({"loss": nn.CrossEntropyLoss(reduction="none")}, "is 4 numbers, not one"),
    ],
)
def test_unfit_options_are_refused_before_the_training(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        Recorder(nn.Linear(2, 2), torch.zeros(4, 2), torch.tensor([0, 1, 0, 1]), **options)


@pytest.mark.parametrize("unneeded", ["logits", 5])
def test_a_part_of_a_single_tensor_is_refused(unneeded: str | int) -> None:
    with pytest.raises(NetworkError, match="returns one tensor; leave output out"):
        Recorder(nn.Linear(2, 2), torch.zeros(4, 2), torch.tensor([0, 1, 0, 1]), output=unneeded)


def test_a_scripted_network_cannot_be_listened_to() -> None:
    with pytest.warns(DeprecationWarning, match="script"):
        network = torch.jit.script(nn.Linear(2, 2))
    with pytest.raises(NetworkError, match=r"compiled by torch\.jit"):
        prepared_network(network)


@pytest.mark.parametrize("layers", [None, ["1"]], ids=["exact", "probed"])
def test_names_of_classes_are_kept_in_the_file(layers: list[str] | None, tmp_path: Path) -> None:
    images, labels = torch.rand(12, 1, 4, 4), torch.arange(12) % 3
    network = nn.Sequential(nn.Flatten(), nn.Linear(16, 3))
    names = ["shirt", "shoe", "bag"]
    recorder = Recorder(network, images, labels, layers=layers, classes=names)
    loss = nn.functional.cross_entropy(network(images), labels)
    loss.backward()
    recorder.record(loss)
    path = recorder.finish().save(tmp_path / "run.safetensors")
    assert open_recording(path).data.class_names == tuple(names)


def test_a_network_is_read_as_stages_or_it_is_said_why_not() -> None:
    inputs = torch.rand(5, 2)
    assert as_stages(nn.Sequential(nn.Linear(2, 2)), inputs)[1] == ""
    assert as_stages(nn.Sequential(nn.Linear(2, 2)), inputs, ["0"])[0] is None
    read, why = as_stages(None, inputs)
    assert (read, why) == (None, "the loop handed over activations, no network")


def test_a_lazy_layer_without_a_size_is_refused() -> None:
    with pytest.raises(NetworkError, match=r"the size of 0\.weight is not known"):
        prepared_network(nn.Sequential(nn.LazyLinear(4), nn.Linear(4, 2)))
