"""The step fires from 0 on, and no gradient gets through."""

import torch

from engine.networks.heaviside import Heaviside


def test_it_fires_from_0_on() -> None:
    fired = Heaviside()(torch.tensor([-1.0, -1e-9, 0.0, 2.0], dtype=torch.float64))
    assert fired.tolist() == [0, 0, 1, 1]
    assert fired.dtype == torch.float64


def test_no_gradient_gets_through() -> None:
    assert not Heaviside()(torch.zeros(2, requires_grad=True)).requires_grad
