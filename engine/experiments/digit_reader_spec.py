"""What the training of a network that reads digits can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class DigitReaderSpec:
    """The training of a small convolutional network on digits."""

    steps: int = option(240, "Steps of training.")
    batch: int = option(64, "Digits per step.")
    rate: float = option(0.004, "Learning rate of Adam.")
    points: int = option(400, "Digits that are watched.")
    every: int = option(3, "Record the layers' answers every so many steps.")
    seed: int = option(0, "Seed of the choice of digits, the first weights and the batches.")

    def __post_init__(self) -> None:
        in_range("--steps", self.steps, 1, 20_000)
        in_range("--batch", self.batch, 1, 1_297)
        in_range("--rate", self.rate, 1e-6, 10)
        in_range("--points", self.points, 20, 1_297)
        in_range("--every", self.every, 1, 1_000)
        in_range("--seed", self.seed, 0, 2**32 - 1)
