"""A residual block is the point and what its branch adds."""

import torch
from torch import nn

from engine.networks.residual_block import ResidualBlock

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


def test_a_residual_block_adds_its_branch_to_the_point() -> None:
    block = ResidualBlock(2, 5, nn.Tanh())
    nn.init.normal_(block.outer.weight)
    U, b, V = block.inner.weight, block.inner.bias, block.outer.weight
    torch.testing.assert_close(block(POINTS), POINTS + torch.tanh(POINTS @ U.T + b) @ V.T)
