"""The block of which the default network is made."""

from __future__ import annotations

from torch import Tensor, nn


class ResidualBlock(nn.Module):
    """x + V σ(U x + b), with V zero at the start: an untrained block leaves space as it is.

    Parameters
    ----------
    width : int
        Units of the space that it bends.
    hidden : int
        Units inside.
    activation : nn.Module
        σ.
    """

    def __init__(self, width: int, hidden: int, activation: nn.Module) -> None:
        super().__init__()
        self.inner = nn.Linear(width, hidden)
        self.activation = activation
        self.outer = nn.Linear(hidden, width, bias=False)
        nn.init.zeros_(self.outer.weight)

    def forward(self, x: Tensor) -> Tensor:
        """Map (..., width) to (..., width)."""
        displaced: Tensor = x + self.outer(self.activation(self.inner(x)))
        return displaced
