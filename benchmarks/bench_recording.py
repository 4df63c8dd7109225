"""What recording costs: a 2-100-2 network trained for 2,000 steps, with and without a recorder."""

import tempfile
import time
from pathlib import Path

import torch
from side_by_side import Row, race
from torch import nn

from engine.recordings.recording import tensor_bytes
from warpreel import Recorder, Recording, make_dataset

STEPS, ROUNDS = 2_000, 5


def rows() -> list[Row]:
    """Measure time and size."""
    torch.set_num_threads(1)
    data = make_dataset("spirals", samples=300)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels)
    loss_function = nn.CrossEntropyLoss()
    spent: list[float] = []
    recordings: list[Recording] = []

    def loop(*, recorded: bool) -> None:
        torch.manual_seed(0)
        network = nn.Sequential(nn.Linear(2, 100), nn.Tanh(), nn.Linear(100, 2))
        optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
        recorder = Recorder(network, data) if recorded else None
        for _ in range(STEPS):
            optimizer.zero_grad()
            outputs = network(features)
            loss = loss_function(outputs, labels)
            loss.backward()
            if recorder is not None:
                recorder.record(loss, outputs)
            optimizer.step()
        if recorder is not None:
            began = time.perf_counter()
            recordings[:] = [recorder.finish()]
            spent.append(time.perf_counter() - began)

    result = race(lambda: loop(recorded=True), lambda: loop(recorded=False), ROUNDS)
    recording = recordings[0]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = recording.save(Path(folder) / "run.safetensors")
        saved = time.perf_counter() - began
        size = path.stat().st_size
    metrics = recording.metrics
    raw = tensor_bytes(recording) + sum(
        array.nbytes for array in (metrics.loss, metrics.accuracy, metrics.gradient_norm)
    )
    return [
        Row(
            f"training a 2-100-2 network for {STEPS:,} steps, every one recorded",
            "the same without a recorder, CPU",
            f"{result.times(1)}; finish {spent[-1]:.3f} s, save {saved:.3f} s",
            1 / result.cpu,
            1.15,
            most=True,
        ),
        Row(
            "file of that recording",
            "raw parameters and metrics",
            f"{size / 1e6:.2f} : {raw / 1e6:.2f} MB",
            size / raw,
            1.1,
            most=True,
        ),
    ]
