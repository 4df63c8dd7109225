"""What the film of the deep-learning system says of its results."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from engine.experiments.activation_facts import values
from engine.geometry.layers import UnitSum
from engine.networks.activations import ACTIVATIONS
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, percent

MINUS = "−"


def question(best: float) -> Phrase:
    """Return the question of the film, from what the best straight line gets of the raw input."""
    if best == 1:
        return "One straight line separates these two classes. What do blocks make of them?", {}
    return "No straight line separates these two classes. What could?", {}


def best_line_of(best: float, *, is_best: bool = True) -> Phrase:
    """Return what the best line of all gets, or, if it is not known, of those that were tried."""
    if not is_best:
        return "Of all straight lines tried, the best gets {share}.", {"share": percent(best)}
    return "Of all straight lines, the best gets {share}.", {"share": percent(best)}


def drawn_as(widths: Sequence[int]) -> Phrase:
    """Return how layers are drawn on the way of all points through the blocks."""
    widest = max(widths)
    if widest > 3:
        return "A block of {count} units is drawn flat: that is only its shadow.", {"count": widest}
    if widest == 3:
        return "A block of three units lifts the sheet into space, and bends it there.", {}
    return "Every block turns, stretches and bends the sheet.", {}


def untrained(share: float, loss: float) -> Phrase:
    """Return what the network gives the desired class before training, and the loss of that."""
    written = round(share, 3)
    known = {"share": fixed(written, 3), "loss": fixed(loss, 2)}
    if written and fixed(-log(written), 2) == known["loss"]:
        return "Not trained yet: {share} for the desired class. Loss: −ln {share} = {loss}.", known
    return "Not trained yet: {share} for the desired class.", known


def output_gradient(share: float) -> Phrase | None:
    """Return where the derivative by the desired class's output comes from; None if unwritable."""
    written = round(share, 3)
    if not written:
        return None
    values = {"share": fixed(written, 3), "gradient": fixed(-1 / share, 2)}
    if fixed(-1 / written, 2) != values["gradient"]:
        return None
    return "The slope of −ln at {share} is −1 / {share} = {gradient}.", values


def sum_lines(found: UnitSum, activation: str) -> list[str]:
    """Write how a unit computes its value: products, bias, sum, and the activation.

    Where the numbers as they are written do not come out, the sign says so.
    """
    inputs, weights = ([fixed(x, 2) for x in each] for each in (found.inputs, found.weights))
    bias, total, value = (fixed(x, 2) for x in (found.bias, found.total, found.value))
    added = sum(_read(x) * _read(w) for x, w in zip(inputs, weights, strict=True)) + _read(bias)
    made = float(values(ACTIVATIONS.find(activation), _read(total)))
    first, *others = (f"{w} × {x}" for x, w in zip(inputs, weights, strict=True))
    terms = (f"({term})" if term.startswith(MINUS) else term for term in (*others, bias))
    return [
        first,
        *(f"+ {term}" for term in terms),
        f"{_sign(added, total)} {total}",
        f"({total}) {_sign(made, value)} {value}",
    ]


def weight_gradient(gradient: float) -> Phrase:
    """Return what a weight's gradient says of the loss."""
    values = {"gradient": fixed(gradient, 2)}
    if _read(values["gradient"]) > 0:
        return (
            "Each weight has such a number, too. Here {gradient}: if it grows, so does the loss.",
            values,
        )
    return (
        "Each weight has such a number, too. Here {gradient}: if it grows, the loss falls.",
        values,
    )


def _sign(exact: float, written: str) -> str:
    """Return whether a number, rounded, is the one that is written."""
    return "=" if abs(exact - _read(written)) <= 0.005 + 1e-9 else "≈"


def _read(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(",", ""))
