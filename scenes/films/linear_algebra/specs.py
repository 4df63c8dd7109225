"""What the films of linear maps can be asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.errors import UsageError
from engine.geometry.named_maps import EXAMPLE, NAMED_MAPS, SHOWN, VECTOR
from engine.networks.activations import ACTIVATIONS
from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec, check_some

LARGEST = 10
"""Of a matrix or a vector: beyond it, the plane would shrink to a dot beside its image."""
MOST_LAYERS = 8


def check_numbers(flag: str, numbers: tuple[float, ...], count: int, example: str) -> None:
    """Refuse a wrong number of numbers, and numbers that are not finite or absurdly large.

    Raises
    ------
    UsageError
        With a sentence that begins with the flag.
    """
    shown = ",".join(f"{number:g}" for number in numbers) or "nothing"
    if len(numbers) != count:
        raise UsageError(f"{flag} {shown}: give {count} numbers, {example}")
    if not all(math.isfinite(number) and abs(number) <= LARGEST for number in numbers):
        raise UsageError(f"{flag} {shown}: choose numbers between -{LARGEST} and {LARGEST}")


def check_matrix(flag: str, numbers: tuple[float, ...]) -> None:
    """Refuse what is not a 2 × 2 matrix, row by row."""
    check_numbers(flag, numbers, 4, "the rows of a 2 × 2 matrix, e.g. 1,0.5,0,1")


@dataclass(frozen=True, kw_only=True)
class VectorsAndMatricesSpec(FilmSpec):
    """The film of what a vector is, and what a matrix does to all of them."""

    vector: tuple[float, ...] = option(VECTOR, "The vector, e.g. 0.83,0.51.")
    maps: tuple[str, ...] = option(SHOWN, "Maps to show.", NAMED_MAPS)
    matrix: tuple[float, ...] | None = option(
        None, "Show this 2 × 2 matrix instead, taken apart; row by row, e.g. 1,0.5,0,1."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_numbers("--vector", self.vector, 2, "e.g. 0.83,0.51")
        if not any(self.vector):
            raise UsageError("--vector 0,0 has no direction to show; choose another")
        check_some("--maps", self.maps, NAMED_MAPS)
        if self.matrix is None:
            return
        check_matrix("--matrix", self.matrix)
        if self.maps != SHOWN:
            raise UsageError("--maps has no effect on a --matrix; leave one of them out")


@dataclass(frozen=True, kw_only=True)
class AffineSpec(FilmSpec):
    """The film of what a linear map cannot do, and an affine one can: move the origin."""

    matrix: tuple[float, ...] = option(EXAMPLE, "The 2 × 2 matrix, row by row, e.g. 1,0.5,0,1.")
    shift: tuple[float, ...] = option((1.2, -0.4), "What is added, e.g. 1.2,0.7.")

    def __post_init__(self) -> None:
        super().__post_init__()
        check_matrix("--matrix", self.matrix)
        check_numbers("--shift", self.shift, 2, "e.g. 1.2,0.7")


@dataclass(frozen=True, kw_only=True)
class StackedLinearSpec(FilmSpec):
    """The film of many linear layers that are but one."""

    count: int = option(3, "Number of linear layers.")
    seed: int = option(4, "Seed of their matrices.")
    activation: str = option("tanh", "Activation function put between them.", ACTIVATIONS)

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--count", self.count, 1, MOST_LAYERS)
        in_range("--seed", self.seed, 0, 2**32 - 1)
        if self.activation == "identity":
            raise UsageError("--activation identity bends nothing; choose another, such as tanh")
