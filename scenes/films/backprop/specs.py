"""What the film of backpropagation can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.experiments.backprop import PAIR_LOSSES, SCALARS
from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class BackpropSpec(FilmSpec):
    """The film of one step of gradient descent, number by number."""

    inputs: tuple[float, ...] = option((0.5, -1.0), "The two inputs, e.g. 0.5,-1.")
    target: float = option(1.0, "What the output should be; 0 to 1 for cross-entropy.")
    hidden: int = option(2, "Hidden units, 2 or 3.")
    activation: str = option("tanh", "Activation function.", SCALARS)
    loss: str = option(
        "mse", "Loss; cross-entropy comes with a sigmoid on the output.", PAIR_LOSSES
    )
    rate: float = option(0.1, "Learning rate.")
    seed: int = option(175954, "Seed of the initial weights.")

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.inputs) != 2:
            raise UsageError(f"--inputs takes two numbers, e.g. 0.5,-1, and got {len(self.inputs)}")
        for value in self.inputs:
            in_range("--inputs", value, -10, 10)
        low, high = (0, 1) if self.loss == "cross-entropy" else (-10, 10)
        in_range("--target", self.target, low, high)
        in_range("--hidden", self.hidden, 2, 3)
        in_range("--rate", self.rate, 0.001, 10)
        in_range("--seed", self.seed, 0, 2**32 - 1)
