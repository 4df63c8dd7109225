"""What a descent with another learning rate is said to do: crawl, arrive, leap across, or climb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.films.gradient_descent.descent_numbers import number_of, subscripted
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant

ARRIVED = 1e-3
"""Share of the height over the lowest loss that is left where a descent counts as arrived."""
MANY = 50
"""Steps from which on a descent crawls."""
BEYOND, HIGHER = 2, 2.0
"""Steps that are shown after one that has left the domain, and how many times as high as that they
may lead."""
MOST = 24
"""Steps that are shown of one that does not arrive."""


def lowest_loss(surface: Surface, descents: Sequence[Descent]) -> float:
    """Return the lowest loss that is known of a surface, or else of descents on it."""
    minima = surface.known_minima()
    if minima:
        return min(each.value for each in minima)
    return min(float(np.nanmin(each.loss)) for each in descents)


@dataclass(frozen=True)
class RateWords:
    """Sentences for one learning rate.

    Attributes
    ----------
    surface : Surface
    descent : Descent
    lowest : float
        The lowest loss known.
    """

    surface: Surface
    descent: Descent
    lowest: float

    @property
    def rate(self) -> str:
        """The learning rate."""
        return significant(float(self.descent.rate[0]), 4)

    @property
    def leaves_at(self) -> int | None:
        """The first step that leads out of the domain, if any does."""
        low, high = np.transpose(self.surface.domain)
        outside = ~((self.descent.path >= low) & (self.descent.path <= high)).all(axis=1)
        return int(outside.argmax()) if outside.any() else None

    @property
    def arrives_at(self) -> int | None:
        """The first step after which hardly any height is left, if there is one in the domain."""
        left = self.descent.loss - self.lowest
        with np.errstate(invalid="ignore"):
            near = left <= ARRIVED * left[0]
        first, out = int(near.argmax()), self.leaves_at
        return first if near.any() and (out is None or first < out) else None

    @property
    def shown(self) -> int:
        """How many steps are shown: to where it arrives, or is soon to be out of sight."""
        if self.arrives_at is not None:
            return self.arrives_at
        if self.leaves_at is None:
            return min(MOST, self.descent.steps)
        losses = self.descent.loss[self.leaves_at : self.leaves_at + BEYOND + 1]
        with np.errstate(invalid="ignore"):
            seen = losses[1:] <= HIGHER * losses[0]
        return self.leaves_at + int(np.cumprod(seen).sum())

    @property
    def climbs(self) -> bool:
        """Whether every step that is shown ends higher."""
        return bool((np.diff(self.descent.loss[: self.shown + 1]) > 0).all())

    @property
    def leaps_across(self) -> bool:
        """Whether every step that is shown goes back against the one before, and ends lower."""
        steps = np.diff(self.descent.path[: self.shown + 1], axis=0)
        if len(steps) < 2 or (np.diff(self.descent.loss[: self.shown + 1]) >= 0).any():
            return False
        return bool(((steps[1:] * steps[:-1]).sum(axis=1) < 0).all())

    @property
    def sentence(self) -> Phrase:
        """What this learning rate does."""
        rate, arrived = self.rate, self.arrives_at
        if self.climbs:
            if self.leaves_at is not None:
                return "η = {rate}: each landing is higher. It climbs out.", {"rate": rate}
            return "η = {rate}: each landing is higher.", {"rate": rate}
        if arrived is None:
            return "η = {rate}: after {steps} steps, the loss is {loss}.", {
                "rate": rate, "steps": grouped(self.shown),
                "loss": DescentWords(self.surface, self.descent).loss(self.shown),
            }  # fmt: skip
        if arrived == 1:
            return self._in_one_step
        told = {"rate": rate, "steps": grouped(arrived)}
        if self.leaps_across:
            text = "η = {rate} leaps across, yet lands lower each time: {steps} steps for 99.9 %."
            return text, told
        if arrived >= MANY:
            return "η = {rate} crawls: {steps} steps for 99.9 % of the way down.", told
        return "η = {rate}: {steps} steps for 99.9 % of the way down.", told

    @property
    def _in_one_step(self) -> Phrase:
        """How one step leads to the lowest place, in numbers that give what they are said to."""
        descent, rate = self.descent, self.rate
        start, slope, end = (
            significant(float(each[0]), 4)
            for each in (descent.path[0], descent.gradient[0], descent.path[1])
        )
        exact = np.isclose(
            number_of(start) - number_of(rate) * number_of(slope), number_of(end), rtol=1e-9
        )
        if not exact or descent.spec.optimizer != "gradient-descent":
            return "η = {rate}: it is there in one step.", {"rate": rate}
        return "η = {rate}: {name} = {start} − {rate} × {slope} = {end}. There in one step.", {
            "rate": rate, "name": subscripted(self.surface.names[0]), "start": start,
            "slope": slope, "end": end,
        }  # fmt: skip

    @property
    def label(self) -> Phrase:
        """What stands at its way."""
        arrived = self.arrives_at
        if self.climbs:
            return "η = {rate}: it climbs", {"rate": self.rate}
        if arrived is None:
            return "η = {rate}", {"rate": self.rate}
        if arrived == 1:
            return "η = {rate}: 1 step", {"rate": self.rate}
        return "η = {rate}: {steps} steps", {"rate": self.rate, "steps": grouped(arrived)}
