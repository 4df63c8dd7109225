"""What the film of vanishing gradients can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS
from engine.options import in_range, option
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec, check_distinct

CHECKS = 150
"""About at how many steps the slopes are measured."""


@dataclass(frozen=True, kw_only=True)
class SaturationSpec(FilmSpec):
    """The film of a deep network that learns or not, depending on its activation."""

    data: str = option("spirals", "A data set, or a CSV or NPZ file.")
    activations: tuple[str, ...] = option(
        ("sigmoid", "tanh", "relu", "leaky-relu"), "Up to four, side by side.", ACTIVATIONS
    )
    depth: int = option(10, "Hidden layers.")
    width: int = option(32, "Units per hidden layer.")
    gain: float = option(
        2**0.5, "Standard deviation of the first weights, times √inputs; √2 suits ReLU."
    )
    steps: int = option(600, "Steps of gradient descent.")
    rate: float = option(0.02, "Learning rate.")
    seed: int = option(12, "Seed of the data and of the first weights.")

    def __post_init__(self) -> None:
        super().__post_init__()
        count = len(self.activations)
        if not 1 <= count <= 4:
            raise UsageError(f"--activations names {count}: choose between 1 and 4")
        check_distinct("--activations", self.activations)
        in_range("--depth", self.depth, 2, 20)
        in_range("--width", self.width, 1, 256)
        in_range("--steps", self.steps, 10, 20_000)
        for activation in self.activations:
            self.run_of(activation)

    def run_of(self, activation: str) -> RunSpec:
        """Return the training run with this activation."""
        return RunSpec(
            data=self.data,
            hidden=(self.width,) * self.depth,
            activation=activation,
            gain=self.gain,
            optimizer="sgd",
            rate=self.rate,
            weight_decay=0.0,
            steps=self.steps,
            settle=self.steps,
            seed=self.seed,
            record_every=max(self.steps // CHECKS, 1),
        )
