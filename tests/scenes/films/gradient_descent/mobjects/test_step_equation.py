"""Live rows: numbers stay in their columns, on the ground, wherever the rows are moved."""

import numpy as np
from manim import DOWN, LEFT

from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows, width_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.stage import area_of
from scenes.theme.theme import THEMES

WIDEST = Columns(("28.00", "", "= 27.60"), ("#ffffff",) * 3)


def rows_at(place: np.ndarray) -> LiveRows:
    labels = [verbatim(name, 28, "#ffffff") for name in ("a", "b")]
    rows = LiveRows(None, labels, WIDEST, 28, THEMES["dark"])
    return rows.move_to(place, aligned_edge=DOWN + LEFT)


def test_numbers_keep_their_right_ends_where_the_rows_were_moved() -> None:
    rows = rows_at(at(1.0, 2.0))
    before = [number.points[:, 0].max() for number in rows.rows[0] if len(number.points)]
    rows.write(("8.00", "", "= 8.10"), ("7.00", "", "≈ 7.10"))
    after = [number.points[:, 0].max() for number in rows.rows[0] if len(number.points)]
    np.testing.assert_allclose(after, before, atol=0.02)


def test_the_ground_lies_behind_all_that_is_written() -> None:
    rows = rows_at(at(-3.0, 0.5))
    ground = area_of(rows.ground)
    for number in (each for row in rows.rows for each in row if len(each.points)):
        box = area_of(number)
        assert (box.low >= ground.low).all()
        assert (box.high <= ground.high).all()
    np.testing.assert_allclose(ground.low, [-3.0, 0.5], atol=0.02)


def test_an_empty_text_shows_nothing_and_takes_no_room() -> None:
    rows = rows_at(at(0, 0)).write(("8.00", "", ""), ("7.00", "", ""))
    assert [len(number.points) > 0 for number in rows.rows[0]] == [True, False, False]
    assert width_of("", 28) == 0 < width_of("8", 28) < width_of("28", 28)
