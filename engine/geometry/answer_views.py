"""See what the layers of a probed network answer: one fixed, aligned projection per layer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.geometry.projections import View, exact_view, principal_view
from engine.recordings.probed import ProbedRecording

POOLED_STEPS = 4
"""Number of steps, evenly chosen, of which the principal components are taken."""


def answer_views(recording: ProbedRecording, picture: int) -> dict[str, View]:
    """Return the view of every layer, in the order in which they answer.

    Parameters
    ----------
    recording : ProbedRecording
    picture : int
        Dimensions of the picture, 2 or 3.

    Returns
    -------
    dict of View
        Principal components over the run, each turned to agree with the layer before.
    """
    chosen = np.linspace(0, len(recording.steps) - 1, POOLED_STEPS).round().astype(int)
    steps = recording.steps[np.unique(chosen)]
    views: dict[str, View] = {}
    seen: np.ndarray | None = None
    for layer in recording.layers:
        answers = [recording.flat_answer(layer, step).astype(np.float64) for step in steps]
        width = answers[0].shape[1]
        if width <= picture:
            view = exact_view(width, picture)
        else:
            like = None if seen is None else np.tile(seen, (len(steps), 1))
            view = principal_view(np.concatenate(answers), picture, like=like)
        views[layer] = view
        seen = view.project(answers[-1])
    return views


def class_views(recording: ProbedRecording, picture: int) -> dict[str, View]:
    """Return views of every layer from where the classes' means come to differ most.

    Parameters
    ----------
    recording : ProbedRecording
    picture : int
        Dimensions of the picture, 2 or 3.

    Returns
    -------
    dict of View
        Principal components of the classes' means after training, each view turned to agree with
        the layer before; ``explained`` is the share of the points' variance then.
    """
    labels = recording.labels
    views: dict[str, View] = {}
    seen: np.ndarray | None = None
    for layer in recording.layers:
        answers = recording.flat_answer(layer, recording.last_step).astype(np.float64)
        views[layer] = class_view(answers, labels, picture, like=seen)
        seen = views[layer].project(class_means(answers, labels))
    return views


def class_view(
    answers: np.ndarray, labels: np.ndarray, picture: int, like: np.ndarray | None = None
) -> View:
    """Return the view of points from where their classes' means differ most.

    Parameters
    ----------
    answers : array (points, units)
    labels : int array (points,)
    picture : int
        Dimensions of the picture, 2 or 3.
    like : array (classes, picture), optional
        Where the means lie in a picture with which this one is to agree.
    """
    width, means = answers.shape[1], class_means(answers, labels)
    if width <= picture:
        return exact_view(width, picture)
    if len(means) <= picture:
        return principal_view(answers, picture)
    view = principal_view(means, picture, like=like)
    return replace(view, explained=view.share(answers))


def class_means(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the mean of each class that occurs, in their order, array (classes, units)."""
    return np.array([points[labels == k].mean(axis=0) for k in np.unique(labels)])
