"""Losses recorded after their updates are told by the numbers, where nothing else can tell."""

import pytest
import torch
from torch import Tensor, nn
from torch.func import functional_call, grad_and_value

from engine.training.recorder import Recorder
from engine.training.watching.update_watch import UPDATED
from tests.support.plain_loops import LABELS, POINTS, make_network


def train(late: bool, batch: int | None = None) -> None:
    """Train the network's own parameters by functional gradients, which no hook hears of."""
    network = make_network()
    parameters = dict(network.named_parameters())
    recorder = Recorder(network, POINTS, LABELS)

    def cost(parameters: dict[str, Tensor]) -> Tensor:
        outputs = functional_call(network, parameters, (POINTS[:batch],))
        return nn.functional.cross_entropy(outputs, LABELS[:batch])

    for _ in range(5):
        gradients, loss = grad_and_value(cost)(parameters)
        if not late:
            recorder.record(loss)
        with torch.no_grad():
            for name, p in parameters.items():
                p -= 0.3 * gradients[name]
        if late:
            recorder.record(loss)
    recorder.finish()


def test_losses_of_the_step_before_are_told() -> None:
    with pytest.warns(UserWarning, match="the parameters were updated") as told:
        train(late=True)
    assert [str(warning.message) for warning in told] == [UPDATED]
    assert told[0].filename == __file__


def test_losses_of_their_own_step_are_right(recwarn: pytest.WarningsRecorder) -> None:
    train(late=False)
    train(late=False, batch=20)
    assert not recwarn.list
