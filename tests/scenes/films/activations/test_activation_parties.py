"""Functions are grouped by what was measured."""

import pytest

from engine.networks.activations import PICTURED
from scenes.films.activations.activation_parties import (
    BOTH_SIDES,
    CENTRED,
    ONE_SIDE,
    STEEP,
    Party,
    parties_of,
)
from scenes.films.activations.activation_specs import MAIN
from scenes.languages.language import LANGUAGES, Language


def members(parties: list[Party]) -> list[tuple[str, ...]]:
    return [party.members for party in parties]


def test_functions_are_grouped_by_what_was_measured() -> None:
    assert members(parties_of(MAIN)) == [
        ("sigmoid", "tanh"),
        ("relu", "elu", "gelu", "silu", "softplus"),
        ("leaky-relu",),
        ("tanh",),
    ]
    assert [party.is_of_means for party in parties_of(MAIN)] == [False, False, False, True]


def test_one_is_told_of_as_one_and_several_as_several() -> None:
    assert parties_of(MAIN)[-1].sentence == CENTRED[0]
    assert parties_of(("sigmoid", "tanh", "softsign"))[-1].sentence == CENTRED[1]


def test_groups_of_none_or_of_all_are_not_named() -> None:
    assert members(parties_of(("relu", "elu"))) == []
    assert members(parties_of(("sigmoid", "tanh"))) == [("tanh",)]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_says_what_a_group_has_in_common(language: Language) -> None:
    assert len(parties_of(tuple(PICTURED))) == 4
    assert all(map(language.knows, (*BOTH_SIDES, *ONE_SIDE, *STEEP, *CENTRED)))
