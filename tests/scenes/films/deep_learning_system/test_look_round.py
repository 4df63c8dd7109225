"""What moves in space is looked at from where it is wide, without being turned wildly."""

import numpy as np
import pytest

from scenes.films.deep_learning_system.look_round import look_round
from scenes.mobjects.arrays.orbit import Orbit

TILTS = np.concatenate([np.linspace(0, 1.1, 15), np.full(20, 1.1), np.linspace(1.1, 0, 15)])


def area(cloud: np.ndarray, turn: float, tilt: float) -> float:
    seen = Orbit(turn, tilt).see(cloud)[0]
    return float(np.sqrt(np.linalg.det(np.cov(seen.T))))


def test_a_sheet_that_stands_on_edge_is_turned_to_the_front() -> None:
    across, up = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    sheet = np.stack([np.zeros(81), across.ravel(), up.ravel()], axis=1)  # edge on from azimuth 0
    turns = look_round([sheet] * len(TILTS), TILTS)
    assert turns[0] == turns[-1] == 0
    assert np.abs(np.diff(turns)).max() < 0.4
    assert area(sheet, turns[25], 1.1) > 3 * max(area(sheet, 0.0, 1.1), 1e-3)


def test_what_looks_the_same_from_all_sides_is_not_turned() -> None:
    flat = np.random.default_rng(0).normal(size=(50, 3)) * [1, 1, 0]
    turns = look_round([flat] * len(TILTS), np.zeros(len(TILTS)))
    assert turns == pytest.approx(np.zeros(len(TILTS)))
