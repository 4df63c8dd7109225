"""What is left of a gradient is what autograd and NumPy find, layer by layer."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UsageError
from engine.experiments.gradient_flow import gradient_flow
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.training import train

DEPTH, WIDTH = 5, 9


@pytest.fixture(scope="module", params=["sigmoid", "relu", "prelu"])
def run(request: pytest.FixtureRequest) -> Recording:
    return train(
        RunSpec(
            data="moons", samples=41, hidden=(WIDTH,) * DEPTH, activation=request.param,
            gain=1.5, optimizer="sgd", rate=0.05, weight_decay=0.0, steps=2,
        )
    )  # fmt: skip


def sizes_of(run: Recording, sample: int) -> tuple[np.ndarray, np.ndarray]:
    """Take one sample's gradients by hooks, through the network that torch built."""
    network = build_network(run.spec, 2, 2).double()
    network.load_state_dict(run.parameters(0))
    kept = {}
    for name, module in network.named_children():
        if not isinstance(module, nn.Linear):
            module.register_full_backward_hook(
                lambda _, into, out, name=name: kept.update({name: (into[0].norm(), out[0].norm())})
            )
    outputs = network(torch.tensor(run.data.features[[sample]]).double().requires_grad_())
    nn.functional.cross_entropy(outputs, torch.tensor(run.data.labels[[sample]])).backward()
    left, arriving = np.array([[float(v) for v in kept[k]] for k in sorted(kept, key=int)]).T
    return arriving / arriving[-1], left / arriving[-1]


def test_sizes_are_those_of_one_sample_alone(run: Recording) -> None:
    flow = gradient_flow(run)
    arriving, left = sizes_of(run, flow.followed)
    assert flow.arriving == pytest.approx(arriving)
    assert flow.left == pytest.approx(left)


def test_the_followed_sample_is_in_the_middle(run: Recording) -> None:
    flow = gradient_flow(run)
    left = np.array([sizes_of(run, sample)[1][0] for sample in range(41)])
    assert flow.left[0] == pytest.approx(np.median(left))
    assert flow.middle[0] == flow.left[0]


def test_slopes_and_weights_multiply_to_what_is_left(run: Recording) -> None:
    flow = gradient_flow(run)
    product = flow.slope_factors.prod() * flow.weight_factors.prod()
    assert product == pytest.approx(flow.left[0])
    assert flow.slopes.shape == (DEPTH, WIDTH)
    assert flow.weights.shape == (DEPTH - 1, WIDTH, WIDTH)
    assert flow.closed == int((flow.slopes == 0).sum())


def test_layers_of_several_widths_are_refused() -> None:
    run = train(RunSpec(data="moons", samples=20, hidden=(4, 3), steps=1))
    with pytest.raises(UsageError, match="one width"):
        gradient_flow(run)


def test_blocks_are_refused(residual: Recording) -> None:
    with pytest.raises(UsageError, match="hidden layers"):
        gradient_flow(residual)
