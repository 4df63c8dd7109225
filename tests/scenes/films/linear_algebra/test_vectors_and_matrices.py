"""The film of vectors and matrices: legible whatever is asked for, and its facts are right."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import FadeIn, FadeOut

from scenes.films.linear_algebra.plane_stage import PlaneStage
from scenes.films.linear_algebra.specs import VectorsAndMatricesSpec
from scenes.films.linear_algebra.vectors_and_matrices import VectorsAndMatrices
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

FILMS: dict[str, dict[str, Any]] = {
    "one map": {"maps": ("shear",), "tempo": 2.0},
    "a far vector": {"maps": ("reflection-y",), "vector": (-9.5, -0.1), "theme": "light"},
    "a shear of one's own": {"matrix": (1.0, 0.5, 0.0, 1.0)},
    "as large as can be, turned over": {"matrix": (-10.0, 0.5, 9.0, 10.0), "vector": (-10.0, 0.01)},
    "upright": {"aspect": "9:16", "maps": ("rotation-30",), "tempo": 2.0},
    "square": {"aspect": "1:1", "maps": ("scaling",), "tempo": 2.0},
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


def test_what_is_said_of_columns_has_the_vector_s_numbers(tmp_path: Path) -> None:
    spec = VectorsAndMatricesSpec(vector=(-0.4, 1.25), maps=("shear",), tempo=3.0)
    film = perform(VectorsAndMatrices, spec, VectorsAndMatrices.compute(spec), tmp_path)
    assert "W v: −0.40 times the first column, plus 1.25 times the second." in film.words
    assert "−0.40 ·" in film.words
    assert "1.25 ·" in film.words


def test_a_map_is_announced_over_the_plane_as_it_lay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced = {}

    def entitle(film: VectorsAndMatrices, text: str, **values: object) -> None:
        announced[text] = film.matrix.copy()
        PlaneStage.entitle(film, text, **values)

    monkeypatch.setattr(VectorsAndMatrices, "entitle", entitle, raising=False)
    spec = VectorsAndMatricesSpec(maps=("reflection-y", "shear"), tempo=3.0)
    perform(VectorsAndMatrices, spec, VectorsAndMatrices.compute(spec), tmp_path)
    assert list(announced) == ["Reflection across the y axis", "Shear"]
    np.testing.assert_allclose(list(announced.values()), [np.eye(2)] * 2, atol=1e-9)


def test_titles_and_plates_come_when_those_before_have_gone() -> None:
    seen = 0

    def tell(film: VectorsAndMatrices) -> None:
        nonlocal seen
        act = film.act

        def watched(*animations: object, seconds: float) -> None:
            nonlocal seen
            gone = [each for each in animations if isinstance(each, FadeOut)]
            come = [each for each in animations if isinstance(each, FadeIn)]
            if gone and come:
                seen += 1
                assert all(each.rate_func(0.5) == 1 for each in gone)
                assert all(each.rate_func(0.5) == 0 for each in come)
            act(*animations, seconds=seconds)

        film.prepare()
        film.add(film.picture, film.weights)
        film.act = watched
        film.entitle("Shear")
        film.entitle("Rotation by 30°")
        film.change_plate(film.maps[-1])

    on_stage(VectorsAndMatrices, VectorsAndMatricesSpec(), tell)
    assert seen == 2


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
