"""The specification of a descent: one frozen dataclass that is its whole interface."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

from engine.descent.formulas import parse_formula
from engine.descent.rules import RULES, Rule
from engine.descent.sample_losses import SampleLoss
from engine.descent.schedules import SCHEDULES, Progress
from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.options import check_options, in_range, option

MAX_STEPS = 100_000
MAX_SAMPLES = 1_000
HALF_WIDTH = 5.0
"""Default domain of a formula, if its start lies inside."""


@dataclass(frozen=True, kw_only=True)
class DescentSpec:
    """One descent: surface, start, rule, rate, when to stop.

    Raises
    ------
    UsageError
        If something is out of range; the message begins with the flag.
    UnknownNameError
        If a registry does not hold a name.
    """

    surface: str = option("bowl", "Loss surface.", SURFACES)
    formula: str | None = option(
        None,
        'A formula of one or two variables instead, e.g. "(a-8)**2 + (b-2)**2 + sin(a)".',
        signed=True,
    )
    domain: tuple[float, ...] | None = option(
        None, "Lowest and highest value, of all variables or of each: -3,3 or -3,3,-1,5."
    )
    start: tuple[float, ...] | None = option(None, "Where to begin, e.g. 28,27 [per surface].")
    optimizer: str = option("gradient-descent", "Rule by which steps are taken.", RULES)
    rate: float | None = option(None, "Learning rate [per surface and optimizer].")
    steps: int = option(500, "Most steps to take.")
    schedule: str = option("constant", "How the learning rate changes.", SCHEDULES)
    decay: float = option(0.5, "Factor by which the schedules step and exponential shrink it…")
    period: int | None = option(None, "… in so many steps [a tenth of all]; halves it in 1/t.")
    batch: int | None = option(None, "Samples per step, where a loss has samples [all].")
    samples: int | None = option(None, "Samples to draw, where a loss has samples [60].")
    seed: int = option(12, "Seed of the order of the samples.")
    stop_gradient: float = option(0.0, "Stop where the gradient is no longer than this.")
    stop_change: float = option(0.0, "Stop where the loss changes by less than this.")

    def __post_init__(self) -> None:
        check_options(self)
        in_range("--rate", self.rate, 1e-12, 1e6)
        in_range("--steps", self.steps, 1, MAX_STEPS)
        in_range("--decay", self.decay, 1e-6, 1)
        in_range("--period", self.period, 1, MAX_STEPS)
        in_range("--samples", self.samples, 2, MAX_SAMPLES)
        in_range("--seed", self.seed, 0, 2**32 - 1)
        in_range("--stop-gradient", self.stop_gradient, 0, 1e12)
        in_range("--stop-change", self.stop_change, 0, 1e12)
        if self.formula is not None and self.surface != "bowl":
            raise UsageError(
                f"--surface {self.surface} has no effect on a --formula; leave one of them out"
            )
        surface = self.loss_surface
        if self.samples is not None and not isinstance(surface.function, SampleLoss):
            raise UsageError(f"--samples {self.samples} has no effect on a surface without samples")
        self.check_batch(surface)

    @property
    def descent(self) -> DescentSpec:
        """The descent alone, of a spec that asks for more."""
        return DescentSpec(**{item.name: getattr(self, item.name) for item in fields(DescentSpec)})

    @property
    def loss_surface(self) -> Surface:
        """The surface itself, with its domain and start resolved."""
        if self.formula is not None:
            return self._surface_of(self.formula)
        known = SURFACES[self.surface]
        domain = known.domain if self.domain is None else self._domain_of(known.names)
        held = tuple(
            least
            for least in known.minima
            if all(low <= x <= high for x, (low, high) in zip(least.place, domain, strict=True))
        )
        function = known.function
        if self.samples is not None and isinstance(function, SampleLoss):
            function = replace(function, samples=self.samples)
        start = self.start or known.start
        return replace(known, function=function, domain=domain, start=start, minima=held)

    @property
    def rule(self) -> Rule:
        """The rule by which steps are taken."""
        return RULES[self.optimizer]

    def learning_rate(self, surface: Surface | None = None) -> float:
        """Return the learning rate, its default resolved for a surface."""
        surface = surface or self.loss_surface
        if self.rate is not None:
            return self.rate
        widest = max(high - low for low, high in surface.domain)
        usual = {"slope": surface.rate, "size": widest, "whole": 1.0}
        return self.rule.share * usual[self.rule.pace]

    def rate_at(self, step: int, surface: Surface | None = None) -> float:
        """Return the learning rate at a step."""
        period = self.period or math.ceil(self.steps / 10)
        now = Progress(step, self.steps, period, self.decay)
        return self.learning_rate(surface) * SCHEDULES[self.schedule].share(now)

    def check_batch(self, surface: Surface) -> None:
        """Check that a surface has samples enough for the batch.

        Raises
        ------
        UsageError
            The sentence begins with the flag.
        """
        if self.batch is None:
            return
        if not isinstance(surface.function, SampleLoss):
            raise UsageError(f"--batch {self.batch} has no effect on a surface without samples")
        in_range("--batch", self.batch, 1, surface.function.samples)

    def _surface_of(self, text: str) -> Surface:
        function = parse_formula(text)
        farthest = max((abs(x) for x in self.start or () if math.isfinite(x)), default=0.0)
        half = max(HALF_WIDTH, math.ceil(1.05 * farthest))
        domain = ((-half, half),) * len(function.names)
        if self.domain is not None:
            domain = self._domain_of(function.names)
        return Surface(
            title="The formula",
            function=function,
            domain=domain,
            start=self.start or tuple(low + 0.85 * (high - low) for low, high in domain),
            names=function.names,
            typst=function.typst,
            source="as given",
        )

    def _domain_of(self, names: tuple[str, ...]) -> tuple[tuple[float, float], ...]:
        assert self.domain is not None
        ends = self.domain * len(names) if len(self.domain) == 2 else self.domain
        if len(ends) != 2 * len(names):
            shown = ",".join(f"{x:g}" for x in self.domain)
            raise UsageError(
                f"--domain {shown}: give a lowest and a highest value, for all variables or each "
                f"of {' and '.join(names)}"
            )
        return tuple(zip(ends[::2], ends[1::2], strict=True))
