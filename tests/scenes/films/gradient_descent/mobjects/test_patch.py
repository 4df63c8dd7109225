"""Parallelograms over which surfaces are drawn."""

import numpy as np
import pytest

from scenes.films.gradient_descent.mobjects.patch import Patch

DOMAIN = ((-30.0, 30.0), (0.0, 20.0))
SLANTED = Patch(np.array([1.0, 2]), np.array([[3.0, 1], [-1, 2]]))


def test_a_domain_s_patch_is_all_of_it() -> None:
    grid = Patch.of(DOMAIN).grid(5)
    x, y = np.linspace(-30, 30, 5), np.linspace(0, 20, 5)
    np.testing.assert_allclose(grid, np.stack(np.meshgrid(x, y), axis=-1))
    low, high = Patch.of(DOMAIN).box
    assert (low.tolist(), high.tolist()) == ([-30, 0], [30, 20])


def test_it_holds_its_own_points_and_no_others() -> None:
    middle = SLANTED.grid(3)[1, 1]
    assert SLANTED.holds(SLANTED.grid(4).reshape(-1, 2)).all()
    away = middle + 1.01 * (SLANTED.grid(2).reshape(-1, 2) - middle)
    assert not SLANTED.holds(away).any()
    assert not SLANTED.holds(np.array([[np.nan, 0], [np.inf, 1], [-np.inf, np.inf]])).any()


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_each_of_its_points_goes_straight_to_that_of_another_one(share: float) -> None:
    whole = Patch.of(DOMAIN)
    expected = (1 - share) * whole.grid(3) + share * SLANTED.grid(3)
    np.testing.assert_allclose(whole.towards(SLANTED, share).grid(3), expected)
