"""What the film of vanishing gradients says of what was measured."""

from __future__ import annotations

import numpy as np

from engine.experiments.saturation import Comparison, LayerHealth
from engine.networks.activations import ACTIVATIONS
from scenes.languages.language import Phrase, listed
from scenes.languages.numbers import fixed, grouped, in_full, percent, significant

LEARNED = 0.9
"""A network whose loss has come below this share of guessing has learned something."""
LITTLE = 0.1
"""Less than this share of the gradient, or of the slopes, is little."""


def title_of(activation: str) -> str:
    """Name an activation as PyTorch does."""
    return ACTIVATIONS[activation].module


def bound(networks: tuple[LayerHealth, ...]) -> Phrase | None:
    """Return what slopes below 1 multiply to, layer after layer; None if there are none."""
    network = min(networks, key=lambda network: network.curve.steepest)
    steepest, depth = network.curve.steepest, len(network.width)
    if steepest >= 1:
        return None
    return (
        "{name}: slope {slope} at most; through {depth} layers, {product} at most.",
        {
            "name": title_of(network.activation),
            "slope": significant(steepest, 3),
            "depth": depth,
            "product": in_full(steepest**depth, 2),
        },
    )


def first_gradient(networks: tuple[LayerHealth, ...]) -> Phrase:
    """Return how much of the first gradient reaches layer 1 where least of it does."""
    worst = least_reached(networks)
    name, reach = title_of(worst.activation), worst.reach(0)
    if reach == 0:
        return "{name}: no gradient at all reaches layer 1.", {"name": name}
    if reach < LITTLE:
        return (
            "{name}: layer 1 gets {times} times less gradient than the output layer.",
            {"name": name, "times": in_full(1 / reach, 2)},
        )
    return (
        "In each network, layer 1 gets at least {share} of the output layer's gradient.",
        {"share": f"{grouped(np.floor(100 * reach))}%"},
    )


def trained(results: Comparison) -> Phrase:
    """Return the sentence on which networks have not learned."""
    stuck = [n for n in results.networks if not has_learned(n, results.guess)]
    if not stuck:
        return (
            "After {steps} steps every loss is below {loss}.",
            {
                "steps": results.networks[0].last_step,
                "loss": fixed(LEARNED * results.guess, 2),
            },
        )
    return (
        "Hardly better than guessing, whose loss is {guess}: {names}.",
        {
            "guess": fixed(results.guess, 3),
            "names": listed(title_of(n.activation) for n in stuck),
        },
    )


def slopes(results: Comparison) -> list[Phrase]:
    """Return the sentences on what slopes near zero did, and did not do."""
    said: list[Phrase] = []
    worst = least_reached(results.networks)
    share, dim = worst.saturated_share(0), worst.curve.steepest < 1
    if worst.reach(0) < LITTLE and share < LITTLE and dim:
        said.append(
            (
                "{name}: few slopes are near zero ({share}), but none is above {slope}.",
                {
                    "name": title_of(worst.activation),
                    "share": percent(share, keep_zeros=True),
                    "slope": significant(worst.curve.steepest, 3),
                },
            )
        )
    deadest = max(results.networks, key=lambda network: network.dead_units(-1))
    values = {
        "name": title_of(deadest.activation),
        "dead": deadest.dead_units(-1),
        "units": int(deadest.width.sum()),
    }
    if not values["dead"]:
        said.append(("No unit is dead at the end.", {}))
    elif has_learned(deadest, results.guess):
        said.append(("{name}: {dead} of {units} units are dead. The others have learned.", values))
    else:
        said.append(("{name}: {dead} of {units} units are dead, and little is learned.", values))
    return said


def moral(results: Comparison) -> Phrase:
    """Return the sentence on the network that got the least gradient."""
    worst = least_reached(results.networks)
    values = {"name": title_of(worst.activation)}
    if worst.reach(0) >= LITTLE:
        return "Here the first gradient reached every layer, whatever the activation.", {}
    if has_learned(worst, results.guess):
        return "{name} let the least gradient through to layer 1, and learned even so.", values
    return "{name} let the least gradient through to layer 1, and has not learned.", values


def least_reached(networks: tuple[LayerHealth, ...]) -> LayerHealth:
    """Find the network whose first layer gets the least gradient at the start."""
    return min(networks, key=lambda network: network.reach(0))


def has_learned(network: LayerHealth, guess: float) -> bool:
    """Return whether a network's loss ended clearly below that of guessing."""
    return bool(network.loss[-1] < LEARNED * guess)
