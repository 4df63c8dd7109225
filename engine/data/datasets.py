"""Data sets: small synthetic or real ones by name, or a user's file."""

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.data.dataset import Dataset, Floats, Labels, measured_dataset
from engine.data.tables import load_table
from engine.errors import UsageError
from engine.registry import Registry

TABLES = (".csv", ".tsv", ".txt", ".npz")
"""Suffixes of files of labelled points."""
MAX_SAMPLES = 1_000_000
MAX_NOISE = 10.0
MAX_TURNS = 20.0

Rng = np.random.Generator
Points = tuple[Floats, Labels]
Maker = Callable[[int, int, float, Rng], Points]


@dataclass(frozen=True)
class DatasetKind:
    """A named data set: how to make it, and which options it has.

    Attributes
    ----------
    name, summary : str
        Its name in `DATASETS`, and one line about it.
    make : callable
        ``(samples, classes, turns, rng)`` to noiseless raw points, float64 of shape
        (samples, dims), and their labels, int64 of shape (samples,), in any order.
    samples, classes : int
        Default numbers of points and of classes.
    noise : float
        Default standard deviation of the Gaussian noise added to every coordinate.
    any_classes : bool
        Whether the number of classes can be chosen.
    nested : bool
        As in `Dataset`.
    fixed : bool
        Whether it is real data, of which one can only choose fewer samples.
    class_names, feature_names : tuple of str
        As in `Dataset`; without class names the classes are called by their number.
    """

    name: str
    summary: str
    make: Maker
    samples: int = 300
    noise: float = 0.0
    classes: int = 2
    any_classes: bool = False
    nested: bool = False
    fixed: bool = False
    class_names: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ("x", "y")


DATASETS: Registry[DatasetKind] = Registry("dataset")


def _dataset(name: str, summary: str, **options: Any) -> Callable[[Maker], DatasetKind]:
    return lambda make: DATASETS.add(name, DatasetKind(name, summary, make, **options))


def _polar(radius: Any, angle: Any) -> Floats:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


@_dataset("spirals", "spiral arms wound into each other", noise=0.05, any_classes=True)
def _spirals(samples: int, classes: int, turns: float, _: Rng) -> Points:
    """Return Archimedean spirals, r = a + b * angle from 0.2 to 2; the first ends at (2, 0)."""
    place, labels = np.divmod(np.arange(samples), classes)
    along = place / (np.bincount(labels)[labels] - 1)
    angle = 2 * np.pi * (labels / classes + turns * (along - 1))
    return _polar(0.2 + 1.8 * along, angle), labels


@_dataset("circles", "a circle inside a circle", noise=0.1, nested=True)
def _circles(samples: int, *_: object) -> Points:
    points, labels = _sklearn().make_circles(samples, shuffle=False, factor=0.5)
    return 2 * points, labels


@_dataset("disc-in-ring", "a disc inside a ring", nested=True)
def _disc_in_ring(samples: int, _classes: int, _turns: float, rng: Rng) -> Points:
    """Return a disc and a ring, radii below 2/3 against 4/3 to 2, uniform in area.

    The example of C. Olah, "Neural Networks, Manifolds, and Topology" (2014), twice as large.
    """
    labels = np.arange(samples) % 2
    inner, outer = np.array([[0, 4 / 3], [2 / 3, 2]])[:, labels]
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    return _polar(radius, rng.uniform(0, 2 * np.pi, samples)), labels


@_dataset("moons", "two interleaved half circles", noise=0.15)
def _moons(samples: int, *_: object) -> Points:
    points, labels = _sklearn().make_moons(samples, shuffle=False)
    return (points - [0.5, 0.25]) * (4 / 3), labels


@_dataset("xor", "four squares, opposite ones alike", noise=0.1)
def _xor(samples: int, _classes: int, _turns: float, rng: Rng) -> Points:
    quadrant = np.arange(samples) % 4
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])[quadrant]
    return signs * rng.uniform(0.2, 2, (samples, 2)), quadrant % 2


@_dataset("halves", "two half discs, with a straight gap between them")
def _halves(samples: int, _classes: int, _turns: float, rng: Rng) -> Points:
    """Return half discs, uniform in area; the gap is a third of their radius wide and misses 0."""
    labels = np.arange(samples) % 2
    angle = np.pi * rng.uniform(size=samples)
    along, across = _polar(np.sqrt(rng.uniform(size=samples)), angle).T
    above = 0.25 + (2 * labels - 1) * (across + 1 / 6)
    directions = np.array([[np.sqrt(3), -1], [1, np.sqrt(3)]]) / 2  # along the gap, and across
    points = np.column_stack([along, above]) @ directions
    return 2 * points / np.abs(points).max(), labels


@_dataset("blobs", "round clouds as wide as the noise", noise=0.3, classes=3, any_classes=True)
def _blobs(samples: int, classes: int, *_: object) -> Points:
    labels = np.arange(samples) % classes
    return _polar(2.0, 2 * np.pi * labels / classes), labels


@_dataset("gaussian-quantiles", "a cloud cut into rings", classes=3, any_classes=True, nested=True)
def _gaussian_quantiles(samples: int, classes: int, _: float, rng: Rng) -> Points:
    """Return one Gaussian cut into concentric classes (Zhu et al. 2009, Multi-class AdaBoost).

    Cut here because scikit-learn's own gives the whole remainder to the last class.
    """
    points = rng.standard_normal((samples, 2))
    points = points[np.argsort(np.hypot(*points.T))]
    return 2 * points / np.abs(points).max(), np.arange(samples) * classes // samples


@_dataset(
    "digits",
    "1797 handwritten digits of 8 x 8 pixels",
    samples=1797,
    classes=10,
    fixed=True,
    class_names=tuple("0123456789"),
    feature_names=tuple(f"pixel {row},{column}" for row in range(8) for column in range(8)),
)
def _digits(*_: object) -> Points:
    return _sklearn().load_digits(return_X_y=True)


@_dataset(
    "iris",
    "150 iris flowers of three species",
    samples=150,
    classes=3,
    fixed=True,
    class_names=("setosa", "versicolor", "virginica"),
    feature_names=tuple(f"{p} {s} (cm)" for p in ("sepal", "petal") for s in ("length", "width")),
)
def _iris(*_: object) -> Points:
    return _sklearn().load_iris(return_X_y=True)


def _sklearn() -> Any:
    # It takes a second to import, which most commands need not spend.
    return importlib.import_module("sklearn.datasets")


def make_dataset(
    data: str,
    *,
    samples: int | None = None,
    noise: float | None = None,
    classes: int | None = None,
    turns: float = 0.9,
    seed: int = 0,
    standardise: bool = True,
    label: str | None = None,
) -> Dataset:
    """Return the data set called `data`, or read it from the file of that path.

    Synthetic points lie about the origin in [-2, 2]^2, shuffled, with balanced classes.

    Parameters
    ----------
    data : str
        A name in `DATASETS`, or a path: anything with a separator or with a suffix of `TABLES`.
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
    if data.lower().endswith(TABLES) or "/" in data or os.sep in data:
        _refuse("data from a file", noise=noise, classes=classes)
        return _subset(load_table(data, standardise=standardise, label=label), samples, rng)
    kind = DATASETS.find(data)
    _refuse(f"{kind.name}, which knows its classes", label=label)
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
    order = rng.permutation(whole.samples)
    order = order[np.argsort(whole.labels[order], kind="stable")]
    counts = np.bincount(whole.labels)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    share = (np.arange(whole.samples) - first) / np.repeat(counts, counts)
    chosen = np.sort(order[np.argsort(share, kind="stable")[:samples]])
    return replace(whole, features=whole.features[chosen], labels=whole.labels[chosen])
