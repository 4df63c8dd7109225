"""What a regression of a noisy curve can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class CurveFitSpec:
    """A network with one hidden layer of ReLU units, which learns a curve from noisy points.

    Raises
    ------
    UsageError
        If something is out of range; the message begins with the flag.
    """

    samples: int = option(16, "Points that are trained on.")
    held_out: int = option(40, "Points that are not trained on, for validation.")
    noise: float = option(0.3, "Standard deviation of the noise in their outputs.")
    units: int = option(100, "Hidden units.")
    rate: float = option(0.003, "Learning rate of Adam.")
    steps: int = option(5_000, "Steps of training.")
    seed: int = option(0, "Seed of the points and the first weights.")

    def __post_init__(self) -> None:
        in_range("--samples", self.samples, 4, 200)
        in_range("--held-out", self.held_out, 4, 1_000)
        in_range("--noise", self.noise, 0.0, 2.0)
        in_range("--units", self.units, 2, 1_000)
        in_range("--rate", self.rate, 1e-6, 1.0)
        in_range("--steps", self.steps, 10, 50_000)
        in_range("--seed", self.seed, 0, 2**32 - 1)
