"""A table of rivals: rows move with all that is in them."""

import numpy as np

from scenes.films.gradient_descent.mobjects.standings import Rival, Standings
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


def table() -> Standings:
    rivals = [Rival(name, "0.1", THEME.colour_of(i), i) for i, name in enumerate("ABC")]
    made = Standings(rivals, ("name", "rate", "loss"), (-1.0, 1.0, 2.0), 3.0, THEME)
    for row in made.rows:
        row.write("0.25")
    return made


def heights(made: Standings) -> list[float]:
    return [float(row.numbers[0].get_center()[1]) for row in made.rows]


def test_rows_stand_below_one_another_and_change_places() -> None:
    made = table()
    first = heights(made)
    assert first == sorted(first, reverse=True)
    made.arrange_by([2, 0, 1])
    assert np.allclose(heights(made), [first[1], first[2], first[0]])


def test_numbers_and_what_is_attached_move_with_their_row() -> None:
    made = table()
    row = made.rows[0]
    before = row.numbers[0].get_center()[1] - row.mark.get_center()[1]
    row.put(-1.0)
    assert np.isclose(row.numbers[0].get_center()[1] - row.mark.get_center()[1], before)
    row.write("0.5")
    assert row.height_now == -1.0
    assert abs(row.numbers[0].get_center()[1] + 1.0) < 0.2


def test_an_empty_number_shows_nothing() -> None:
    row = table().rows[1]
    row.write("")
    assert len(row.numbers[0].points) == 0
    row.put(0.0)
    row.write("7")
    assert len(row.numbers[0].points) > 0


def test_ranks_stand_left_of_the_rows() -> None:
    made = table()
    ranks = made.number([2, 0, 1], THEME.text)
    assert len(ranks) == 3
    assert max(rank.get_right()[0] for rank in ranks) < made.columns[0]
