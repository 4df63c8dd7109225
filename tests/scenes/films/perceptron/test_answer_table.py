"""The table holds what three units answer, and shows it row by row."""

import numpy as np

from engine.experiments.perceptron import GATE_INPUTS, XOR_THIRD, XOR_UNITS
from scenes.films.perceptron.answer_table import AnswerTable, answers
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

ROOM = Area(np.array([-3.0, -2.0]), np.array([1.0, 0.5]))


def table() -> AnswerTable:
    return AnswerTable(answers(GATE_INPUTS, XOR_UNITS, XOR_THIRD), ROOM, 24.0, THEMES["dark"])


def test_the_answers_are_or_and_and_and_one_but_not_the_other() -> None:
    for x, y, either, both, last in answers(GATE_INPUTS, XOR_UNITS, XOR_THIRD).tolist():
        assert (either, both) == (int(x or y), int(x and y))
        assert last == int(either and not both) == x ^ y


def test_it_stands_in_its_room_one_row_below_the_other() -> None:
    rows = table().rows
    points = np.concatenate([part.points for part in table().family_members_with_points()])
    assert (points[:, :2] >= ROOM.low).all()
    assert (points[:, :2] <= ROOM.high).all()
    heights = [row.get_y() for row in rows]
    assert heights == sorted(heights, reverse=True)


def test_a_row_is_seen_as_far_as_said_and_no_other() -> None:
    shown = table()
    assert all(row[0].get_fill_opacity() == 0 for row in shown.rows)
    shown.reveal(1.0, [1.0, 0.5, 0.0, 0.0])
    assert [row[-1].get_fill_opacity() for row in shown.rows] == [1.0, 0.5, 0.0, 0.0]
    assert shown.head[0].get_fill_opacity() == 1.0
