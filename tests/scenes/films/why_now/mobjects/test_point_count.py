"""The number of points stands under its words, and ends in the corner."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.point_count import PointCount


def test_the_number_stands_under_its_words() -> None:
    count = PointCount(10_000.0, np.array([6.0, 3.5]), "#ffffff", 1.0)
    (words,) = count.terms
    assert words.get_right()[0] == pytest.approx(6.0, abs=0.01)
    assert words.get_top()[1] == pytest.approx(3.5)
    for text in ("20", "10,000"):
        count.write(text)
        assert count.number.get_x() == pytest.approx(words.get_x(), abs=0.05)
        assert count.number.get_top()[1] < words.get_bottom()[1]
        assert count.number.get_bottom()[1] > count.foot - 0.1
