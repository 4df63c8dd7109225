"""The experiment is run once; one that was interrupted goes on at the repeat where it was."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.experiments.more_data import learning_curves, sample_sizes
from scenes.films.why_now.learning_curves import kept_learning_curves

SIZES = (20, 90)
STEPS = len(sample_sizes(*SIZES))


class Told:
    """What was told of the progress, until it is interrupted."""

    def __init__(self, end: int = 10**9) -> None:
        self.done: list[int] = []
        self.end = end

    def work(self, what: str, steps: int) -> Callable[[int, str], None]:
        def advance(done: int, status: str) -> None:
            if done > self.end:
                raise KeyboardInterrupt
            self.done.append(done)

        return advance


def test_an_interrupted_experiment_goes_on_with_the_repeat_where_it_was() -> None:
    with pytest.raises(KeyboardInterrupt):
        kept_learning_curves(*SIZES, 3, Told(2 * STEPS + 1).work)
    again = Told()
    curves = kept_learning_curves(*SIZES, 3, again.work)
    assert again.done == list(range(2 * STEPS + 1, 3 * STEPS + 1))
    undisturbed = learning_curves(*SIZES, 3)
    for name in ("samples", "errors", "points", "selected", "inputs"):
        assert np.array_equal(getattr(curves, name), getattr(undisturbed, name))


def test_what_was_run_is_not_run_again_but_for_further_repeats() -> None:
    sizes = (21, 90)
    steps = len(sample_sizes(*sizes))
    kept_learning_curves(*sizes, 1)
    again, more = Told(), Told()
    kept_learning_curves(*sizes, 1, again.work)
    kept_learning_curves(*sizes, 2, more.work)
    assert again.done == []
    assert more.done == list(range(steps + 1, 2 * steps + 1))
