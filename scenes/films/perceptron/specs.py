"""What the film of the perceptron can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec, acts_option, check_acts

ACTS = ("neuron", "model", "formula", "learning", "xor")


@dataclass(frozen=True, kw_only=True)
class PerceptronSpec(FilmSpec):
    """The film of a neuron, its models, and the first rule by which one of them learned."""

    data: str = option(
        "halves",
        "What it learns: two classes of points in the plane, a data set or a CSV or NPZ file.",
    )
    samples: int | None = option(None, "Number of points [30, or all of a file's].")
    noise: float | None = option(None, "Standard deviation of the noise [per data set].")
    seed: int = option(0, "Seed of the points and of their order.")
    epochs: int = option(10, "Most passes over the points; over those of xor, 30 of them.")
    acts: tuple[str, ...] = acts_option(ACTS)

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--seed", self.seed, 0, 2**32 - 1)
        in_range("--epochs", self.epochs, 2, 1000)
        in_range("--samples", self.samples, 4, 500)
        check_acts(self.acts, ACTS)

    @property
    def subject(self) -> tuple[Any, ...]:
        """What is learned, whatever acts show it."""
        return tuple(pair for pair in super().subject if pair[0] != "acts")
