"""Clouds are turned and scaled alike in both directions, and boxes cut none of them."""

import numpy as np
import pytest

from scenes.films.probed_networks.normalised import rotations, smoothed, standard

RNG = np.random.default_rng(0)


def test_a_quarter_turn_takes_right_to_up() -> None:
    turn = rotations(np.array(np.pi / 2))
    assert np.array([1.0, 0.0]) @ turn == pytest.approx([0.0, 1.0])
    assert rotations(np.linspace(0, 1, 5)).shape == (5, 2, 2)
    assert turn @ turn.T == pytest.approx(np.eye(2))


def test_a_cloud_is_centred_and_has_radius_one() -> None:
    cloud = RNG.normal(size=(50, 2)) * [3.0, 0.5] + [7.0, -2.0]
    made = standard(cloud)
    assert made.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
    assert np.sqrt((made**2).sum(axis=1).mean()) == pytest.approx(1)
    assert np.ptp(made[:, 0]) / np.ptp(made[:, 1]) == pytest.approx(
        np.ptp(cloud[:, 0]) / np.ptp(cloud[:, 1])
    )


def test_a_smoothed_end_cuts_none_of_its_steps() -> None:
    ends = RNG.normal(size=(30, 2))
    assert (smoothed(ends, np.max) >= ends - 1e-12).all()
    assert (smoothed(ends, np.min) <= ends + 1e-12).all()
