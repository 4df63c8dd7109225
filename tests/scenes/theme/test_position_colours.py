"""Colours that follow the points of a plane."""

import numpy as np
import pytest

from scenes.theme.contrast import ratio
from scenes.theme.position_colours import (
    colours_by_position,
    from_oklab,
    is_light,
    visible_colours,
)
from scenes.theme.theme import THEMES

PLANE = np.stack(np.meshgrid(*[np.linspace(-2, 2, 9)] * 2), axis=-1).reshape(-1, 2)


def hexadecimal(colour: np.ndarray) -> str:
    return "#" + bytes((255 * colour).round().astype(np.uint8)).hex()


def test_the_colours_are_the_chapter_s() -> None:
    colours = colours_by_position(np.array([[0.0, 0.0], [2.0, 1.5]]))
    assert colours == pytest.approx(np.array([[1, 1, 0.25], [0.5, 1, 0.375]]))


def test_on_a_dark_background_they_stay_the_chapter_s() -> None:
    assert not is_light(THEMES["dark"])
    shown = visible_colours(THEMES["dark"], PLANE)
    np.testing.assert_array_equal(shown, colours_by_position(PLANE))


@pytest.mark.parametrize("theme", THEMES)
def test_every_point_is_seen_on_its_background(theme: str) -> None:
    for colour in visible_colours(THEMES[theme], PLANE):
        assert ratio(hexadecimal(colour), THEMES[theme].panel) >= 3


@pytest.mark.parametrize("step", [(0.8, 0.0), (0.0, 0.8)])
def test_on_a_light_background_both_coordinates_change_the_colour(step: tuple[float, ...]) -> None:
    here, there = (visible_colours(THEMES["light"], p) for p in (PLANE, PLANE + step))
    inside = (np.abs(PLANE + step) <= 2).all(axis=1)
    assert np.abs(here - there)[inside].max(axis=1).min() > 0.03


@pytest.mark.parametrize(
    ("oklab", "rgb"),
    [
        ((1.0, 0.0, 0.0), (1, 1, 1)),
        ((0.62796, 0.22486, 0.12585), (1, 0, 0)),
        ((0.45201, -0.03246, -0.31153), (0, 0, 1)),
    ],
)
def test_oklab_is_that_of_its_author(oklab: tuple[float, ...], rgb: tuple[float, ...]) -> None:
    assert from_oklab(*(np.array([v]) for v in oklab))[0] == pytest.approx(rgb, abs=2e-3)
