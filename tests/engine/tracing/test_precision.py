"""What is measured inside a loop's autocast is measured in full precision."""

from contextlib import nullcontext

import numpy as np
import pytest
import torch

from engine.tracing.precision import full_precision
from engine.training.recorder import Recorder
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, loss_of, make_network


def test_autocast_rests_inside_and_goes_on_afterwards() -> None:
    weight, row = torch.randn(2, 2), torch.randn(1, 2)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with full_precision():
            assert (row @ weight).dtype == torch.float32
        assert (row @ weight).dtype == torch.bfloat16


@pytest.mark.parametrize("layers", [None, ["0", "2"]], ids=["exact", "probed"])
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
@pytest.mark.parametrize("whole", [True, False], ids=["all inside", "forward inside"])
def test_a_loop_in_half_precision_keeps_its_full_parameters(
    whole: bool, dtype: torch.dtype, layers: list[str] | None
) -> None:
    def autocast(inside: bool) -> torch.autocast | nullcontext[None]:
        return torch.autocast("cpu", dtype=dtype, cache_enabled=False) if inside else nullcontext()

    network, expected, losses = make_network(), [], []
    with autocast(whole):
        recorder = Recorder(network, POINTS, LABELS, layers=layers)
        optimizer = torch.optim.SGD(network.parameters(), 0.3)
        for _ in range(5):
            optimizer.zero_grad()
            with autocast(True):
                loss = loss_of(network)
            loss.backward()
            recorder.record(loss)
            losses.append(loss.item())
            with torch.autocast("cpu", enabled=False):
                expected.append(answers(network))
            optimizer.step()
        run = recorder.finish()
    np.testing.assert_allclose(run.metrics.loss[:-1], losses, rtol=1e-6)
    exact = [torch.nn.functional.cross_entropy(each, LABELS).item() for each in expected]
    np.testing.assert_allclose(losses, exact, rtol=5e-3)
    run.metrics.loss[:-1] = exact
    assert_holds(run, [*expected, answers(network)])
