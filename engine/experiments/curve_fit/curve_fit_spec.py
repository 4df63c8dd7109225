"""What a regression of a noisy curve can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class CurveFitSpec:
    """A network with one hidden layer of ReLU units, which learns a curve from noisy points.

    Raises
    ------
    UsageError
        If something is out of range; the message begins with the flag.
    """

    data: str | None = option(
        None, "A file of two columns of numbers, inputs and outputs [points round a sine]."
    )
    columns: tuple[str, ...] | None = option(
        None,
        "Input and output column of a file: names, or numbers from 1, e.g. x,y [the only two].",
    )
    sep: str | None = option(
        None, "What separates the columns of a text: a sign, tab or space [found by itself]."
    )
    samples: int | None = option(
        None, "Points that are trained on [16; of a file all but those held out]."
    )
    held_out: int | None = option(
        None, "Points that are not trained on, for validation [40; a quarter of a file's]."
    )
    noise: float | None = option(None, "Standard deviation of the noise in their outputs [0.3].")
    units: int = option(100, "Hidden units.")
    rate: float = option(0.003, "Learning rate of Adam.")
    steps: int = option(5_000, "Steps of training.")
    seed: int = option(0, "Seed of the points and the first weights.")

    def __post_init__(self) -> None:
        in_range("--samples", self.samples, 4, 200 if self.data is None else 10_000)
        in_range("--held-out", self.held_out, 4, 1_000 if self.data is None else 5_000)
        in_range("--noise", self.noise, 0.0, 2.0)
        in_range("--units", self.units, 2, 1_000)
        in_range("--rate", self.rate, 1e-6, 1.0)
        in_range("--steps", self.steps, 10, 50_000)
        in_range("--seed", self.seed, 0, 2**32 - 1)
        self._check_origin()

    def _check_origin(self) -> None:
        """Check that no option is for points of the other kind."""
        if self.data is not None:
            if self.noise is not None:
                raise UsageError("--noise has no effect on the --data of a file; leave it out")
            return
        for flag, value in (("columns", self.columns), ("sep", self.sep)):
            if value is not None:
                raise UsageError(f"--{flag} names what is read from --data FILE; give that too")
