"""One weight is nudged: what becomes of every number, and how much the loss changes for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log10

from engine.experiments.backprop import Graph
from engine.experiments.small_network import DescentStep
from scenes.languages.numbers import fixed

SIZES = (0.1, 0.01, 0.001, 0.0001)
"""Of the nudge: the largest that is small enough."""
MOST = 8
"""Decimals of the loss in the picture at most."""
FINEST = 10
"""Decimals of it at most, where it is divided."""
OF_SLOPE = 3
"""Decimals to which the quotient of the written losses is that of the losses."""
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
    fine : int
        Of the losses where they are divided, so many that their quotient is that of the true ones.
    losses : (float, float)
        Before and after, with so many decimals.
    """

    name: str
    size: float
    graph: Graph
    decimals: int
    fine: int
    losses: tuple[float, float]

    @property
    def ratio(self) -> float:
        """The change of the loss as it is written, for that of the weight."""
        return (self.losses[1] - self.losses[0]) / self.size

    @property
    def written(self) -> tuple[str, str]:
        """Both losses, before and after, with all those decimals."""
        before, after = self.losses
        return fixed(before, self.fine), fixed(after, self.fine)

    @property
    def change(self) -> str:
        """By how much they differ, without its sign."""
        return fixed(abs(self.losses[1] - self.losses[0]), self.fine)


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
    fine = decimals
    while fine < FINEST and not _is_true(change / size, before, graph["L"].value, size, fine):
        fine += 1
    shown = round(before, fine), round(graph["L"].value, fine)
    return Nudge(name, size, graph, decimals, fine, shown)


def _is_true(ratio: float, before: float, after: float, size: float, decimals: int) -> bool:
    """Return whether losses with so many decimals give a quotient that is right when written."""
    shown = (round(after, decimals) - round(before, decimals)) / size
    return fixed(shown, OF_SLOPE) == fixed(ratio, OF_SLOPE)
