"""A landscape's loss is handed what the recorder's is: it is the loss that was recorded."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DataError
from engine.landscape.network_landscape import loss_landscape
from engine.landscape.parameter_space import ParameterSpace, Trajectory
from engine.landscape.sampling import sampled
from engine.training.recorder import Recorder

POINTS = torch.randn(40, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] > 0).long()
NUMBERS = 2 * POINTS[:, 0]


class Case(NamedTuple):
    """A loss, the targets that a loop hands to it, and what of the outputs it takes."""

    loss: Callable[[Tensor, Tensor], Tensor]
    targets: Tensor
    outputs: int = 1
    taken: Callable[[Tensor], Tensor] = lambda outputs: outputs


def unexplained(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the share of the variance that is left, which is no mean over the points."""
    outputs = outputs.squeeze(-1)
    return ((outputs - targets) ** 2).sum() / ((targets - targets.mean()) ** 2).sum()


CASES = {
    "hinge of signs": Case(lambda z, t: F.relu(1 - z[:, 0] * t).mean(), 2.0 * LABELS - 1),
    "hinge of a column": Case(lambda z, t: F.relu(1 - z * t).mean(), 2 * LABELS[:, None] - 1),
    "hinge of classes": Case(lambda z, t: F.relu(1 - z[:, 0] * (2 * t - 1)).mean(), LABELS),
    "soft margin": Case(nn.SoftMarginLoss(), (2.0 * LABELS - 1)[:, None]),
    "squares of signs": Case(nn.MSELoss(), (2.0 * LABELS - 1)[:, None]),
    "squares of numbers": Case(nn.MSELoss(), LABELS.float(), 1, lambda z: z[:, 0]),
    "logits": Case(nn.BCEWithLogitsLoss(), LABELS.float()[:, None]),
    "a difference of logits": Case(
        lambda z, t: F.binary_cross_entropy_with_logits(z[:, 1] - z[:, 0], t), LABELS.float(), 2
    ),
    "squares of one-hot": Case(nn.MSELoss(), F.one_hot(LABELS).float(), 2),
    "one-hot of more outputs": Case(nn.MSELoss(), F.one_hot(LABELS, 4).float(), 4),
    "classes in a column": Case(lambda z, t: F.cross_entropy(z, t[:, 0]), LABELS[:, None], 2),
    "a row of targets": Case(lambda z, t: ((z.squeeze(-1) - t) ** 2).mean(), NUMBERS),
    "a chosen output": Case(lambda z, t: ((z[:, 0] - t) ** 2).mean(), NUMBERS),
    "a column of targets": Case(nn.L1Loss(), NUMBERS[:, None]),
    "several targets": Case(nn.HuberLoss(), 2 * POINTS, 2),
    "variance": Case(unexplained, NUMBERS),
}


def network_of(case: Case) -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, case.outputs))


def recorded(case: Case, *, batch: int = 40, known: bool = True, exact: bool = True) -> Trajectory:
    """Train a network on a case's loss, some points at a time."""
    network = network_of(case)
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    task = "regression" if case.targets is NUMBERS else None
    recorder = Recorder(
        network, POINTS, case.targets, loss=case.loss if known else None,
        task=task, layers=None if exact else ["0"], parameters=True,
    )  # fmt: skip
    for step in range(8):
        some = (torch.arange(batch) + step * batch) % 40
        optimizer.zero_grad()
        loss = case.loss(case.taken(network(POINTS[some])), case.targets[some])
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    return recorder.finish()


def losses_at(
    case: Case, run: Trajectory, places: np.ndarray, rows: Tensor | slice = slice(None)
) -> list[float]:
    """Load networks at places (n, parameters) into a module, and measure them in plain torch."""
    space, network, found = ParameterSpace.of(run), network_of(case), []
    for place in places:
        network.load_state_dict(space.split(torch.from_numpy(place).float()))
        with torch.no_grad():
            outputs = case.taken(network(POINTS[rows]))
            found.append(float(case.loss(outputs, case.targets[rows])))
    return found


@pytest.mark.parametrize("exact", [True, False], ids=["exact", "probed"])
@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_every_place_has_the_loss_that_plain_torch_computes(case: Case, exact: bool) -> None:
    run = recorded(case, exact=exact)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        computed = loss_landscape(run, network_of(case), loss=case.loss, resolution=5)
    seen, turning = computed.landscape, computed.turning
    assert (computed.loss, computed.trained_on_it) == ("given", True)
    assert seen.shadow.true_loss == pytest.approx(run.metrics.loss, rel=1e-4, abs=1e-6)
    places = np.stack(np.meshgrid(seen.x, seen.y), axis=-1).reshape(-1, 2)
    expected = losses_at(case, run, seen.plane.points(places))
    assert seen.loss.ravel() == pytest.approx(expected, rel=1e-4, abs=1e-6)
    end = ParameterSpace.of(run).at(run, run.last_step)
    assert turning.network_loss == pytest.approx(losses_at(case, run, [end])[0], rel=1e-4)


@pytest.mark.parametrize("name", ["hinge of signs", "squares of one-hot", "a chosen output"])
def test_of_batches_the_loss_after_the_last_update_tells(name: str) -> None:
    case = CASES[name]
    run = recorded(case, batch=10)
    computed = loss_landscape(run, loss=case.loss, resolution=5)
    true = computed.landscape.shadow.true_loss
    assert true == pytest.approx(losses_at(case, run, ParameterSpace.of(run).trajectory(run)))
    assert true[-1] == pytest.approx(run.metrics.loss[-1], rel=1e-4)
    assert computed.trained_on_it is False


def test_where_nothing_tells_labels_are_numbers_from_zero() -> None:
    case = CASES["hinge of signs"]
    run = recorded(case, batch=10, known=False)
    true = loss_landscape(run, loss=case.loss, resolution=5).landscape.shadow.true_loss
    numbered = case._replace(targets=LABELS)
    assert true == pytest.approx(losses_at(numbered, run, ParameterSpace.of(run).trajectory(run)))


def test_constants_of_double_precision_are_met_by_outputs_of_it() -> None:
    weight = torch.tensor([1.0, 5.0], dtype=torch.float64)
    run = recorded(CASES["squares of one-hot"])
    true = loss_landscape(
        run, loss=lambda z, t: F.cross_entropy(z, t, weight=weight), resolution=5
    ).landscape.shadow.true_loss
    single = Case(lambda z, t: F.cross_entropy(z, t, weight=weight.float()), LABELS, 2)
    assert true == pytest.approx(losses_at(single, run, ParameterSpace.of(run).trajectory(run)))


@pytest.mark.parametrize(
    "name", ["hinge of signs", "logits", "squares of one-hot", "a row of targets"]
)
def test_a_sample_has_the_loss_of_its_points_and_an_error(name: str) -> None:
    case = CASES[name]
    run = recorded(case)
    seen = loss_landscape(run, loss=case.loss, resolution=5, samples=30).landscape
    chosen = torch.from_numpy(sampled(run.data, 30, 0).features.copy())
    rows = torch.cdist(chosen, POINTS).argmin(1)
    trajectory = ParameterSpace.of(run).trajectory(run)
    assert seen.shadow.true_loss == pytest.approx(losses_at(case, run, trajectory, rows))
    assert 0 < seen.sample.error < 0.2 * seen.shadow.true_loss[-1]


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (nn.BCEWithLogitsLoss(reduction="none"), r'is 40 numbers, not one; reduce.*"mean"'),
        (lambda z, t: z @ torch.zeros(7), r"fails for outputs of shape \(40, 1\) and labels of"),
        (lambda z, t: None, "is a NoneType, not one number"),
    ],
)
def test_what_is_no_loss_is_refused_in_a_sentence(
    loss: Callable[..., Tensor], message: str
) -> None:
    run = recorded(CASES["logits"])
    with pytest.raises(DataError, match=message):
        loss_landscape(run, loss=loss, resolution=5)
