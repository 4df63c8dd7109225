"""A matrix applied in part: from the identity to all of it, without squashing space on the way."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from scipy.stats import ortho_group, special_ortho_group

from engine.geometry.tweens import SHIFT_FROM, affine_phases, linear_tween, stretched

Make = Callable[[int, np.random.Generator], np.ndarray]

SIZES = (1, 2, 3, 5, 16)
FRACTIONS = np.linspace(0, 1, 201)


def singular(size: int, rng: np.random.Generator) -> np.ndarray:
    return rng.normal(size=(size, max(size // 2, 1))) @ rng.normal(size=(max(size // 2, 1), size))


def reflection(size: int, rng: np.random.Generator) -> np.ndarray:
    normal = rng.normal(size=size)
    return np.eye(size) - 2 * np.outer(normal, normal) / (normal @ normal)


def half_turn(size: int, rng: np.random.Generator) -> np.ndarray:
    """Turn as many planes as there are by exactly pi, in a random basis."""
    basis = orthogonal(size, rng)
    signs = np.ones(size)
    signs[: size // 2 * 2] = -1
    return basis @ np.diag(signs) @ basis.T


def orthogonal(size: int, rng: np.random.Generator) -> np.ndarray:
    return np.atleast_2d(ortho_group.rvs(size, random_state=rng)) if size > 1 else np.eye(1)


def rotation(size: int, rng: np.random.Generator) -> np.ndarray:
    return np.atleast_2d(special_ortho_group.rvs(size, random_state=rng)) if size > 1 else np.eye(1)


MATRICES: dict[str, Make] = {
    "random": lambda n, rng: rng.normal(size=(n, n)),
    "wide": lambda n, rng: rng.normal(size=(max(n // 3, 1), n)),
    "tall": lambda n, rng: rng.normal(size=(n, max(n // 3, 1))),
    "singular": singular,
    "zero": lambda n, rng: np.zeros((n, n)),
    "zero and narrowing": lambda n, rng: np.zeros((2, n)),
    "identity": lambda n, rng: np.eye(n),
    "orthogonal": orthogonal,
    "rotation": rotation,
    "reflection": reflection,
    "half-turn": half_turn,
    "nearly a half-turn": lambda n, rng: half_turn(n, rng) + 1e-9 * rng.normal(size=(n, n)),
    "minus the identity": lambda n, rng: -np.eye(n),
    "symmetric": lambda n, rng: (lambda m: m + m.T)(rng.normal(size=(n, n))),
    "shear": lambda n, rng: np.eye(n) + np.triu(rng.normal(size=(n, n)), 1),
    "tiny": lambda n, rng: 1e-9 * rng.normal(size=(n, n)),
    "huge": lambda n, rng: 1e6 * rng.normal(size=(n, n)),
    "ill-conditioned": lambda n, rng: rng.normal(size=(n, n)) @ np.diag(np.logspace(-8, 2, n)),
    "with a dead unit": lambda n, rng: rng.normal(size=(n, n)) * (np.arange(n) > 0)[:, None],
}

EVERY_MATRIX = pytest.mark.parametrize("make", MATRICES.values(), ids=MATRICES)
EVERY_SIZE = pytest.mark.parametrize("size", SIZES)


def embedded(matrix: np.ndarray) -> np.ndarray:
    size = max(matrix.shape)
    return np.pad(matrix, [(0, size - length) for length in matrix.shape])


def determinants(matrix: np.ndarray) -> np.ndarray:
    """Give the signs of the determinant from the identity to the matrix."""
    tween = linear_tween(matrix)
    return np.array([np.linalg.slogdet(tween.at(fraction)).sign for fraction in FRACTIONS])


# Where it begins and ends


@EVERY_MATRIX
@EVERY_SIZE
def test_it_begins_as_the_identity_and_ends_as_the_matrix(size: int, make: Make) -> None:
    for seed in range(5):
        matrix = embedded(make(size, np.random.default_rng(seed)))
        tween = linear_tween(matrix)
        scale = max(np.abs(matrix).max(), 1)
        np.testing.assert_allclose(tween.at(0), np.eye(len(matrix)), atol=1e-12)
        np.testing.assert_allclose(tween.at(1), matrix, atol=1e-12 * scale * len(matrix))


@pytest.mark.parametrize("shape", [(16, 2), (2, 16), (3, 2), (1, 5)])
def test_a_matrix_that_is_not_square_is_embedded_in_one_that_is(shape: tuple[int, int]) -> None:
    matrix = np.random.default_rng(1).normal(size=shape)
    whole = linear_tween(matrix).at(1)
    np.testing.assert_allclose(whole, embedded(matrix), atol=1e-12)


# Along the way


@EVERY_MATRIX
@EVERY_SIZE
def test_no_hundredth_of_it_jumps(size: int, make: Make) -> None:
    for seed in range(3):
        tween = linear_tween(make(size, np.random.default_rng(seed)))
        path = np.array([tween.at(fraction) for fraction in FRACTIONS[::2]])
        moved = np.abs(np.diff(path, axis=0)).max(axis=(1, 2))
        # The longest stretch turns by at most pi and grows by at most its logarithm.
        longest = max(tween.stretches[0], 1)
        assert moved.max() <= longest * (np.pi + 2 * abs(np.log(longest)) + 6) / 100


@EVERY_SIZE
def test_the_determinant_of_an_orientation_keeping_matrix_never_changes_sign(size: int) -> None:
    for seed in range(20):
        matrix = np.random.default_rng(seed).normal(size=(size, size))
        matrix[0] *= np.sign(np.linalg.det(matrix))
        assert (determinants(matrix) == 1).all()


@EVERY_SIZE
def test_the_determinant_of_a_reflecting_matrix_changes_sign_just_once(size: int) -> None:
    for seed in range(20):
        matrix = np.random.default_rng(seed).normal(size=(size, size))
        matrix[0] *= -np.sign(np.linalg.det(matrix))
        assert linear_tween(matrix).reflected
        signs = determinants(matrix)
        signs = signs[signs != 0]
        assert (signs[0], signs[-1]) == (1, -1)
        assert np.count_nonzero(np.diff(signs)) == 1


@pytest.mark.parametrize("make", [rotation, half_turn], ids=["rotation", "half-turn"])
@EVERY_SIZE
def test_a_rotation_stays_one_at_every_fraction(size: int, make: Make) -> None:
    for seed in range(5):
        tween = linear_tween(make(size, np.random.default_rng(seed)))
        assert not tween.reflected
        np.testing.assert_allclose(tween.stretches, np.ones(size))
        for fraction in FRACTIONS[::10]:
            part = tween.at(fraction)
            np.testing.assert_allclose(part @ part.T, np.eye(size), atol=1e-12)
            assert np.linalg.det(part) == pytest.approx(1)


@pytest.mark.parametrize("degrees", [-179, -90, -1, 0, 1, 45, 90, 179])
def test_a_turn_of_the_plane_turns_by_its_share_of_the_angle(degrees: float) -> None:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    part = linear_tween(turn).at(0.3)
    turned = np.degrees(np.arctan2(part[1, 0], part[0, 0]))
    assert turned == pytest.approx(0.3 * degrees)


def test_a_turn_in_space_follows_the_great_circle() -> None:
    for seed in range(10):
        turn = Rotation.random(random_state=np.random.default_rng(seed))
        part = Rotation.from_rotvec(0.4 * turn.as_rotvec()).as_matrix()
        np.testing.assert_allclose(linear_tween(turn.as_matrix()).at(0.4), part, atol=1e-12)


def test_every_turn_is_at_most_half_a_turn() -> None:
    for seed in range(10):
        tween = linear_tween(rotation(5, np.random.default_rng(seed)))
        assert len(tween.angles) == 2
        assert (np.abs(tween.angles) <= np.pi).all()


def test_a_stretch_grows_by_its_logarithm() -> None:
    tween = linear_tween(np.diag([4.0, 0.25]))
    np.testing.assert_allclose(tween.at(0.5), np.diag([2.0, 0.5]), atol=1e-12)
    assert np.linalg.det(tween.at(0.5)) == pytest.approx(1)


def test_the_axis_stretched_least_is_the_one_that_is_flipped() -> None:
    tween = linear_tween(np.diag([3.0, -0.5]))
    assert tween.reflected
    np.testing.assert_allclose(tween.at(0.5), np.diag([np.sqrt(3), 0]), atol=1e-12)


def test_a_plain_reflection_flips_its_own_axis_and_turns_nothing() -> None:
    for seed in range(10):
        mirror = reflection(3, np.random.default_rng(seed))
        tween = linear_tween(2 * mirror)
        np.testing.assert_allclose(tween.angles, 0, atol=1e-7)
        middle = np.sqrt(2) * (np.eye(3) + mirror) / 2  # seen from above, the flipped axis is gone
        np.testing.assert_allclose(tween.at(0.5), middle, atol=1e-7)


def test_a_layer_that_widens_leaves_directions_alone_that_it_does_not_need() -> None:
    tween = linear_tween(np.array([[0, -2], [2, 0], [0, 0], [0, 0], [0, 0]]))
    for fraction in (0.2, 0.7):
        np.testing.assert_allclose(tween.at(fraction)[2:, :2], np.zeros((3, 2)), atol=1e-12)


@pytest.mark.parametrize("shape", [(16, 2), (2, 16), (5, 3), (3, 2)])
def test_of_all_turns_that_do_the_same_to_the_points_it_is_the_smallest(
    shape: tuple[int, int],
) -> None:
    size = max(shape)
    for seed in range(8):
        rng = np.random.default_rng(seed)
        matrix = rng.normal(size=shape)
        tween = linear_tween(matrix)
        assert not tween.reflected
        # A turn is the smaller, the larger its trace: the sum of 1 + cos(angle) over its planes.
        mine = size % 2 + 2 * np.cos(tween.angles).sum()
        U, _, Vt = np.linalg.svd(embedded(matrix))
        rank, free = min(shape), size - min(shape)
        U[:, -1] *= np.linalg.det(U) * np.linalg.det(Vt)
        for _ in range(200):
            other = np.eye(size)
            other[rank:, rank:] = rotation(free, rng)
            turn = U @ other @ Vt
            assert np.trace(turn) <= mine + 1e-9


def test_the_turn_of_a_layer_that_widens_depends_continuously_on_its_matrix() -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        start, end = rng.normal(size=(2, 16, 2))
        start[:2], end[:2] = 0.5 * np.eye(2), 0.5 * np.diag([1, -1])
        matrices = [(1 - t) * start + t * end for t in np.linspace(0, 1, 401)]
        path = np.array([linear_tween(matrix).at(0.5)[:, :2] for matrix in matrices])
        assert np.abs(np.diff(path, axis=0)).max() < 0.1


def test_the_path_depends_continuously_on_the_matrix_also_where_it_begins_to_reflect() -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        one = rng.normal(size=(3, 3))
        one[0] *= np.sign(np.linalg.det(one))
        U, stretches, Vt = np.linalg.svd(one)
        paths = []
        for last in np.linspace(0.06, -0.06, 61):
            tween = linear_tween(U * [*stretches[:2], last] @ Vt)
            paths.append([tween.at(fraction) for fraction in FRACTIONS[::20]])
        assert np.abs(np.diff(paths, axis=0)).max() < 0.05


@pytest.mark.parametrize("stretch", [0, 1e-12, 0.01, 0.049, 0.05, 0.3, 1, 7])
def test_a_stretch_falls_or_rises_all_the_way_and_a_positive_one_stays_positive(
    stretch: float,
) -> None:
    way = np.array([stretched(np.array([stretch]), fraction)[0] for fraction in FRACTIONS])
    assert way[0] == 1
    assert way[-1] == pytest.approx(stretch, abs=1e-15)
    assert (np.diff(way) * np.sign(stretch - 1) >= 0).all()
    assert (way[:-1] > 0).all()


# Turning first, then shifting


def test_an_affine_stage_first_turns_and_then_shifts() -> None:
    assert affine_phases(0) == (0, 0)
    assert affine_phases(SHIFT_FROM / 2) == pytest.approx((0.5, 0))
    assert affine_phases(SHIFT_FROM) == pytest.approx((1, 0))
    assert affine_phases((1 + SHIFT_FROM) / 2) == pytest.approx((1, 0.5))
    assert affine_phases(1) == pytest.approx((1, 1))
