"""The built-in surfaces: slopes are finite differences, and minima are minima."""

import pickle

import numpy as np
import pytest

from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES

surfaces = pytest.mark.parametrize("surface", SURFACES.values(), ids=list(SURFACES))


def random_points(surface: Surface, count: int = 30) -> np.ndarray:
    low, high = np.transpose(surface.domain)
    return np.random.default_rng(1).uniform(low, high, (count, surface.dims))


@surfaces
def test_the_gradient_is_what_finite_differences_give(surface: Surface) -> None:
    points = random_points(surface)
    gradient = surface.gradient(points)
    assert gradient.shape == points.shape
    for i in range(surface.dims):
        step = np.zeros(surface.dims)
        step[i] = 1e-5
        difference = (surface.value(points + step) - surface.value(points - step)) / 2e-5
        scale = 1 + np.abs(gradient).max()
        np.testing.assert_allclose(gradient[:, i] / scale, difference / scale, atol=1e-8)


@surfaces
def test_partials_that_are_written_are_what_finite_differences_give(surface: Surface) -> None:
    assert len(surface.partials) in (0, surface.dims)
    points = random_points(surface)
    for i, text in enumerate(surface.partials):
        step = np.zeros(surface.dims)
        step[i] = 1e-5
        difference = (surface.value(points + step) - surface.value(points - step)) / 2e-5
        named = dict(zip(surface.names, points.T, strict=True))
        written = eval(text, {"__builtins__": {}}, named)
        np.testing.assert_allclose(written, difference, atol=1e-5)


@surfaces
def test_the_curvature_is_what_finite_differences_of_the_gradient_give(surface: Surface) -> None:
    points = random_points(surface)
    hessian = surface.hessian(points)
    assert hessian.shape == (*points.shape, surface.dims)
    for i in range(surface.dims):
        step = np.zeros(surface.dims)
        step[i] = 1e-5
        difference = (surface.gradient(points + step) - surface.gradient(points - step)) / 2e-5
        scale = 1 + np.abs(hessian).max()
        np.testing.assert_allclose(hessian[:, i] / scale, difference / scale, atol=1e-8)


@surfaces
def test_its_minima_have_the_stated_value_no_slope_and_lead_up_everywhere(surface: Surface) -> None:
    minima = surface.known_minima()
    assert minima or surface is SURFACES["saddle"]
    for minimum in minima:
        surface.check_place("minimum", minimum.place)
        assert surface.value(minimum.place) == pytest.approx(minimum.value, abs=1e-12)
        assert np.abs(surface.gradient(minimum.place)).max() < 1e-11
        assert np.linalg.eigvalsh(surface.hessian(minimum.place)).min() > 0


@surfaces
def test_no_point_of_its_domain_lies_lower_than_the_best_minimum(surface: Surface) -> None:
    minima = surface.known_minima()
    if minima:
        assert minima[0].value <= surface.heights(101)[1].min() + 1e-12
    else:
        assert np.linalg.eigvalsh(surface.hessian(np.zeros(2))).tolist() == [-2, 2]


@surfaces
def test_it_says_where_it_comes_from_and_what_its_formula_is(surface: Surface) -> None:
    assert surface.source
    assert surface.typst
    assert surface.title
    surface.check()


@surfaces
def test_it_travels_to_other_processes(surface: Surface) -> None:
    again = pickle.loads(pickle.dumps(surface))
    points = random_points(surface)
    assert np.array_equal(again.value(points), surface.value(points))
