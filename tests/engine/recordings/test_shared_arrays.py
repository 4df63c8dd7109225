"""Data and metrics go into a file's arrays and come back."""

from pathlib import Path

import numpy as np

from engine.recordings.file_format import read
from engine.recordings.recording import Recording
from engine.recordings.shared_arrays import arrays_of, dataset_from, metrics_from


def test_what_goes_in_comes_back(small: Recording, path: Path) -> None:
    header, _ = read(path)
    arrays = arrays_of(small.data, small.steps, small.metrics)
    data, metrics = dataset_from(header, arrays), metrics_from(header, arrays)
    np.testing.assert_array_equal(data.features, small.data.features)
    assert data.class_names == small.data.class_names
    np.testing.assert_array_equal(metrics.gradient_norm, small.metrics.gradient_norm)
    assert metrics.layers == small.metrics.layers
    assert "metrics/validation_loss" not in arrays
