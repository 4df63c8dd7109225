"""Losses are the formulas of the textbook."""

import pytest
import torch

from engine.training.losses import loss_of


@pytest.mark.parametrize("name", ["cross-entropy", "mse"])
def test_losses_are_the_formulas(name: str) -> None:
    outputs = torch.randn(9, 3, generator=torch.Generator().manual_seed(0))
    labels = torch.arange(9) % 3
    likelihoods = [outputs[i].exp()[labels[i]] / outputs[i].exp().sum() for i in range(9)]
    errors = [(outputs[i] - torch.eye(3)[labels[i]]).square().mean() for i in range(9)]
    expected = {"cross-entropy": -torch.stack(likelihoods).log(), "mse": torch.stack(errors)}
    torch.testing.assert_close(loss_of(name, 3)(outputs, labels), expected[name].mean())
