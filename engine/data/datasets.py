"""The data sets that have a name: small synthetic ones, and real ones."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.data.dataset import Floats, Labels
from engine.registry import Registry

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
    any_turns : bool
        Whether it is wound, by a number of turns that can be chosen.
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
    any_turns: bool = False
    nested: bool = False
    fixed: bool = False
    class_names: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ("x", "y")


DATASETS: Registry[DatasetKind] = Registry("dataset")


def _dataset(name: str, summary: str, **options: Any) -> Callable[[Maker], DatasetKind]:
    return lambda make: DATASETS.add(name, DatasetKind(name, summary, make, **options))


def _polar(radius: Any, angle: Any) -> Floats:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


@_dataset(
    "spirals", "spiral arms wound into each other", noise=0.05, any_classes=True, any_turns=True
)
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
