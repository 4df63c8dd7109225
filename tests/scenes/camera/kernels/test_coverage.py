"""Coverage: areas that geometry knows."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.coverage import edge, inside

ANGLES = np.linspace(0, 2 * np.pi, 13) + 0.05
FINE = (np.arange(400) + 0.5) / 400 - 0.5


@pytest.mark.parametrize("angle", ANGLES.tolist())
def test_it_is_the_area_of_a_pixel_inside_an_edge(angle: float) -> None:
    x, y = np.cos(angle), np.sin(angle)
    depths = np.linspace(-0.8, 0.8, 9)
    sampled = [(np.add.outer(x * FINE, y * FINE) < depth).mean() for depth in depths]
    found = [inside(depth, *edge(x, y)) for depth in depths]
    np.testing.assert_allclose(found, sampled, atol=0.005)


@pytest.mark.parametrize("normal", [(1.0, 0.0), (0.0, -1.0)])
def test_along_the_rows_and_columns_it_rises_in_a_straight_line(
    normal: tuple[float, float],
) -> None:
    depths = np.array([-0.6, -0.5, -0.25, 0.0, 0.25, 0.5, 0.6])
    found = [inside(depth, *edge(*normal)) for depth in depths]
    np.testing.assert_allclose(found, [0, 0, 0.25, 0.5, 0.75, 1, 1], atol=1e-3)


def test_the_two_sides_of_an_edge_make_a_whole_pixel() -> None:
    for depth in np.linspace(-1, 1, 11):
        ramp = edge(0.6, 0.8)
        assert inside(depth, *ramp) + inside(-depth, *ramp) == pytest.approx(1)
