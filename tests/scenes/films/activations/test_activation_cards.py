"""Cards lie side by side, and what is written on them has room there."""

import numpy as np
import pytest
from manim import Text, tempconfig

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_cards import (
    GAP,
    Card,
    cells,
    cells_about,
    common_sight,
)
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import area_of, family

WIDE = Box(np.array([-7.0, -2.5]), np.array([7.0, 3.8]))
UPRIGHT = Box(np.array([-7.0, -12.0]), np.array([7.0, 10.0]))


@pytest.mark.parametrize("area", [WIDE, UPRIGHT], ids=["wide", "upright"])
@pytest.mark.parametrize("count", range(2, 9))
def test_cells_lie_side_by_side_in_their_area(count: int, area: Box) -> None:
    places = cells(count, area)
    assert len(places) == count
    for i, place in enumerate(places):
        assert (place.low >= area.low - 1e-9).all()
        assert (place.high <= area.high + 1e-9).all()
        for other in places[:i]:
            apart = np.maximum(other.low - place.high, place.low - other.high).max()
            assert apart >= GAP - 1e-9


def test_cells_are_arranged_as_the_area_is_shaped() -> None:
    assert len({place.low[1] for place in cells(8, WIDE)}) == 2
    assert len({place.low[1] for place in cells(8, UPRIGHT)}) == 4


def test_cells_that_it_is_about_are_the_large_ones() -> None:
    large = [False, True, False, True, True]
    places = cells_about(large, WIDE)
    sizes = np.array([place.size.prod() for place in places])
    assert sizes[large].min() > sizes[~np.array(large)].max()
    for i, place in enumerate(places):
        assert (place.low >= WIDE.low - 1e-9).all()
        assert (place.high <= WIDE.high + 1e-9).all()
        assert not any(place.meets(other) for other in places[:i])


def test_five_cards_leave_no_gap() -> None:
    area = Box(WIDE.low / [1, 2], WIDE.high / [1, 2])
    assert len({place.low[1] for place in cells(5, area)}) == 1


def test_all_curves_are_seen_on_the_same_axes() -> None:
    one, other = (common_sight(place) for place in cells(2, WIDE))
    assert (one.unit == other.unit).all()
    assert (one.centre == other.centre).all()
    assert one.seen.low[1] < -1
    assert one.seen.high[1] > 1.5


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", PICTURED)
def test_words_stay_on_their_card(name: str, language: Language) -> None:
    with tempconfig({"frame_height": 8.0}), use_language(language):
        stage = stage_of_frame()
        place = cells(8, WIDE)[0]
        card = Card(name, place, stage, THEMES["dark"])
        texts = list(family([card.words, card.mean()], (Text,)))
    assert len(texts) == 3
    for text in texts:
        area = area_of(text)
        assert area is not None
        assert (area.low > place.low).all()
        assert (area.high < place.high).all()
        assert text.font_size >= 19.9 or len(text.original_text) > 20
