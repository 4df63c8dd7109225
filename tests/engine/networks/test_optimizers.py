"""Each optimiser by name is the one of torch, with the constants of its paper."""

from collections.abc import Callable

import pytest
import torch

from engine.networks.optimizers import OPTIMIZERS

MOMENTUM, RATE, EPSILON = 0.9, 0.1, 1e-8
GRADIENTS = (torch.tensor([1.0, -2.0]), torch.tensor([0.5, 3.0]), torch.tensor([-1.0, 0.25]))


def sgd(gradients: list[torch.Tensor]) -> torch.Tensor:
    return -RATE * gradients[-1]


def momentum(gradients: list[torch.Tensor]) -> torch.Tensor:
    late = range(len(gradients))[::-1]
    return -RATE * sum(MOMENTUM**age * g for age, g in zip(late, gradients, strict=True))


def nesterov(gradients: list[torch.Tensor]) -> torch.Tensor:
    return -RATE * gradients[-1] + MOMENTUM * momentum(gradients)


def adagrad(gradients: list[torch.Tensor]) -> torch.Tensor:
    return -RATE * gradients[-1] / sum(g**2 for g in gradients) ** 0.5


STEPS: dict[str, Callable[[list[torch.Tensor]], torch.Tensor]] = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_that_of_the_formula(name: str) -> None:
    kind = OPTIMIZERS[name]
    point = torch.zeros(2, requires_grad=True)
    optimizer = getattr(torch.optim, kind.module)([point], lr=RATE, **kind.arguments)
    for number, gradient in enumerate(GRADIENTS, 1):
        before = point.detach().clone()
        point.grad = gradient.clone()
        optimizer.step()
        expected = STEPS[name](list(GRADIENTS[:number]))
        torch.testing.assert_close(point.detach() - before, expected)


@pytest.mark.parametrize("name", ["rmsprop", "adam", "adamw"])
def test_the_first_step_does_not_depend_on_the_size_of_the_gradient(name: str) -> None:
    kind = OPTIMIZERS[name]
    moved = []
    for size in (1.0, 1000.0):
        point = torch.zeros(2, requires_grad=True)
        optimizer = getattr(torch.optim, kind.module)([point], lr=RATE, **kind.arguments)
        point.grad = size * GRADIENTS[0]
        optimizer.step()
        moved.append(point.detach())
    torch.testing.assert_close(*moved)
    assert torch.equal(moved[0].sign(), -GRADIENTS[0].sign())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_its_own_rate_brings_a_bowl_down(name: str) -> None:
    kind = OPTIMIZERS[name]
    point = torch.tensor([1.0, -1.0], requires_grad=True)
    optimizer = getattr(torch.optim, kind.module)([point], lr=kind.rate, **kind.arguments)
    for _ in range(100):
        optimizer.zero_grad()
        (point**2).sum().backward()
        optimizer.step()
    assert (point.detach() ** 2).sum().item() < 1.9
