"""What the film of over-parameterised networks says of what was measured."""

from __future__ import annotations

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now.mobjects.fit_numbers import error_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped

WILD = 2.0
"""A curve is wild if it leaves the heights of its points by this factor."""
FALLS = 0.9
"""An error has fallen if it is below this share of what it was."""


def swing(result: DoubleDescent, fit: int) -> float:
    """Return how far from 0 the curve of a fit swings."""
    return float(abs(result.curves[fit]).max())


def is_wild(result: DoubleDescent, fit: int) -> bool:
    """Return whether the curve of a fit swings far beyond the points."""
    return swing(result, fit) > WILD * float(abs(result.outputs).max())


def fit_of(result: DoubleDescent, weights: int) -> int:
    """Return the place of a number of weights in `sizes`."""
    return int(result.sizes.searchsorted(weights))


def opening(result: DoubleDescent) -> Phrase:
    """Return what is seen with as many weights as points."""
    fit = fit_of(result, result.samples)
    values = {"count": result.samples}
    if result.threshold != fit:
        return "A network with {count} weights learns from {count} points.", values
    if is_wild(result, fit):
        return (
            "{count} weights, {count} points: the curve hits every point, and is wild in between.",
            values,
        )
    return "{count} weights, {count} points: the curve hits every point.", values


def question(result: DoubleDescent) -> Phrase:
    """Return the question of the film."""
    values = {"most": grouped(result.sizes[-1])}
    if is_wild(result, fit_of(result, result.samples)):
        return "Would {most} weights be wilder still?", values
    return "What would {most} weights do?", values


def first_descent(result: DoubleDescent) -> Phrase:
    """Return how well the best network with fewer weights than points does."""
    errors = result.test[result.shown]
    best = result.best_before(errors)
    values = {"count": int(result.sizes[best]), "error": error_text(errors[best])}
    return "Best with fewer weights than points: {count}, with a test error of {error}.", values


def towards_threshold(result: DoubleDescent) -> Phrase:
    """Announce the way to as many weights as points."""
    return "More weights: soon it can hit all {count} points.", {"count": result.samples}


def worst_after(result: DoubleDescent, end: int) -> int | None:
    """Return where up to a fit the shown error is back up after the peak; None if it is not."""
    errors, first = result.test[result.shown], fit_of(result, result.samples) + 1
    if end <= first + 1:
        return None
    worst = first + int(errors[first:end].argmax())
    return worst if worst > first and errors[first] < FALLS * errors[worst] else None


def not_yet(result: DoubleDescent, fit: int) -> Phrase:
    """Say that the shown error is still high, shortly after the peak."""
    values = {
        "count": int(result.sizes[fit]), "error": error_text(result.test[result.shown, fit])
    }  # fmt: skip
    return "Not calm yet: with {count} weights, the test error is still {error}.", values


def others_fit(result: DoubleDescent) -> bool:
    """Return whether the network with twice as many weights as points fits them exactly."""
    twice = fit_of(result, 2 * result.samples)
    return result.threshold is not None and result.threshold <= twice < len(result.sizes)


def at_threshold(result: DoubleDescent) -> Phrase:
    """Return what becomes of the fit with as many weights as points."""
    fit = fit_of(result, result.samples)
    values = {"count": result.samples}
    if result.threshold != fit:
        return "{count} weights for {count} points.", values
    if is_wild(result, fit):
        return (
            "Training error 0. But between the points the curve swings as far as {far}.",
            {"far": grouped(swing(result, fit))},
        )
    return "{count} weights for {count} points: training error 0.", values


def widest(result: DoubleDescent) -> Phrase:
    """Return how the widest network does, beside the worst."""
    errors = result.test[result.shown]
    fit = len(errors) - 1
    values = {"most": grouped(result.sizes[-1])}
    if result.threshold is None:
        return "{most} weights still miss some points.", values
    if is_wild(result, fit):
        return "{most} weights: it hits every point, and is still wild.", values
    return "{most} weights: it hits every point, and is calm.", values


def shape(result: DoubleDescent) -> Phrase:
    """Return how the test error of the shown draw goes with the number of weights."""
    errors = result.test[result.shown]
    best, peak = result.best_before(errors), result.peak(errors)
    if errors[best] > FALLS * errors[0] or errors[peak] < errors[best] / FALLS:
        return "Here the test error does not fall, rise and fall again.", {}
    if errors[-1] > FALLS * errors[peak]:
        return "The test error falls, then rises, and does not fall again.", {}
    return "The test error falls, rises and falls again: double descent.", {}


def tally(result: DoubleDescent) -> Phrase:
    """Return in how many draws the widest network is best."""
    values = {
        "wins": result.wins,
        "draws": len(result.test),
        "most": grouped(result.sizes[-1]),
        "count": result.samples,
    }
    if len(result.test) == 1:
        return (
            ("{most} weights err less than any number below {count}.", values)
            if result.wins
            else ("{most} weights err more than the best number below {count}.", values)
        )
    return (
        "In {wins} of {draws} draws, {most} weights err less than any number below {count}.",
        values,
    )


def answer(result: DoubleDescent) -> Phrase:
    """Return the answer to the question, from the medians over all draws."""
    errors = result.median
    best, peak = result.best_before(errors), result.peak(errors)
    values = {
        "most": grouped(result.sizes[-1]),
        "last": error_text(errors[-1]),
        "count": int(result.sizes[best]),
        "least": error_text(errors[best]),
        "draws": len(result.test),
    }
    if len(result.test) == 1:
        return _answer_of_one(float(errors[-1] / errors[best]), values)
    if errors[-1] < errors[best]:
        wild = is_wild(result, fit_of(result, result.samples))
        if wild and not is_wild(result, len(errors) - 1):
            return "Wilder still? No: {most} weights are calmer, and nearer to the true curve.", {
                "most": values["most"]
            }
        return (
            "Over all {draws} draws, the median error is {last} with {most} weights, and "
            "{least} with {count}, the best before.",
            values,
        )
    if errors[-1] < FALLS * errors[peak]:
        return (
            "They calm down, but not enough: over all {draws} draws, the median error is {last} "
            "with {most} weights, and {least} with {count}.",
            values,
        )
    return (
        "Over all {draws} draws, the median error does not fall again: {last} with {most} "
        "weights, {least} with {count}.",
        values,
    )


def _answer_of_one(ratio: float, values: dict[str, object]) -> Phrase:
    """Return the answer from a single draw, whose last error is so many times the best before."""
    if ratio < 1:
        return (
            "No: the error is {last} with {most} weights, and {least} with {count}, the best "
            "before.",
            values,
        )
    return "Here the error is {last} with {most} weights, and {least} with {count}.", values
