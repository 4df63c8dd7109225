"""Which activation functions have something in common, by what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.activation_facts import SMALL, ActivationFacts
from engine.networks.activations import PICTURED
from scenes.languages.language import Phrase
from scenes.languages.numbers import significant

BOTH_SIDES = (
    "This one is flat on both sides: |slope| < {small} where it is shaded.",
    "These are flat on both sides: |slope| < {small} where they are shaded.",
)
ONE_SIDE = "This one becomes flat on one side only.", "These become flat on one side only."
CENTRED = (
    "Inputs spread around 0, standard deviation 1: only this one has a mean output of 0.",
    "Inputs spread around 0, standard deviation 1: only these have a mean output of 0.",
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
        (CENTRED, [name for name in names if every[name].is_centred]),
    )
    return [
        Party(
            tuple(members),
            (
                sentences[len(members) > 1],
                {"small": significant(SMALL)} if sentences is BOTH_SIDES else {},
            ),
            sentences is CENTRED,
        )
        for sentences, members in groups
        if 0 < len(members) < len(names)
    ]


def flat_sides(facts: ActivationFacts) -> int:
    """Count the sides on which the slope is or goes to 0."""
    parts = (*facts.saturated, *facts.dead)
    return [part.low for part in parts].count(-np.inf) + [part.high for part in parts].count(np.inf)
