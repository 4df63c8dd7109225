"""What films of descents say: of rules, of a step, and of how a descent ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.descent.descent import Descent
from engine.descent.endings import Ending, ending_of, goes_downhill, overshoots, steps_grow
from engine.descent.surface import Minimum, Surface
from scenes.films.gradient_descent.descent_numbers import (
    coordinate,
    decimals_for,
    descent_number,
    named,
    number_of,
    rate_shown,
    subscripted,
    typeset_name,
)
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant

UNSEEN = 2e-3
"""Share of the domain below which no movement is seen."""
ALMOST = 1e-6
"""Part of a step below which it has not begun."""
VERDICTS: dict[str, str] = {
    "undefined": "The last step led to where the loss is not defined: no slope, no further step.",
    "kink": "Here the surface has a kink: without a slope, there is no next step.",
    "outside": "It has left the part of the surface that is shown.",
    "saddle": "It rests on a saddle: the slope is zero, yet some ways lead down.",
    "peak": "It rests on a peak: the slope is zero, yet every way leads down.",
    "flat": "The surface is flat here: without a slope, no step leads anywhere.",
    "leaping": "The last steps leap back and forth, and come no nearer.",
}
"""What is said of ends by which a descent found no minimum."""


@dataclass(frozen=True)
class DescentWords:
    """Sentences and numbers for one descent.

    Attributes
    ----------
    surface : Surface
    descent : Descent
    """

    surface: Surface
    descent: Descent

    @property
    def names(self) -> str:
        """The variables."""
        return ", ".join(map(subscripted, self.surface.names))

    @property
    def definition(self) -> str:
        """What the loss is, in Typst's math mode."""
        names = ", ".join(map(typeset_name, self.surface.names))
        return f"L({names}) = {self.surface.typst}"

    def surface_sentence(self, view: str) -> str:
        """Return the sentence on what is seen first."""
        if self.surface.dims == 1:
            return "For every choice of the parameter {names}, the curve gives a loss."
        if view == "contour":
            return "Every choice of the parameters {names} has a loss; lines join equal losses."
        return "Every choice of {names} has a loss: the height of the surface."

    @property
    def question(self) -> str:
        """What the film asks first."""
        return "How do you find the lowest point, feeling only the slope underfoot?"

    @property
    def from_above(self) -> str:
        """What the surface shows as its own map."""
        if self.has_right_angles:
            return "From above: each step leaves its line of equal loss at a right angle."
        return "From above: every line joins points of equal loss."

    @property
    def has_right_angles(self) -> bool:
        """Whether each step is seen to leave its line of equal loss at a right angle."""
        widths = [high - low for low, high in self.surface.domain]
        is_plain = self.descent.spec.optimizer == "gradient-descent"
        return is_plain and not self.descent.order.shape[1] and min(widths) == max(widths)

    @property
    def gradient_meaning(self) -> Phrase:
        """What the second part of a step gives."""
        if self.descent.order.shape[1]:
            return "Then the gradient, of a few random samples: roughly the way up.", {}
        slopes = ", ".join(map(descent_number, self.descent.gradient[0].tolist()))
        if self.surface.dims == 1:
            return "The gradient ∇L = {slopes}: the slope of the tangent, here.", {"slopes": slopes}
        return "The gradient ∇L = ({slopes}): the way the loss rises fastest.", {"slopes": slopes}

    @cached_property
    def ending(self) -> Ending:
        """How it ended."""
        return ending_of(self.descent, self.surface)

    @property
    def flow(self) -> str:
        """What is seen while most of the steps are taken."""
        descent = self.descent
        if self.ending in ("diverged", "undefined", "outside"):
            return "Step after step. Watch the loss."
        if not self.moves:
            return "Step after step, and it stays where it is."
        if not goes_downhill(descent):
            return "Step after step: sometimes the loss rises, too."
        if self.slows:
            return "Step after step, downhill. Where the slope is gentle, steps are short."
        return "Step after step, downhill."

    @property
    def slows(self) -> bool:
        """Whether the way leads downhill by steps that become short."""
        descent = self.descent
        if self.ending in ("diverged", "undefined", "outside") or not self.moves:
            return False
        lengths = np.linalg.norm(np.diff(descent.path, axis=0), axis=1)
        shorter = descent.steps > 1 and lengths[-1] < lengths[0] / 2
        return bool(shorter and descent.spec.rule.kind is not None and goes_downhill(descent))

    @property
    def moves(self) -> bool:
        """Whether steps can be seen: some point is away from the start."""
        size = np.ptp(np.array(self.surface.domain), axis=1)
        away = np.abs((self.descent.path - self.descent.path[0]) / size)
        return bool(np.nanmax(away) > UNSEEN)

    @property
    def ended(self) -> str:
        """What the last point is announced with."""
        if self.ending == "diverged":
            return "It diverges. After {steps} steps: {place}."
        if self.descent.steps == 1:
            return "After one step: {place}."
        return "After {steps} steps: {place}."

    @property
    def verdict(self) -> tuple[str, dict[str, Any]] | None:
        """How good that is; nothing if nothing is known of the surface."""
        if self.ending == "diverged":
            return self._why_diverged, {}
        if self.ending in VERDICTS:
            return VERDICTS[self.ending], {}
        minima = self.surface.known_minima()
        if minima:
            return self._how_near(minima)
        if self.ending == "minimum":
            return "The slope is almost zero, and every way leads up: a minimum.", {}
        return None

    @property
    def _why_diverged(self) -> str:
        losses = self.descent.loss[np.isfinite(self.descent.loss)]
        if losses[-1] < losses[0]:
            return "The loss goes on falling, as far as we follow it: no minimum this way."
        if overshoots(self.descent):
            return "The steps overshoot, each longer than the one before."
        if steps_grow(self.descent):
            return "Each step is longer than the one before: it runs away."
        return "The steps lead farther and farther away."

    def _how_near(self, minima: Sequence[Minimum]) -> tuple[str, dict[str, Any]]:
        size = np.ptp(np.array(self.surface.domain), axis=1)
        away = [np.abs((self.descent.final - least.place) / size).max() for least in minima]
        nearest = minima[int(np.argmin(away))]
        place = named(self.surface.names, np.array(nearest.place), self.decimals)
        if min(away) > 0.01:
            best = named(self.surface.names, np.array(minima[0].place), self.decimals)
            if len(minima) > 1:
                return "The nearest of the lowest points is still some way off, at {place}.", {
                    "place": place
                }
            return "The lowest point is still some way off, at {place}.", {"place": best}
        if nearest.value > minima[0].value:
            return "This valley is not the deepest: there is a lower point elsewhere.", {}
        if len(minima) > 1 and minima[1].value == minima[0].value:
            return "Several points are equally low; this is one of them.", {}
        if min(away) < 1e-9:
            return "That is the lowest point.", {}
        return "The lowest point is at {place}: very near.", {"place": place}

    @property
    def arrived(self) -> bool:
        """Whether it ended close to the lowest point that is known, or else at a minimum."""
        minima = self.surface.known_minima()
        if self.ending not in ("minimum", "under way", "kink"):
            return False
        if not minima:
            return self.ending == "minimum"
        size = np.ptp(np.array(self.surface.domain), axis=1)
        least = min(each.value for each in minima)
        return any(
            np.abs((self.descent.final - each.place) / size).max() <= 0.01
            for each in minima
            if each.value == least
        )

    @property
    def decimals(self) -> int:
        """Of coordinates, as they change."""
        return decimals_for(self.surface.domain)

    @property
    def last_place(self) -> str:
        """Where it ended, finely."""
        return named(self.surface.names, self.descent.final, self.decimals + 2)

    def place(self, step: int) -> str:
        """Write where a step begins, as a = 1, b = 2."""
        return named(self.surface.names, self.descent.path[step], self.decimals)

    def loss(self, step: int) -> str:
        """Write the loss at a step."""
        return descent_number(float(self.descent.loss[step]))

    def on_the_way(self, step: float) -> tuple[str, str]:
        """Write the loss after the last whole step, and its number: both change on arrival."""
        whole = int(min(step, float(self.descent.steps)) + ALMOST)
        return self.loss(whole), grouped(whole)

    @property
    def fills_in(self) -> bool:
        """Whether a step can be written out with its numbers: it is a product."""
        return self.descent.spec.optimizer in ("gradient-descent", "as-printed")

    def equation(self, step: int, *, known: int = 4) -> list[tuple[str, ...]]:
        """Write out a step, a row for each variable: θ, − η, × gradient, = the new θ.

        Where the shown numbers do not give the shown result, ≈ stands for =. By rules whose steps
        are no such product, only where it goes is written.

        Parameters
        ----------
        step : int
        known : int
            How many of the columns are written; the rest are empty.
        """
        step = min(step, self.descent.steps - 1)
        rate = self.descent.rate[step]
        rows = []
        for old, slope, new in zip(
            self.descent.path[step], self.descent.gradient[step], self.descent.path[step + 1],
            strict=True,
        ):  # fmt: skip
            texts = [coordinate(old, self.decimals), descent_number(slope)]
            after = coordinate(new, self.decimals)
            if not self.fills_in:
                row = [texts[0], "", "", f"→ {after}"]
            else:
                shown = number_of(texts[0]) - rate_shown(rate) * number_of(texts[1]) * (
                    number_of(texts[0]) if self.descent.spec.optimizer == "as-printed" else 1
                )
                sign = "=" if coordinate(shown, self.decimals) == after else "≈"
                factor = f" × {texts[0]}" if self.descent.spec.optimizer == "as-printed" else ""
                row = [
                    texts[0], f"− {significant(rate, 4)}", f"× {texts[1]}{factor}",
                    f"{sign} {after}",
                ]  # fmt: skip
            rows.append(tuple(text if i < known else "" for i, text in enumerate(row)))
        return rows
