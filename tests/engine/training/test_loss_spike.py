"""A loss that jumps far up after it was low is found, and noise is not."""

import numpy as np
import pytest

from engine.training.loss_spike import LossSpike, loss_spike


def test_a_jump_back_is_found_with_the_least_loss_before_it() -> None:
    loss = np.array([1.0, 0.5, np.nan, 0.05, 0.06, 0.9, 1.6, 0.2, 0.01])
    assert loss_spike(loss) == LossSpike(low=3, peak=6)


@pytest.mark.parametrize(
    "loss",
    [
        [],
        [np.nan],
        [1.0],
        [1.0, 0.5, 0.6, 0.4],
        [1.0, 0.001, 0.02, 0.001],  # noise where there is hardly any loss
        [1.0, 2.0, 3.0],  # it was never low
        [1.0, 0.0, 0.0],
    ],
)
def test_what_is_no_jump_back_is_none(loss: list[float]) -> None:
    assert loss_spike(np.array(loss)) is None
