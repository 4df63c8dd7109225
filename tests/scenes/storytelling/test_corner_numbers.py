"""Numbers in a corner: they end where they are told to, whatever they say."""

import numpy as np
import pytest

from scenes.storytelling.corner_numbers import PLATE, CornerNumbers
from scenes.storytelling.stage import area_of
from scenes.theme.theme import THEMES

CORNER = np.array([6.0, 3.5])


def test_they_stay_in_their_corner_and_on_their_plate() -> None:
    theme = THEMES["dark"]
    rows = [("training step", "137", theme.text), ("loss", "1.370", theme.loss)]
    numbers = CornerNumbers(rows, CORNER, 24, theme)
    plate = area_of(numbers)
    assert plate.high[0] == pytest.approx(CORNER[0], abs=0.02)
    assert plate.high[1] <= CORNER[1] + 0.02
    for texts in (("0", "1.370"), ("137", "0.005")):
        numbers.write(*texts)
        for number in numbers.numbers:
            assert area_of(number).high[0] == pytest.approx(CORNER[0] - PLATE, abs=0.03)
            assert (area_of(number).low > plate.low).all()


def test_every_number_is_written_or_none() -> None:
    theme = THEMES["dark"]
    numbers = CornerNumbers([("loss", "1.370", theme.loss)], CORNER, 24, theme)
    with pytest.raises(ValueError, match="zip"):
        numbers.write("1", "2")


def test_all_can_stand_lower() -> None:
    theme = THEMES["dark"]
    numbers = CornerNumbers([("loss", "1.370", theme.loss)], CORNER, 24, theme)
    before = area_of(numbers)
    numbers.move_down(2.0).write("0.005")
    assert area_of(numbers).high[1] == pytest.approx(before.high[1] - 2, abs=0.01)
    assert area_of(numbers.numbers[0]).low[1] > area_of(numbers).low[1]
