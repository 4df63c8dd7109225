"""A network small enough to follow by hand: two inputs, a few hidden units, one output, a loss."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from engine.experiments.backprop import PAIR_LOSSES, SCALARS, Graph, Tape, adjoints


@dataclass(frozen=True)
class SmallNetwork:
    """A network with one hidden layer and its sample, without parameters.

    Numbers are called ``x1``, ``w12`` (from input 2 to hidden unit 1), ``b1``, ``z1``, ``a1``;
    ``v1`` (from hidden unit 1 to the output), ``c``; ``s``, the sum of the output unit, if that has
    an activation; ``p``, the output; and ``L``.

    Attributes
    ----------
    inputs : tuple of float
    target : float
    hidden : int
        Hidden units.
    activation : str
        Name in `engine.experiments.backprop.SCALARS`.
    loss : str
        Name in `engine.experiments.backprop.PAIR_LOSSES`, which decides the output activation too.
    """

    inputs: tuple[float, ...]
    target: float
    hidden: int
    activation: str
    loss: str

    @property
    def units(self) -> range:
        """The numbers of the hidden units, from 1."""
        return range(1, self.hidden + 1)

    def weights_into(self, unit: int) -> dict[str, str]:
        """Return the names of the weights into a hidden unit, with the inputs they multiply."""
        return {f"w{unit}{i}": f"x{i}" for i in range(1, len(self.inputs) + 1)}

    @property
    def weights_out(self) -> dict[str, str]:
        """Names of the weights into the output, with the hidden units they multiply."""
        return {f"v{unit}": f"a{unit}" for unit in self.units}

    @property
    def output_sum(self) -> str:
        """Name of the weighted sum of the hidden units."""
        return "p" if PAIR_LOSSES[self.loss].output is None else "s"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of all parameters."""
        first = [name for unit in self.units for name in (*self.weights_into(unit), f"b{unit}")]
        return (*first, *self.weights_out, "c")

    def start(self, seed: int) -> dict[str, float]:
        """Return random parameters, rounded to tenths for display: weights from ±0.2 to ±0.9."""
        draw = random.Random(seed)
        tenths = {
            name: draw.choice((-1, 1)) * draw.randint(*((1, 3) if name[0] in "bc" else (2, 9)))
            for name in self.parameters
        }
        return {name: tenth / 10 for name, tenth in tenths.items()}

    def forward(self, parameters: Mapping[str, float]) -> Graph:
        """Compute every number from the inputs to the loss."""
        tape = Tape()
        for name, value in parameters.items():
            tape.given(name, value)
        for i, value in enumerate(self.inputs, 1):
            tape.given(f"x{i}", value)
        for unit in self.units:
            tape.weighted_sum(f"z{unit}", self.weights_into(unit), f"b{unit}")
            tape.apply(f"a{unit}", SCALARS[self.activation], f"z{unit}")
        loss = PAIR_LOSSES[self.loss]
        tape.weighted_sum(self.output_sum, self.weights_out, "c")
        if loss.output is not None:
            tape.apply("p", SCALARS[loss.output], "s")
        tape.lose("L", loss, "p", self.target)
        return tape.graph


@dataclass(frozen=True)
class DescentStep:
    """One step of gradient descent, with all the numbers of it.

    Attributes
    ----------
    network : SmallNetwork
    rate : float
        Learning rate η.
    before, after : Graph
        All numbers, with the parameters before the step and after it.
    adjoints : dict
        Derivative of the loss before the step with respect to every number.
    """

    network: SmallNetwork
    rate: float
    before: Graph
    after: Graph
    adjoints: dict[str, float]

    @property
    def losses(self) -> tuple[float, float]:
        """The loss before the step, and after it."""
        return self.before["L"].value, self.after["L"].value


def descend(network: SmallNetwork, parameters: Mapping[str, float], rate: float) -> DescentStep:
    """Compute one step θ ← θ − η ∂L/∂θ: forward pass, backward pass, update, forward pass."""
    before = network.forward(parameters)
    found = adjoints(before, "L")
    moved = {name: value - rate * found[name] for name, value in parameters.items()}
    return DescentStep(network, rate, before, network.forward(moved), found)
