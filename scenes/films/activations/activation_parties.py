"""Which activation functions have something in common, by what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.activation_facts import SMALL, ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import floored
from scenes.languages.language import Phrase
from scenes.languages.numbers import significant

BOTH_SIDES = (
    "This one is flat on both sides: |slope| < {small} where it is shaded.",
    "These are flat on both sides: |slope| < {small} where they are shaded.",
)
ONE_SIDE = "This one becomes flat on one side only.", "These become flat on one side only."
STEEP = "Here the slope is never below {least}.", "Here the slope is never below {least}."
CENTRED = (
    "For inputs in a bell of width 1 around 0, only this one has a mean output of 0.",
    "For inputs in a bell of width 1 around 0, only these have a mean output of 0.",
)
"""What is said of one function, and of several."""


@dataclass(frozen=True)
class Party:
    """Functions that have something in common.

    Attributes
    ----------
    members : tuple of str
        Their names.
    sentence : Phrase
        What they have in common.
    is_of_means : bool
        Whether that is their mean output.
    """

    members: tuple[str, ...]
    sentence: Phrase
    is_of_means: bool = False


def parties_of(names: tuple[str, ...]) -> list[Party]:
    """Group functions by what was measured; groups of none or of all say nothing."""
    every = {name: ActivationFacts(PICTURED[name]) for name in names}
    sides = {name: flat_sides(facts) for name, facts in every.items()}
    groups = (
        (BOTH_SIDES, [name for name in names if sides[name] == 2]),
        (ONE_SIDE, [name for name in names if sides[name] == 1]),
        (STEEP, [name for name in names if every[name].gentlest > 0 and sides[name] == 0]),
        (CENTRED, [name for name in names if every[name].is_centred]),
    )
    return [
        Party(
            tuple(members),
            (sentences[len(members) > 1], numbers_of(sentences, [every[name] for name in members])),
            sentences is CENTRED,
        )
        for sentences, members in groups
        if 0 < len(members) < len(names)
    ]


def numbers_of(sentences: tuple[str, str], members: list[ActivationFacts]) -> dict[str, str]:
    """Return what stands in the fields of a sentence on some functions."""
    if sentences is BOTH_SIDES:
        return {"small": significant(SMALL)}
    if sentences is STEEP:
        return {"least": significant(floored(min(facts.gentlest for facts in members)), 3)}
    return {}


def flat_sides(facts: ActivationFacts) -> int:
    """Count the sides on which the slope is or goes to 0."""
    parts = (*facts.saturated, *facts.dead)
    return [part.low for part in parts].count(-np.inf) + [part.high for part in parts].count(np.inf)
