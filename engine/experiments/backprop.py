"""Backpropagation on a graph of scalars: a forward pass, then a backward pass.

Every number knows which numbers it was computed from, and its derivative with respect to each of
them while the others stand still: a *local* derivative. The derivative of the loss with respect to
any number, its *adjoint*, follows by multiplying local derivatives along the way back from the loss
and adding up where ways meet. That is the chain rule, and all of backpropagation.

References
----------
Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating errors.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.registry import Registry


@dataclass(frozen=True)
class Node:
    """A number of the graph.

    Attributes
    ----------
    value : float
    local : dict
        Name of each number that it was computed from → the local derivative.
    """

    value: float
    local: Mapping[str, float]


Graph = Mapping[str, Node]
"""Scalars by name, in topological order."""


def adjoints(graph: Graph, end: str) -> dict[str, float]:
    """Return the derivatives of one scalar of a graph with respect to all its predecessors.

    Parameters
    ----------
    graph : Graph
    end : str
        Name of the number, such as the loss.

    Returns
    -------
    dict
        Name → derivative; 0 where nothing leads to the end.
    """
    found = dict.fromkeys(graph, 0.0)
    found[end] = 1.0
    for name in reversed([*graph]):  # a number's adjoint is complete before it is handed on
        for source, local in graph[name].local.items():
            found[source] += found[name] * local
    return found


@dataclass(frozen=True)
class Scalar:
    """A function of one number, and its derivative.

    Attributes
    ----------
    symbol : str
        How a formula writes it, in Typst's math mode.
    value, slope : callable
    """

    symbol: str
    value: Callable[[float], float]
    slope: Callable[[float], float]


def _sigmoid(x: float) -> float:
    return 0.5 * (1 + math.tanh(x / 2))  # never overflows


SCALARS: Registry[Scalar] = Registry("activation")
SCALARS.add("tanh", Scalar("tanh", math.tanh, lambda x: 1 - math.tanh(x) ** 2))
SCALARS.add("sigmoid", Scalar("sigma", _sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)))
SCALARS.add("relu", Scalar('"ReLU"', lambda x: max(x, 0.0), lambda x: float(x > 0)))
SCALARS.add(
    "leaky-relu",
    Scalar('"LReLU"', lambda x: max(x, 0.1 * x), lambda x: 1.0 if x > 0 else 0.1),
)
SCALARS.add(
    "softplus",
    Scalar('"softplus"', lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), _sigmoid),
)
SCALARS.add("identity", Scalar("id", lambda x: x, lambda x: 1.0))


@dataclass(frozen=True)
class PairLoss:
    """The loss of an output p with the target y.

    Attributes
    ----------
    output : str or None
        Name in `SCALARS` of the output activation that goes with it, if there is one.
    value, slope : callable
        Of (p, y); the slope is the derivative with respect to p.
    """

    output: str | None
    value: Callable[[float, float], float]
    slope: Callable[[float, float], float]


def _safe_log(p: float) -> float:
    return max(math.log(p), -100.0) if p > 0 else -100.0  # as torch's binary_cross_entropy does


PAIR_LOSSES: Registry[PairLoss] = Registry("loss")
PAIR_LOSSES.add("mse", PairLoss(None, lambda p, y: (p - y) ** 2, lambda p, y: 2 * (p - y)))
PAIR_LOSSES.add(
    "cross-entropy",
    PairLoss(
        "sigmoid",
        lambda p, y: -y * _safe_log(p) - (1 - y) * _safe_log(1 - p),
        lambda p, y: (p - y) / max(p * (1 - p), 1e-12),
    ),
)


class Tape:
    """A recorder of the graph of a computation (a Wengert list)."""

    def __init__(self) -> None:
        self.graph: dict[str, Node] = {}

    def given(self, name: str, value: float) -> None:
        """Add an input or a parameter."""
        self.graph[name] = Node(value, {})

    def weighted_sum(self, name: str, pairs: Mapping[str, str], bias: str) -> None:
        """Compute Σ weight · input + bias, from the names of weights and their inputs."""
        total, local = self.graph[bias].value, {bias: 1.0}
        for weight, source in pairs.items():
            w, x = self.graph[weight].value, self.graph[source].value
            total += w * x
            local |= {weight: x, source: w}
        self.graph[name] = Node(total, local)

    def apply(self, name: str, function: Scalar, source: str) -> None:
        """Compute a function of one number."""
        x = self.graph[source].value
        self.graph[name] = Node(function.value(x), {source: function.slope(x)})

    def lose(self, name: str, loss: PairLoss, output: str, target: float) -> None:
        """Compute the loss of an output."""
        p = self.graph[output].value
        self.graph[name] = Node(loss.value(p, target), {output: loss.slope(p, target)})
