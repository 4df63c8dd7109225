"""What is said of a vector, of maps and of a matrix is true of them."""

import numpy as np
import pytest

from engine.geometry.named_maps import NAMED_MAPS
from engine.geometry.plane_maps import plane_map
from scenes.films.linear_algebra.plane_words import (
    MAP_WORDS,
    after_own_map,
    determinant_shown,
    factor_words,
    rank_words,
    ways_of,
)
from scenes.languages.language import LANGUAGES, Language, Phrase
from scenes.languages.numbers import fixed

RNG = np.random.default_rng(2)
VECTORS = RNG.normal(size=(10, 2))
MAPS = {name: np.reshape(each, (2, 2)) for name, each in NAMED_MAPS.items()}


def filled(phrase: Phrase) -> str:
    text, values = phrase
    return text.format(**values)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", list(MAP_WORDS))
def test_every_language_has_words_for_each_map(name: str, language: Language) -> None:
    assert language.knows(MAP_WORDS[name].title)
    assert language.knows(MAP_WORDS[name].said)
    assert "{det}" in MAP_WORDS[name].said


def test_every_map_has_words() -> None:
    assert list(MAP_WORDS) == list(NAMED_MAPS)


def test_scaling_makes_arrows_half_as_long_and_areas_a_quarter() -> None:
    images = VECTORS @ MAPS["scaling"].T
    np.testing.assert_allclose(
        np.linalg.norm(images, axis=1) / np.linalg.norm(VECTORS, axis=1), 0.5
    )
    assert np.linalg.det(MAPS["scaling"]) == pytest.approx(1 / 4)


@pytest.mark.parametrize(("name", "axis"), [("reflection-x", 0), ("reflection-y", 1)])
def test_every_point_crosses_the_axis_of_a_reflection(name: str, axis: int) -> None:
    images = VECTORS @ MAPS[name].T
    np.testing.assert_allclose(images[:, axis], VECTORS[:, axis])
    np.testing.assert_allclose(images[:, 1 - axis], -VECTORS[:, 1 - axis])
    assert np.linalg.det(MAPS[name]) == pytest.approx(-1)


def test_a_shear_slides_columns_along_themselves_and_keeps_areas() -> None:
    shear = plane_map(MAPS["shear"])
    for fraction in (0.3, 0.7, 1.0):
        images = VECTORS @ shear.at(fraction).T
        np.testing.assert_allclose(images[:, 0], VECTORS[:, 0])
        assert np.linalg.det(shear.at(fraction)) == pytest.approx(1)


def test_a_quarter_turn_carries_the_first_arrow_onto_the_second() -> None:
    np.testing.assert_allclose(MAPS["rotation-90"][:, 0], [0, 1], atol=1e-12)
    for name, angle in (("rotation-30", 30), ("rotation-90", 90)):
        assert np.degrees(np.arctan2(*MAPS[name][::-1, 0])) == pytest.approx(angle)
        np.testing.assert_allclose(MAPS[name].T @ MAPS[name], np.eye(2), atol=1e-12)


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        ((0.83, 0.51), "0.83 to the right, and 0.51 up."),
        ((-2.0, 0.5), "2.00 to the left, and 0.50 up."),
        ((0.5, -1.0), "0.50 to the right, and 1.00 down."),
        ((-0.5, -1.0), "0.50 to the left, and 1.00 down."),
    ],
)
def test_a_vector_s_ways_are_told_by_their_signs(vector: tuple[float, float], said: str) -> None:
    assert filled(ways_of(np.array(vector))).endswith(said)


@pytest.mark.parametrize(
    ("matrix", "said", "rank"),
    [
        ([[2, 0], [0, 1]], "multiplied by 2.00. Nothing", "2.00 × 1.00 = 2.00"),
        ([[0, 2], [1, 0]], "multiplied by 2.00; the minus sign", "= −2.00"),
        ([[1, 1], [1, 1]], "onto one line, at 45.0°", "rank is 1"),
        ([[0, 0], [0, 0]], "onto one point", "rank is 0"),
    ],
)
def test_a_matrix_of_one_s_own_is_told_by_its_determinant_and_rank(
    matrix: list[list[float]], said: str, rank: str
) -> None:
    each = plane_map(np.array(matrix, dtype=float))
    assert said in filled(after_own_map(each))
    assert rank in filled(rank_words(each))


OWN = [*RNG.normal(size=(12, 2, 2)), np.array([[1.5, 0.5], [0.25, -1.0]])]


@pytest.mark.parametrize("matrix", OWN, ids=lambda m: str(m.round(2)))
def test_the_product_of_printed_stretches_is_the_printed_determinant(matrix: np.ndarray) -> None:
    each = plane_map(matrix)
    _, values = rank_words(each)
    x, y = (float(values[name].replace("−", "-")) for name in "xy")
    decimals = len(values["det"].partition(".")[2])
    assert fixed(x * y, decimals) == values["det"] == determinant_shown(each)


def test_the_three_steps_are_named_with_their_numbers() -> None:
    each = plane_map(np.diag([3.0, -0.5]))
    said = [filled(phrase) for phrase in factor_words(each)]
    assert said == ["1. turn by 0.0°", "2. stretch by\n3.00 and −0.50", "3. turn by 0.0°"]
