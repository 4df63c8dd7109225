"""What the film of losses says of its results."""

from __future__ import annotations

from engine.experiments.loss_areas import is_square
from engine.experiments.loss_curves import LossFunction, OutlierStudy
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, significant

WHAT = {
    "mse": "Squared error: three times as far off costs nine times as much.",
    "mae": "Absolute error: a bar of height 1, as long as the error.",
    "huber": "Huber's loss: a bar of height δ = {delta}, with a corner cut off at the target.",
    "cross-entropy": "Cross-entropy: over each p stands 1/p, and the area is −ln p.",
    "hinge": "Hinge loss: a bar of height 1, from the score s up to 1.",
}
"""What each loss is."""
PULL = {
    "mse": "The pull is the gradient turned round: hardest from far away.",
    "mae": "Only the end of the bar moves: near and far, the pull is 1.",
    "huber": "Its end is never higher than δ: near the target, the pull fades.",
    "cross-entropy": "The smaller p is, the harder the pull: it has no bound.",
    "hinge": "Beyond the margin, s = 1, nothing is left: no loss and no pull.",
}
"""What its gradient does."""
CAT = {
    "probability": "A picture shows a cat: p is how sure the network is of it.",
    "score": "A picture shows a cat: the network gives it a score.",
}
"""What is predicted where there are classes, by the domain of the first loss of them."""
THEN = {
    "probability": "Now a class: it is a cat, and p is how sure the network is.",
    "score": "Now a class: it is a cat, and the network gives it a score.",
}
"""The same, after losses of numbers."""
BEST = {
    "mse": "The sum of the squares is least at the mean: {best}.",
    "mae": "The sum of the errors is least at the median: {best}.",
    "huber": "The sum of Huber's losses is least at {best}.",
}
"""Which prediction is best."""
MOVES = {
    "mse": "One outlier drags the mean by {moved}.",
    "mae": "The outlier moves the median by {moved}.",
    "huber": "Huber's pull is at most δ: the outlier moves its best by {moved}.",
}
"""What an outlier does to the best prediction."""
STAYS = {
    "mse": "Here the mean stays at {best}.",
    "mae": "However far out the outlier goes, the median stays at {best}.",
    "huber": "Huber's pull is at most δ: its best stays at {best}.",
}
"""The same, where it does not move, to the digits that are printed."""
HEIGHT = "Drawn as a height, the area is a point of a curve."
"""Said where the first curve begins."""
ANSWER = "Area: what a mistake costs. Edge: its pull. Each in its own unit."


def short_title(loss: LossFunction) -> str:
    """Name a loss where there is little room."""
    return {"cross-entropy": "Cross-entropy"}.get(loss.name) or LOSS_FUNCTIONS[loss.name].title


def question(loss: LossFunction, prediction: float) -> Phrase:
    """Ask what a mistake costs, of a price where the target can be one."""
    values = {"target": significant(loss.target), "prediction": fixed(prediction, 2)}
    if loss.target > 0:
        return "A price is {target}; a network says {prediction}. What does this cost?", values
    return "The target is {target}; a network says {prediction}. What does this cost?", values


def price(loss: LossFunction, prediction: float) -> Phrase:
    """Say what the bar of an error is, and what it costs."""
    values = {
        "error": fixed(abs(prediction - loss.target), 2),
        "loss": fixed(float(loss(prediction)), 2),
    }
    if loss.name == "mse":
        return "The bar is the error, {error}. Its square is the loss: {loss}.", values
    return "The bar is the error, {error}. The loss says what it costs: {loss}.", values


def growth(loss: LossFunction, prediction: float) -> Phrase:
    """Say what grows a little farther out, and that this is the gradient."""
    gradient = fixed(abs(float(loss.gradient(prediction))), 2)
    if is_square(loss):
        values = {"error": fixed(abs(prediction - loss.target), 2), "gradient": gradient}
        text = "A little farther out, two sides grow: the gradient is 2 × {error} = {gradient}."
        return text, values
    text = (
        "A little farther out, its end grows: the gradient is as large as that is high, {gradient}."
    )
    return text, {"gradient": gradient}


def best(name: str, prediction: float) -> Phrase:
    """Say which prediction is the best of a loss."""
    return BEST[name], {"best": fixed(prediction, 2)}


def outlier(name: str, study: OutlierStudy, k: int) -> Phrase:
    """Say how far the outlier moves the best prediction of loss k.

    It is the difference of the numbers that stand on screen before and after.
    """
    before, after = _ends(study, k)
    if not moves(study, k):
        return STAYS[name], {"best": fixed(after, 2)}
    return MOVES[name], {"moved": fixed(abs(after - before), 2)}


def moves(study: OutlierStudy, k: int) -> bool:
    """Return whether the outlier moves the best prediction of loss k, to the printed digits."""
    before, after = _ends(study, k)
    return before != after


def _ends(study: OutlierStudy, k: int) -> tuple[float, float]:
    """Return the best predictions of loss k that are printed, before and after."""
    return round(float(study.best[k, 0]), 2), round(float(study.best[k, -1]), 2)
