"""What the film of gradient descent can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.errors import UsageError
from engine.options import in_range, option
from engine.registry import Registry
from scenes.storytelling.film_spec import FilmSpec, acts_option, check_acts

ACTS = ("surface", "steps", "descent", "rates", "compare")
SHARES = (0.5, 0.9, 1.05)
"""Of the limit above which a quadratic's steps climb: learning rates that are shown by default."""
MOST_RATES = 4
TELLING = 0.02
"""Share by which they differ from the film's own learning rate, at least."""
NEGATIVE = (-5.0, -5.0)
"""Where the rule that the chapter prints climbs, on the chapter's bowl."""
VIEWS: Registry[str] = Registry("view")
VIEWS.add("both", "the surface in space, and the map of it")
VIEWS.add("surface", "the surface in space alone")
VIEWS.add("contour", "the map alone")


@dataclass(frozen=True, kw_only=True)
class GradientDescentSpec(DescentSpec, FilmSpec):
    """The film of a descent, step by step."""

    view: str = option("both", "How a surface of two variables is seen.", VIEWS)
    compare: str | None = option(
        None,
        "Another rule, shown side by side at the end, e.g. as-printed.",
        RULES,
    )
    rates: tuple[float, ...] | None = option(
        None,
        "Up to four other learning rates, shown from the same start on a surface in space "
        "[0.5, 0.9 and 1.05 of a quadratic's limit 2/λ].",
    )
    acts: tuple[str, ...] = acts_option(ACTS)

    def __post_init__(self) -> None:
        DescentSpec.__post_init__(self)
        FilmSpec.__post_init__(self)
        if self.compare == self.optimizer:
            raise UsageError(f"--compare {self.compare}: choose another rule than --optimizer's")
        check_acts(self.acts, ACTS)
        self._check_rates()
        if self.acts == ("compare",) and self.rival is None:
            raise UsageError("--acts compare: name the other rule with --compare")

    def _check_rates(self) -> None:
        """Check that other learning rates can be shown."""
        if self.rates is not None and not 1 <= len(self.rates) <= MOST_RATES:
            raise UsageError(f"--rates: give between 1 and {MOST_RATES}, e.g. 0.1,0.5")
        for rate in self.rates or ():
            in_range("--rates", rate, 1e-12, 1e6)
        if self.rates is not None and not self.has_space:
            raise UsageError("--rates: they are shown on a surface of two variables, seen in space")
        if self.acts == ("rates",) and not self.other_rates:
            raise UsageError("--acts rates: name other learning rates with --rates")

    @property
    def has_space(self) -> bool:
        """Whether the surface is seen in space at first."""
        return self.loss_surface.dims == 2 and self.view != "contour"

    @property
    def other_rates(self) -> tuple[float, ...]:
        """Other learning rates that are shown: of plain descent on a quadratic, by default."""
        if self.rates is not None or not self.has_space:
            return self.rates or ()
        is_plain = (self.optimizer, self.schedule, self.batch) == (
            "gradient-descent", "constant", None,
        )  # fmt: skip
        if not is_plain:
            return ()
        from engine.descent.rate_sweep import limit_of, shares_of

        try:
            rates = shares_of(limit_of(self.loss_surface), SHARES)
        except UsageError:  # no quadratic
            return ()
        own = self.learning_rate()
        return tuple(rate for rate in rates if abs(rate / own - 1) > TELLING)

    @property
    def rival(self) -> DescentSpec | None:
        """The other descent: from the same start, or, of the chapter's rule, from a negative one.

        There that rule shows at once that it is not gradient descent.
        """
        name = self.compare
        if name is None:
            return None
        chapter = self.formula is None and self.surface == "bowl"
        other = replace(self.descent, optimizer=name)
        if chapter and (self.optimizer, name) == ("gradient-descent", "as-printed"):
            is_free = self.start is None and self.domain is None
            other = replace(other, start=NEGATIVE) if is_free else other
        same_pace = other.rule.pace == self.rule.pace
        return replace(other, rate=self.learning_rate()) if same_pace else other

    @property
    def subject(self) -> tuple[Any, ...]:
        """The descents that are shown, however they are seen."""
        return ("descent", self.descent), ("rival", self.rival), ("rates", self.other_rates)
