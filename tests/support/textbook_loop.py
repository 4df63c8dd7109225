"""Trains as a textbook does, to compare with: weights before each update and after the last."""

from collections.abc import Callable

import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.data.make_dataset import make_dataset
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network

SHORT = RunSpec(hidden=(5, 3), samples=24, steps=12, target_accuracy=1.0)

UPDATES: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "sgd": torch.optim.SGD,
    "momentum": lambda parameters, **options: torch.optim.SGD(parameters, momentum=0.9, **options),
    "nesterov": lambda parameters, **options: torch.optim.SGD(
        parameters, momentum=0.9, nesterov=True, **options
    ),
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}


def data_of(spec: RunSpec) -> Dataset:
    return make_dataset(spec.data, samples=spec.samples, seed=spec.seed)


def by_hand(spec: RunSpec) -> list[dict[str, Tensor]]:
    """Train as a textbook does, and copy the weights before each update and after the last."""
    data = data_of(spec)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(spec.seed)
        network = build_network(spec, data.dims, data.classes)
        optimizer = UPDATES[spec.optimizer](
            network.parameters(), lr=spec.learning_rate, weight_decay=spec.weight_decay
        )
        states, batch = [], spec.batch or data.samples
        order = torch.tensor([], dtype=torch.int64)
        for _ in range(spec.steps):
            states.append({k: v.clone() for k, v in network.state_dict().items()})
            if spec.batch is not None and not len(order):
                order = torch.randperm(data.samples)
            chosen = order[:batch] if spec.batch else torch.arange(data.samples)
            order = order[batch:]
            outputs = network(features[chosen])
            if spec.loss == "mse":
                targets = torch.eye(data.classes)[labels[chosen]]
                loss = ((outputs - targets) ** 2).mean()
            else:
                likelihoods = outputs.log_softmax(-1)[torch.arange(len(chosen)), labels[chosen]]
                loss = -likelihoods.mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return [*states, network.state_dict()]


def assert_same(recording: Recording, states: list[dict[str, Tensor]]) -> None:
    assert recording.steps.tolist() == list(range(len(states)))
    for step, state in enumerate(states):
        for name, value in recording.parameters(step, torch.float32).items():
            torch.testing.assert_close(value, state[name], rtol=1e-4, atol=1e-6)
