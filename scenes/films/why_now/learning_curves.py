"""The experiment on the worth of more data, for the film and the figure: run once, then kept."""

from __future__ import annotations

from engine.experiments.more_data import LearningCurves, learning_curves
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result


def kept_learning_curves(
    features: int, samples_max: int, seeds: int, work: Work = unwatched
) -> LearningCurves:
    """Run the experiment, or find it where it was kept; see `learning_curves`."""
    request = (features, samples_max, seeds)
    return kept_result(
        LearningCurves, ("more data", *request), lambda: learning_curves(*request, work)
    )
