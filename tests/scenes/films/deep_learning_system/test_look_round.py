"""What moves in space is looked at from where it is wide, without being turned wildly."""

import numpy as np
import pytest

from scenes.films.deep_learning_system.look_round import sizes_from, widest_side

TILT = 1.1


def test_a_sheet_that_stands_on_edge_is_turned_to_the_front() -> None:
    across, up = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    sheet = np.stack([np.zeros(81), across.ravel(), up.ravel()], axis=1)  # edge on from azimuth 0
    found, before = sizes_from(sheet, TILT, np.array([widest_side([sheet], TILT), 0.0]))
    assert found > 3 * before


def test_what_looks_the_same_from_all_sides_is_not_turned() -> None:
    turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns), 0 * turns], axis=1)
    assert widest_side([ring], TILT, 0.4) == pytest.approx(0.4)
