"""Discs: as if every one had been drawn by itself, with its rim."""

from dataclasses import replace

import cairo
import numpy as np
import pytest

from scenes.camera.discs import Discs
from scenes.camera.marks import Layer, swapped
from tests.support.canvas import drawn, psnr, told

RNG = np.random.default_rng(0)
PLACES = RNG.uniform(10, 190, (60, 2))
RGBAS = np.column_stack([RNG.uniform(size=(60, 3)), np.ones(60)])
RIMS = RGBAS * [0.5, 0.5, 0.5, 1]
DISCS = Discs(PLACES, RGBAS, 7.0, RIMS, 1.5)


class OneByOne:
    """The same, each an arc of its own."""

    def __init__(self, discs: Discs) -> None:
        self.discs = discs

    def draw(self, context: cairo.Context) -> None:
        discs = self.discs
        rims = np.zeros_like(discs.rgbas) if discs.rim_rgbas is None else discs.rim_rgbas
        for (x, y), fill, rim in zip(
            discs.places, swapped(discs.rgbas), swapped(rims), strict=True
        ):
            context.arc(x, y, discs.radius, 0, 2 * np.pi)
            context.set_source_rgba(*fill)
            context.fill_preserve()
            context.set_source_rgba(*rim)
            context.set_line_width(discs.rim)
            context.stroke()

    def content(self) -> list[bytes]:
        return []


@pytest.mark.parametrize("discs", [DISCS, replace(DISCS, rim_rgbas=None)], ids=["rims", "plain"])
@pytest.mark.parametrize("radius", [1.2, 7.0, 40.0])
def test_they_look_as_if_drawn_one_by_one(core: str, discs: Discs, radius: float) -> None:
    discs = replace(discs, radius=radius)
    assert psnr(drawn(discs, side=200), drawn(OneByOne(discs), side=200)) > 38


def middle(picture: np.ndarray) -> np.ndarray:
    y, x = np.mgrid[:40, :40] + 0.5
    alpha = picture[..., 3]
    return np.array([(alpha * x).sum(), (alpha * y).sum()]) / alpha.sum()


@pytest.mark.parametrize("shift", np.linspace(0, 1, 9).tolist())
def test_none_is_further_from_its_place_than_a_sixteenth_of_a_pixel(
    core: str, shift: float
) -> None:
    place = np.array([[20 + shift, 21.3]])
    found = middle(drawn(Discs(place, RGBAS[:1], 6.0)))
    assert np.abs(found - place[0]).max() <= 1 / 16 + 0.005


def test_those_across_the_border_are_cut_and_those_beyond_it_cost_nothing(core: str) -> None:
    places = np.array([[-500.0, 20], [0, 20], [39.9, 20], [20, 1e6], [np.nan, 20], [20, np.nan]])
    discs = Discs(places, RGBAS[:6], 7.0)
    within = Discs(places[1:3], RGBAS[1:3], 7.0)
    assert psnr(drawn(discs), drawn(OneByOne(within))) > 38


def test_nothing_is_drawn_of_what_is_all_elsewhere(core: str) -> None:
    assert not drawn(Discs(np.array([[-500.0, 20]]), RGBAS[:1], 7.0)).any()


def test_in_a_layer_they_are_seen_through_as_one(core: str) -> None:
    whole, half = (drawn(mark, side=200) for mark in (DISCS, Layer((DISCS,), 0.5)))
    np.testing.assert_allclose(half, whole / 2, atol=1)


def test_they_tell_everything_that_decides_how_they_look() -> None:
    others = [
        replace(DISCS, places=PLACES + 0.001), replace(DISCS, rgbas=RGBAS[::-1]),
        replace(DISCS, radius=7.1), replace(DISCS, rim_rgbas=None), replace(DISCS, rim=1.6),
    ]  # fmt: skip
    assert told(DISCS) == told(replace(DISCS))
    assert all(told(DISCS) != told(other) for other in others)
