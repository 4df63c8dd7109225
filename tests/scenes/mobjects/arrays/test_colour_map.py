"""Colours for numbers: through their stops, evenly to the eye, clear where there is none."""

from itertools import pairwise

import numpy as np
import pytest
from manim import ManimColor
from matplotlib.colors import to_rgb

from scenes.mobjects.arrays.colour_map import (
    STEPS,
    ColourMap,
    blend,
    decision_colours,
    from_linear,
    height_colours,
    to_linear,
)
from scenes.theme.theme import THEMES


def test_a_colour_map_passes_through_its_colours_and_ends_with_them() -> None:
    stops = ("#56b4e9", "#141925", "#f5a623")
    colours = ColourMap(stops, low=2, high=4)(np.array([-9.0, 2, 3, 4, 9]))
    want = [ManimColor(stops[k]).to_int_rgb() for k in (0, 0, 1, 2, 2)]
    assert colours[:, :3].astype(int) == pytest.approx(np.array(want), abs=1)
    assert (colours[:, 3] == 255).all()


def test_a_blend_of_greys_is_grey_and_evenly_light() -> None:
    greys = blend(("#000000", "#ffffff"), np.linspace(0, 1, 5))
    assert np.ptp(greys, axis=1).max() < 1e-3
    # an Oklab lightness of 1/2 is a linear light of 1/8
    assert greys[2, 0] == pytest.approx(1.055 * 0.125 ** (1 / 2.4) - 0.055, abs=1e-3)


@pytest.mark.parametrize(("theme", "strength"), [("dark", 0.29), ("dark", 0.4), ("light", 0.29)])
@pytest.mark.parametrize("classes", [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)])
def test_points_stand_out_against_the_region_of_their_class(theme, strength, classes) -> None:
    def luminance(rgb: np.ndarray) -> float:
        light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return float(light @ [0.2126, 0.7152, 0.0722])

    regions = decision_colours(THEMES[theme], *classes, strength)(np.array([0.0, 1.0]))[:, :3] / 255
    for region, label in zip(regions, classes, strict=True):
        marker = ManimColor(THEMES[theme].colour_of(label)).to_rgb()
        low, high = sorted([luminance(region), luminance(marker)])
        assert (high + 0.05) / (low + 0.05) > 3


def test_light_of_srgb_is_that_of_its_standard() -> None:
    assert to_linear(np.array([0.0, 0.04045, 1.0])) == pytest.approx([0, 0.04045 / 12.92, 1])
    assert to_linear(np.array(0.5)) == pytest.approx(0.21404, abs=1e-5)
    values = np.linspace(0, 1, 256)
    assert from_linear(to_linear(values)) == pytest.approx(values, abs=1e-6)


def test_colours_are_blended_as_browsers_do_in_oklab() -> None:
    assert blend(["#f5a623"], np.array([0.0, 1.0])) == pytest.approx(
        np.array([to_rgb("#f5a623")] * 2), abs=1e-4
    )
    (between,) = blend(["#ff0000", "#0000ff"], np.array([0.5]))
    # color-mix(in oklab, red, blue) of CSS Color 5, as browsers have it
    assert np.rint(255 * between).tolist() == [140, 83, 162]


def test_what_is_no_number_is_clear_and_infinite_ones_look_like_the_ends() -> None:
    colours = ColourMap(("#000000", "#ffffff"))(np.array([[np.nan, -np.inf], [np.inf, 0.0]]))
    assert colours.shape == (2, 2, 4)
    assert colours[..., 3].tolist() == [[0, 255], [255, 255]]
    assert colours[..., 0].tolist() == [[0, 0], [255, 0]]


def test_an_interval_without_length_has_the_colours_of_its_ends() -> None:
    colours = ColourMap(("#000000", "#ffffff"), low=2, high=2)(np.array([1.0, 2.0, 3.0]))
    assert colours[:, 0].tolist() == [0, 0, 255]


def test_neighbouring_values_have_neighbouring_colours() -> None:
    table = ColourMap(("#56b4e9", "#f5a623"))(np.linspace(0, 1, STEPS))[:, :3].astype(int)
    assert max(np.abs(b - a).max() for a, b in pairwise(table)) <= 2
    assert len(np.unique(table, axis=0)) > 100


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_where_no_class_is_likelier_a_region_is_as_the_panel(theme) -> None:
    half = decision_colours(theme)(np.array([0.5]))[0, :3] / 255
    assert half == pytest.approx(np.array(to_rgb(theme.panel)), abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_heights_begin_with_the_valley_s_colour_and_end_with_the_highlight(theme) -> None:
    low, high = height_colours(theme, -3.0, 7.0)(np.array([-3.0, 7.0]))[:, :3] / 255
    assert low == pytest.approx(np.array(to_rgb(theme.classes[6])), abs=0.005)
    assert high == pytest.approx(np.array(to_rgb(theme.highlight)), abs=0.005)
