"""What the film of losses can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from engine.options import in_range, option
from scenes.languages.numbers import significant
from scenes.storytelling.film_spec import FilmSpec, check_distinct, check_some


@dataclass(frozen=True, kw_only=True)
class LossesSpec(FilmSpec):
    """The film of losses and their gradients."""

    names: tuple[str, ...] = option(tuple(LOSS_FUNCTIONS), "Losses to show.", LOSS_FUNCTIONS)
    target: float = option(1.0, "What is to be predicted, where that is a number.")
    delta: float = option(1.0, "Where Huber's loss goes from squared to straight.")

    def __post_init__(self) -> None:
        super().__post_init__()
        check_some("--names", self.names, LOSS_FUNCTIONS)
        check_distinct("--names", self.names)
        in_range("--target", self.target, -1_000, 1_000)
        in_range("--delta", self.delta, 0.1, 4)
        if self.delta != 1 and "huber" not in self.names:
            raise UsageError(
                f"--delta {significant(self.delta)} is Huber's alone; add huber to --names"
            )
        numbers = any(LOSS_FUNCTIONS[name].domain == "prediction" for name in self.names)
        if self.target != 1 and not numbers:
            raise UsageError(
                f"--target {significant(self.target)}: no loss of numbers is named; leave it out"
            )
