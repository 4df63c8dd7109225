"""The tour: every function has its place on one slide, and is grouped by what was measured."""

from pathlib import Path

import numpy as np
import pytest
from manim import Text

from engine.networks.activations import PICTURED
from scenes.films.activations.activation_specs import MAIN, ActivationsSpec
from scenes.films.activations.activations import CARD, Activations, Party, card_places, parties_of
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.theme.theme import THEMES
from tests.support.command_line import CommandLine
from tests.support.layout import area_of, family, perform


@pytest.mark.parametrize(
    "options", [{}, {"names": ("selu", "rrelu", "hardsigmoid"), "theme": "light"}], ids=str
)
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    film = perform(Activations, ActivationsSpec(**options), None, tmp_path)
    assert film.faults == []


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", PICTURED)
def test_words_stay_on_their_card(name: str, language: Language) -> None:
    scene = Activations()
    scene.theme = THEMES["dark"]
    with use_language(language):
        card = scene.card(name, np.zeros(2))
    for text in family([card], (Text,)):
        area = area_of(text)
        assert area is not None
        assert (np.abs([area.low, area.high]) < CARD / 2).all()
        assert text.font_size >= 19.9


@pytest.mark.parametrize("count", range(2, 9))
def test_cards_lie_side_by_side_in_the_frame(count: int) -> None:
    places = card_places(count)
    assert len(places) == count
    assert (np.abs(places[:, 0]) + CARD[0] / 2 < 7.1).all()
    assert (places[:, 1] - CARD[1] / 2 > -3.1).all()
    assert (places[:, 1] + CARD[1] / 2 < 4).all()
    for i in range(count):
        apart = np.abs(np.delete(places, i, axis=0) - places[i])
        assert (apart > CARD).any(axis=1).all()


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_says_what_a_group_has_in_common(language: Language) -> None:
    parties = parties_of(tuple(PICTURED))
    assert len(parties) == 4
    assert all(language.knows(party.sentence) for party in parties)


def members(parties: list[Party]) -> list[tuple[str, ...]]:
    return [party.members for party in parties]


def test_functions_are_grouped_by_what_was_measured() -> None:
    assert members(parties_of(MAIN)) == [
        ("sigmoid", "tanh"),
        ("relu", "elu", "gelu", "silu", "softplus"),
        ("leaky-relu",),
        ("tanh",),
    ]


def test_groups_of_none_or_of_all_are_not_named() -> None:
    assert members(parties_of(("relu", "elu"))) == []
    assert members(parties_of(("sigmoid", "tanh"))) == [("tanh",)]


def test_a_tour_of_one_is_refused(warpreel: CommandLine) -> None:
    refused = warpreel("render", "activations", "--names", "relu")
    assert refused.code == 2
    assert refused.sentence.startswith("--names has 1")
