"""Learning-rate schedules: the ones of torch, and 1/t."""

import pytest
import torch

from engine.descent.schedules import SCHEDULES, Progress

STEPS, PERIOD, DECAY = 40, 8, 0.3

TORCH = {
    "constant": lambda o: torch.optim.lr_scheduler.ConstantLR(o, factor=1.0),
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, PERIOD, DECAY),
    "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, DECAY ** (1 / PERIOD)),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, STEPS),
    "1/t": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda t: 1 / (1 + t / PERIOD)),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_rate_changes_as_torch_changes_it(name: str) -> None:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = TORCH[name](optimizer)
    expected = []
    for _ in range(STEPS):
        expected.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    schedule = SCHEDULES[name]
    shares = [schedule.share(Progress(step, STEPS, PERIOD, DECAY)) for step in range(STEPS)]
    assert shares == pytest.approx(expected, rel=1e-9)
