"""What the film of softmax can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class SoftmaxOptions:
    """Raw outputs that softmax makes probabilities of, in a film or a figure."""

    logits: tuple[float, ...] = option(
        (8.591, 8.454, 9.940), "Raw outputs of the network, one for each of 2 to 6 classes."
    )

    def __post_init__(self) -> None:
        if not 2 <= len(self.logits) <= 6:
            count = len(self.logits)
            raise UsageError(f"--logits: give 2 to 6 numbers instead of {count}, e.g. 2,1,-1")
        for logit in self.logits:
            in_range("--logits", logit, -50, 50)


@dataclass(frozen=True, kw_only=True)
class SoftmaxSpec(SoftmaxOptions, FilmSpec):
    """The film of raw outputs that become probabilities."""

    temperature: float = option(1.0, "Temperature: divides the raw outputs.")

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        SoftmaxOptions.__post_init__(self)
        in_range("--temperature", self.temperature, 0.1, 100)
