"""Printed equations recompute from what they print."""

import numpy as np
import pytest

from engine.geometry.linear_stacks import seeded_stack
from engine.geometry.named_maps import EXAMPLE, NAMED_MAPS, VECTOR
from scenes.films.linear_algebra.exact_digits import (
    determinant_places,
    equation_places,
    product_places,
)

RNG = np.random.default_rng(1)
MATRICES = [
    np.reshape(EXAMPLE, (2, 2)),
    *(np.reshape(each, (2, 2)) for each in NAMED_MAPS.values()),
    *RNG.normal(size=(20, 2, 2)),
]


@pytest.mark.parametrize("matrix", MATRICES, ids=lambda each: str(each.round(3).tolist()))
def test_the_image_of_a_vector_recomputes_from_the_printed_numbers(matrix: np.ndarray) -> None:
    for vector, shift in (
        (np.array(VECTOR), np.zeros(2)),
        (RNG.normal(size=2), RNG.normal(size=2)),
    ):
        places, last = equation_places(matrix, vector, shift)
        printed = [np.round(each, places) for each in (matrix, vector, shift)]
        again = printed[0] @ printed[1] + printed[2]
        true = matrix @ vector + shift
        assert [f"{x:.{last}f}" for x in again + 0.0] == [f"{x:.{last}f}" for x in true + 0.0]


@pytest.mark.parametrize("matrix", MATRICES, ids=lambda each: str(each.round(3).tolist()))
def test_the_determinant_recomputes_from_the_printed_matrix(matrix: np.ndarray) -> None:
    places, last = determinant_places(matrix)
    again = np.linalg.det(np.round(matrix, places))
    assert f"{again + 0.0:.{last}f}" == f"{np.linalg.det(matrix) + 0.0:.{last}f}"


def test_no_more_digits_than_are_needed() -> None:
    example, turn = MATRICES[0], np.reshape(NAMED_MAPS["rotation-30"], (2, 2))
    assert equation_places(example, np.array(VECTOR)) == (2, 2)
    assert (determinant_places(example), determinant_places(turn)) == ((2, 2), (3, 2))


def test_a_result_half_way_between_two_numbers_has_another_digit() -> None:
    shear = np.reshape(NAMED_MAPS["shear"], (2, 2))
    assert (shear @ VECTOR)[1] == pytest.approx(0.925)
    assert equation_places(shear, np.array(VECTOR)) == (2, 3)
    own = np.array([[1.5, 0.5], [0.25, -1.0]])
    assert np.linalg.det(own) == pytest.approx(-1.625)
    assert determinant_places(own) == (2, 3)


@pytest.mark.parametrize("seed", range(6))
def test_a_product_recomputes_from_the_printed_factors(seed: int) -> None:
    matrices = [each.matrix for each in seeded_stack(3, seed).maps]
    first, second, third = (np.round(each, product_places(matrices)) for each in matrices)
    whole = matrices[2] @ matrices[1] @ matrices[0]
    np.testing.assert_allclose(third @ second @ first, np.round(whole, 2), atol=0.005)
