"""Matrices with their names and determinants, and a matrix taken apart."""

import numpy as np
import pytest
from manim import RIGHT

from engine.geometry.named_maps import NAMED_MAPS
from engine.geometry.plane_maps import plane_map
from scenes.films.linear_algebra.exact_digits import determinant_places
from scenes.films.linear_algebra.number_plates import FactorRows, NamedMatrix
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
AXES = (THEME.positive, THEME.negative)


def shown(number: LiveNumber, text: str) -> bool:
    """Whether a number's outline is that of `text`."""
    expected = LiveNumber(number.size, THEME.text).write(text).points
    points = number.points
    return len(points) == len(expected) and np.allclose(
        np.diff(points, axis=0), np.diff(expected, axis=0)
    )


def test_it_states_entries_and_determinant_wherever_it_stands() -> None:
    plate = NamedMatrix("W =", AXES, THEME, 30, largest=1.0, determinant=2)
    for _ in range(3):
        plate.shift(RIGHT).write(np.array([[1.0, 0.0], [0.5, -1.0]]))
        assert plate.determinant is not None
        assert shown(plate.determinant, "−1.00")
        texts = ("1.00", "0.00", "0.50", "−1.00")
        assert all(map(shown, plate.entries.numbers, texts))
        ground = plate[0]
        for number in (plate.determinant, *plate.entries.numbers):
            assert ground.get_left()[0] < number.get_left()[0]
            assert number.get_right()[0] < ground.get_right()[0]
            assert ground.get_bottom()[1] < number.get_bottom()[1]


@pytest.mark.parametrize("name", NAMED_MAPS)
def test_the_determinant_is_that_of_the_printed_entries_all_the_way(
    name: str, written: list[str]
) -> None:
    moved = plane_map(np.reshape(NAMED_MAPS[name], (2, 2)))
    places, last = determinant_places(moved.matrix)
    plate = NamedMatrix("W =", AXES, THEME, 30, largest=1.0, determinant=last, places=places)
    printed = set()
    for fraction in np.linspace(0, 1, 60):
        written.clear()
        plate.write(moved.at(fraction))
        *entries, determinant = [float(text.replace("−", "-")) for text in written]
        again = np.linalg.det(np.reshape(entries, (2, 2)))
        assert abs(determinant - again) <= 0.5 * 10**-last + 1e-9
        printed.add(determinant)
    if name.startswith(("rotation", "shear")):  # areas stay all the way
        assert printed == {1.0}


def test_one_column_is_lit_and_the_other_dimmed() -> None:
    plate = NamedMatrix("W =", AXES, THEME, 30, largest=1.0)
    plate.light(0)
    opacities = [number.get_fill_opacity() for number in plate.entries.numbers]
    assert opacities == [1, 0.25, 1, 0.25]
    plate.light(None)
    assert all(number.get_fill_opacity() == 1 for number in plate.entries.numbers)


@pytest.mark.parametrize("lit", [0, 1, None])
def test_one_of_the_factors_is_lit(lit: int | None) -> None:
    labels = [sentence(text, 26, THEME.text) for text in ("rank", "square")]
    rows = FactorRows([np.eye(2), np.diag([2.0, 0.5])], labels, [2, 3], THEME, 24)
    rows.light(lit)
    colours = [str(entries.brackets.get_stroke_color()).lower() for entries, _ in rows.rows]
    assert colours == [THEME.highlight if i == lit else THEME.muted for i in range(2)]
