"""What the film of losses says of its results."""

from __future__ import annotations

from engine.experiments.loss_curves import LossFunction, OutlierStudy
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, significant

WHAT = {
    "mse": "Squared error: three times as far off costs nine times as much.",
    "mae": "Absolute error: three times as far off costs three times as much.",
    "huber": "Huber's loss: squared up to δ = {delta} from the target, then straight.",
    "cross-entropy": "Cross-entropy is −ln p: the less sure, the higher the loss.",
    "hinge": "Hinge loss takes a score s: above 0 says cat.",
}
"""What each loss is."""
PULL = {
    "mse": "Its gradient grows with the error: far points pull hardest.",
    "mae": "Its gradient has one size: near and far, it pulls alike.",
    "huber": "Its gradient fades near the target, and is never larger than δ.",
    "cross-entropy": "Sure it is no cat: as p nears 0, loss and gradient have no bound.",
    "hinge": "Beyond the margin, s = 1, there is no loss and no gradient.",
}
"""What its gradient does."""
CHAPTER = "Not a number but a class: cat or no cat?"
"""Before losses of classes, after those of numbers."""
CAT = {
    "probability": "A picture shows a cat: p is how sure the network is of it.",
    "score": "A picture shows a cat: the network gives it a score.",
}
"""What is predicted where there are classes, by the domain of the first loss of them."""
THEN = {
    "probability": "Here it is a cat: p is how sure the network is.",
    "score": "Here it is a cat: the network gives it a score.",
}
"""The same, after the chapter's words."""
MOVES = {
    "mse": "Squared error's best is the mean: the outlier drags it by {moved}.",
    "mae": "Absolute error's best is the median: it moves by {moved}.",
    "huber": "Huber's pull is at most δ: its best moves by {moved}.",
}
"""What an outlier does to the best prediction."""
STAYS = {
    "mse": "Squared error's best is the mean: here it stays at {best}.",
    "mae": "Absolute error's best is the median: it stays at {best}.",
    "huber": "Huber's pull is at most δ: its best stays at {best}.",
}
"""The same, where it does not move, to the digits that are printed."""
ANSWER = "So the loss decides what a mistake costs, and how hard it pulls."


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


def apart(losses: list[LossFunction]) -> str:
    """Say where losses of numbers differ."""
    if any(loss.name == "mse" for loss in losses):
        return "Far from the target, where outliers are, they differ most."
    return "Far away each pulls with one force; near the target Huber's fades."


def outlier(name: str, study: OutlierStudy, k: int) -> Phrase:
    """Say how far the outlier moves the best prediction of loss k.

    It is the difference of the numbers that stand on screen before and after.
    """
    before, after = (round(float(study.best[k, i]), 2) for i in (0, -1))
    if before == after:
        return STAYS[name], {"best": fixed(after, 2)}
    return MOVES[name], {"moved": fixed(abs(after - before), 2)}
