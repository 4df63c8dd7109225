"""What the film of a regression says of what was measured."""

from __future__ import annotations

import numpy as np

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.fit_numbers import distance_text, loss_text
from scenes.languages.language import Phrase
from scenes.languages.names import shortened
from scenes.languages.numbers import digits, grouped

RISEN = 1.05
"""A validation loss that ends above its least by less than this factor has not risen."""


def overfits(fit: FittedCurve) -> bool:
    """Return whether the validation loss fell, and ends clearly above its least."""
    return bool(fit.best_step) and rise(fit) > RISEN


def rise(fit: FittedCurve) -> float:
    """Return the last validation loss as a multiple of the least."""
    assert fit.best_step is not None
    return fit.validation_loss(fit.recording.last_step) / fit.validation_loss(fit.best_step)


def missed(fit: FittedCurve, step: float) -> np.ndarray:
    """Return how far each training point is from the curve at a step, array (points,)."""
    x, y = fit.points.T
    gaps: np.ndarray = np.abs(np.interp(x, *fit.curve(step)) - y)
    return gaps


def chased_point(fit: FittedCurve) -> int:
    """Return the training point that the curve came nearest to since the best step."""
    assert fit.best_step is not None
    gained = missed(fit, fit.best_step) - missed(fit, fit.recording.last_step)
    return int(gained.argmax())


def opening(fit: FittedCurve) -> Phrase:
    """Say what is seen at first."""
    loss = fit.training_loss(fit.recording.last_step)
    values = {"count": grouped(len(fit.points)), "loss": loss_text(loss)}
    if fit.names is not None:
        values |= dict(zip(("input", "output"), map(shortened, fit.names), strict=True))
        return (
            "A network learned {output} from {input}: {count} points, mean squared error {loss}.",
            values,
        )
    if fit.is_squared:
        return "A network learned these {count} points. Its mean squared error: {loss}.", values
    return "A network learned these {count} points. Its loss: {loss}.", values


def unseen(fit: FittedCurve) -> Phrase:
    """Say how it does on points that it was not trained on."""
    last = fit.recording.last_step
    loss, before = fit.validation_loss(last), fit.training_loss(last)
    values = {"loss": loss_text(loss)}
    if loss > 1.5 * before > 0:
        return (
            "On points that it has not seen the error is {loss}: about {times} times as large.",
            {**values, "times": rough_ratio(loss, before)},
        )
    return "On points that it has not seen the error is {loss}.", values


def rough_ratio(larger: float, smaller: float) -> str:
    """Return a ratio in two figures, or in one if the losses as written give other two."""
    ratio, rest = larger / smaller, round(smaller, 3)
    written = round(larger, 3) / rest if rest > 0 else ratio
    figures = 2 if f"{written:.2g}" == f"{ratio:.2g}" else 1
    return grouped(float(f"{ratio:.{figures}g}")) if ratio >= 10 else f"{ratio:.{figures}g}"


def back(fit: FittedCurve) -> Phrase:
    """Ask what is to be seen from the start on."""
    if overfits(fit):
        return "When did it begin to go wrong? Back to the start.", {}
    return "How did it get there? Back to the start.", {}


def bends(fit: FittedCurve) -> Phrase:
    """Say where the curve can bend, and how many such places are in the picture."""
    low, high = fit.domain
    places = fit.hinges(fit.recording.last_step).places
    inside = int(((places > low) & (places < high)).sum())
    return "It bends only at hinges, the ticks below: {count} of the {all} lie in view.", {
        "count": grouped(inside),
        "all": grouped(len(places)),
    }


def at_best(fit: FittedCurve) -> Phrase:
    """Say where the validation loss is least."""
    assert fit.best_step is not None
    values = {
        "step": grouped(fit.best_step),
        "loss": loss_text(fit.validation_loss(fit.best_step)),
    }
    if not fit.best_step:
        return "The error on unseen points was never less than at step 0: {loss}.", values
    if fit.best_step == fit.recording.last_step:
        return "The error on unseen points is least at the very end: {loss}.", values
    if overfits(fit):
        return "Step {step}: the error on unseen points is least, {loss}.", values
    return "Step {step}: the error on unseen points is least, {loss}, and hardly rises.", values


def beyond(fit: FittedCurve) -> Phrase:
    """Say how the losses go on after the best step."""
    assert fit.best_step is not None
    best, last = fit.best_step, fit.recording.last_step
    if fit.training_loss(last) < fit.training_loss(best):
        return "Train on: the training loss still falls, but the validation loss rises.", {}
    return "Train on: the validation loss rises.", {}


def one_point(fit: FittedCurve) -> Phrase:
    """Say how the curve came to a point that it had missed."""
    assert fit.best_step is not None
    point, last = chased_point(fit), fit.recording.last_step
    values = {
        "step": grouped(fit.best_step),
        "before": digits(missed(fit, fit.best_step)[point], 3),
        "after": digits(missed(fit, last)[point], 3),
    }
    return "At step {step} the curve missed this point by {before}; now by {after}.", values


def noise(fit: FittedCurve) -> Phrase:
    """Say what that point was."""
    assert fit.best_step is not None
    if fit.truth is not None:
        point = chased_point(fit)
        x, y = fit.points[point]
        off = abs(float(np.interp(x, *fit.truth.T)) - y)
        return (
            "But the point lies {off} off the true curve, by chance. The network learned noise.",
            {"off": distance_text(off)},
        )
    return "What it gained here does not carry over to unseen points.", {}


def kept(fit: FittedCurve) -> Phrase:
    """Say what early stopping keeps."""
    assert fit.best_step is not None
    return "Early stopping: keep the weights of step {step}.", {"step": grouped(fit.best_step)}


def flattering(fit: FittedCurve) -> Phrase:
    """Say that the best step was chosen on the points on which it is judged."""
    assert fit.best_step is not None
    return "But step {step} was chosen on these very points: {least} may flatter it.", {
        "least": loss_text(fit.validation_loss(fit.best_step)),
        "step": grouped(fit.best_step),
    }


def honest(fit: FittedCurve) -> Phrase:
    """Say what an honest error takes, and which it is if there are fresh points."""
    if fit.fresh is None:
        return "An honest error takes a third set of points, used for nothing else.", {}
    return "So take a third set, used for nothing else: {count} points. Its error: {loss}.", {
        "count": grouped(len(fit.fresh)),
        "loss": loss_text(fit.fresh_loss(fit.best_step or 0)),
    }


def helped(fit: FittedCurve) -> bool:
    """Return whether the error on fresh points is less at the best step than at the last."""
    return fit.fresh_loss(fit.best_step or 0) < fit.fresh_loss(fit.recording.last_step)


def tested(fit: FittedCurve) -> Phrase:
    """Say on fresh points what stopping early was good for."""
    last = fit.recording.last_step
    values = {"step": grouped(last), "loss": loss_text(fit.fresh_loss(last))}
    if helped(fit):
        return "At step {step} it is {loss}: stopping early did help.", values
    return "At step {step} it is {loss}: here stopping early did not help.", values


def moral(fit: FittedCurve) -> Phrase:
    """End the film."""
    assert fit.best_step is not None
    if fit.training_loss(fit.recording.last_step) < fit.training_loss(fit.best_step):
        return "More training fits the seen points better. Stop where unseen ones say so.", {}
    return "Stop where unseen points say so.", {}


def learned(fit: FittedCurve) -> Phrase:
    """End a film in which nothing is overfitted."""
    last = fit.recording.last_step
    values = {
        "first": loss_text(fit.training_loss(0)),
        "last": loss_text(fit.training_loss(last)),
        "step": grouped(last),
    }
    return "In {step} steps the training loss went from {first} to {last}.", values
