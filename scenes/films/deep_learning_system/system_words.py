"""What the film of the deep-learning system says of its results."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

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


def block_said(number: int, units: int, before: int) -> Phrase:
    """Return what one of the later blocks does, from its units and those of the block before."""
    if units == 2 < before:
        return "Block {number} has two units: it lays all points flat again.", {"number": number}
    return "Block {number} turns, stretches and bends the sheet anew.", {"number": number}


def sum_lines(found: UnitSum, activation: str) -> list[str]:
    """Write how a unit computes its value: products, bias, sum, and the activation.

    Where the numbers as they are written do not come out, the sign says so.
    """
    bias, total, value = (fixed(x, 2) for x in (found.bias, found.total, found.value))
    lines, added = _products(found.weights.tolist(), found.inputs.tolist())
    made = float(values(ACTIVATIONS.find(activation), _read(total)))
    return [
        *lines,
        f"+ {_bracketed(bias)}",
        f"{_sign(added + _read(bias), total)} {total}",
        f"({total}) {_sign(made, value)} {value}",
    ]


def share_lines(scores: Sequence[float]) -> list[str]:
    """Write how softmax makes the first class's share of raw outputs."""
    written = [fixed(score, 2) for score in scores]
    powers = [fixed(exp(score), 2) for score in scores]
    lines = [
        f"e^{score} {_sign(exp(_read(score)), power)} {power}"
        for score, power in zip(written, powers, strict=True)
    ]
    share = fixed(exp(scores[0]) / sum(exp(score) for score in scores), 2)
    made = _read(powers[0]) / max(sum(map(_read, powers)), 1e-12)
    return [*lines, f"{powers[0]} ÷ ({' + '.join(powers)})", f"{_sign(made, share)} {share}"]


def error_lines(shares: Sequence[float], label: int) -> list[str]:
    """Write each output minus the desired one: the loss's derivative by the raw output."""
    found = []
    for place, share in enumerate(shares):
        desired, written = int(place == label), fixed(share, 2)
        left = fixed(share - desired, 2)
        found.append(f"{written} − {desired} {_sign(_read(written) - desired, left)} {left}")
    return found


def carried_lines(weights: Sequence[float], slopes: Sequence[float]) -> list[str]:
    """Write how slopes come back to a unit: each times its weight, and the sum."""
    lines, added = _products(weights, slopes)
    total = fixed(sum(w * s for w, s in zip(weights, slopes, strict=True)), 2)
    return [*lines, f"{_sign(added, total)} {total}"]


def weight_gradient(gradient: float) -> Phrase:
    """Return what a weight's gradient says of the loss."""
    values = {"gradient": fixed(gradient, 2)}
    if _read(values["gradient"]) > 0:
        return (
            "Weights have slopes, too. Here {gradient}: as this weight grows, so does the loss.",
            values,
        )
    return (
        "Weights have slopes, too. Here {gradient}: as this weight grows, the loss falls.",
        values,
    )


def _products(weights: Sequence[float], factors: Sequence[float]) -> tuple[list[str], float]:
    """Write products as terms of a sum; return them, and what they sum to as they are written."""
    pairs = [(fixed(w, 2), fixed(x, 2)) for w, x in zip(weights, factors, strict=True)]
    terms = [f"{_bracketed(w)} × {_bracketed(x)}" for w, x in pairs]
    return [terms[0], *(f"+ {term}" for term in terms[1:])], sum(
        _read(w) * _read(x) for w, x in pairs
    )


def _bracketed(written: str) -> str:
    return f"({written})" if written.startswith(MINUS) else written


def _sign(exact: float, written: str) -> str:
    """Return whether a number, rounded, is the one that is written."""
    return "=" if abs(exact - _read(written)) <= 0.005 + 1e-9 else "≈"


def _read(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(",", ""))
