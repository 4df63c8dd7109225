"""What the film of batch, stochastic and mini-batch descent can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.descent.descent_spec import MAX_SAMPLES, DescentSpec
from engine.errors import UsageError
from engine.options import in_range, option
from scenes.languages.numbers import grouped
from scenes.storytelling.film_spec import FilmSpec

MOST_STEPS = 20_000


@dataclass(frozen=True, kw_only=True)
class BatchSgdMinibatchSpec(FilmSpec):
    """The film of three ways to use N samples."""

    samples: int = option(60, "Samples that the line is fitted to.")
    batch: int = option(10, "Samples per step of the mini-batch descent.")
    rate: float = option(0.04, "Learning rate of all three.")
    epochs: int = option(30, "How often each of the three sees all samples.")
    start: tuple[float, ...] | None = option(None, "Where all begin [-3.2,6.2].")
    seed: int = option(12, "Seed of the order of the samples.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--samples", self.samples, 4, MAX_SAMPLES)
        in_range("--batch", self.batch, 1, self.samples)
        in_range("--rate", self.rate, 1e-12, 1e6)
        in_range("--epochs", self.epochs, 3, 1_000)
        if self.samples * self.epochs > MOST_STEPS:
            raise UsageError(
                f"--epochs {self.epochs} of {self.samples} samples are too many steps of one "
                f"sample; choose no more than {grouped(MOST_STEPS // self.samples)}"
            )
        self.descents[0].loss_surface.check_place("--start", self.descents[0].loss_surface.start)

    @property
    def batches(self) -> tuple[int, int, int]:
        """Samples per step: of batch, mini-batch and stochastic descent."""
        return self.samples, self.batch, 1

    @property
    def descents(self) -> tuple[DescentSpec, ...]:
        """The three descents, each of which sees all samples as often."""
        return tuple(
            DescentSpec(
                surface="linear-regression", samples=self.samples, start=self.start,
                rate=self.rate, seed=self.seed, batch=None if batch == self.samples else batch,
                steps=self.epochs * self.samples // batch,
            )
            for batch in self.batches
        )  # fmt: skip

    @property
    def subject(self) -> tuple[Any, ...]:
        """The descents that are shown."""
        return (("descents", self.descents),)
