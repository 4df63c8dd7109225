"""How the numbers of an input become its place: each moves it its own way, from the middle."""

from __future__ import annotations

import numpy as np

from scenes.films.probed_networks.answers import Answers
from scenes.films.probed_networks.normalised import rotations

FEWEST, MOST = 3, 64
"""So many numbers can be seen as a place one by one."""


def differences(answers: Answers, point: int) -> np.ndarray:
    """Return how much a point's numbers differ from their means, at first, array (units,)."""
    numbers = answers.recording.flat_answer(answers.layer, int(answers.recording.steps[0]))
    return np.asarray(numbers[point].astype(np.float64) - numbers.mean(axis=0, dtype=np.float64))


def path_of(answers: Answers, point: int) -> np.ndarray:
    """Return where a point gets from the middle of all by one number after another, at first.

    Returns
    -------
    array (units + 1, 2)
        In the unit square of the picture; the last is the point's own place.
    """
    places, view = answers.course[0], answers.views[answers.layer]
    turn = rotations(np.array(answers.first_turn))
    numbers = answers.recording.flat_answer(answers.layer, int(answers.recording.steps[0]))
    gain = np.ptp(places, axis=0) / np.maximum(np.ptp(view.project(numbers) @ turn, axis=0), 1e-12)
    steps = differences(answers, point)[:, None] * (view.basis @ turn) * gain
    return np.asarray(places.mean(axis=0) + np.vstack([np.zeros(2), np.cumsum(steps, axis=0)]))


def pushed_point(answers: Answers) -> int | None:
    """Return the point farthest from the middle of which the whole path is in the picture.

    None if there is none, or if the numbers are too few or too many.
    """
    if not FEWEST <= answers.units(answers.layer) <= MOST:
        return None
    places = answers.course[0]
    away = np.linalg.norm(places - places.mean(axis=0), axis=1)
    for point in np.argsort(-away).tolist():
        path = path_of(answers, point)
        if path.min() >= 0 and path.max() <= 1:
            return int(point)
    return None
