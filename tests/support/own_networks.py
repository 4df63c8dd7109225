"""Networks as users write them, and what torch itself makes of points."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from engine.networks.residual_block import ResidualBlock
from engine.recordings.recording import Recording
from engine.training.networks import build_network

RecordLoop = Callable[..., Recording]


def module_of(recording: Recording, step: float) -> nn.Sequential:
    """Rebuild the torch module as it was at `step`, in double precision."""
    assert recording.spec is not None
    network = build_network(recording.spec, recording.data.dims, recording.data.classes)
    network.double().eval().load_state_dict(recording.parameters(step))
    return network


def moments(recording: Recording) -> list[int]:
    """Give the first, the middle and the last recorded step."""
    steps = recording.steps.tolist()
    return [steps[0], steps[len(steps) // 2], steps[-1]]


def grid(extent: float = 3, resolution: int = 11) -> np.ndarray:
    line = np.linspace(-extent, extent, resolution)
    return np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)


def outputs_of(network: nn.Module, points: np.ndarray) -> list[np.ndarray]:
    """Give what the modules of a sequence make of points, one after another."""
    outputs = [torch.tensor(points)]
    with torch.no_grad():
        for module in network.children():
            outputs.append(module(outputs[-1]))
    return [x.numpy() for x in outputs]


class Own(nn.Module):
    """A network of a user's own, whose parts run one after another."""

    def __init__(self) -> None:
        super().__init__()
        self.classifier = nn.Linear(5, 3)
        self.first = nn.Linear(2, 5)
        self.body = nn.Sequential(nn.BatchNorm1d(5), nn.SiLU(), nn.Dropout(0.4))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.classifier(self.body(self.first(x)))
        return y


OWN: dict[str, Callable[[], nn.Module]] = {
    "everything in sequence": lambda: nn.Sequential(
        nn.Linear(2, 8),
        nn.BatchNorm1d(8),
        nn.PReLU(8),
        nn.Sequential(nn.Dropout(0.3), nn.Linear(8, 6, bias=False), nn.LayerNorm(6), nn.GELU()),
        nn.LayerNorm(6, elementwise_affine=False),
        nn.Linear(6, 3),
        nn.Softmax(dim=1),
    ),
    "residual blocks among layers": lambda: nn.Sequential(
        nn.Linear(2, 4), ResidualBlock(4, 7, nn.PReLU()), nn.LayerNorm(4, bias=False),
        ResidualBlock(4, 3, nn.Softplus(2.0)), nn.Linear(4, 3), nn.LogSoftmax(dim=-1),
    ),
    "constants other than the usual": lambda: nn.Sequential(
        nn.Linear(2, 5), nn.LeakyReLU(0.37), nn.BatchNorm1d(5, eps=0.1, affine=False),
        nn.Linear(5, 5), nn.ELU(0.6), nn.Linear(5, 5), nn.Softshrink(0.2), nn.Linear(5, 5),
        nn.GELU("tanh"), nn.Hardtanh(-0.4, 2.0), nn.Linear(5, 3),
    ),
    "a module of one's own": Own,
}  # fmt: skip
