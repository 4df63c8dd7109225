"""What the training of a transformer that sorts can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class SortingSpec:
    """The training of a one-block transformer that writes lists of numbers in rising order.

    Raises
    ------
    UsageError
        If something is out of range; the message begins with the flag.
    """

    length: int = option(8, "Numbers in a list, all different.")
    numbers: int = option(50, "Numbers there are, from 0 on.")
    model_width: int = option(128, "Width of embeddings, queries, keys and values.")
    steps: int = option(300, "Steps of training.")
    batch: int = option(64, "Lists per step.")
    rate: float = option(0.002, "Learning rate of Adam at first; it falls evenly to 0.")
    every: int = option(2, "Record every so many steps.")
    seed: int = option(0, "Seed of the lists and the first weights.")

    def __post_init__(self) -> None:
        in_range("--length", self.length, 3, 10)
        in_range("--numbers", self.numbers, 20, 100)
        in_range("--model-width", self.model_width, 4, 512)
        in_range("--steps", self.steps, 1, 20_000)
        in_range("--batch", self.batch, 1, 1_024)
        in_range("--rate", self.rate, 1e-6, 10)
        in_range("--every", self.every, 1, 1_000)
        in_range("--seed", self.seed, 0, 2**32 - 1)
