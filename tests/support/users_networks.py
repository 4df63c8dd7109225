"""Networks as people who know only PyTorch write them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import parametrizations


class Functional(nn.Module):
    """A perceptron whose activations are functions."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.last = nn.Linear(2, 8), nn.Linear(8, 8), nn.Linear(8, 2)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.first(x))
        x = F.dropout(torch.tanh(self.second(x)), 0.3, self.training)
        y: Tensor = self.last(F.leaky_relu(x, 0.2))
        return y


class Skips(nn.Module):
    """A residual network with skip connections of its own, deep and with a projection."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Linear(2, 6)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(6), nn.Linear(6, 6), nn.GELU(), nn.Linear(6, 6))
            for _ in range(3)
        )
        self.short, self.long, self.head = nn.Linear(6, 4), nn.Linear(6, 4), nn.Linear(4, 2)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for block in self.blocks:
            x = x + 0.5 * block(x)
        x = self.short(x) + self.long(x).sigmoid()
        y: Tensor = self.head(x.relu())
        return y


class Concatenated(nn.Module):
    """Each layer sees all before it, as in a DenseNet."""

    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.head = nn.Linear(2, 4), nn.Linear(6, 4), nn.Linear(10, 2)

    def forward(self, x: Tensor) -> Tensor:
        x = torch.cat([x, self.a(x).sigmoid()], dim=1)
        x = torch.cat((x, F.silu(self.b(x))), -1)
        y: Tensor = self.head(x)
        return y


class FromScratch(nn.Module):
    """Matrices of one's own, the points in rows."""

    def __init__(self) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.randn(2, 5))
        self.b = nn.Parameter(torch.randn(5))
        self.V = nn.Parameter(torch.randn(5, 2))
        self.c = nn.Parameter(torch.randn(1, 2))

    def forward(self, x: Tensor) -> Tensor:
        return (x @ self.W + self.b).clamp(min=0) @ self.V + self.c


class ByName(FromScratch):
    """Every argument of every call has its name."""

    def __init__(self) -> None:
        super().__init__()
        self.layer, self.bend, self.U = nn.Linear(5, 5), nn.Tanh(), nn.Parameter(torch.eye(5))

    def forward(self, x: Tensor) -> Tensor:
        h = torch.add(other=self.b, input=torch.matmul(other=self.W, input=x))
        h = torch.mm(mat2=self.U, input=torch.clamp(min=0, input=h))
        h = self.bend(input=self.layer(input=torch.sub(input=h, other=0.5)))
        h = F.linear(bias=self.layer.bias, weight=self.layer.weight, input=F.elu(input=h))
        h = torch.cat(dim=1, tensors=[torch.relu(input=h)])
        return torch.matmul(input=h, other=self.V) + self.c


class Turned(FromScratch):
    """Linear maps written in every way, and their negatives."""

    def __init__(self) -> None:
        super().__init__()
        self.U = nn.Parameter(torch.randn(4, 5))
        self.d = nn.Parameter(torch.zeros(1, 4))
        self.T = nn.Parameter(torch.randn(3, 4))
        self.scale, self.shift = nn.Parameter(torch.randn(3)), nn.Parameter(torch.randn(3))
        self.R = nn.Parameter(torch.randn(2, 3))

    def forward(self, x: Tensor) -> Tensor:
        h = torch.addmm(self.b, x, self.W).tanh()
        h = 1.5 - torch.sigmoid(-(h @ self.U.T + self.d))
        h = torch.einsum("oi,bi->bo", self.T, h)
        h = F.layer_norm(F.layer_norm(h, (3,)), (3,), self.scale, self.shift, 1e-3)
        return torch.einsum("...i,io->...o", h.relu(), self.R.t())


class Parts(nn.Module):
    """Of a matrix and a bias only parts are used."""

    def __init__(self) -> None:
        super().__init__()
        self.all, self.c = nn.Parameter(torch.randn(2, 6)), nn.Parameter(torch.zeros(4))
        self.head = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.head((x @ self.all[:, 4:] + self.c[:2]).tanh())
        return y


class Shared(nn.Module):
    """One layer used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(2, 2), nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.outer(torch.tanh(self.inner(torch.tanh(self.inner(x)))))
        return y


class Siblings(nn.Sequential):
    """Two layers with one matrix and a bias each."""

    def __init__(self) -> None:
        super().__init__(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2))
        self[2].weight = self[0].weight


class Twins(Siblings):
    """Two layers that are the same under two names, and a norm that learns nothing."""

    def __init__(self) -> None:
        super().__init__()
        self[2].bias = self[0].bias
        self.append(nn.BatchNorm1d(2, affine=False))


def _normalised(change: Callable[..., nn.Module]) -> Callable[[], nn.Module]:
    return lambda: nn.Sequential(change(nn.Linear(2, 6)), nn.ReLU(), nn.Linear(6, 2))


EXACT: dict[str, Callable[[], nn.Module]] = {
    "functional activations": Functional,
    "skip connections": Skips,
    "concatenation": Concatenated,
    "matrices of one's own": FromScratch,
    "arguments by name": ByName,
    "linear maps in every way": Turned,
    "parts of a matrix": Parts,
    "a shared layer": Shared,
    "layers that share a matrix": Siblings,
    "layers that share all": Twins,
    "spectral normalisation": _normalised(parametrizations.spectral_norm),
    "weight normalisation": _normalised(parametrizations.weight_norm),
    "orthogonal weights": _normalised(parametrizations.orthogonal),
}
"""Networks that are chains of stages."""


class Convolutional(nn.Module):
    """A small network for digits of 8×8."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.norm = nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4)
        self.conv2, self.head = nn.Conv2d(4, 6, 3, padding=1), nn.Linear(24, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.norm(self.conv1(x))), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        y: Tensor = self.head(x.flatten(1))
        return y


class ResNet(nn.Module):
    """Convolutions with a skip connection, and pooling."""

    def __init__(self) -> None:
        super().__init__()
        self.stem, self.body = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)
        self.pool, self.head = nn.AdaptiveAvgPool2d(1), nn.Linear(4, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x).relu()
        x = x + F.relu(self.body(x))
        y: Tensor = self.head(self.pool(x).flatten(1))
        return y


class Recurrent(nn.Module):
    """Rows of a digit as a sequence."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm, self.head = nn.LSTM(8, 6, batch_first=True), nn.Linear(6, 10)

    def forward(self, x: Tensor) -> Tensor:
        hidden, _ = self.lstm(x.squeeze(1))
        y: Tensor = self.head(hidden[:, -1])
        return y


class Transformer(nn.Module):
    """Rows of a digit, each looking at all."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        self.head = nn.Linear(8, 10)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.head(self.encoder(x.squeeze(1)).mean(dim=1))
        return y


class Siamese(nn.Module):
    """One tower, used on both halves."""

    def __init__(self) -> None:
        super().__init__()
        self.tower, self.head = nn.Linear(32, 5), nn.Linear(10, 10)

    def forward(self, x: Tensor) -> Tensor:
        left, right = x.flatten(1).split(32, dim=1)
        both = torch.cat([self.tower(left).tanh(), self.tower(right).tanh()], dim=1)
        y: Tensor = self.head(both)
        return y


class TwoHeads(nn.Module):
    """The class and a reconstruction."""

    def __init__(self) -> None:
        super().__init__()
        self.code, self.classes, self.picture = nn.Linear(64, 8), nn.Linear(8, 10), nn.Linear(8, 64)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        code = self.code(x.flatten(1)).relu()
        return {"picture": self.picture(code), "logits": self.classes(code)}


PROBED: dict[str, Callable[[], nn.Module]] = {
    "convolutions": Convolutional,
    "a residual network": ResNet,
    "a recurrent network": Recurrent,
    "a transformer": Transformer,
    "shared towers": Siamese,
}
"""Networks for digits of 8×8 that are no chains of stages."""
