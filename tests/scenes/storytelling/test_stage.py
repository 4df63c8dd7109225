"""Where things stand: the hero fills a frame of any shape, and nothing is in anything's way."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from manim import Mobject, Rectangle, Square, config, tempconfig

from scenes.encoding.qualities import ASPECTS
from scenes.mobjects.text import sentence
from scenes.storytelling.caption_line import CaptionBox
from scenes.storytelling.stage import (
    BAND,
    FIRST_LINE,
    FULL,
    LAYOUTS,
    NEXT_LINE,
    Area,
    Stage,
    area_of,
    plated,
    show_plated,
    stage_of_frame,
)
from scenes.theme.theme import THEMES


@pytest.fixture(params=list(ASPECTS))
def shape(request: pytest.FixtureRequest) -> Iterator[str]:
    """A frame of each shape in turn."""
    across, down = ASPECTS[request.param]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        yield request.param


def pixels(units: float, shape: str) -> float:
    """Return a length in pixels of a film at -q h."""
    return units * (1080 if shape == "9:16" else 1920) / config.frame_width


def holds(outer: Area, inner: Area) -> bool:
    return bool((inner.low >= outer.low - 1e-9).all() and (inner.high <= outer.high + 1e-9).all())


def meet(one: Area, other: Area) -> bool:
    shared = np.minimum(one.high, other.high) - np.maximum(one.low, other.low)
    return bool((shared > 1e-9).all())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_hero_fills_more_than_half_of_a_frame_of_any_shape(layout: str, shape: str) -> None:
    stage = stage_of_frame(layout)
    share = stage.hero.share_of(stage.frame)
    assert share >= (0.82 if layout == FULL else 0.55)
    assert stage.frame.size == pytest.approx([config.frame_width, config.frame_height])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_places_are_in_the_frame_and_words_away_from_its_edge(layout: str, shape: str) -> None:
    stage = stage_of_frame(layout)
    for place in (stage.title, stage.numbers, stage.legend, stage.sentence):
        assert holds(stage.frame, place)
        assert (place.size > 0.3).all()
        edges = np.minimum(place.low - stage.frame.low, stage.frame.high - place.high)
        assert pixels(float(edges.min()), shape) >= 24
    assert holds(stage.frame, stage.hero)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_place_of_words_meets_another(layout: str, shape: str) -> None:
    stage = stage_of_frame(layout)
    words = (stage.title, stage.numbers, stage.legend, stage.sentence)
    assert not any(meet(one, other) for one, other in combinations(words, 2))
    assert not meet(stage.hero, stage.sentence)
    if layout == BAND:
        assert not meet(stage.hero, stage.title)
        assert not meet(stage.hero, stage.numbers)


def test_all_sentences_have_one_size_and_fit(shape: str) -> None:
    stage = stage_of_frame()
    heights = []
    for words in (
        "Ha!",
        "Space bends.",
        "Each block nudges every point: " + 8 * "so and so " + ".",
    ):
        said = stage.sentence_at_foot(words, "#ffffff")
        assert said.original_text == words
        assert holds(stage.sentence, area_of(said))
        letter = stage.sentence_at_foot("H", "#ffffff").height
        heights.append(letter)
        assert pixels(letter, shape) >= 24
    assert len(set(heights)) == 1


def test_a_sentence_has_no_more_lines_than_it_needs() -> None:
    stage = stage_of_frame()
    words = "Untrained, this network leaves every point in place. Its border only guesses."
    height = stage.sentence_at_foot(words, "#ffffff").height
    assert height < 30 * (FIRST_LINE + 1.2 * NEXT_LINE) * stage.scale
    letter = stage.sentence_at_foot("H", "#ffffff").height
    assert stage.sentence_at_foot(words, "#ffffff").height > 2 * letter


def test_a_sentence_with_endless_names_is_smaller_rather_than_cut_off(shape: str) -> None:
    stage = stage_of_frame()
    said = stage.sentence_at_foot(60 * "endless ", "#ffffff")
    assert holds(stage.sentence, area_of(said))


@pytest.mark.parametrize(
    ("put", "place"),
    [
        (Stage.put_title, "title"),
        (Stage.put_numbers, "numbers"),
        (Stage.put_legend, "legend"),
    ],
)
def test_words_are_put_in_their_corner_and_made_to_fit(put: object, place: str) -> None:
    stage = stage_of_frame()
    for words in (Square(0.2), Rectangle(width=50, height=3)):
        assert callable(put)
        put(stage, words)
        assert holds(getattr(stage, place), area_of(words))
    small = Square(0.2)
    stage.put_numbers(small)
    assert area_of(small).size == pytest.approx([0.2, 0.2])
    assert area_of(small).high == pytest.approx(stage.numbers.high)


def test_words_over_the_hero_can_have_a_ground() -> None:
    words = sentence("Space", 30, "#ffffff")
    ground, above = plated(words, THEMES["dark"])
    assert above is words
    assert holds(area_of(ground), area_of(words))
    assert ground.get_fill_color().to_hex().lower() == THEMES["dark"].background


def test_words_come_after_their_ground_and_go_before_it() -> None:
    ground, words = plate = plated(sentence("Space", 30, "#ffffff"), THEMES["dark"])
    full = ground.get_fill_opacity()
    for share in np.linspace(0, 1, 21):
        show_plated(share, plate)
        assert words.get_fill_opacity() == 0 or ground.get_fill_opacity() == pytest.approx(full)
    assert words.get_fill_opacity() == 1
    show_plated(0.0, plate)
    assert ground.get_fill_opacity() == 0


def test_a_sentence_makes_way_for_a_logo() -> None:
    stage = stage_of_frame(box=CaptionBox(-6.0, 4.0, -4.0))
    assert stage.sentence.high[0] == pytest.approx(4.0)


def test_what_is_not_drawn_has_no_area_and_other_layouts_are_not_known() -> None:
    with pytest.raises(ValueError, match="no points"):
        area_of(Mobject())
    with pytest.raises(ValueError, match="full, band"):
        stage_of_frame("column")


def test_sentences_of_two_lines_are_as_large_as_those_of_one() -> None:
    stage = stage_of_frame()
    one, two = (stage.sentence_at_foot(words, "#ffffff") for words in ("of", 75 * "of "))
    assert two.width > 0.6 * stage.sentence.size[0]
    size = [one.height / (30 * FIRST_LINE), two.height / (30 * (FIRST_LINE + NEXT_LINE))]
    assert size[1] == pytest.approx(1, abs=0.06)
    assert size[0] <= 1
