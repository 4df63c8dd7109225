"""Cards lie side by side, and what is written on them has room there."""

import numpy as np
import pytest
from manim import tempconfig

from engine.experiments.activation_facts import ActivationFacts, slopes
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.mobjects.card import (
    GAP,
    LAYERS,
    VEILED,
    Card,
    Depth,
    Heading,
    cells,
    common_sight,
)
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import area_of

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
        place = cells(8, WIDE)[0]
        card = Card(name, place, stage_of_frame(), THEMES["dark"])
        card.chain(-1.0)
    for words in (card.title, card.number):
        area = area_of(words)
        assert area is not None
        assert (area.low > place.low).all()
        assert (area.high < place.high).all()
    title, number = area_of(card.title), area_of(card.number)
    assert title is not None
    assert number is not None
    assert title.low[1] > card.plot.high[1] > number.high[1]
    assert card.title.font_size >= 24


def number_of(text: str) -> float:
    """Read a number as a chain writes it."""
    plain = text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")).replace("−", "-")
    mantissa, times, power = plain.rpartition(" × 10")
    if times:
        return float(f"{mantissa}e{power}")
    return float(f"1e{plain[2:]}") if text.startswith("10⁻") else float(plain)


@pytest.mark.parametrize("name", MAIN)
def test_a_chain_lets_through_the_product_of_its_slopes_at_the_written_input(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempconfig({"frame_height": 8.0}):
        stage, theme = stage_of_frame(), THEMES["dark"]
        card = Card(name, cells(8, WIDE)[0], stage, theme)
        depth = Depth(Heading(Box(WIDE.low, WIDE.low + [14.0, 0.4]), stage, theme), [card])
    told: list[str] = []
    inputs: list[str] = []
    monkeypatch.setattr(card.number, "write", told.append)
    monkeypatch.setattr(depth.number, "write", inputs.append)
    for x in (-1.0, -0.97, 0.5, 1.0):
        depth.write(x)
    written = np.array([float(text.replace("−", "-")) for text in inputs])
    through = np.prod([slopes(PICTURED[name], written)] * LAYERS, axis=0)
    found = [number_of(text) for text in told]
    for text, value, exact in zip(told, found, through.tolist(), strict=True):
        assert (text == "0") == (exact == 0)
        assert value == pytest.approx(
            exact, rel=0.51 if exact < 0.01 else 0, abs=0.0051 * (exact >= 0.01)
        )


def test_of_one_unit_the_slope_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, list[str]] = {"relu": [], "leaky-relu": []}
    with tempconfig({"frame_height": 8.0}):
        stage, theme = stage_of_frame(), THEMES["dark"]
        cards = [Card(name, cells(2, WIDE)[0], stage, theme) for name in told]
        heading = Heading(Box(WIDE.low, WIDE.low + [14.0, 0.4]), stage, theme)
        depth = Depth(heading, cards, layers=1)
    for card in cards:
        monkeypatch.setattr(card.slope, "write", told[card.function].append)
    depth.write(-1.0)
    assert told == {"relu": ["0"], "leaky-relu": ["0.1"]}


def test_the_mean_of_standard_normal_inputs_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempconfig({"frame_height": 8.0}):
        card = Card("relu", cells(8, WIDE)[0], stage_of_frame(), THEMES["dark"])
    told: list[str] = []
    monkeypatch.setattr(card.number, "write", told.append)
    card.mean()
    assert [float(text) for text in told] == pytest.approx([1 / np.sqrt(2 * np.pi)], abs=0.0051)


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


def test_a_picture_stands_back_behind_its_number_and_its_name_does_not() -> None:
    with tempconfig({"frame_height": 8.0}):
        card = Card("relu", cells(8, WIDE)[0], stage_of_frame(), THEMES["dark"])
    card.veil = 1.0
    card.look(1.0, 0.0)
    assert card.graph.curve.get_stroke_opacity() == pytest.approx(VEILED)
    assert card.title.get_fill_opacity() == 1
