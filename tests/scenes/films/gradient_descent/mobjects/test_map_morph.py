"""A map becomes another: at its ends it is the one and the other."""

import numpy as np
import pytest

from engine.descent.surfaces import SURFACES
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.map_morph import MapMorph
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))


def map_of(name: str) -> OpenMap:
    focus = Box(np.array([-2.0, -1.0]), np.array([4.0, 2.0]))
    return OpenMap(SURFACES[name], AREA, focus, THEMES["dark"])


@pytest.mark.parametrize(("progress", "end"), [(0.0, "booth"), (1.0, "ravine")])
def test_its_lines_are_those_of_the_map_at_either_end(progress: float, end: str) -> None:
    between = MapMorph(map_of("booth"), map_of("ravine")).draw(progress)
    there = map_of(end)
    shown = [each.points for each in between.lines]
    expected = [each.points for each in there.lines]
    assert len(shown) == len(expected)
    for mine, theirs in zip(shown, expected, strict=True):
        np.testing.assert_allclose(np.sort(mine[:, 0]), np.sort(theirs[:, 0]), atol=0.1)


def test_half_way_every_place_is_half_way_up() -> None:
    old, new = map_of("booth"), map_of("ravine")
    between = MapMorph(old, new).draw(0.5)
    middle = (old.shades + new.shades) / 2
    for level, lines in zip(between.lines.levels, between.lines.sets, strict=True):
        for line in lines:
            x, y = between.axes_of_grid
            columns, rows = (
                np.interp(line[:, k], a, np.arange(len(a))) for k, a in ((0, x), (1, y))
            )
            near = middle[rows.round().astype(int), columns.round().astype(int)]
            assert np.abs(near - level).max() < 0.05
