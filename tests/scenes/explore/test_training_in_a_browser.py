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


PENALTIES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "none": lambda w: w.new_zeros(()),
    "l1": lambda w: w.abs().sum(),
    "l2": lambda w: (w**2).sum() / 2,
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("residual", [False, True])
def test_numbers_are_learned_and_weights_held_small(
    browser: Browser, rule: str, penalty: str, residual: bool
) -> None:
    torch.manual_seed(4)
    x = torch.randn(40, 2, dtype=torch.float64)
    y = torch.sin(2 * x[:, 0]) * x[:, 1]
    block = {"type": "residual", "name": "0", "width": 2, "hidden": 3, "learned": False}
    function = {"module": "Tanh", "arguments": {}}
    affine = {"type": "affine", "name": "1", "inputs": 2, "outputs": 6, "bias": True}
    act = {"type": "activation", "name": "2", "width": 6, "function": function, "learned": False}
    stages = [affine, act, {**affine, "name": "3", "inputs": 6, "outputs": 1}]
    shapes = {"1.weight": (6, 2), "1.bias": (6,), "3.weight": (1, 6), "3.bias": (1,)}
    if residual:
        stages = [{**block, "function": function}, *stages]
        shapes |= {"0.inner.weight": (3, 2), "0.inner.bias": (3,), "0.outer.weight": (2, 3)}
    theta = {name: torch.randn(shape, dtype=torch.float64) / 2 for name, shape in shapes.items()}
    theirs = browser.run(
        """const [stages, x, y, theta, settings] = arguments;
        for (const name in theta) theta[name] = Float64Array.from(theta[name]);
        const points = {rows: y.length, columns: 2, data: Float64Array.from(x.flat())};
        const training = new made.Training(stages, points, y, theta, 0, 'squared-error');
        training.use(settings);
        for (let i = 0; i < 50; i++) training.update();
        const all = Object.entries(training.theta).map(([name, values]) => [name, [...values]]);
        return {theta: Object.fromEntries(all), loss: training.measure().loss}""",
        stages,
        x.tolist(),
        y.tolist(),
        {name: values.flatten().tolist() for name, values in theta.items()},
        {"optimizer": rule, "rate": RATES[rule], "batch": 0, "penalty": penalty,
         "penaltyRate": 0.03},
    )  # fmt: skip
    theta = {name: values.requires_grad_() for name, values in theta.items()}

    def loss() -> torch.Tensor:
        z = x
        if residual:
            inner = torch.tanh(z @ theta["0.inner.weight"].T + theta["0.inner.bias"])
            z = z + inner @ theta["0.outer.weight"].T
        z = torch.tanh(z @ theta["1.weight"].T + theta["1.bias"])
        z = z @ theta["3.weight"].T + theta["3.bias"]
        return nn.functional.mse_loss(z[:, 0], y)

    optimizer = RULES[rule](list(theta.values()))
    for _ in range(50):
        optimizer.zero_grad()
        held = sum(PENALTIES[penalty](theta[name]) for name in ("1.weight", "3.weight"))
        (loss() + 0.03 * held).backward()
        optimizer.step()
    for name, values in theta.items():
        ours = values.detach().numpy().ravel()
        assert np.abs(ours - theirs["theta"][name]).max() < 1e-4
    assert theirs["loss"] == pytest.approx(loss().item(), abs=1e-4)


def test_a_batch_is_drawn_alike_whichever_way_leads_through_the_network(browser: Browser) -> None:
    """A chain in buffers, and the same chain stage by stage, take the same steps."""
    losses = browser.run(
        """const affine = (name, inputs, outputs) =>
          ({type: 'affine', name, inputs, outputs, bias: true});
        const stages = [affine('0', 2, 5), {type: 'activation', name: '1', width: 5,
          function: {module: 'GELU', arguments: {}}, learned: false}, affine('2', 5, 3)];
        const data = Float64Array.from({length: 60}, (_, i) => Math.sin(7 * i));
        const theta = {'0.weight': data.slice(0, 10), '0.bias': data.slice(0, 5),
          '2.weight': data.slice(10, 25), '2.bias': data.slice(5, 8)};
        const labels = Array.from({length: 30}, (_, i) => i % 3);
        return [true, false].map((dense) => {
          const points = {rows: 30, columns: 2, data};
          const training = new made.Training(stages, points, labels, theta, 0);
          if (!dense) training.dense = null;
          training.use({optimizer: 'adam', rate: 0.01, batch: 7});
          for (let i = 0; i < 40; i++) training.update();
          return training.measure();
        })"""
    )
    assert losses[0]["loss"] == pytest.approx(losses[1]["loss"], rel=1e-9)
    assert losses[0]["accuracy"] == losses[1]["accuracy"]
