"""Recorded trainings of a transformer that sorts, made up or brief."""

import numpy as np

from engine.experiments.transformer.sorting import SortingRun, learn_to_sort
from engine.experiments.transformer.sorting_spec import SortingSpec

BRIEF = {"length": 5, "numbers": 20, "model_width": 32, "rate": 0.005, "every": 20}


def brief(steps: int, seed: int = 0) -> SortingRun:
    """Train on few numbers."""
    spec = SortingSpec(steps=steps, seed=seed, **BRIEF)
    return learn_to_sort(spec, lambda step, loss, accuracy: None)


def made_up(scores: np.ndarray, lists: list[list[int]], whole: float) -> SortingRun:
    """Return a run in which the pairs (numbers + 1, numbers) have these scores at both steps."""
    tokens = len(scores)
    queries = np.pad(scores, ((0, 0), (0, 1))) * np.sqrt(tokens)
    shown = np.array(lists)
    return SortingRun(
        numbers=tokens - 1, lists=shown, steps=np.array([0, 10]),
        queries=np.tile(queries, (2, 1, 1)), keys=np.tile(np.eye(tokens), (2, 1, 1)),
        values=np.eye(tokens)[:-1],
        guesses=np.sort(np.stack([shown, shown]), axis=-1),
        loss=np.array([3.0, 0.1]), right=np.array([0.1, whole]), whole=np.array([0.0, whole]),
        sure=np.array([0.2, 0.8]),
    )  # fmt: skip
