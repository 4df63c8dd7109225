"""Data sets of two classes in the plane, for pictures that show nothing else."""

from __future__ import annotations

from engine.data.dataset import Dataset
from engine.data.datasets import DATASETS
from engine.data.make_dataset import make_dataset
from engine.errors import UsageError


def classes_of_two(data: str) -> int | None:
    """Return how many classes to ask a data set for, so that there are two if it has a choice."""
    return 2 if data in DATASETS and DATASETS[data].any_classes else None


def two_classes_in_the_plane(
    data: str, *, samples: int | None = None, noise: float | None = None, seed: int = 0
) -> Dataset:
    """Return a data set as `make_dataset` does, checked to be two classes in the plane.

    Parameters
    ----------
    data : str
        A name, or a path.
    samples, noise, seed
        As of `make_dataset`.

    Raises
    ------
    UsageError
        If the points have other than two features or two classes.
    """
    made = make_dataset(data, samples=samples, noise=noise, seed=seed, classes=classes_of_two(data))
    if made.dims != 2 or made.classes != 2:
        raise UsageError(
            f"--data {data} has {made.classes} classes and {made.dims} features; "
            "this film needs two of each, as halves, moons or xor have"
        )
    return made
