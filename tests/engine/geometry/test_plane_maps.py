"""A matrix of the plane, taken apart, and the way from where the plane lies to where it lands."""

import numpy as np
import pytest
from scipy.linalg import polar

from engine.geometry.named_maps import NAMED_MAPS
from engine.geometry.plane_maps import PlaneMap, plane_map, plane_points, turn

FRACTIONS = np.linspace(0, 1, 41)
RNG = np.random.default_rng(3)
MATRICES = {
    **{name: np.reshape(entries, (2, 2)) for name, entries in NAMED_MAPS.items()},
    **{f"random {i}": RNG.normal(size=(2, 2)) for i in range(12)},
    **{f"of rank 1, {i}": np.outer(*RNG.normal(size=(2, 2))) for i in range(4)},
    "zero": np.zeros((2, 2)),
    "a projection": np.diag([0.0, 3.0]),
    "minus the identity": -np.eye(2),
    "an oblique mirror": turn(0.7) @ np.diag([1, -1]) @ turn(-0.7),
}
EACH = pytest.mark.parametrize("matrix", MATRICES.values(), ids=list(MATRICES))


@EACH
def test_its_factors_are_a_turn_a_stretch_and_a_turn_that_make_the_matrix(
    matrix: np.ndarray,
) -> None:
    each = plane_map(matrix)
    last, stretch, first = each.factors
    np.testing.assert_allclose(last @ stretch @ first, matrix, atol=1e-12)
    for rotation in (first, last):
        np.testing.assert_allclose(rotation @ rotation.T, np.eye(2), atol=1e-12)
        assert np.linalg.det(rotation) == pytest.approx(1)
    assert abs(each.first) <= np.pi / 4 + 1e-9


@EACH
def test_its_numbers_are_numpy_s(matrix: np.ndarray) -> None:
    each = plane_map(matrix)
    singular = np.linalg.svd(matrix, compute_uv=False)
    np.testing.assert_allclose(np.sort(np.abs(each.stretches))[::-1], singular, atol=1e-12)
    assert each.determinant == pytest.approx(np.linalg.det(matrix), abs=1e-12)
    assert each.rank == np.linalg.matrix_rank(matrix, tol=1e-9)
    assert each.turns_over == (np.linalg.det(matrix) < -1e-12)


def test_where_nothing_turns_over_both_turns_together_are_that_of_the_polar_form() -> None:
    for matrix in MATRICES.values():
        if np.linalg.det(matrix) > 1e-9:
            each = plane_map(matrix)
            np.testing.assert_allclose(turn(each.last + each.first), polar(matrix)[0], atol=1e-9)


@EACH
def test_both_ways_begin_with_the_plane_lying_and_end_with_the_matrix(matrix: np.ndarray) -> None:
    each = plane_map(matrix)
    for way, end in ((each.at, 1), (each.in_steps, 3)):
        np.testing.assert_allclose(way(0), np.eye(2), atol=1e-12)
        np.testing.assert_allclose(way(end), matrix, atol=1e-12)


@pytest.mark.parametrize("name", ["reflection-x", "reflection-y", "an oblique mirror"])
def test_a_mirror_s_axis_stays_and_its_plane_passes_through_a_line(name: str) -> None:
    each = plane_map(MATRICES[name])
    values, vectors = np.linalg.eigh(each.matrix)
    axis = vectors[:, values.argmax()]
    determinants = []
    for fraction in FRACTIONS:
        np.testing.assert_allclose(each.at(fraction) @ axis, axis, atol=1e-9)
        determinants.append(np.linalg.det(each.at(fraction)))
    assert (np.diff(determinants) < 0).all()
    assert determinants[20] == pytest.approx(0, abs=1e-9)


def test_no_matrix_that_turns_nothing_over_squashes_the_plane_on_its_way() -> None:
    for matrix in MATRICES.values():
        area = np.linalg.det(matrix)
        if area > 1e-9:
            each = plane_map(matrix)
            way = [np.linalg.det(each.at(fraction)) for fraction in FRACTIONS]
            assert min(way) >= 0.9 * min(1, area)
            assert max(way) <= 1.1 * max(1, area)


@pytest.mark.parametrize("slide", [0.5, -3.0])
def test_a_shear_is_a_shear_all_the_way(slide: float) -> None:
    for shear in ([[1, 0], [slide, 1]], turn(0.4) @ [[1, slide], [0, 1]] @ turn(-0.4)):
        each = plane_map(np.array(shear))
        assert each.is_shear
        for fraction in FRACTIONS:
            part = each.at(fraction)
            slid = part - np.eye(2)
            np.testing.assert_allclose(slid, fraction * (each.matrix - np.eye(2)), atol=1e-12)
            np.testing.assert_allclose(slid @ slid, 0, atol=1e-12)


def test_nothing_else_is_called_a_shear() -> None:
    assert [name for name, each in MATRICES.items() if plane_map(each).is_shear] == ["shear"]


def test_a_map_of_rank_one_knows_the_line_onto_which_the_plane_falls() -> None:
    for direction in np.radians([-80, -30, 0, 45, 90]):
        each = plane_map(np.outer([np.cos(direction), np.sin(direction)], [0.3, -1.2]))
        assert each.rank == 1
        assert not each.turns_over
        assert each.image_angle == pytest.approx(direction)


def test_the_chapter_s_grid_has_twenty_points_a_side() -> None:
    points = plane_points()
    assert points.shape == (400, 2)
    assert (points.min(axis=0) == -2).all()
    assert (points.max(axis=0) == 2).all()
    assert len(np.unique(points, axis=0)) == 400


def test_a_plain_map_turns_no_more_than_it_must() -> None:
    degrees = {name: plane_map(MATRICES[name]) for name in ("rotation-30", "rotation-90")}
    assert _angles(degrees["rotation-30"]) == pytest.approx((0, 30))
    assert _angles(degrees["rotation-90"]) == pytest.approx((0, 90))
    for name in ("scaling", "reflection-x", "reflection-y"):
        assert _angles(plane_map(MATRICES[name])) == pytest.approx((0, 0))


def _angles(each: PlaneMap) -> tuple[float, float]:
    return float(np.degrees(each.first)), float(np.degrees(each.last))
