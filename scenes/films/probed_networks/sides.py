"""The watched layer from other sides: its picture while it is turned in all its directions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from engine.geometry.answer_views import class_means
from engine.geometry.projections import View
from scenes.films.probed_networks.answers import Answers
from scenes.films.probed_networks.normalised import standard

PARTED = 0.95
"""Share of two classes that lies on its own side of the middle, if a picture parts them."""


def turn(answers: Answers, step: int, side: np.ndarray) -> Callable[[float], np.ndarray]:
    """Return what gives the places (points, 2) as the picture is turned to another side.

    Parameters
    ----------
    answers : Answers
    step : int
        Place of a recorded step.
    side : array (units, 2)
        Orthonormal: the directions that are seen at last, to the right and up.
    """
    numbers = answers.recording.flat_answer(answers.layer, int(answers.recording.steps[step]))
    view = answers.views[answers.layer]

    def seen(progress: float) -> np.ndarray:
        mixed = (1 - progress) * view.basis + progress * side
        left, _, right = np.linalg.svd(mixed, full_matrices=False)
        return standard(View(view.centre, left @ right).project(numbers))

    ends = [answers.box(step), _box(seen(1.0))]

    def places(progress: float) -> np.ndarray:
        now = seen(progress)
        own = _box(now)
        (low, high), (last_low, last_high) = ends
        low = np.minimum(low + progress * (last_low - low), own[0])
        high = np.maximum(high + progress * (last_high - high), own[1])
        return answers.in_box(now, low, high)

    return places


def overlapping(answers: Answers) -> tuple[int, int] | None:
    """Return the two classes that overlap most in the last picture, if another side parts them."""
    labels, places = np.unique(answers.recording.labels), answers.in_layer(answers.layer)
    pairs = list(combinations(labels.tolist(), 2))
    if len(labels) <= 2 or answers.units(answers.layer) <= 2:
        return None
    one, other = min(pairs, key=lambda pair: _apart(answers, places, *pair))
    run = answers.recording
    numbers = run.flat_answer(answers.layer, run.last_step).astype(np.float64)
    seen = numbers @ parting_side(answers, one, other)
    is_parted = _apart(answers, seen, one, other) >= PARTED > _apart(answers, places, one, other)
    return (one, other) if is_parted else None


def parting_side(answers: Answers, one: int, other: int) -> np.ndarray:
    """Return directions from which the means of two classes lie side by side, as far as they do.

    Returns
    -------
    array (units, 2)
    """
    run = answers.recording
    numbers = run.flat_answer(answers.layer, run.last_step).astype(np.float64)
    means = class_means(numbers, run.labels)
    first, second = np.searchsorted(np.unique(run.labels), [one, other])
    across = means[second] - means[first]
    across = across / np.linalg.norm(across)
    up = answers.views[answers.layer].basis[:, 1]
    up = up - (up @ across) * across
    return np.column_stack([across, up / np.linalg.norm(up)])


def _apart(answers: Answers, places: np.ndarray, one: int, other: int) -> float:
    """Return the share of two classes' points that lie nearer to their own mean of the two."""
    labels = answers.recording.labels
    ours = np.isin(labels, [one, other])
    points, is_other = places[ours], labels[ours] == other
    means = [points[is_other == which].mean(axis=0) for which in (False, True)]
    away = [np.linalg.norm(points - mean, axis=1) for mean in means]
    return float(((away[1] < away[0]) == is_other).mean())


def _box(seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return seen.min(axis=0), seen.max(axis=0)
