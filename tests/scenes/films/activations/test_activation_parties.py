"""Functions are grouped by what was measured."""

import numpy as np
import pytest

from engine.experiments.activation_facts import SMALL, ActivationFacts, slopes
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_parties import (
    BOTH_SIDES,
    CENTRED,
    ONE_SIDE,
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
        ("tanh",),
    ]
    assert [party.is_of_means for party in parties_of(MAIN)] == [False, False, True]


def test_one_is_told_of_as_one_and_several_as_several() -> None:
    assert parties_of(MAIN)[-1].sentence[0] == CENTRED[0]
    assert parties_of(("sigmoid", "tanh", "softsign"))[-1].sentence[0] == CENTRED[1]


def test_groups_of_none_or_of_all_are_not_named() -> None:
    assert members(parties_of(("relu", "elu"))) == []
    assert members(parties_of(("sigmoid", "tanh"))) == [("tanh",)]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_says_what_a_group_has_in_common(language: Language) -> None:
    assert len(parties_of(tuple(PICTURED))) == 3
    assert all(map(language.knows, (*BOTH_SIDES, *ONE_SIDE, *CENTRED)))


def test_what_is_shaded_is_told_as_it_was_measured() -> None:
    template, values = parties_of(MAIN)[0].sentence
    assert template == BOTH_SIDES[1]
    assert float(str(values["small"])) == SMALL
    for name in parties_of(MAIN)[0].members:
        facts = ActivationFacts(PICTURED[name])
        inputs = np.linspace(-12, 12, 2401)
        shaded = facts.saturated
        flat = np.any([(inputs > part.low) & (inputs < part.high) for part in shaded], axis=0)
        assert np.abs(slopes(PICTURED[name], inputs)[flat]).max() < SMALL
        assert np.abs(slopes(PICTURED[name], inputs)[~flat]).min() >= SMALL - 1e-6
