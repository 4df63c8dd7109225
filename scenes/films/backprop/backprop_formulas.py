"""The formulas of the film of backpropagation: in letters, then with the numbers of the graph.

What is written comes out when it is recomputed from what is written; where rounded numbers miss the
true result, it is said to be about as large.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod

from engine.experiments.backprop import SCALARS
from engine.experiments.small_network import DescentStep
from scenes.films.backprop.value_graph import symbol
from scenes.languages.numbers import as_shown, result, term

Rows = tuple[str, str]
"""A formula in letters, and how it goes on in numbers."""


def slope(name: str) -> str:
    """Write the derivative of the loss with respect to a number."""
    return f"(partial L) / (partial {symbol(name)})"


class Formulas:
    """Formulas in Typst's math mode, about one step of gradient descent.

    Parameters
    ----------
    step : DescentStep
    """

    def __init__(self, step: DescentStep) -> None:
        self.step, self.network = step, step.network
        self.activation = SCALARS[step.network.activation].symbol
        self.has_sum = step.network.output_sum == "s"

    def value(self, name: str) -> float:
        """Return a number before the step."""
        return self.step.before[name].value

    @property
    def links(self) -> list[str]:
        """What stands on the links without weights."""
        if self.has_sum:
            return [self.activation, "sigma", '"CE"']
        return [self.activation, f"({symbol('p')} - y)^2"]

    def total(self, name: str, pairs: dict[str, str], bias: str) -> Rows:
        """Add up weights times inputs, and a bias."""
        letters = " + ".join(f"{symbol(w)} {symbol(x)}" for w, x in pairs.items())
        numbers = " + ".join(
            f"{term(self.value(w))} dot {term(self.value(x))}" for w, x in pairs.items()
        )
        again = sum(as_shown(self.value(w)) * as_shown(self.value(x)) for w, x in pairs.items())
        again += as_shown(self.value(bias))
        outcome = result(again, self.value(name))
        return (
            f"{symbol(name)} = {letters} + {symbol(bias)}",
            f"= {numbers} + {term(self.value(bias))} {outcome}",
        )

    def applied(self, name: str, source: str, function: str) -> Rows:
        """Apply a function to one number."""
        kind = self.network.activation if function == self.activation else "sigmoid"
        outcome = result(SCALARS[kind].value(as_shown(self.value(source))), self.value(name))
        x = term(self.value(source)).strip("()")
        return f"{symbol(name)} = {function}({symbol(source)})", f"= {function}({x}) {outcome}"

    def loss(self) -> Rows:
        """Write what the output costs."""
        p, y, value = self.value("p"), self.network.target, self.value("L")
        if self.has_sum:
            letters = f"-y log {symbol('p')} - (1 - y) log (1 - {symbol('p')})"
            return f"L = {letters}", result(value, value)
        outcome = result((as_shown(p) - as_shown(y)) ** 2, value)
        return f"L = ({symbol('p')} - y)^2", f"= ({term(p).strip('()')} - {term(y)})^2 {outcome}"

    def loss_slope(self) -> Rows:
        """Differentiate the loss with respect to the output."""
        p, y, found = self.value("p"), self.network.target, self.step.adjoints["p"]
        shown_p, shown_y = as_shown(p), as_shown(y)
        if self.has_sum:
            letters = f"({symbol('p')} - y) / ({symbol('p')} (1 - {symbol('p')}))"
            again = (shown_p - shown_y) / max(shown_p * (1 - shown_p), 1e-12)
            return f"{slope('p')} = {letters}", result(again, found)
        outcome = result(2 * (shown_p - shown_y), found)
        numbers = f"2({term(p).strip('()')} - {term(y)})"
        return f"{slope('p')} = 2({symbol('p')} - y)", f"= {numbers} {outcome}"

    def handed_back(self, source: str, name: str, local: str) -> Rows:
        """Multiply a number's adjoint by a local derivative: the share of one that it came from.

        Parameters
        ----------
        source, name : str
            `name` was computed from `source`.
        local : str
            The local derivative, in letters.
        """
        came, factor = self.step.adjoints[name], self.step.before[name].local[source]
        outcome = result(as_shown(came) * as_shown(factor), self.step.adjoints[source])
        numbers = f"{term(came)} dot {term(factor)}"
        return f"{slope(source)} = {slope(name)} dot {local}", f"= {numbers} {outcome}"

    def chain(self, path: list[str]) -> tuple[list[str], list[str]]:
        """Write the chain rule along a path from a parameter to the loss, factor by factor.

        Returns
        -------
        list of str, list of str
            In letters what comes out, then each factor, from the loss back; in numbers the factors,
            then what comes out, with its sign of equality.
        """
        steps = list(pairwise(path))[::-1]
        letters = [
            f"(partial {symbol(after)}) / (partial {symbol(before)})" for before, after in steps
        ]
        locals_ = [self.step.before[after].local[before] for before, after in steps]
        found = self.step.adjoints[path[0]]
        outcome = result(prod(map(as_shown, locals_)), found)
        return [slope(path[0]), *letters], [*map(term, locals_), outcome]

    def update(self, name: str) -> Rows:
        """Take a parameter's step against its gradient."""
        rate, found = self.step.rate, self.step.adjoints[name]
        before, after = self.value(name), self.step.after[name].value
        outcome = result(as_shown(before) - as_shown(rate) * as_shown(found), after)
        numbers = f"{term(before)} - {term(rate)} dot {term(found)}"
        letters = f"{symbol(name)} - eta {slope(name)}"
        return f"{symbol(name)} arrow.l {letters}", f"= {numbers} {outcome}"
