"""How many decimals the numbers of the graph have: so many that what is written recomputes."""

from __future__ import annotations

from dataclasses import dataclass

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.nudge import nudge
from scenes.languages.numbers import MINUS, by_size, fixed

DECIMALS = 3
"""With two, the loss does not come out of the output that is written."""
FOLLOWED = "w11"
"""The weight that is followed all through."""


@dataclass(frozen=True)
class Digits:
    """Writes numbers, each with the same count of decimals wherever it stands.

    Attributes
    ----------
    decimals : int
        Of all numbers but the loss; fewer from 100 on.
    of_loss : int
    """

    decimals: int
    of_loss: int

    @classmethod
    def of(cls, step: DescentStep) -> Digits:
        """Choose as many decimals of the loss as the nudge of it takes."""
        return cls(DECIMALS, nudge(step, FOLLOWED).decimals)

    def text(self, value: float, name: str = "") -> str:
        """Return a number as it is written; `name` tells the loss from others."""
        if name == "L":
            return fixed(value, self.of_loss)
        return by_size(value, {100: self.decimals, 1000: 1}, most=999.95)

    def shown(self, value: float, name: str = "") -> float:
        """Return the number that is written."""
        return float(self.text(value, name).replace(MINUS, "-").replace(",", ""))

    def typeset(self, value: float, name: str = "") -> str:
        """Return a number in Typst's math mode."""
        mantissa, _, exponent = self.text(value, name).replace(MINUS, "-").partition("e")
        return f"{mantissa} dot 10^{exponent}" if exponent else mantissa

    def term(self, value: float) -> str:
        """Return a number in Typst's math mode, in brackets if negative."""
        text = self.typeset(value)
        return f"({text})" if text.startswith("-") else text

    def result(self, recomputed: float, value: float, name: str = "") -> str:
        """Return "= value" in Typst's math mode, or "≈ value" where the shown numbers miss it.

        Parameters
        ----------
        recomputed : float
            What comes out of the shown, rounded numbers.
        value : float
            What is true.
        name : str
        """
        sign = "=" if self.text(recomputed, name) == self.text(value, name) else "approx"
        return f"{sign} {self.typeset(value, name)}"
