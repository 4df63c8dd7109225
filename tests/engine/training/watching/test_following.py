"""Layers that are exchanged while a network trains are followed, or end the recording."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrizations, prune, spectral_norm, weight_norm

from engine.errors import NetworkError
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, loss_of, make_network

OF_OLD = pytest.mark.filterwarnings("ignore::FutureWarning")
Change = Callable[[nn.Sequential], object]
FOLLOWED = {
    "pruned": lambda network: prune.l1_unstructured(network[0], "weight", 0.5),
    "weight": lambda network: parametrizations.weight_norm(network[0]),
    "spectral": lambda network: parametrizations.spectral_norm(network[2]),
    "orthogonal": lambda network: parametrizations.orthogonal(network[0]),
    "weight, old": lambda network: weight_norm(network[0]),
    "spectral, old": lambda network: spectral_norm(network[2]),
    "head": lambda network: network.__setitem__(2, nn.Linear(6, 2)),
    "first": lambda network: network.__setitem__(0, nn.Linear(2, 6)),
    "parameter": lambda network: setattr(network[2], "weight", nn.Parameter(torch.randn(2, 6))),
    "assigned": lambda network: network.load_state_dict(make_network(5).state_dict(), assign=True),
    "loaded": lambda network: network.load_state_dict(make_network(5).state_dict()),
    "unfrozen": lambda network: network[0].requires_grad_(True),
}


def train(
    change: Change,
    *,
    network: nn.Sequential | None = None,
    every: int = 1,
    layers: list[str] | None = None,
    parameters: bool = False,
    steps: int = 6,
    at: int = 3,
) -> tuple[Recording | ProbedRecording, list[Tensor], list[list[float]]]:
    """Train, change the network on the way, and return what was recorded, answered and measured."""
    network = network or make_network()
    options = {"layers": layers, "every": every, "parameters": parameters}
    recorder = Recorder(network, POINTS, LABELS, **options)  # type: ignore[arg-type]
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    expected, norms = [], []
    for step in range(steps):
        if step == at:
            change(network)
            optimizer = torch.optim.SGD(network.parameters(), 0.3)
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        expected.append(answers(network))
        norms.append([norm_of(network[0]), norm_of(network[2])])
        recorder.record(loss)
        optimizer.step()
    return recorder.finish(), [*expected, answers(network)], norms


def norm_of(layer: nn.Module) -> float:
    gradients = [p.grad for p in layer.parameters() if p.grad is not None]
    return sum(float((gradient**2).sum()) for gradient in gradients) ** 0.5


@OF_OLD
@pytest.mark.parametrize("layers", [None, ["0", "2"]], ids=["exact", "probed"])
@pytest.mark.parametrize("change", FOLLOWED.values(), ids=FOLLOWED)
def test_a_layer_of_the_same_shape_is_followed(
    change: Change, layers: list[str] | None, tmp_path: Path
) -> None:
    run, expected, norms = train(change, layers=layers)
    assert run.stopped == "all steps done"
    assert_holds(run, expected)
    found = run.metrics.gradient_norm[:-1]
    own = [run.metrics.layers.index(name) for name in ("0", "2")]
    np.testing.assert_allclose(found[:, own], norms, rtol=1e-5)
    assert_holds(open_recording(run.save(tmp_path / "run.safetensors")), expected)


WIDER = "wider"
ENDING = {
    WIDER: lambda n: (n.__setitem__(0, nn.Linear(2, 9)), n.__setitem__(2, nn.Linear(9, 2))),
    "added": lambda n: n.extend([nn.Tanh(), nn.Linear(2, 2)]),
    "kind": lambda n: n.__setitem__(1, nn.ReLU()),
    "place": lambda n: n.insert(2, nn.Dropout()),
    "no bias": lambda n: n.__setitem__(0, nn.Linear(2, 6, bias=False)),
    "unreadable": lambda n: n.__setitem__(1, nn.Softmax(dim=0)),
}


@pytest.mark.parametrize(
    ("change", "layers"),
    [
        *(pytest.param(change, None, id=name) for name, change in ENDING.items()),
        pytest.param(ENDING[WIDER], ["0", "2"], id="wider, probed"),
    ],
)
def test_another_network_ends_the_recording_with_what_was_there(
    change: Change, layers: list[str] | None, tmp_path: Path
) -> None:
    with pytest.warns(UserWarning, match="the network was changed after step 2") as told:
        run, expected, _ = train(change, layers=layers)
    assert [warning.filename for warning in told] == [__file__]
    assert run.stopped == "network changed"
    assert_holds(run, expected[:3])
    assert_holds(open_recording(run.save(tmp_path / "run.safetensors")), expected[:3])


def test_the_sentence_names_what_has_changed() -> None:
    for name, words in (
        ("wider", "its layer '0' led from 2 to 6 units, and now from 2 to 9"),
        ("added", "it had 3 layers and operations, and has 5"),
        ("kind", "its layer '1' is of another kind"),
        ("place", "its layer '3' has taken the place of '2'"),
    ):
        with pytest.warns(UserWarning, match=words):
            train(ENDING[name])
    with pytest.warns(UserWarning, match=r"'0' returned \(6,\) a point, and now \(9,\)"):
        train(ENDING[WIDER], layers=["0"])


def test_steps_after_the_last_that_was_kept_are_left_out() -> None:
    with pytest.warns(UserWarning, match="the network was changed after step 6"):
        run, _, _ = train(ENDING[WIDER], every=4, steps=9, at=7)
    assert run.steps.tolist() == [0, 4]
    assert len(run.metrics.loss) == 5


def test_a_network_changed_before_the_first_step_is_refused() -> None:
    with pytest.raises(NetworkError, match="other layers than when its Recorder was made"):
        train(ENDING[WIDER], at=0)


def test_parameters_that_are_kept_follow_too_or_end_the_recording() -> None:
    run, _, _ = train(FOLLOWED["head"], layers=["0"], parameters=True)
    assert isinstance(run, ProbedRecording)
    moved = (run.tensors["2.weight"][3] - run.tensors["2.weight"][2]).norm()
    assert moved > 5 * (run.tensors["2.weight"][2] - run.tensors["2.weight"][1]).norm()
    with pytest.warns(UserWarning, match="its parameters have other names or shapes"):
        train(FOLLOWED["pruned"], layers=["0"], parameters=True)


def test_a_head_exchanged_before_finish_is_the_last_state() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS)
    recorder.record(loss_of(network).item())
    network[2] = nn.Linear(6, 2)
    run = recorder.finish()
    assert isinstance(run, Recording)
    assert torch.equal(run.parameters(1, torch.float32)["2.weight"], network[2].weight)


def test_a_loop_that_keeps_states_follows_before_the_loss_is_known() -> None:
    network, expected, norms = make_network(), [], []
    recorder = Recorder(network, POINTS, LABELS)
    for step in range(4):
        if step == 2:
            network[2] = nn.Linear(6, 2)
        optimizer = torch.optim.SGD(network.parameters(), 0.3)
        loss = loss_of(network)
        loss.backward()
        recorder.keep_state()
        expected.append(answers(network))
        norms.append([norm_of(network[0]), norm_of(network[2])])
        optimizer.step()
        optimizer.zero_grad()
        recorder.record(loss)
    run = recorder.finish()
    assert_holds(run, [*expected, answers(network)])
    np.testing.assert_allclose(run.metrics.gradient_norm[:-1], norms, rtol=1e-5)


def test_weights_tied_on_the_way_are_written_down_as_they_were() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2))

    def tie(network: nn.Sequential) -> None:
        network[2].weight = network[0].weight

    run, expected, _ = train(tie, network=network)
    assert_holds(run, expected)


def test_running_statistics_that_are_other_tensors_are_followed() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))
    recorder, means = Recorder(network, POINTS, LABELS), []
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    for step in range(4):
        if step == 2:
            network[1].running_mean = torch.full((4,), 0.5)
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        means.append(network[1].running_mean.clone())
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, Recording)
    for step, mean in enumerate(means):
        assert torch.equal(run.parameters(step, torch.float32)["1.running_mean"], mean)
