"""What the film of the deep-learning system says of its results."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.languages.language import Phrase
from scenes.languages.numbers import percent


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


def untrained(share: float) -> Phrase:
    """Return what the network gives the desired class before training."""
    known = {"share": percent(share)}
    if share < 0.5:
        return "Not trained yet, it gives the desired class only {share}.", known
    return "Not trained yet, it gives the desired class {share}.", known
