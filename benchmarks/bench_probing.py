"""What recording a convolutional network by its probe costs, on scikit-learn's digits."""

import tempfile
import time
from pathlib import Path

import torch
from side_by_side import Row, race
from sklearn.datasets import load_digits
from torch import nn

from engine.experiments.digit_reader import DigitReader
from engine.tracing.tracing import evaluating
from warpreel import ProbedRecording, Recorder

STEPS, ROUNDS = 200, 3


def rows() -> list[Row]:
    """Measure time and size."""
    torch.set_num_threads(1)
    digits = load_digits()
    images = torch.tensor(digits.images[:, None] / 16, dtype=torch.float32)
    labels = torch.tensor(digits.target)
    recordings: list[ProbedRecording] = []

    def loop(batch: int, *, recorded: bool = False, evaluated: bool = False) -> None:
        torch.manual_seed(0)
        network = DigitReader()
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
        recorder = Recorder(network, images, labels) if recorded else None
        for _ in range(STEPS):
            chosen = torch.randperm(len(images))[:batch]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(images[chosen]), labels[chosen])
            loss.backward()
            if recorder is not None:
                recorder.record(loss)
            if evaluated:
                with evaluating(network):
                    network(images[:500])
            optimizer.step()
        if recorder is not None:
            recording = recorder.finish()
            assert isinstance(recording, ProbedRecording)
            recordings[:] = [recording]

    def row(batch: int, against: str, target: float | None, *, evaluated: bool = False) -> Row:
        result = race(
            lambda: loop(batch, recorded=True),
            lambda: loop(batch, evaluated=evaluated),
            ROUNDS,
        )
        assert len(recordings[0].steps) == STEPS + 1
        points = len(recordings[0].probe)
        return Row(
            f"training a CNN on {batch:,} digits a step, {points} of all probed at every step",
            against,
            result.times(1),
            1 / result.cpu,
            target,
            most=True,
        )

    found = [
        row(len(images), "the same without a recorder, CPU", 1.25),
        row(64, "the same without a recorder, CPU", None),
        row(64, "the same, that evaluates as many at every step, CPU", 1.25, evaluated=True),
    ]
    recording = recordings[0]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        size = recording.save(Path(folder) / "run.safetensors").stat().st_size
        saved = time.perf_counter() - began
    metrics = recording.metrics
    raw = recording.data.features.nbytes + recording.data.labels.nbytes
    raw += sum(array.nbytes for array in recording.answers.values())
    raw += metrics.loss.nbytes + metrics.accuracy.nbytes + metrics.gradient_norm.nbytes
    found.append(
        Row(
            "file of that recording",
            "raw answers, metrics and points",
            f"{size / 1e6:.2f} : {raw / 1e6:.2f} MB; save {saved:.3f} s",
            size / raw,
            1.1,
            most=True,
        )
    )
    return found
