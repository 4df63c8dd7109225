"""How high a surface is drawn."""

import numpy as np
import pytest

from engine.descent.surfaces import SURFACES
from scenes.films.gradient_descent.mobjects.relief import Relief

PLANAR = [name for name, surface in SURFACES.items() if surface.dims == 2]


@pytest.mark.parametrize("name", PLANAR)
def test_the_lowest_value_is_drawn_at_0_and_the_highest_at_1(name: str) -> None:
    relief = Relief.of(SURFACES[name])
    values = SURFACES[name].heights(201)[1]
    shares = relief.share(values)
    assert shares.min() >= -1e-9
    assert shares.max() == pytest.approx(1)
    order = np.argsort(values, axis=None)
    assert (np.diff(shares.ravel()[order]) >= -1e-12).all()


@pytest.mark.parametrize("name", PLANAR)
def test_levels_are_evenly_spaced_as_they_are_drawn(name: str) -> None:
    relief = Relief.of(SURFACES[name])
    np.testing.assert_allclose(relief.share(relief.levels(5)), [0.1, 0.3, 0.5, 0.7, 0.9])


@pytest.mark.parametrize("name", ["bowl", "rosenbrock"])
def test_the_slope_is_that_of_the_drawn_height(name: str) -> None:
    relief = Relief.of(SURFACES[name])
    for value in relief.levels(4):
        step = 1e-6 * value
        slope = (relief.share(value + step) - relief.share(value - step)) / (2 * step)
        assert relief.slope_of_share(float(value)) == pytest.approx(slope, rel=1e-5)


def test_only_surfaces_with_high_walls_are_squeezed() -> None:
    squeezed = {name for name in PLANAR if Relief.of(SURFACES[name]).unit is not None}
    assert {"rosenbrock", "beale"} <= squeezed
    assert not {"bowl", "himmelblau", "booth", "rastrigin"} & squeezed


def test_it_tells_which_points_lie_inside() -> None:
    relief = Relief.of(SURFACES["bowl"])
    points = np.array([[0, 0], [31, 0], [0, -31], [np.nan, 0], [np.inf, 1]])
    assert relief.inside(points).tolist() == [True, False, False, False, False]
