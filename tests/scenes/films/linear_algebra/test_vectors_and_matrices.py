"""The film of vectors and matrices: legible whatever is asked for, and its facts are right."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.geometry.plane_maps import plane_map
from scenes.films.linear_algebra.plane_words import (
    MAP_WORDS,
    MapWords,
    after_own_map,
    factor_words,
    rank_words,
)
from scenes.films.linear_algebra.specs import VectorsAndMatricesSpec
from scenes.films.linear_algebra.vectors_and_matrices import VectorsAndMatrices
from scenes.languages.language import LANGUAGES, Language
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "one map": {"maps": ("shear",), "tempo": 2.0},
    "a far vector": {"maps": ("reflection-y",), "vector": (-9.5, -0.1), "theme": "light"},
    "a shear of one's own": {"matrix": (1.0, 0.5, 0.0, 1.0)},
    "as large as can be, turned over": {"matrix": (-10.0, 0.5, 9.0, 10.0), "vector": (-10.0, 0.01)},
    "onto a line": {"matrix": (1.0, 2.0, 0.5, 1.0), "theme": "light"},
    "onto a point": {"matrix": (0.0, 0.0, 0.0, 0.0)},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = VectorsAndMatricesSpec(**options)
    film = perform(VectorsAndMatrices, spec, VectorsAndMatrices.compute(spec), tmp_path)
    assert film.faults == []
    assert film.looks > 50


def test_it_shows_the_maps_that_are_named_in_that_order_or_the_one_that_is_given() -> None:
    spec = VectorsAndMatricesSpec(maps=("rotation-90", "Scaling"))
    matrices = [each.matrix for each in VectorsAndMatrices.compute(spec).maps.values()]
    np.testing.assert_allclose(matrices, [[[0, -1], [1, 0]], [[0.5, 0], [0, 0.5]]], atol=1e-12)
    (own,) = VectorsAndMatrices.compute(VectorsAndMatricesSpec(matrix=(1, 2, 3, 4))).maps.values()
    np.testing.assert_array_equal(own.matrix, [[1, 2], [3, 4]])


def test_the_terminal_is_told_where_the_vector_lands() -> None:
    spec = VectorsAndMatricesSpec(maps=("rotation-30",))
    (line,) = VectorsAndMatrices.report(VectorsAndMatrices.compute(spec))
    assert "[0.46380109, 0.85667296]" in line
    assert "det 1" in line


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("words", MAP_WORDS.values(), ids=list(MAP_WORDS))
def test_every_language_has_words_for_each_map(words: MapWords, language: Language) -> None:
    for template in (words.title, words.before, words.after):
        assert language.knows(template)


@pytest.mark.parametrize("name", list(MAP_WORDS))
def test_what_is_said_of_a_map_has_its_determinant(name: str) -> None:
    said = MAP_WORDS[name].after.format(x="x", y="y", det="7.00")
    assert "7.00" in said


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
    for (text, values), part in ((after_own_map(each), said), (rank_words(each), rank)):
        assert part in text.format(**values)


def test_the_three_steps_are_named_with_their_numbers() -> None:
    each = plane_map(np.diag([3.0, -0.5]))
    said = [text.format(**values) for text, values in factor_words(each)]
    assert said == ["1. turn by 0.0°", "2. stretch by\n3.00 and −0.50", "3. turn by 0.0°"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--matrix", "1,2,3,4,5,6"], "2 × 2"),
        (["--matrix", ""], "2 × 2"),
        (["--matrix", "1,nan,0,1"], "between -10 and 10"),
        (["--matrix", "1,inf,0,1"], "between -10 and 10"),
        (["--matrix", "1e9,0,0,1"], "between -10 and 10"),
        (["--matrix", "1,0,a,1"], "numbers"),
        (["--vector", "1,2,3"], "2 numbers"),
        (["--vector", "0,0"], "direction"),
        (["--maps", "shaer"], "shear"),
        (["--maps", ""], "rotation-30"),
        (["--maps", "shear", "--matrix", "1,0,0,1"], "--matrix"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_answered_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], part: str
) -> None:
    answer = warpreel("render", "vectors-and-matrices", *arguments)
    assert answer.code == 2
    assert part in answer.sentence
