"""What the film of the deep-learning system says of its results."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, percent


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
