"""Cards lie side by side, and what is written on them has room there."""

import numpy as np
import pytest
from manim import Text, tempconfig

from engine.experiments.activation_facts import ActivationFacts, slopes
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_cards import (
    GAP,
    LAYERS,
    Card,
    Chain,
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
        texts = list(family([card.words, card.mean(), Chain(card)], (Text,)))
    assert len(texts) == 4
    for text in texts:
        area = area_of(text)
        assert area is not None
        assert (area.low > place.low).all()
        assert (area.high < place.high).all()
        assert text.font_size >= 19.9 or len(text.original_text) > 20


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky-relu"])
def test_a_chain_lets_through_the_product_of_its_slopes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempconfig({"frame_height": 8.0}):
        chain = Chain(Card(name, cells(8, WIDE)[0], stage_of_frame(), THEMES["dark"]))
    told: list[str] = []
    monkeypatch.setattr(chain.number, "write", told.append)
    inputs = np.array([-2.0, -0.5, 0.5, 1.6])
    for x in inputs.tolist():
        chain.write(x)
    through = np.prod([slopes(PICTURED[name], inputs)] * LAYERS, axis=0)
    np.testing.assert_allclose([float(text) for text in told], through, atol=6e-4)


def test_a_chain_of_relus_lets_all_through_and_one_of_sigmoids_hardly_anything() -> None:
    steepest = {name: ActivationFacts(PICTURED[name]).steepest for name in ("sigmoid", "relu")}
    assert steepest["relu"] ** LAYERS == 1
    assert steepest["sigmoid"] ** LAYERS < 1e-6


def test_a_point_near_to_the_edge_of_its_card_is_not_drawn() -> None:
    with tempconfig({"frame_height": 8.0}):
        card = Card("relu", cells(8, WIDE)[0], stage_of_frame(), THEMES["dark"])
    for x, drawn in ((1.0, True), (4.4, False)):
        card.ride(x, 1.0)
        assert (card.graph.size[0] > 0) == drawn
