"""What the film of vanishing gradients says of what was measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.experiments.saturation import Comparison, LayerHealth
from engine.networks.activations import ACTIVATIONS
from scenes.languages.language import Phrase, listed
from scenes.languages.numbers import (
    fixed,
    grouped,
    in_full,
    percent,
    power_of_ten,
    significant,
)

LEARNED = 0.9
"""A network whose loss has come below this share of guessing has learned something."""
LITTLE = 0.1
"""Less than this share of the gradient is little."""


def title_of(activation: str) -> str:
    """Name an activation as PyTorch does."""
    return ACTIVATIONS[activation].module


def size_text(left: float, digits: int = 3) -> str:
    """Write what is left of a gradient: some digits, in full or with a power of ten."""
    if left == 0:
        return "0"
    return three_digits(left, digits) if left >= 1e-3 else power_of_ten(left, digits - 1)


def three_digits(value: float, digits: int = 3) -> str:
    """Write a number of no sign with three digits or more in full, zeros too."""
    rounded = float(f"{value:.{digits - 1}e}")
    decimals = digits - 1 - int(np.floor(np.log10(rounded))) if rounded > 0 else 0
    return fixed(rounded, decimals) if decimals > 0 else grouped(rounded)


def question(network: LayerHealth, guess: float) -> str:
    """Return what the film asks of the network that leaves least of the gradient."""
    if _passes(network) or has_learned(network, guess):
        return "How much of the gradient reaches layer 1 of this network?"
    return "Why does layer 1 of this network learn next to nothing?"


def slope_range(network: LayerHealth) -> Phrase:
    """Return what slopes an activation function has."""
    slopes = network.curve.slopes
    least, most = float(slopes.min()), float(slopes.max())
    values = {"name": title_of(network.activation), "most": significant(most, 3)}
    if takes_two(slopes):
        values |= {"least": significant(least, 3)}
        return "{name}: the slope is {least} or {most}.", values
    return "{name}: the slope is never above {most}.", values


def left_over(network: LayerHealth) -> Phrase:
    """Return how much of the followed gradient is left at layer 1."""
    left = float(network.flow.left[0])
    name = title_of(network.activation)
    if left == 0:
        return "{name}: nothing is left at layer 1.", {"name": name}
    return "{name}: {left} is left at layer 1.", {"name": name, "left": size_text(left)}


def products(network: LayerHealth) -> Phrase | None:
    """Return what the slopes and the weights multiply to; None if nothing is left."""
    flow = network.flow
    if flow.left[0] == 0:
        return None
    return (
        "All slopes: {slopes}. All weights: {weights}. Multiplied: {left}.",
        {
            "slopes": size_text(float(flow.slope_factors.prod())),
            "weights": size_text(float(flow.weight_factors.prod())),
            "left": size_text(float(flow.left[0])),
        },
    )


def closed(network: LayerHealth) -> Phrase:
    """Return how many units of the last layer have slope 0, and what it does to the gradient."""
    slopes = network.flow.slopes[-1]
    name, units, off = title_of(network.activation), len(slopes), int((slopes == 0).sum())
    if not off:
        return "{name}, the same weights: no unit of the last layer has slope 0.", {"name": name}
    values = {
        "name": name,
        "off": off,
        "units": units,
        "factor": three_digits(float(network.flow.slope_factors[-1])),
    }
    return "{name}: {off} of {units} units have slope 0. The gradient's size: × {factor}.", values


def carried_by_open(network: LayerHealth) -> Phrase | None:
    """Return why closed units of the last layer cost little; None if they cost most, or differ."""
    slopes, factor = network.flow.slopes[-1], float(network.flow.slope_factors[-1])
    opened = int((slopes == 1).sum())
    if opened < 2 or opened == len(slopes) or not np.isin(slopes, (0, 1)).all() or factor**2 <= 0.5:
        return None
    return "The {open} open units carried most of it, and pass it on whole.", {"open": opened}


def slopes_together(network: LayerHealth) -> Phrase:
    """Return by what the slopes of the last layer multiply the gradient's size."""
    factor = three_digits(float(network.flow.slope_factors[-1]))
    values = {"factor": factor, "units": len(network.flow.slopes[-1])}
    return "× {factor}: the slopes of the last layer's {units} units, together.", values


def weights_on_the_way(network: LayerHealth) -> Phrase:
    """Return by what the weights before the last layer multiply the gradient's size."""
    values = {"factor": three_digits(float(network.flow.weight_factors[-1]))}
    return "× {factor}: the weights, on the way to the layer before.", values


def through_open(network: LayerHealth) -> Phrase:
    """Return how much is left in spite of the units that let nothing through."""
    flow = network.flow
    if flow.closed and _passes(network):
        return (
            "{closed} of all {units} units pass nothing. Yet {left} is left at layer 1.",
            {
                "closed": flow.closed,
                "units": flow.slopes.size,
                "left": size_text(float(flow.left[0])),
            },
        )
    return left_over(network)


def slopes_of(network: LayerHealth) -> Phrase:
    """Return which slopes an activation has, for a label."""
    slopes = network.curve.slopes
    values = {"least": _tidy(slopes.min()), "most": _tidy(slopes.max())}
    if takes_two(slopes):
        return "slope {least} or {most}", values
    return "slope {least} to {most}", values


def made_up(network: LayerHealth, other: LayerHealth) -> Phrase | None:
    """Return how weights make up for closed units, as much as in another network or not.

    None unless much is left in the one, and little in the other.
    """
    if not (network.flow.closed and _passes(network)) or _passes(other):
        return None
    factor, before = (three_digits(_typical(each)) for each in (network, other))
    values = {"factor": factor, "name": title_of(other.activation)}
    if factor == before:
        return (
            "Weights: about × {factor} a layer, as with {name}. Here it is enough.",
            values,
        )
    values |= {"before": before}
    return "Weights: about × {factor} a layer, with {name} × {before}.", values


def ratio_of(
    networks: Sequence[LayerHealth],
) -> tuple[LayerHealth, LayerHealth, str] | None:
    """Return the worst network, another, and how many times as much that leaves, if many."""
    worst, best = least_passed(networks), _set_beside(networks)
    least, most = (_as_shown(network) for network in (worst, best))
    if most == 0 or least == 0 or least >= LITTLE or least > LITTLE * most:
        return None
    return worst, best, in_full(most / least, 2)


def compared(networks: tuple[LayerHealth, ...]) -> Phrase:
    """Return how far apart the networks are at layer 1, by the middle sample of each."""
    worst, best = least_passed(networks), _set_beside(networks)
    least, most = _as_shown(worst), _as_shown(best)
    names = {"worst": title_of(worst.activation), "best": title_of(best.activation)}
    if most == 0:
        return "In no network anything is left at layer 1.", {}
    if least == 0:
        return "{worst} leaves nothing at layer 1, {best} {left}.", names | {
            "left": size_text(most)
        }
    if least >= LITTLE:
        share = f"{grouped(np.floor(100 * least))}%"
        return "In each network, at least {share} is left at layer 1.", {"share": share}
    found = ratio_of(networks)
    if found is None:
        most = max(_as_shown(network) for network in networks)
        return "In each network, less than {share} is left.", {"share": f"{_above(most)}%"}
    return "{best} leaves {times} times as much at layer 1 as {worst}.", names | {"times": found[2]}


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
        "loss": fixed(float(stuck[0].loss[-1]), 3),
        "accuracy": percent(float(stuck[0].accuracy[-1]), 0),
    }
    if stuck[0].accuracy[-1] <= np.exp(-results.guess):
        return "{name}: loss {loss}, {accuracy} right. No better than guessing.", values
    return "{name}: loss {loss}, {accuracy} right. Hardly better than guessing.", values


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


def least_passed(networks: Sequence[LayerHealth]) -> LayerHealth:
    """Return the network of whose gradient the least is left at layer 1."""
    return min(networks, key=lambda network: network.flow.middle[0])


def _set_beside(networks: Sequence[LayerHealth]) -> LayerHealth:
    """Return the network that the film sets beside the worst, or the best if that is better."""
    shown = contrasting(networks)
    if shown is not None and _passes(shown):
        return shown
    return max(networks, key=lambda network: network.flow.middle[0])


def _as_shown(network: LayerHealth) -> float:
    return float(f"{network.flow.middle[0]:.2e}")


def contrasting(networks: Sequence[LayerHealth]) -> LayerHealth | None:
    """Return the network to set beside the worst: the most units closed, and yet much is left."""
    worst = least_passed(networks)
    others = [network for network in networks if network is not worst]
    return max(others, key=lambda n: (_passes(n), n.flow.closed, n.flow.left[0]), default=None)


def has_learned(network: LayerHealth, guess: float) -> bool:
    """Return whether a network's loss ended clearly below that of guessing."""
    return bool(network.loss[-1] < LEARNED * guess)


def _passes(network: LayerHealth) -> bool:
    return bool(network.flow.left[0] >= LITTLE)


def takes_two(slopes: np.ndarray) -> bool:
    """Return whether slopes are either the least or the largest, but for one at a corner."""
    return 1 < len(np.unique(slopes.round(9))) <= 3


def _tidy(slope: float) -> str:
    return significant(round(float(slope), 2) + 0.0)


def _typical(network: LayerHealth) -> float:
    """Return by what the weights before a layer multiply: the geometric mean."""
    factors = network.flow.weight_factors
    return float(factors.prod() ** (1 / len(factors)))


def _above(share: float) -> str:
    return in_full(float(np.ceil(1000 * share) / 10), 3)
