"""Points with labels or targets: the data type of everything that trains or draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.rounding import require_kept_apart

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points with a label or with targets each; all arrays are read-only copies.

    Attributes
    ----------
    name : str
        The registry's name of the set, or the file's name without its suffix.
    features : ndarray of float32, shape (samples, dims)
        The points, ``(raw - centre) / scale``.
    labels : ndarray of int64, shape (samples,)
        The class of each point, from 0 to ``classes - 1``; empty in a regression.
    class_names, feature_names : tuple of str
        Names of the classes and of the columns of `features`.
    centre, scale : ndarray of float64, shape (dims,)
        In the units of the raw data; zeros and ones where nothing was scaled.
    nested : bool
        Whether one class surrounds another: no homeomorphism of the plane can part them by a line.
    notes : tuple of str
        One sentence for each thing that had to be guessed where the data was read.
    targets : ndarray of float32, shape (samples, outputs), optional
        The numbers to predict for each point; then there are no classes.
    """

    name: str
    features: NDArray[np.float32]
    labels: Labels
    class_names: tuple[str, ...]
    feature_names: tuple[str, ...]
    centre: Floats
    scale: Floats
    nested: bool = False
    notes: tuple[str, ...] = ()
    targets: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        dtypes = {"features": "float32", "labels": "int64", "centre": "float64", "scale": "float64"}
        if self.targets is not None:
            dtypes["targets"] = "float32"
        for field, dtype in dtypes.items():
            array = np.array(getattr(self, field), dtype, order="C")
            array.setflags(write=False)
            object.__setattr__(self, field, array)

    @property
    def samples(self) -> int:
        """The number of points."""
        return len(self.features)

    @property
    def is_regression(self) -> bool:
        """Whether numbers are to be predicted, not classes."""
        return self.targets is not None

    @property
    def strata(self) -> Labels:
        """What each point is drawn in proportion to: its class; one stratum in a regression."""
        return np.zeros(self.samples, np.int64) if self.is_regression else self.labels

    @property
    def dims(self) -> int:
        """The number of coordinates of a point."""
        return int(self.features.shape[1])

    @property
    def classes(self) -> int:
        """The number of classes."""
        return len(self.class_names)

    @property
    def present(self) -> tuple[int, ...]:
        """The classes that have points: of labels 1 and 2, not class 0."""
        return tuple(np.unique(self.labels).tolist())


def measured_dataset(
    name: str,
    raw: Floats,
    labels: Labels,
    class_names: tuple[str, ...],
    feature_names: tuple[str, ...],
    standardise: bool = True,
) -> Dataset:
    """Return a data set of measurements, standardised if wanted.

    Parameters
    ----------
    raw : ndarray of float64, shape (samples, dims)
        Finite measurements, each column in its own unit.
    standardise : bool
        Whether to bring each column to mean 0 and population standard deviation 1; a constant
        column keeps scale 1.
    name, labels, class_names, feature_names
        As in `Dataset`.

    Raises
    ------
    UsageError
        If different values of a column would become equal because it is not standardised.
    """
    if not standardise:
        require_kept_apart(feature_names, raw)
    centre, scale = np.zeros(raw.shape[1]), np.ones(raw.shape[1])
    if standardise:
        centre, spread = raw.mean(axis=0), raw.std(axis=0)
        # Rounding can give a constant column a tiny spread, which would blow that rounding up.
        varies = (np.ptp(raw, axis=0) > 0) & (spread > 0)
        scale = np.where(varies, spread, 1.0)
    features = ((raw - centre) / scale).astype(np.float32)
    return Dataset(name, features, labels, class_names, feature_names, centre, scale)
