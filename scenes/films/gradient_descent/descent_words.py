"""How films of descents write numbers and name variables and rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.languages.numbers import MISSING, by_size, digits

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

STEP_BY_RULE = {
    "gradient-descent": "Step against it: the learning rate times the gradient.",
    "as-printed": "Step against it: learning rate × gradient × parameter, as printed.",
    "momentum": "Step against it, keeping nine tenths of the last step's push.",
    "nesterov": "Step against it, keeping nine tenths of the push, and looking ahead.",
    "adagrad": "Step against it, less where the slopes so far were steep.",
    "rmsprop": "Step against it, divided by how steep it was lately.",
    "adam": "Step against its recent mean, divided by how steep it was lately.",
    "adamw": "Step against its recent mean, and shrink the parameters a little.",
    "newton": "Step to where a bowl of the same slope and curvature is lowest.",
}
"""What a viewer is told of the third part of a step."""
TRAIT_BY_RULE = {
    "gradient-descent": "Gradient descent: every step straight against the slope.",
    "as-printed": "As printed: each slope is multiplied by the parameter itself.",
    "momentum": "Momentum: keeps going. Nine tenths of its last push stay in the next.",
    "nesterov": "Nesterov momentum: keeps going too, but looks ahead before it pushes.",
    "adagrad": "AdaGrad: each coordinate has its own step, ever shorter where it was steep.",
    "rmsprop": "RMSProp: each coordinate has its own step, shorter where it was steep lately.",
    "adam": "Adam: momentum, and a step of its own for each coordinate.",
    "adamw": "AdamW: like Adam, and it shrinks the parameters a little at every step.",
    "newton": "Newton's method: uses the curvature to aim for where the slope is zero.",
}
"""One sentence for each of `engine.descent.rules.RULES`."""


def subscripted(name: str) -> str:
    """Write the name of a variable, its digit set low."""
    return name.translate(SUBSCRIPTS)


def typeset_name(name: str) -> str:
    """Write the name of a variable in Typst's math mode."""
    return f"{name[0]}_{name[1:]}" if name[1:] else name


def descent_number(value: float, count: int = 4) -> str:
    """Write a number with so many digits, or with a power of ten where that is long."""
    return digits(value, count, least=1e-3, most=1e6, mantissa=2, plus=True, signed_zero=True)


def table_number(value: float) -> str:
    """Write a number as `descent_number` does, with two digits where it is very small or large."""
    return digits(value, 4, least=1e-2, most=1e5, plus=True, signed_zero=True)


def decimals_for(domain: Sequence[tuple[float, float]], finer: int = 0) -> int:
    """Choose how many decimals a coordinate is written with."""
    widest = max(high - low for low, high in domain)
    return max(0, math.ceil(3 - math.log10(widest))) + finer


def coordinates(point: np.ndarray, decimals: int) -> str:
    """Write a point's coordinates, divided by commas."""
    return ",  ".join(coordinate(x, decimals) for x in point.tolist())


def coordinate(x: float, decimals: int) -> str:
    """Write one coordinate, never long."""
    if not math.isfinite(x):
        return MISSING
    limits: dict[float, int] = {100: decimals, 1000: min(decimals, 1)}
    return by_size(x, limits, most=1e3, plus=True, signed_zero=True)


def named(names: Sequence[str], point: np.ndarray, decimals: int) -> str:
    """Write a point as a = 1, b = 2."""
    values = coordinates(point, decimals).split(",  ")
    return ", ".join(f"{subscripted(name)} = {x}" for name, x in zip(names, values, strict=True))


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
        return "Every choice of the parameters {names} has a loss: the height of the surface."

    @property
    def lowest(self) -> str:
        """What is looked for."""
        if len(self.surface.known_minima()) == 1:
            return "The lowest point has the smallest loss. How do we get there?"
        return "The crosses mark the lowest points of the valleys. How do we get there?"

    @property
    def gradient_meaning(self) -> str:
        """What the second part of a step gives."""
        if self.descent.order.shape[1]:
            return "Then the gradient, of a few random samples: roughly the way up."
        if self.surface.dims == 1:
            return "Then the gradient: the slope of the tangent, here."
        return "Then the gradient: it points where the loss rises fastest."

    @property
    def flow(self) -> str:
        """What is seen while most of the steps are taken."""
        if self.descent.diverged_at is not None:
            return "Step after step. Watch the loss."
        if self.descent.spec.optimizer == "gradient-descent" and not self.descent.order.shape[1]:
            return "Step after step, downhill. Where the slope is gentle, steps are short."
        return "Step after step, the loss tells how well it goes."

    @property
    def ended(self) -> str:
        """How it ended."""
        if self.descent.diverged_at is not None:
            return "It diverges. After {steps} steps: {place}."
        return "After {steps} steps: {place}."

    @property
    def verdict(self) -> tuple[str, dict[str, Any]] | None:
        """How good that is; nothing if nothing is known of the surface."""
        minima = self.surface.known_minima()
        if self.descent.diverged_at is not None:
            if self.descent.loss[-1] < self.descent.loss[0]:
                return "This surface has no lowest point: downhill never ends.", {}
            return "The steps overshoot, each farther than the one before.", {}
        if not minima:
            return None
        size = np.ptp(np.array(self.surface.domain), axis=1)
        away = [np.abs((self.descent.final - least.place) / size).max() for least in minima]
        nearest = minima[int(np.argmin(away))]
        place = named(self.surface.names, np.array(nearest.place), self.decimals)
        if min(away) > 0.01:
            best = named(self.surface.names, np.array(minima[0].place), self.decimals)
            return "The lowest point is still some way off, at {place}.", {"place": best}
        if nearest.value > minima[0].value:
            return "This valley is not the deepest: there is a lower point elsewhere.", {}
        if len(minima) > 1 and minima[1].value == minima[0].value:
            return "Several points are equally low; this is one of them.", {}
        if min(away) < 1e-9:
            return "That is the lowest point.", {}
        return "The lowest point is at {place}: very near.", {"place": place}

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

    def gradient(self, step: int) -> str:
        """Write the gradient at a step."""
        return ",  ".join(map(descent_number, self.descent.gradient[step].tolist()))

    def point(self, step: int) -> str:
        """Write the point at a step."""
        return coordinates(self.descent.path[min(step, self.descent.steps)], self.decimals)

    def parts(self, step: int) -> tuple[str, str, str]:
        """Return the numbers of the first three parts of a step."""
        return self.loss(step), self.gradient(step), self.point(step + 1)
