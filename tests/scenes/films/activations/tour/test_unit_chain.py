"""A gradient that passes units in a row is multiplied by the slope of each."""

import numpy as np
import pytest

from scenes.films.activations.tour.unit_chain import UnitChain
from scenes.languages.numbers import read_number
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

LAYERS, SLOPE = 10, 0.1966


def chain() -> UnitChain:
    theme = THEMES["dark"]
    return UnitChain("Sigmoid", SLOPE, LAYERS, theme.text, stage_of_frame(), theme)


def areas(drawn: UnitChain) -> np.ndarray:
    wide = np.ptp(drawn.discs.points.reshape(LAYERS, -1, 3)[..., 0], axis=1)
    found: np.ndarray = (wide / (2 * drawn.radius)) ** 2
    return found


def test_areas_of_discs_are_what_is_left_where_the_gradient_has_come() -> None:
    assert areas(chain().draw(LAYERS)) == pytest.approx(
        SLOPE ** np.arange(1, LAYERS + 1), rel=0.02, abs=1e-6
    )
    early = areas(chain().draw(3.0))
    assert early[:3] == pytest.approx(SLOPE ** np.arange(1, 4), rel=0.02)
    assert early[3:] == pytest.approx(0)


@pytest.mark.parametrize("passed", [1, 2, 5, LAYERS])
def test_below_each_unit_that_was_passed_is_what_is_left_after_it(
    passed: int, written: list[str]
) -> None:
    drawn = chain()
    written.clear()
    drawn.draw(passed)
    assert len(written) == passed
    for k, text in enumerate(written, start=1):
        assert read_number(text) == pytest.approx(SLOPE**k, rel=0.5, abs=0.005)


def test_each_unit_glows_less_than_the_one_before() -> None:
    drawn = chain().draw(LAYERS)
    glow = [light.get_fill_opacity() for light in drawn.lights]
    assert (np.diff(glow) < 0).all()
    assert np.ptp(np.diff(glow)) == pytest.approx(0), "by powers of ten"
    assert [light.get_fill_opacity() for light in chain().draw(2.0).lights][2:] == [0] * 8


def test_the_gradient_comes_from_the_right_and_all_stands_in_the_frame() -> None:
    drawn, hero = chain().draw(LAYERS), stage_of_frame().hero
    there, back = drawn.places[: LAYERS // 2], drawn.places[LAYERS // 2 :]
    assert (np.diff(there[:, 0]) < 0).all()
    assert back[::-1, 0] == pytest.approx(there[:, 0])
    assert back[0, 1] < there[0, 1] - 2 * drawn.radius
    assert drawn.comes.get_left()[0] > drawn.places[0, 0]
    assert drawn.get_left()[0] > hero.low[0]
    assert drawn.get_right()[0] < hero.high[0]
