"""A strip of parts: side by side, one of them lit."""

import numpy as np
import pytest

from scenes.films.gradient_descent.mobjects.step_strip import StepStrip
from scenes.theme.theme import THEMES


@pytest.fixture
def strip() -> StepStrip:
    low, high = np.array([-6.0, 2.0]), np.array([6.0, 3.0])
    titles = ("1  short", "2  a much longer title", "3  last")
    return StepStrip(titles, ("#ff0000", "#00ff00", "#0000ff"), low, high, THEMES["dark"])


def test_its_parts_stand_side_by_side_and_fill_it(strip: StepStrip) -> None:
    for one, other in zip(strip.titles[:-1], strip.titles[1:], strict=True):
        assert one.get_right()[0] < other.get_left()[0] - 0.2
    assert strip.titles[0].get_left()[0] == pytest.approx(-6)
    assert strip.ends.max() <= 6
    assert (strip.ends[:-1, 1] < strip.ends[1:, 0]).all()


def test_the_bar_lies_below_the_part_that_is_lit_or_on_its_way(strip: StepStrip) -> None:
    for part in range(3):
        strip.light(part)
        assert strip.bar.get_left()[0] == pytest.approx(strip.ends[part, 0])
        assert strip.bar.get_right()[0] == pytest.approx(strip.ends[part, 1])
    strip.light(0.5)
    assert strip.bar.get_left()[0] == pytest.approx(strip.ends[:2, 0].mean())
    strip.light(None)
    assert len(strip.bar.points) == 0


def test_numbers_are_written_below_their_titles(strip: StepStrip) -> None:
    strip.write("12", "3.5")
    assert strip.numbers[0].get_left()[0] == pytest.approx(-6, abs=0.05)
    assert strip.numbers[0].get_top()[1] < strip.titles[0].get_bottom()[1]
    assert len(strip.numbers[2].points) == 0
