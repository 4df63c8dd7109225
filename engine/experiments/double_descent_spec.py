"""What the experiment of double descent can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class DoubleDescentSpec:
    """Networks with more and more weights, which learn from the same few points.

    Raises
    ------
    UsageError
        If something is out of range; the message begins with the flag.
    """

    samples: int = option(12, "Training points.")
    noise: float = option(0.2, "Standard deviation of the noise in their outputs.")
    widest: int = option(1_000, "Weights of the widest network.")
    steepness: float = option(20.0, "Standard deviation of the slopes of the random units.")
    seeds: int = option(50, "Repeats, each with points and random units of its own.")

    def __post_init__(self) -> None:
        in_range("--samples", self.samples, 5, 40)
        in_range("--noise", self.noise, 0.01, 2.0)
        in_range("--widest", self.widest, 20, 5_000)
        in_range("--steepness", self.steepness, 1.0, 100.0)
        in_range("--seeds", self.seeds, 1, 200)
        if self.widest < 4 * self.samples:
            raise UsageError(
                f"--widest {self.widest:,}: with {self.samples} points, the widest network needs "
                f"{4 * self.samples} weights or more"
            )
