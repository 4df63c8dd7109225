"""The stages of a network, where only they matter."""

from torch import Tensor, nn

from engine.networks.stages import Stage
from engine.tracing.tracing import read_network


def stages_of(network: nn.Module, points: Tensor) -> tuple[Stage, ...]:
    """Return the stages that a network is a chain of."""
    return read_network(network, points).stages
