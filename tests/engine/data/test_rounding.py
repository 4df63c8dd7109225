"""Different values stay different, or it is said that they do not."""

from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import measured_dataset
from engine.data.make_dataset import make_dataset
from engine.errors import DataError, UsageError
from tests.support.written_tables import table


def written(tmp_path: Path, values: np.ndarray) -> str:
    rows = [f"{value},{i * 0.61 % 1},{'uv'[i % 2]}" for i, value in enumerate(values.tolist())]
    return str(table(tmp_path, ["t,b,label", *rows]))


LOST = {
    "times in seconds": 1_700_000_000 + 3 * (7 * np.arange(40) % 113),
    "times of a year": 1_700_000_000 + np.append(600_000 * np.arange(39), 1),
    "days with hours": 2_460_000.5 + np.arange(40) % 37 / 24,
    "small changes of a large measurement": 1e6 + 1e-3 * np.sin(np.arange(40)),
}


@pytest.mark.parametrize("kind", LOST)
def test_measurements_of_one_s_own_are_refused_likewise(kind: str) -> None:
    raw = np.stack([LOST[kind], np.arange(40)], axis=1)
    facts = np.arange(40) % 2, ("u", "v"), ("t", "b")
    with pytest.raises(UsageError, match=r"standardise=False\): the column 't' has"):
        measured_dataset("own", raw, *facts, standardise=False)
    assert measured_dataset("own", raw, *facts).samples == 40


@pytest.mark.parametrize("kind", LOST)
def test_values_that_would_become_equal_unless_standardised_are_refused(
    tmp_path: Path, kind: str
) -> None:
    values = LOST[kind]
    path, there = written(tmp_path, values), len(np.unique(values))
    told = rf"^--no-standardise \(.*\): the column 't' has {there} different values, of which"
    with pytest.raises(UsageError, match=told):
        make_dataset(path, standardise=False, columns=["t", "b"])
    data = make_dataset(path, columns=["t", "b"])
    assert len(np.unique(data.features[:, 0])) == there
    back = data.features[:, 0] * data.scale[0] + data.centre[0]
    assert np.abs(back - values).max() < 1e-6 * np.ptp(values)


KEPT = {
    "whole numbers below 2^24": 2**24 - np.arange(40),
    "the same value again and again": np.full(40, 1_700_000_001),
    "measurements that differ in the last digits": np.append(10 + np.arange(39) / 7, 10 + 1e-12),
    "large numbers that differ enough": 1e9 * np.arange(40),
}


@pytest.mark.parametrize("kind", KEPT)
def test_values_that_stay_apart_are_read_as_they_are(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, KEPT[kind])
    data = make_dataset(path, standardise=False, columns=["t", "b"])
    assert data.features[:, 0] == pytest.approx(KEPT[kind], rel=1e-7)


def test_whole_numbers_of_too_many_digits_are_refused(tmp_path: Path) -> None:
    times = 1_700_000_000_000_000_000 + 7 * np.arange(40) % 113
    with pytest.raises(DataError, match=r"'t' has 40 different values, of which \d remain in do"):
        make_dataset(written(tmp_path, times), columns=["t", "b"])
    times = 10**18 + 10**9 * np.arange(40)
    apart = make_dataset(written(tmp_path, times), columns=["t", "b"])
    assert len(np.unique(apart.features[:, 0])) == 40


def test_whole_numbers_by_chance_as_large_as_that_are_read(tmp_path: Path) -> None:
    data = make_dataset(written(tmp_path, 2**60 // (1 + np.arange(40))), columns=["t", "b"])
    assert len(np.unique(data.features[:, 0])) == 40
