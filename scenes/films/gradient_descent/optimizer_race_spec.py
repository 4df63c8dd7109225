"""What the film of racing optimisers can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.options import in_range, option
from scenes.storytelling.film_spec import FilmSpec

MOST = 6
"""Optimisers that can be told apart on one map."""
NEAR = (-2.0, 4.5, -3.0, 2.5)
"""The part of Beale's surface in which its usual start and its minimum lie."""


@dataclass(frozen=True, kw_only=True)
class OptimizerRaceSpec(FilmSpec):
    """The film of several optimisers, from one start."""

    surface: str = option("beale", "Loss surface of two variables.", SURFACES)
    formula: str | None = option(
        None, 'A formula of two variables instead, e.g. "a**2 + 9*b**2".', signed=True
    )
    domain: tuple[float, ...] | None = option(
        None, "Lowest and highest value, of both variables or of each: -3,3 or -3,3,-1,5."
    )
    start: tuple[float, ...] | None = option(None, "Where all begin [per surface].")
    optimizers: tuple[str, ...] = option(
        ("gradient-descent", "momentum", "rmsprop", "adam", "newton"),
        "Two to six optimisers.",
        RULES,
    )
    rates: tuple[float, ...] | None = option(
        None, "A learning rate for each of them [per surface and optimiser]."
    )
    tune: bool = option(False, "Give each the best learning rate of a grid.")
    steps: int = option(300, "Steps to take.")
    below: float | None = option(
        None, "The loss to reach [a thousandth of the way down is left from the start's]."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--steps", self.steps, 3, 5_000)
        in_range("--below", self.below, -1e12, 1e12)
        if not 2 <= len(set(self.optimizers)) == len(self.optimizers) <= MOST:
            raise UsageError(f"--optimizers: name between 2 and {MOST}, each once")
        if self.rates is not None and self.tune:
            raise UsageError("--tune chooses the learning rates; leave --rates out")
        if self.rates is not None and len(self.rates) != len(self.optimizers):
            raise UsageError(
                f"--rates: give one for each optimiser: {len(self.optimizers)}, "
                f"not {len(self.rates)}"
            )
        for rate in self.rates or ():
            in_range("--rates", rate, 1e-12, 1e6)
        if self.formula is not None and self.surface != "beale":
            raise UsageError(
                f"--surface {self.surface} has no effect on a --formula; leave one of them out"
            )
        if self.entrants[0].loss_surface.dims != 2:
            raise UsageError("a race needs a surface of two variables; choose another --surface")

    @property
    def entrants(self) -> tuple[DescentSpec, ...]:
        """The descents, before any tuning."""
        surface = "bowl" if self.formula is not None else self.surface
        rates = self.rates or (None,) * len(self.optimizers)
        domain = self.domain
        if domain is None and self.start is None and self.formula is None and surface == "beale":
            domain = NEAR
        return tuple(
            DescentSpec(
                surface=surface, formula=self.formula, domain=domain, start=self.start,
                optimizer=name, rate=rate, steps=self.steps,
            )
            for name, rate in zip(self.optimizers, rates, strict=True)
        )  # fmt: skip

    @property
    def subject(self) -> tuple[Any, ...]:
        """The descents that are shown."""
        return ("entrants", self.entrants), ("tune", self.tune), ("below", self.below)
