"""An activation of somebody's own, in a module of its own as the registry wants it."""

import torch
from torch import Tensor, nn


class Snake(nn.Module):
    """x + sin²(a x) / a (Liu, Hartwig & Ueda 2020, Neural networks fail to learn periodic
    functions)."""

    def __init__(self, a: float = 1.0) -> None:
        super().__init__()
        self.a = a

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.sin(self.a * x) ** 2 / self.a
