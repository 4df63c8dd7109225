"""What films of the plane share: where things are seen on the way."""

import numpy as np

from engine.geometry.plane_maps import plane_map
from scenes.films.linear_algebra.plane_story import ASIDE, CORNERS, LYING, places_on
from scenes.mobjects.arrays.orbit import FROM_ABOVE


def test_lying_leaves_points_where_they_are() -> None:
    np.testing.assert_array_equal(LYING(CORNERS), CORNERS)


def test_places_on_a_way_begin_at_the_points_and_end_at_their_images() -> None:
    each = plane_map(np.array([[0.0, 2.0], [1.0, 0.5]]))
    for way, end in ((each.at, 1), (each.in_steps, 3)):
        seen = places_on(way, end, CORNERS)
        np.testing.assert_allclose(seen[0], CORNERS, atol=1e-12)
        np.testing.assert_allclose(seen[-1], CORNERS @ each.matrix.T, atol=1e-12)


def test_a_plane_that_turns_over_is_a_line_half_way_from_above_but_not_from_aside() -> None:
    for mirror in (np.diag([1.0, -1.0]), np.diag([-1.0, 1.0])):
        way = plane_map(mirror).at
        for orbit, spread in ((FROM_ABOVE, 0.0), (ASIDE, 1.5)):
            seen = places_on(way, 1, CORNERS, orbit)
            half_way = seen[len(seen) // 2]
            assert np.linalg.svd(half_way, compute_uv=False)[1] >= spread
            assert (spread > 0) == (np.linalg.matrix_rank(half_way, tol=1e-9) == 2)
