"""Tracing points through many recorded steps: one batched sweep against a loop over the steps."""

import numpy as np
import torch
from side_by_side import Row, race
from torch import nn

from warpreel import Recorder, Recording, Warp, make_dataset

SIZES = ((40, 2_000), (300, 2_000), (5_000, 500))
ROUNDS = 7


def record(steps: int) -> Recording:
    """Train a 2-100-2 network and record every step."""
    torch.manual_seed(0)
    data = make_dataset("spirals", samples=300)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels)
    network = nn.Sequential(nn.Linear(2, 100), nn.Tanh(), nn.Linear(100, 2))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    recorder = Recorder(network, data)
    for _ in range(steps):
        optimizer.zero_grad()
        outputs = network(features)
        loss = nn.functional.cross_entropy(outputs, labels)
        loss.backward()
        recorder.record(loss, outputs)
        optimizer.step()
    return recorder.finish()


def rows() -> list[Row]:
    """Measure both at three sizes."""
    torch.set_num_threads(1)
    recording = record(2_000)
    warp = Warp(recording)
    table = []
    for points, steps in SIZES:
        x = np.random.default_rng(0).uniform(-2, 2, (points, 2)).astype(np.float32)
        chosen = recording.steps[:steps]
        theta = recording.rows(0, steps)
        w1, b1, w2, b2 = (theta[name] for name in ("0.weight", "0.bias", "2.weight", "2.bias"))

        def sweep(x: np.ndarray = x, chosen: np.ndarray = chosen) -> np.ndarray:
            return np.concatenate(list(warp.sweep(x, chosen)))

        def loop(
            x: np.ndarray = x,
            layers: tuple[torch.Tensor, ...] = (w1, b1, w2, b2),
            steps: int = steps,
        ) -> np.ndarray:
            inputs, (v1, c1, v2, c2) = torch.from_numpy(x), layers
            linear = nn.functional.linear
            return np.stack(
                [
                    linear(torch.tanh(linear(inputs, v1[i], c1[i])), v2[i], c2[i]).numpy()
                    for i in range(steps)
                ]
            )

        assert np.allclose(sweep(), loop(), atol=1e-4)
        result = race(sweep, loop, ROUNDS)
        table.append(
            Row(
                f"tracing {points:,} points through {steps:,} steps in one sweep",
                "a bare torch loop over the steps, CPU",
                result.times(1),
                1 / result.cpu,
                1.0,
                most=True,
            )
        )
    return table
