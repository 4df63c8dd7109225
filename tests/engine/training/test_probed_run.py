"""Networks that are no chains are written down by what their layers answer."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from torch import Tensor, nn

from engine.errors import DataError, NetworkError
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.tracing.tracing import evaluating
from engine.training.recorder import Recorder
from tests.support.probed_networks import KINDS, images, record
from tests.support.users_networks import PROBED, Convolutional

DIGITS = load_digits()
IMAGES = torch.tensor(DIGITS.images[:120, None] / 16, dtype=torch.float32)
LABELS = torch.tensor(DIGITS.target[:120])


def train(network: nn.Module, recorder: Recorder, steps: int = 4) -> list[Tensor]:
    """Return what the network answers to the probe before each step, and after the last."""
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    answers = []

    def look() -> None:
        with evaluating(network):
            answers.append(network(IMAGES[recorder.probe]))

    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(IMAGES), LABELS)
        loss.backward()
        recorder.record(loss)
        look()
        optimizer.step()
    look()
    return answers


@pytest.mark.parametrize("build", PROBED.values(), ids=PROBED)
def test_answers_are_those_of_the_network_to_half_precision(
    build: Callable[[], nn.Module],
) -> None:
    torch.manual_seed(0)
    network = build()
    recorder = Recorder(network, IMAGES, LABELS, probe=50)
    assert recorder.reason
    expected = train(network, recorder)
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    assert len(recording.probe) == 50
    for step, outputs in enumerate(expected):
        error = np.abs(recording.answer("output", step) - outputs.numpy())
        largest = float(outputs.abs().max())
        assert (error <= 2**-11 * outputs.abs().numpy() + 2**-24 * largest).all()
        np.testing.assert_array_equal(recording.decisions(step), outputs.argmax(1))
    right = (expected[-1].argmax(1) == LABELS[recording.probe]).float().mean().item()
    assert recording.metrics.accuracy[-1] == pytest.approx(right)


def test_layers_answer_what_hooks_hear() -> None:
    torch.manual_seed(0)
    network = Convolutional()
    recorder = Recorder(network, IMAGES, LABELS, probe=50)
    heard: dict[str, Tensor] = {}
    train(network, recorder)
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    assert recording.layers == ("conv1", "norm", "conv2", "output")
    hook = network.conv2.register_forward_hook(lambda m, a, y: heard.update(conv2=y.clone()))
    with evaluating(network):
        network(IMAGES[recording.probe])
    hook.remove()
    np.testing.assert_allclose(recording.answer("conv2", 4), heard["conv2"], rtol=1e-3, atol=1e-5)
    assert recording.metrics.layers == ("conv1", "norm", "conv2", "head")
    assert (recording.metrics.gradient_norm[:-1] > 0).all()


def test_probing_does_not_disturb_training() -> None:
    def run(recorded: bool) -> tuple[dict[str, Tensor], Tensor]:
        torch.manual_seed(3)
        network = nn.Sequential(Convolutional(), nn.Dropout(0.2))
        generator = torch.get_rng_state()
        if recorded:
            recorder = Recorder(network, IMAGES, LABELS, validation=(IMAGES[:9], LABELS[:9]))
            assert torch.equal(torch.get_rng_state(), generator)
            train(network, recorder)
            recorder.finish()
        else:
            train(network, _Nobody())  # type: ignore[arg-type]
        return network.state_dict(), torch.get_rng_state()

    class _Nobody:
        probe = np.arange(5)

        def record(self, loss: Tensor) -> None:
            pass

    (recorded, state), (alone, state_alone) = run(True), run(False)
    assert all(torch.equal(recorded[name], alone[name]) for name in alone)
    assert torch.equal(state, state_alone)


def test_chosen_layers_alone_are_probed_even_of_a_chain() -> None:
    network = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 2))
    points, labels = torch.randn(20, 2), torch.arange(20) % 2
    recorder = Recorder(network, points, labels, layers=["1"])
    recorder.record(0.5)
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    assert recording.layers == ("1", "output")
    expected = torch.tanh(network[0](points)).detach()
    np.testing.assert_allclose(recording.answer("1", 0), expected, rtol=1e-3)


def test_a_layer_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NetworkError, match="no layer 'conv9', only conv1, norm, conv2, head"):
        Recorder(Convolutional(), IMAGES, LABELS, layers=["conv9"])


def test_validation_is_measured_where_the_layers_are_asked() -> None:
    torch.manual_seed(0)
    network, held = Convolutional(), (IMAGES[:30] + 0.1, LABELS[:30])
    recorder = Recorder(
        network, IMAGES, LABELS, loss=nn.functional.cross_entropy, validation=held, every=2
    )
    train(network, recorder)
    metrics = recorder.finish().metrics
    assert metrics.validation_loss is not None
    assert metrics.validation_accuracy is not None
    with evaluating(network):
        outputs = network(held[0])
    loss = nn.functional.cross_entropy(outputs, held[1]).item()
    assert metrics.validation_loss[4] == pytest.approx(loss, rel=1e-5)
    right = (outputs.argmax(1) == held[1]).float().mean().item()
    assert metrics.validation_accuracy[4] == pytest.approx(right)
    assert np.isnan(metrics.validation_loss[[1, 3]]).all()


# Loops of other frameworks


def test_a_loop_of_another_framework_tells_what_its_layers_answer() -> None:
    rng = np.random.default_rng(0)
    points, labels = rng.normal(size=(40, 3)), np.arange(40) % 3
    recorder = Recorder(None, points, labels, probe=20)
    np.testing.assert_allclose(recorder.inputs, points[recorder.probe], rtol=1e-6)
    told = [rng.normal(size=(20, 3)) for _ in range(4)]
    for step in range(3):
        recorder.record(1.0 / (step + 1), layers={"hidden": 2 * told[step], "logits": told[step]})
    recording = recorder.finish(layers={"hidden": 2 * told[3], "logits": told[3]})
    assert isinstance(recording, ProbedRecording)
    assert recording.layers == ("hidden", "logits")
    for step in range(4):
        np.testing.assert_allclose(recording.answer("logits", step), told[step], rtol=1e-3)
    right = (told[3].argmax(1) == labels[recorder.probe]).mean()
    assert recording.metrics.accuracy[3] == pytest.approx(right)
    assert recording.metrics.loss[:3].tolist() == pytest.approx([1, 1 / 2, 1 / 3])


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        (None, r"a Recorder without a network needs record\(…, layers="),
        ({}, "layers names no layer"),
        (
            {"a": np.zeros(3)},
            r"layers\['a'\] has the shape \(3,\); give one row for each of the 40",
        ),
        ({"a": np.zeros((7, 3))}, r"layers\['a'\] has the shape \(7, 3\)"),
    ],
)
def test_answers_that_do_not_fit_are_refused(layers: dict | None, message: str) -> None:
    recorder = Recorder(None, np.zeros((40, 3)), np.arange(40) % 3)
    with pytest.raises(DataError, match=message):
        recorder.record(0.5, layers=layers)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.int64])
def test_answers_may_be_tensors_of_any_type(dtype: torch.dtype) -> None:
    recorder = Recorder(None, np.zeros((6, 3)), np.arange(6) % 3)
    told = torch.arange(18).reshape(6, 3).to(dtype)
    recorder.record(0.5, layers={"a": told.requires_grad_(dtype.is_floating_point)})
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    np.testing.assert_array_equal(recording.answer("a", 0), told.detach().float())


def test_a_layer_that_changes_its_shape_is_refused() -> None:
    recorder = Recorder(None, np.zeros((6, 3)), np.arange(6) % 3)
    recorder.record(0.5, layers={"a": np.zeros((6, 3))})
    with pytest.raises(
        DataError, match=r"the layer 'a' returned \(6, 3\) before, and now \(6, 4\)"
    ):
        recorder.record(0.5, layers={"a": np.zeros((6, 4))})


def test_a_loop_that_told_nothing_leaves_nothing_to_record() -> None:
    with pytest.raises(DataError, match="nothing was recorded"):
        Recorder(None, np.zeros((6, 3)), np.arange(6) % 3).finish()


@pytest.mark.parametrize("budget", [256_000_000, 60_000])
def test_parameters_are_those_of_the_steps_at_which_layers_answered(budget: int) -> None:
    torch.manual_seed(0)
    network = KINDS["convolutional"]()
    run = record(network, 24, budget=budget)
    assert (len(run.steps) < 25) == (budget < 100_000)
    state = network.state_dict()
    for name, rows in run.tensors.items():
        assert len(rows[:]) == len(run.steps)
        assert torch.equal(rows[-1:][0], state[name])
    assert run.trained == tuple(name for name, _ in network.named_parameters())
    other, (points, _) = KINDS["convolutional"](), images()
    for i, step in enumerate(run.steps):
        other.load_state_dict({n: x[0] for n, x in run.rows(i, i + 1).items()}, strict=False)
        with torch.no_grad():
            answers = other.eval()(points[torch.from_numpy(run.probe)])
        assert run.answer("output", step) == pytest.approx(answers.numpy(), abs=3e-3)


def test_parameters_come_back_from_a_file(tmp_path: Path) -> None:
    run = record(KINDS["convolutional"](), 3)
    opened = open_recording(run.save(tmp_path / "run.safetensors"))
    assert isinstance(opened, ProbedRecording)
    assert opened.trained == run.trained
    assert list(opened.tensors) == list(run.tensors)
    for name, rows in opened.tensors.items():
        assert torch.equal(rows[:], run.tensors[name][:])


def test_parameters_are_kept_only_if_asked_for_and_of_a_network() -> None:
    points, labels = images()
    assert Recorder(KINDS["convolutional"](), points, labels).finish().tensors == {}
    with pytest.raises(DataError, match="parameters=True needs the network"):
        Recorder(None, points, labels, parameters=True)


def test_a_loop_that_tells_the_answers_tells_those_for_the_validation_points_too() -> None:
    points, labels = images()
    network, held = KINDS["convolutional"](), (points[:20], labels[:20])
    loss = torch.nn.functional.cross_entropy
    asked = Recorder(network, points, labels, loss=loss, validation=held, layers=[])
    told = Recorder(None, points, labels, loss=loss, validation=held)
    assert told.validation_inputs is not None
    np.testing.assert_array_equal(told.validation_inputs, held[0])
    with torch.no_grad():
        for _ in range(3):
            asked.record(1.0)
            outputs = network.eval()(torch.from_numpy(told.inputs))
            validation = network(torch.from_numpy(told.validation_inputs))
            told.record(1.0, layers={"output": outputs}, validation=validation)
            for parameter in network.parameters():
                parameter.mul_(0.9)
    expected, run = asked.finish(), told.finish()
    np.testing.assert_allclose(
        run.metrics.validation_loss[:3], expected.metrics.validation_loss[:3], rtol=1e-5
    )
    np.testing.assert_array_equal(
        run.metrics.validation_accuracy[:3], expected.metrics.validation_accuracy[:3]
    )


def test_answers_for_validation_points_are_refused_where_they_cannot_be_meant() -> None:
    points, labels = images()
    layers = {"output": np.zeros((len(points), 10))}
    with pytest.raises(DataError, match="need its outputs for them"):
        Recorder(None, points, labels, validation=(points, labels)).record(1, layers=layers)
    with pytest.raises(DataError, match="needs the points"):
        Recorder(None, points, labels).record(1, layers=layers, validation=np.zeros((5, 10)))
    with pytest.raises(DataError, match="one row for each of the"):
        Recorder(None, points, labels, validation=(points, labels)).record(
            1, layers=layers, validation=np.zeros((3, 10))
        )
    with pytest.raises(DataError, match="is for a Recorder without a network"):
        Recorder(KINDS["convolutional"](), points, labels).record(1, validation=np.zeros((5, 10)))
