"""A data set holds read-only copies of its arrays, and remembers how it was scaled."""

import dataclasses

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from engine.data.dataset import Dataset, measured_dataset

RAW = np.random.default_rng(0).normal((3, -40, 0), (1, 25, 1e-3), (60, 3))
LABELS = np.arange(60) % 2


def measured(raw: np.ndarray, standardise: bool = True) -> Dataset:
    columns = tuple(f"column {i}" for i in range(raw.shape[1]))
    return measured_dataset("own", raw, LABELS, ("no", "yes"), columns, standardise)


@pytest.mark.parametrize("field", ["features", "labels", "centre", "scale"])
def test_the_arrays_are_read_only_copies(field: str) -> None:
    arrays = {
        "features": np.zeros((4, 2)),
        "labels": np.array([0, 1, 0, 1]),
        "centre": np.zeros(2),
        "scale": np.ones(2),
    }
    data = Dataset("own", class_names=("a", "b"), feature_names=("x", "y"), **arrays)
    with pytest.raises(ValueError, match="read-only"):
        getattr(data, field)[0] = 1
    arrays[field][0] = 7
    assert 7 not in getattr(data, field)
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.name = "other"  # type: ignore[misc]


def test_it_counts_its_points_their_coordinates_and_its_classes() -> None:
    data = measured(RAW)
    assert (data.samples, data.dims, data.classes) == (60, 3, 2)


def test_arrays_have_the_types_that_training_takes() -> None:
    data = measured(RAW)
    dtypes = [data.features.dtype, data.labels.dtype, data.centre.dtype, data.scale.dtype]
    assert dtypes == [np.float32, np.int64, np.float64, np.float64]


def test_measurements_are_standardised_as_scikit_learn_does() -> None:
    scaler = StandardScaler().fit(RAW)
    data = measured(RAW)
    np.testing.assert_allclose(data.features, scaler.transform(RAW), atol=1e-5)
    np.testing.assert_allclose(data.centre, scaler.mean_)
    np.testing.assert_allclose(data.scale, scaler.scale_)


def test_measurements_can_be_left_as_they_are() -> None:
    data = measured(RAW, standardise=False)
    np.testing.assert_array_equal(data.features, RAW.astype(np.float32))
    assert (data.centre == 0).all()
    assert (data.scale == 1).all()


def test_a_constant_column_keeps_scale_one() -> None:
    raw = RAW.copy()
    raw[:, 1] = 0.1  # its mean is not exactly 0.1 in floating point
    data = measured(raw)
    assert data.scale[1] == 1
    assert np.abs(data.features[:, 1]).max() < 1e-6
