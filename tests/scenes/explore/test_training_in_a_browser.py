"""What the page trains on is trained as PyTorch does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import torch
from torch import nn

from engine.networks.activations import ACTIVATIONS
from engine.networks.stages import through
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.explore.payload import Explored
from tests.support.browser import Browser
from tests.support.js_engine import open_modules
from tests.support.users_networks import EXACT

RecordLoop = Callable[..., Recording]
RULES: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.03, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
}
RATES = {"sgd": 0.1, "momentum": 0.03, "adam": 0.01}


@pytest.fixture(autouse=True)
def _opened(browser: Browser, tmp_path: Path) -> None:
    open_modules(browser, tmp_path, Recording="engine/recording.js", Training="engine/training.js")


def trained_on(
    browser: Browser, explored: Explored, step: float, rule: str, updates: int
) -> dict[str, Any]:
    """Give the parameters, the loss and the accuracy after some updates in the page."""
    packed = msgspec.json.decode(msgspec.json.encode(explored.builtins()))
    told: dict[str, Any] = browser.run(
        """const [packed, step, optimizer, rate, updates] = arguments;
        const recording = new made.Recording(packed);
        const stages = recording.stages.slice(0, recording.hidden + 1);
        const training = new made.Training(
          stages, recording.points, recording.labels, recording.parameters(step), step);
        training.use({optimizer, rate, batch: 0});
        for (let i = 0; i < updates; i++) training.update();
        const theta = Object.fromEntries(
          Object.entries(training.theta).map(([name, values]) => [name, [...values]]));
        return {theta, step: training.step, ...training.measure()};""",
        packed,
        step,
        rule,
        RATES[rule],
        updates,
    )
    return told


def compare(browser: Browser, recording: Recording, rule: str, updates: int) -> None:
    explored = Explored(recording)
    step = int(explored.steps[len(explored.steps) // 2])
    theirs = trained_on(browser, explored, step, rule, updates)
    theta = {k: v.clone().requires_grad_() for k, v in explored.rounded.parameters(step).items()}
    stages = recording.stages[: explored.hidden + 1]
    points, labels = torch.from_numpy(explored.points), torch.from_numpy(explored.labels)
    optimizer = RULES[rule](list(theta.values()))
    for _ in range(updates):
        optimizer.zero_grad()
        nn.functional.cross_entropy(through(stages, points, theta), labels).backward()
        optimizer.step()
    logits = through(stages, points, theta).detach()
    assert theirs["step"] == step + updates
    assert theirs["loss"] == pytest.approx(
        nn.functional.cross_entropy(logits, labels).item(), abs=1e-4
    )
    assert theirs["accuracy"] == pytest.approx(
        (logits.argmax(dim=1) == labels).double().mean().item()
    )
    for name, values in theta.items():
        ours = values.detach().numpy().ravel()
        assert np.abs(ours - theirs["theta"][name]).max() < 1e-4
    moved = explored.rounded.parameters(step)
    assert any((theta[name] - moved[name]).abs().max() > 1e-3 for name in theta)


@pytest.mark.parametrize("rule", RULES)
def test_fifty_steps_are_those_of_torch(browser: Browser, run: Recording, rule: str) -> None:
    compare(browser, run, rule, 50)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_is_trained_through(
    browser: Browser, recorded: RecordLoop, activation: str
) -> None:
    torch.manual_seed(3)
    kind = ACTIVATIONS[activation]
    network = nn.Sequential(nn.Linear(2, 5), kind.build(), nn.Linear(5, 3))
    with torch.no_grad():
        network[0].weight *= 3  # so that every piece of it is met
    compare(browser, recorded(network, steps=3), "adam", 12)


@pytest.mark.parametrize("name", ["concatenation", "a shared layer", "functional activations"])
def test_networks_of_users_are_trained_on(
    browser: Browser, recorded: RecordLoop, name: str
) -> None:
    network = nn.Sequential(EXACT[name](), nn.Linear(2, 3))
    compare(browser, recorded(network, steps=3), "momentum", 20)


def test_residual_blocks_with_learned_slopes_are_trained_on(browser: Browser) -> None:
    spec = RunSpec(architecture="residual", hidden=(5, 5), activation="prelu", samples=60, steps=8)
    compare(browser, train(spec), "adam", 30)
