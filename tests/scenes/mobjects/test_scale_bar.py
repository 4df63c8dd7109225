"""A scale bar is as long as its number says."""

import numpy as np
import pytest

from scenes.mobjects.scale_bar import ScaleBar
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("scale", [0.003, 0.7, 2.3, 410.0])
def test_the_bar_is_a_round_number_of_units_long(scale: float) -> None:
    bar = ScaleBar(THEMES["dark"])
    bar.draw(np.array([1.0, 2.0]), scale)
    length = np.ptp(bar.bar.points[:, 0]) / scale
    digit = length / 10 ** np.floor(np.log10(length) + 1e-9)
    assert digit == pytest.approx(round(digit))
    assert round(digit) in (1, 2, 5)
    assert 0.3 < np.ptp(bar.bar.points[:, 0]) <= 0.9
