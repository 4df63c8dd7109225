"""Networks that are no chains of stages, and a loop that records them with their parameters."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder

SIDE, CLASSES = 6, 3


class Convolutional(nn.Module):
    """Convolutions and batch normalisation, with a parameter of no axes."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 5, 3)
        self.norm, self.head = nn.BatchNorm2d(4), nn.Linear(5, CLASSES)
        self.drop, self.scale = nn.Dropout(0.2), nn.Parameter(torch.tensor(1.5))

    def forward(self, x: Tensor) -> Tensor:
        """Map images (points, 1, side, side) to logits."""
        x = self.norm(self.first(x)).relu()
        x = self.second(self.drop(x)).relu().mean((2, 3))
        logits: Tensor = self.scale * self.head(x)
        return logits


class Recurrent(nn.Module):
    """A network of which torch cannot compute many at once."""

    def __init__(self) -> None:
        super().__init__()
        self.memory, self.head = nn.LSTM(SIDE, 4, batch_first=True), nn.Linear(4, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        """Map images, read row by row, to logits."""
        logits: Tensor = self.head(self.memory(x.squeeze(1))[0][:, -1])
        return logits


class Attention(nn.Module):
    """Attention among the rows of an image."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = nn.Linear(SIDE, 8)
        self.look, self.head = nn.MultiheadAttention(8, 2, batch_first=True), nn.Linear(8, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        """Map images to logits."""
        x = self.rows(x.squeeze(1))
        logits: Tensor = self.head((x + self.look(x, x, x)[0]).mean(1))
        return logits


KINDS = {"convolutional": Convolutional, "recurrent": Recurrent, "attention": Attention}


def images(points: int = 60) -> tuple[Tensor, Tensor]:
    """Return noisy images of three classes, each with a brighter corner."""
    rng = np.random.default_rng(2)
    labels = np.arange(points) % CLASSES
    pixels = rng.normal(0, 0.6, (points, 1, SIDE, SIDE))
    for k, (row, column) in enumerate(((0, 0), (0, 3), (3, 0))):
        pixels[labels == k, :, row : row + 3, column : column + 3] += 1
    return torch.from_numpy(pixels).float(), torch.from_numpy(labels)


def record(network: nn.Module, steps: int = 12, **options: object) -> ProbedRecording:
    """Train a network on images with full batches, and record it with its parameters."""
    points, labels = images()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    recorder = Recorder(network, points, labels, parameters=True, **options)  # type: ignore[arg-type]
    for _ in range(steps):
        network.train()
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(points), labels).backward()
        network.eval()
        with torch.no_grad():
            loss = nn.functional.cross_entropy(network(points), labels)
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, ProbedRecording)
    return run


def losses_one_by_one(
    network: nn.Module, held: dict[str, Tensor], thetas: list[dict[str, Tensor]]
) -> np.ndarray:
    """Load each set of parameters into a network in evaluation, and call it; the reference."""
    points, labels = images()
    losses = []
    for theta in thetas:
        network.load_state_dict({**network.state_dict(), **held, **theta})
        network.eval()
        with torch.no_grad():
            losses.append(nn.functional.cross_entropy(network(points), labels).item())
    return np.array(losses)
