"""Points that are held out are a share of every class, and tell nothing of themselves."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from engine.data.dataset import measured_dataset
from engine.data.make_dataset import make_dataset
from engine.data.validation import held_out
from engine.errors import UsageError

RAW = np.random.default_rng(0).normal([3, -7], [2, 0.1], (200, 2))
CODES = np.repeat([0, 1], [150, 50])
MEASURED = measured_dataset("points", RAW, CODES, ("a", "b"), ("x1", "x2"))


def test_every_point_is_in_one_part_and_every_class_in_proportion() -> None:
    whole = make_dataset("moons", samples=120, seed=3)
    training, held = held_out(whole, 0.25, 3)
    assert (training.samples, held.samples) == (90, 30)
    both = np.concatenate([training.features, held.features])
    assert sorted(map(tuple, both.tolist())) == sorted(map(tuple, whole.features.tolist()))
    assert np.bincount(held.labels).tolist() == [15, 15]


def test_columns_are_standardised_by_what_is_trained_on_alone() -> None:
    training, held = held_out(MEASURED, 0.2, 0)
    back = training.features * training.scale + training.centre
    scaler = StandardScaler().fit(back)
    assert training.centre == pytest.approx(scaler.mean_)
    assert training.scale == pytest.approx(scaler.scale_)
    assert training.features.mean(axis=0) == pytest.approx([0, 0], abs=1e-5)
    assert held.scale.tolist() == training.scale.tolist()
    raw = np.concatenate([back, held.features * held.scale + held.centre])
    assert np.sort(raw, axis=0) == pytest.approx(np.sort(RAW, axis=0), abs=1e-4)


def test_the_seed_decides_which() -> None:
    parts = [held_out(MEASURED, 0.2, seed)[1].features.tobytes() for seed in (1, 1, 2)]
    assert parts[0] == parts[1] != parts[2]


@pytest.mark.parametrize(("share", "told"), [(0.001, "held out"), (0.9, "trained on")])
def test_too_few_points_of_a_class_are_refused(share: float, told: str) -> None:
    few = replace(MEASURED, labels=np.repeat([0, 1], [199, 1]))
    told = rf"--validation {share}: no point of the class . would be {told}"
    with pytest.raises(UsageError, match=told):
        held_out(few, share, 0)
