"""Looking at space from a direction."""

import numpy as np
import pytest

from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit

POINTS = np.random.default_rng(0).normal(size=(20, 3))


def test_from_above_the_plane_looks_as_it_does_in_two_dimensions() -> None:
    seen, nearness = FROM_ABOVE.see(POINTS)
    assert seen == pytest.approx(POINTS[:, :2])
    assert nearness == pytest.approx(POINTS[:, 2])
    flat, level = FROM_ABOVE.see(POINTS[:, :2])
    assert flat == pytest.approx(POINTS[:, :2])
    assert (level == 0).all()


@pytest.mark.parametrize("azimuth", [-2.0, 0.0, 0.7, 3.0])
@pytest.mark.parametrize("tilt", [0.0, 0.4, 1.05, np.pi / 2])
def test_its_axes_are_a_right_handed_orthonormal_frame(azimuth: float, tilt: float) -> None:
    axes = Orbit(azimuth, tilt).axes
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)


def test_edge_on_the_plane_is_a_line_and_height_is_up() -> None:
    seen, _ = Orbit(0.5, np.pi / 2).see(np.array([[1.0, 2.0, 0.0], [-3.0, 0.4, 0.0], [0, 0, 1.0]]))
    assert seen[:, 1] == pytest.approx([0, 0, 1])


def test_moving_towards_the_viewer_changes_nearness_alone() -> None:
    orbit = Orbit(1.2, 0.8)
    seen, nearness = orbit.see(POINTS)
    closer, nearer = orbit.see(POINTS + 0.3 * orbit.axes[2])
    assert closer == pytest.approx(seen)
    assert nearer - nearness == pytest.approx(0.3)


def test_any_shape_of_points_is_seen() -> None:
    seen, nearness = Orbit(0.3, 0.3).see(POINTS.reshape(4, 5, 3))
    assert seen.shape == (4, 5, 2)
    assert nearness.shape == (4, 5)
