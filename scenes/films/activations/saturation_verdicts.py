"""What the film of vanishing gradients asks, and what it says of networks that were trained."""

from __future__ import annotations

import numpy as np

from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations.saturation_words import (
    LITTLE,
    least_passed,
    passes,
    title_of,
    whole_percent,
)
from scenes.languages.language import Phrase, listed
from scenes.languages.numbers import fixed, percent, significant

LEARNED = 0.9
"""A network whose loss has come below this share of guessing has learned something."""
COIN = 1e-6
"""A chance that differs from that of a coin by less is one."""


def question(network: LayerHealth, guess: float) -> str:
    """Return what the film asks of the network that leaves least of the gradient."""
    if passes(network) or has_learned(network, guess):
        return "How much of the gradient reaches layer 1 of this network?"
    return "Why does layer 1 of this network learn next to nothing?"


def trained(results: Comparison) -> Phrase:
    """Return the sentence on which networks have not learned."""
    stuck = stuck_of(results)
    if not stuck:
        return (
            "After {steps} steps every loss is below {loss}.",
            {
                "steps": results.networks[0].last_step,
                "loss": fixed(LEARNED * results.guess, 2),
            },
        )
    if len(stuck) > 1:
        return (
            "Hardly better than guessing, whose loss is {guess}: {names}.",
            {
                "guess": fixed(results.guess, 3),
                "names": listed(title_of(n.activation) for n in stuck),
            },
        )
    values = {
        "name": title_of(stuck[0].activation),
        "accuracy": percent(float(stuck[0].accuracy[-1]), 0),
    }
    chance = float(np.exp(-results.guess))
    if stuck[0].accuracy[-1] > chance:
        return "{name}: {accuracy} right. Hardly better than guessing.", values
    if abs(chance - 0.5) > COIN:
        return "{name}: {accuracy} right. No better than guessing.", values
    others = [float(network.accuracy[-1]) for network in results.networks if network not in stuck]
    if len(others) < 2:
        return "{name}: {accuracy} right. No better than a coin.", values
    values["share"] = whole_percent(min(others))
    return "{name}: {accuracy} right, no better than a coin. All others: {share}.", values


def stuck_of(results: Comparison) -> list[LayerHealth]:
    """Return the networks that have not learned."""
    return [n for n in results.networks if not has_learned(n, results.guess)]


def moral(results: Comparison) -> Phrase:
    """Return the answer: what the network that leaves least of the gradient came to."""
    worst = least_passed(results.networks)
    values = {"name": title_of(worst.activation)}
    if worst.flow.middle[0] >= LITTLE:
        return "Here the first gradient reached every layer, whatever the activation.", {}
    if has_learned(worst, results.guess):
        return "Least is left at layer 1 with {name}, which has learned even so.", values
    steepest = worst.curve.steepest
    if steepest < 1:
        values |= {"most": significant(steepest, 3), "depth": str(len(worst.width))}
        if worst.flow.weight_factors.prod() > 1:
            return "{depth} slopes of at most {most} take more than the weights give back.", values
        return "{depth} slopes of at most {most} leave layer 1 too little to learn from.", values
    return "Least is left at layer 1 with {name}, which has not learned.", values


def has_learned(network: LayerHealth, guess: float) -> bool:
    """Return whether a network's loss ended clearly below that of guessing."""
    return bool(network.loss[-1] < LEARNED * guess)
