"""The training of a transformer that sorts, for the film and the figure: run once, then kept."""

from __future__ import annotations

from engine.experiments.transformer.sorting import SortingRun, learn_to_sort
from engine.experiments.transformer.sorting_spec import SortingSpec
from engine.progress import Work, each_training_step, unwatched
from scenes.cache.results import kept_result


def kept_sorting_run(training: SortingSpec, work: Work = unwatched) -> SortingRun:
    """Train the network, or find what was recorded of it; see `learn_to_sort`."""

    def learn() -> SortingRun:
        advance = each_training_step(work("learning to sort", training.steps))
        return learn_to_sort(training, advance)

    return kept_result(SortingRun, ("sorting", training), learn)
