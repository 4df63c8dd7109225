"""What the film of learning rates can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec

MOST_RATES = 4


@dataclass(frozen=True, kw_only=True)
class LearningRatesSpec(FilmSpec):
    """The film of one start and several learning rates."""

    surface: str = option("booth", "A quadratic loss surface.", SURFACES)
    formula: str | None = option(
        None, 'A quadratic formula instead, e.g. "a**2 + 3*b**2 + a*b".', signed=True
    )
    domain: tuple[float, ...] | None = option(
        None, "Lowest and highest value, of all variables or of each: -3,3 or -3,3,-1,5."
    )
    start: tuple[float, ...] | None = option(None, "Where to begin [per surface].")
    rates: tuple[float, ...] | None = option(
        None, "Up to four learning rates [0.03, 0.5, 0.97 and 1.03 of the limit 2/λ]."
    )
    steps: int = option(30, "Steps to take.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--steps", self.steps, 3, 1_000)
        if self.rates is not None and not 2 <= len(self.rates) <= MOST_RATES:
            raise UsageError(f"--rates: give between 2 and {MOST_RATES}, e.g. 0.01,0.1")
        for rate in self.rates or ():
            in_range("--rates", rate, 1e-12, 1e6)
        if self.formula is not None and self.surface != "booth":
            raise UsageError(
                f"--surface {self.surface} has no effect on a --formula; leave one of them out"
            )
        self.descent_at(0.1)

    def descent_at(self, rate: float) -> DescentSpec:
        """Return the descent with one learning rate."""
        start = self.start
        if start is None and self.formula is None and self.surface == "booth":
            start = (-8.0, 4.0)  # the surface's own lies along its steepest axis alone
        surface = "bowl" if self.formula is not None else self.surface
        return DescentSpec(
            surface=surface, formula=self.formula, domain=self.domain, start=start, rate=rate,
            steps=self.steps,
        )  # fmt: skip

    @property
    def subject(self) -> tuple[Any, ...]:
        """The descents that are shown."""
        return ("descent", self.descent_at(0.1)), ("rates", self.rates)
