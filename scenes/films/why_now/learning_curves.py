"""The experiment on the worth of more data, for the film and the figure: run once, then kept."""

from __future__ import annotations

from collections.abc import Callable

from engine.experiments.more_data import LearningCurves, learning_curves
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result


def kept_learning_curves(
    features: int, samples_max: int, seeds: int, work: Work = unwatched
) -> LearningCurves:
    """Run the experiment, or find it where it was kept; see `learning_curves`.

    Each repeat is kept by itself, so that one that was interrupted goes on where it was.
    """

    def keep(seed: int, run: Callable[[], LearningCurves]) -> LearningCurves:
        return kept_result(LearningCurves, ("more data", features, samples_max, seed), run)

    return learning_curves(features, samples_max, seeds, work, keep)
