"""Make the data set that is asked for, by its name or from a user's file."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset, measured_dataset
from engine.data.datasets import DATASETS, Rng
from engine.data.stratified import stratified_choice
from engine.data.tables import SUFFIXES, load_table
from engine.errors import DataError, UsageError

MAX_SAMPLES = 1_000_000
MAX_NOISE = 10.0
MAX_TURNS = 20.0
TURNS = 0.9


def require_source(data: str) -> None:
    """Refuse a data set that there is not, before what trains on it is loaded.

    Raises
    ------
    UnknownNameError
        If no data set is called `data`.
    DataError
        If it is a file that is missing.
    """
    if not _is_file(data):
        DATASETS.find(data)
    elif not Path(data).exists():
        raise DataError(f"there is no file {data}")


def make_dataset(
    data: str,
    *,
    samples: int | None = None,
    noise: float | None = None,
    classes: int | None = None,
    turns: float = TURNS,
    seed: int = 0,
    standardise: bool = True,
    label: str | None = None,
    columns: Sequence[str] | None = None,
    sep: str | None = None,
) -> Dataset:
    """Return the data set called `data`, or read it from the file of that path.

    Synthetic points lie about the origin in [-2, 2]^2, shuffled, with balanced classes.

    Parameters
    ----------
    data : str
        A name in `DATASETS`, or a path: anything with a slash, or with a suffix of
        `engine.data.tables.SUFFIXES`, or else the name of a file that is there.
    samples : int, optional
        How many points; of real data a stratified choice, in its order and the units of the whole.
    noise : float, optional
        Standard deviation of the Gaussian noise added to each synthetic coordinate, in the
        units of the plane.
    classes : int, optional
        How many classes, for the sets made with any number of them.
    turns : float
        How often each arm of ``spirals`` winds round the origin; no other set uses it.
    seed : int
        The same seed gives the same bytes.
    standardise : bool
        Whether real data is brought to mean 0 and standard deviation 1 per column.
    label : str, optional
        The label column of a file, by its name or its number from 1.
    columns : sequence of str, optional
        The feature columns of a file, by their names or their numbers from 1.
    sep : str, optional
        What separates the columns of a file of text.

    Returns
    -------
    Dataset
        The points, their labels and names.

    Raises
    ------
    UsageError
        If an option is out of range or does not apply; the text begins with its flag.
    UnknownNameError
        If no data set is called `data`.
    DataError
        If `data` is a file that is missing, unreadable or unfit for training.
    """
    _require(seed >= 0, "seed", seed, "choose 0 or more")
    rng = np.random.default_rng(seed)
    wound = None if turns == TURNS else turns
    if _is_file(data):
        _refuse("data from a file", noise=noise, classes=classes, turns=wound)
        whole = load_table(data, standardise=standardise, label=label, columns=columns, sep=sep)
        return _subset(whole, samples, rng)
    kind = DATASETS.find(data)
    named = None if columns is None else ",".join(columns)
    if not kind.any_turns:
        _refuse(f"{kind.name}, which is not wound", turns=wound)
    _refuse(f"{kind.name}, which is no file", label=label, columns=named, sep=sep)
    if kind.fixed:
        _refuse(f"{kind.name}, which is real data", noise=noise, classes=classes)
        names = kind.class_names, kind.feature_names
        points, labels = kind.make(kind.samples, kind.classes, turns, rng)
        whole = measured_dataset(kind.name, points, labels, *names, standardise)
        return _subset(whole, samples, rng)
    if not kind.any_classes:
        _refuse(f"{kind.name}, which always has {kind.classes}", classes=classes)
    classes = kind.classes if classes is None else classes
    most = (kind.samples if samples is None else MAX_SAMPLES) // 2
    more = "; give --samples for more" if samples is None else ""
    _require(2 <= classes <= most, "classes", classes, f"choose between 2 and {most:,}{more}")
    samples = kind.samples if samples is None else samples
    _require_samples(samples, 2 * classes, MAX_SAMPLES)
    noise = kind.noise if noise is None else noise
    within = f"choose a standard deviation between 0 and {MAX_NOISE:g}"
    _require(0 <= noise <= MAX_NOISE, "noise", noise, within)
    _require(0 <= turns <= MAX_TURNS, "turns", turns, f"choose between 0 and {MAX_TURNS:g}")
    points, labels = kind.make(samples, classes, turns, rng)
    order = rng.permutation(samples)
    return Dataset(
        kind.name,
        (points[order] + noise * rng.standard_normal(points.shape)).astype(np.float32),
        labels[order],
        class_names=tuple(map(str, range(classes))),
        feature_names=kind.feature_names,
        centre=np.zeros(2),
        scale=np.ones(2),
        nested=kind.nested,
    )


def _is_file(data: str) -> bool:
    if data.lower().endswith(SUFFIXES) or "/" in data or os.sep in data:
        return True
    return data not in DATASETS and Path(data).is_file()


def _require(fine: bool, flag: str, value: float, advice: str) -> None:
    if not fine:
        raise UsageError(f"--{flag} {value}: {advice}")


def _refuse(whom: str, **flags: float | str | None) -> None:
    for flag, value in flags.items():
        if value is not None:
            raise UsageError(f"--{flag} {value}: it does not apply to {whom}; leave it out")


def _require_samples(samples: int, least: int, most: int) -> None:
    advice = f"choose between {least:,} and {most:,} points"
    _require(least <= samples <= most, "samples", samples, advice)


def _subset(whole: Dataset, samples: int | None, rng: Rng) -> Dataset:
    """Return a random choice of points, every class in proportion and at least once."""
    if samples is None:
        return whole
    _require_samples(samples, 2 * whole.classes, whole.samples)
    chosen = stratified_choice(whole.labels, samples, rng)
    return replace(whole, features=whole.features[chosen], labels=whole.labels[chosen])
