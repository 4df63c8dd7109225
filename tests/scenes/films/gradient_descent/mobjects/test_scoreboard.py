"""A table of rivals: rows move with all that is in them."""

import numpy as np
import pytest

from scenes.films.gradient_descent.mobjects.scoreboard import Rival, Scoreboard
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture
def table() -> Scoreboard:
    rivals = [Rival(name, THEME.colour_of(i), i) for i, name in enumerate("ABC")]
    made = Scoreboard(rivals, ("loss", "steps"), ("0.00", "100"), 22, THEME)
    for row in range(3):
        made.write(row, "0.25", f"{row}")
    return made


def heights(made: Scoreboard) -> list[float]:
    return [float(numbers[0].get_center()[1]) for numbers in made.numbers]


def test_rows_stand_below_one_another_and_change_places(table: Scoreboard) -> None:
    first = heights(table)
    assert first == sorted(first, reverse=True)
    table.arrange_by([2, 0, 1])
    assert np.allclose(heights(table), [first[1], first[2], first[0]])


def test_a_large_counter_stands_above_the_rows_and_clear_of_the_headings() -> None:
    rivals = [Rival(name, THEME.colour_of(i), i) for i, name in enumerate("AB")]
    made = Scoreboard(rivals, ("loss", "steps"), ("0.00", "300"), 22, THEME, "step")
    made.move_to(at(2, 1)).count("300")
    assert made.counter.height > 1.5 * made.numbers[0][0].height
    assert made.counter.get_right()[0] < made.heads[0].get_left()[0]
    assert made.counter.get_bottom()[1] > made.names[0].get_top()[1]
    assert made.counted.get_right()[0] < made.counter.get_left()[0]
    assert made.counter.get_top()[1] < made.ground.get_top()[1]


def test_all_moves_with_the_table(table: Scoreboard) -> None:
    before = [part.get_center() for part in (table.heads, *table.rows)]
    gone = table.ground.get_center()
    table.move_to(at(3, 1))
    shift = table.ground.get_center() - gone
    for part, old in zip((table.heads, *table.rows), before, strict=True):
        np.testing.assert_allclose(part.get_center() - old, shift, atol=1e-9)
    table.write(0, "0.75", "7")
    assert abs(table.numbers[0][1].get_center()[1] - table.names[0].get_center()[1]) < 0.05


def test_an_empty_number_shows_nothing(table: Scoreboard) -> None:
    table.write(1, "", "4")
    assert len(table.numbers[1][0].points) == 0
    assert len(table.numbers[1][1].points) > 0


def test_a_word_stands_in_the_place_of_a_number_and_moves_with_its_row(table: Scoreboard) -> None:
    word = sentence("a very long word", 22, "#ffffff")
    table.write(2, "0.25", "")
    table.attach(2, 1, word)
    assert word.get_left()[0] > table.numbers[2][0].get_right()[0]
    assert word.get_right()[0] == pytest.approx(table.heads[1].get_right()[0], abs=0.02)
    other = sentence("…", 22, "#ffffff")
    table.attach(1, 0, other)
    table.arrange_by([2, 0, 1])
    assert word.get_center()[1] == pytest.approx(table.names[2].get_center()[1], abs=0.05)
    assert word.get_right()[0] == pytest.approx(table.heads[1].get_right()[0], abs=0.02)
    assert other.get_right()[0] == pytest.approx(table.heads[0].get_right()[0], abs=0.02)
