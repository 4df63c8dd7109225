"""The formulas of the film of backpropagation: in letters, then with the numbers of the graph.

What is written comes out when it is recomputed from what is written; where rounded numbers miss the
true result, it is said to be about as large.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod

from engine.experiments.backprop import SCALARS, Graph
from engine.experiments.small_network import DescentStep
from scenes.films.backprop.digits import Digits
from scenes.films.backprop.names import symbol
from scenes.films.backprop.nudge import Nudge
from scenes.languages.numbers import MINUS, compact, typeset

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
    graph : dict, optional
        Whose values are written: those before the step, unless others are given.
    """

    def __init__(self, step: DescentStep, graph: Graph | None = None) -> None:
        self.step, self.network, self.graph = step, step.network, graph or step.before
        self.activation = SCALARS[step.network.activation].symbol
        self.has_sum = step.network.output_sum == "s"
        self.digits = Digits.of(step)

    def value(self, name: str) -> float:
        """Return a number of the graph."""
        return self.graph[name].value

    @property
    def links(self) -> list[str]:
        """What stands on the links without weights."""
        if self.has_sum:
            return [self.activation, "sigma", '"CE"']
        return [self.activation, f"({symbol('p')} - y)^2"]

    def total(self, name: str, pairs: dict[str, str], bias: str) -> Rows:
        """Add up weights times inputs, and a bias."""
        digits, value = self.digits, self.value
        letters = " + ".join(f"{symbol(w)} {symbol(x)}" for w, x in pairs.items())
        numbers = " + ".join(
            f"{digits.term(value(w))} dot {digits.term(value(x))}" for w, x in pairs.items()
        )
        again = sum(digits.shown(value(w)) * digits.shown(value(x)) for w, x in pairs.items())
        again += digits.shown(value(bias))
        outcome = digits.result(again, value(name))
        return (
            f"{symbol(name)} = {letters} + {symbol(bias)}",
            f"= {numbers} + {digits.term(value(bias))} {outcome}",
        )

    def applied(self, name: str, source: str, function: str) -> Rows:
        """Apply a function to one number."""
        kind = self.network.activation if function == self.activation else "sigmoid"
        x = self.value(source)
        outcome = self.digits.result(SCALARS[kind].value(self.digits.shown(x)), self.value(name))
        numbers = f"= {function}({self.digits.typeset(x)}) {outcome}"
        return f"{symbol(name)} = {function}({symbol(source)})", numbers

    def loss(self) -> Rows:
        """Write what the output costs."""
        digits, p, value = self.digits, self.value("p"), self.value("L")
        if self.has_sum:
            letters = f"-y log {symbol('p')} - (1 - y) log (1 - {symbol('p')})"
            return f"L = {letters}", digits.result(value, value, "L")
        outcome = digits.result((digits.shown(p) - self._shown_target) ** 2, value, "L")
        numbers = f"= ({digits.typeset(p)} - {self._target})^2 {outcome}"
        return f"L = ({symbol('p')} - y)^2", numbers

    @property
    def _shown_target(self) -> float:
        return float(compact(self.network.target).replace(MINUS, "-"))

    @property
    def _target(self) -> str:
        text = typeset(self.network.target)
        return f"({text})" if text.startswith("-") else text

    def quotient(self, nudge: Nudge) -> Rows:
        """Divide the change of the loss by that of the weight that made it."""
        before, after = nudge.written
        letters = f"(Delta L) / (Delta {symbol(nudge.name)})"
        numbers = f"({after} - {before}) / {nudge.size:g}"
        return letters, f"= {numbers} = {self.digits.typeset(nudge.ratio)}"

    def loss_slope(self) -> Rows:
        """Differentiate the loss with respect to the output."""
        p, y, found = self.value("p"), self._shown_target, self.step.adjoints["p"]
        shown = self.digits.shown(p)
        if self.has_sum:
            letters = f"({symbol('p')} - y) / ({symbol('p')} (1 - {symbol('p')}))"
            again = (shown - y) / max(shown * (1 - shown), 1e-12)
            return f"{slope('p')} = {letters}", self.digits.result(again, found)
        outcome = self.digits.result(2 * (shown - y), found)
        numbers = f"2({self.digits.typeset(p)} - {self._target})"
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
        digits = self.digits
        came, factor = self.step.adjoints[name], self.step.before[name].local[source]
        again = digits.shown(came) * digits.shown(factor)
        numbers = f"{digits.term(came)} dot {digits.term(factor)}"
        outcome = digits.result(again, self.step.adjoints[source])
        return f"{slope(source)} = {slope(name)} dot {local}", f"= {numbers} {outcome}"

    def chain(self, path: list[str]) -> list[tuple[str, str, str]]:
        """Write the chain rule along a path from a parameter to the loss, from the loss back.

        Returns
        -------
        list of (str, str, str)
            For the slope of each link, and at last for what comes out: the sign before it, and it
            in letters and in numbers.
        """
        steps = list(pairwise(path))[::-1]
        locals_ = [self.step.before[after].local[before] for before, after in steps]
        product = prod(map(self.digits.shown, locals_))
        sign, number = self.digits.result(product, self.step.adjoints[path[0]]).split(" ", 1)
        factors = [
            (
                "dot",
                f"(partial {symbol(after)}) / (partial {symbol(before)})",
                self.digits.term(each),
            )
            for (before, after), each in zip(steps, locals_, strict=True)
        ]
        return [*factors, (sign, slope(path[0]), number)]

    def update(self, name: str) -> Rows:
        """Take a parameter's step against its gradient."""
        digits, rate, found = self.digits, self.step.rate, self.step.adjoints[name]
        before, after = self.value(name), self.step.after[name].value
        again = digits.shown(before) - float(compact(rate)) * digits.shown(found)
        numbers = f"{digits.term(before)} - {typeset(rate)} dot {digits.term(found)}"
        letters = f"{symbol(name)} - eta dot {slope(name)}"
        return (
            f"{symbol(name)} arrow.l {letters}",
            f"= {numbers} {digits.result(again, after)}",
        )
