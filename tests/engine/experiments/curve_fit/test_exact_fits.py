"""Two weights fit one point in many ways, two in one, and more in none."""

import numpy as np
import pytest
import torch

from engine.experiments.curve_fit.exact_fits import exact_fits

FITS = exact_fits()


def errors(count: int) -> np.ndarray:
    """Return by how much a fit misses the points that it was made from, array (count,)."""
    found: np.ndarray = FITS.inputs[:count] @ FITS.fits[count] - FITS.outputs[:count]
    return found


@pytest.mark.parametrize("count", [1, 2])
def test_as_few_points_as_weights_are_fitted_exactly(count: int) -> None:
    assert errors(count) == pytest.approx(np.zeros(count), abs=1e-9)


def test_of_the_fits_to_one_point_the_smallest_is_taken() -> None:
    way = FITS.inputs[0]
    across = np.array([-way[1], way[0]])
    assert FITS.fits[1] @ across == pytest.approx(0, abs=1e-12)
    for step in (-0.5, 0.5):
        other = FITS.fits[1] + step * across
        assert way @ other == pytest.approx(FITS.outputs[0])
        assert np.linalg.norm(other) > np.linalg.norm(FITS.fits[1])


def test_more_points_are_fitted_by_least_squares() -> None:
    for count in range(3, 11):
        x, y = (torch.tensor(each[:count]) for each in (FITS.inputs, FITS.outputs))
        expected = torch.linalg.lstsq(x, y[:, None]).solution[:, 0].numpy()
        assert FITS.fits[count] == pytest.approx(expected)
        assert np.abs(errors(count)).max() > 0.1


def test_the_single_exact_fit_is_the_worst_and_the_last_the_best_of_all() -> None:
    assert FITS.misses.argmax() == 2
    assert FITS.misses[-1] < 0.01
