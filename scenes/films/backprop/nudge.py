"""One weight is nudged: what becomes of every number, and how much the loss changes for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log10

from engine.experiments.backprop import Graph
from engine.experiments.small_network import DescentStep

SIZES = (0.1, 0.01, 0.001, 0.0001)
"""Of the nudge: the largest that is small enough."""
MOST = 8
"""Decimals of the loss at most."""
STRAIGHT = 0.02
"""Share by which the ratio of the changes may miss the derivative, for the nudge to be small."""


@dataclass(frozen=True)
class Nudge:
    """What a small change of one weight does.

    Attributes
    ----------
    name : str
        Of the weight.
    size : float
        By which it grows.
    graph : Graph
        All numbers after that.
    decimals : int
        Of the loss, so many that two digits of its change can be read.
    losses : (float, float)
        Before and after, as they are written.
    """

    name: str
    size: float
    graph: Graph
    decimals: int
    losses: tuple[float, float]

    @property
    def ratio(self) -> float:
        """The change of the loss as it is written, for that of the weight."""
        return (self.losses[1] - self.losses[0]) / self.size


def nudge(step: DescentStep, name: str) -> Nudge:
    """Nudge a weight before the step, by so little that the loss hardly bends on the way."""
    parameters = {each: step.before[each].value for each in step.network.parameters}
    slope, before = step.adjoints[name], step.losses[0]
    for size in SIZES:
        graph = step.network.forward({**parameters, name: parameters[name] + size})
        change = graph["L"].value - before
        if abs(change / size - slope) <= STRAIGHT * abs(slope):
            break
    wanted = MOST if abs(change) < 1e-12 else ceil(1 - log10(abs(change)))
    decimals = min(max(wanted, 3), MOST) if slope else 3
    shown = round(before, decimals), round(graph["L"].value, decimals)
    return Nudge(name, size, graph, decimals, shown)
