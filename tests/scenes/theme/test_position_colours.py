"""Colours that follow the points of a plane."""

import numpy as np
import pytest

from scenes.theme.position_colours import LIGHT_SHADE, colours_by_position, visible_on
from scenes.theme.theme import THEMES


def test_the_colours_are_the_chapter_s() -> None:
    colours = colours_by_position(np.array([[0.0, 0.0], [2.0, 1.5]]))
    assert colours == pytest.approx(np.array([[1, 1, 0.25], [0.5, 1, 0.375]]))


def test_they_are_darkened_on_a_light_background_alone() -> None:
    colours = colours_by_position(np.array([[1.0, 1.0]]))
    assert visible_on(THEMES["light"], colours) == pytest.approx(LIGHT_SHADE * colours)
    assert visible_on(THEMES["dark"], colours) is colours
