"""What the film of vanishing gradients says of what was measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.experiments.saturation import LayerHealth
from engine.networks.activations import ACTIVATIONS
from scenes.films.activations.depth.gradient_sizes import factor_text, size_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped, in_full, significant

LITTLE = 0.1
"""Less than this share of the gradient is little."""


def title_of(activation: str) -> str:
    """Name an activation as PyTorch does."""
    return ACTIVATIONS[activation].module


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


def alone(network: LayerHealth) -> Phrase:
    """Return what slopes alone would leave at layer 1."""
    slopes = size_text(float(network.flow.slope_factors.prod()))
    return "Slopes alone would leave {slopes} at layer 1.", {"slopes": slopes}


def given_back(network: LayerHealth) -> Phrase:
    """Return by what all weights multiply that, and whether it is enough."""
    flow = network.flow
    slopes, left = size_text(float(flow.slope_factors.prod())), size_text(float(flow.left[0]))
    values = {"factor": factor_text(slopes, float(flow.weight_factors.prod()), left)}
    if flow.weight_factors.prod() > 1 and not passes(network):
        return "All weights together multiply it by {factor}. It is not enough.", values
    if flow.weight_factors.prod() > 1 and flow.closed:
        return "All weights together multiply it by {factor}. Here it is enough.", values
    return "All weights together multiply it by {factor}.", values


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
        "factor": _last_slopes(network),
    }
    return "{name}: {off} of {units} units have slope 0. The gradient's length: × {factor}.", values


def carried_by_open(network: LayerHealth) -> Phrase | None:
    """Return why closed units of the last layer cost little, and what the weights before it do.

    None if closed units cost most, or if open ones differ.
    """
    slopes, factor = network.flow.slopes[-1], float(network.flow.slope_factors[-1])
    opened = int((slopes == 1).sum())
    if opened < 2 or opened == len(slopes) or not np.isin(slopes, (0, 1)).all() or factor**2 <= 0.5:
        return None
    values = {"open": opened, "factor": _last_weights(network)}
    return (
        "Those {open} with slope 1 carried most of it. Weights, for this gradient: × {factor}.",
        values,
    )


def slopes_together(network: LayerHealth) -> Phrase:
    """Return the slopes of the last layer, and by what they multiply the gradient's size."""
    slopes = network.flow.slopes[-1]
    values = {"units": len(slopes), "factor": _last_slopes(network)}
    values |= {"least": fixed(float(slopes.min()), 2), "most": fixed(float(slopes.max()), 2)}
    return (
        "The last layer's {units} slopes: {least} to {most}. "
        "Together, the gradient's length: × {factor}.",
        values,
    )


def weights_on_the_way(network: LayerHealth) -> Phrase:
    """Return by what the weights before the last layer multiply the gradient's size."""
    values = {"factor": _last_weights(network)}
    return "The weights, for this gradient: × {factor}.", values


def through_open(network: LayerHealth) -> Phrase:
    """Return how many units let nothing through, while it is seen how much is left."""
    flow = network.flow
    if flow.closed and passes(network):
        values = {"closed": flow.closed, "units": flow.slopes.size}
        return "So it goes on, though {closed} of all {units} units pass nothing.", values
    return left_over(network)


def slopes_of(network: LayerHealth) -> Phrase:
    """Return which slopes an activation has, for a label."""
    slopes = network.curve.slopes
    values = {"least": _tidy(slopes.min()), "most": _tidy(slopes.max())}
    if takes_two(slopes):
        return "slope {least} or {most}", values
    return "slope {least} to {most}", values


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
        return "In each network, at least {share} is left at layer 1.", {
            "share": whole_percent(least)
        }
    found = ratio_of(networks)
    if found is None:
        most = max(_as_shown(network) for network in networks)
        return "In each network, less than {share} is left.", {"share": f"{_above(most)}%"}
    return "{best} leaves about {times} times as much at layer 1 as {worst}.", names | {
        "times": found[2]
    }


def least_passed(networks: Sequence[LayerHealth]) -> LayerHealth:
    """Return the network of whose gradient the least is left at layer 1."""
    return min(networks, key=lambda network: network.flow.middle[0])


def _set_beside(networks: Sequence[LayerHealth]) -> LayerHealth:
    """Return the network that the film sets beside the worst, or the best if that is better."""
    shown = contrasting(networks)
    if shown is not None and passes(shown):
        return shown
    return max(networks, key=lambda network: network.flow.middle[0])


def _as_shown(network: LayerHealth) -> float:
    return float(f"{network.flow.middle[0]:.2e}")


def contrasting(networks: Sequence[LayerHealth]) -> LayerHealth | None:
    """Return the network to set beside the worst: the most units closed, and yet much is left."""
    worst = least_passed(networks)
    others = [network for network in networks if network is not worst]
    return max(others, key=lambda n: (passes(n), n.flow.closed, n.flow.left[0]), default=None)


def passes(network: LayerHealth) -> bool:
    """Return whether much of the followed gradient is left at layer 1."""
    return bool(network.flow.left[0] >= LITTLE)


def takes_two(slopes: np.ndarray) -> bool:
    """Return whether slopes are either the least or the largest, but for one at a corner."""
    return 1 < len(np.unique(slopes.round(9))) <= 3


def _tidy(slope: float) -> str:
    return significant(round(float(slope), 2) + 0.0)


def _last_slopes(network: LayerHealth) -> str:
    flow = network.flow
    arriving, left = size_text(float(flow.arriving[-1])), size_text(float(flow.left[-1]))
    return factor_text(arriving, float(flow.slope_factors[-1]), left)


def _last_weights(network: LayerHealth) -> str:
    flow = network.flow
    left, arriving = size_text(float(flow.left[-1])), size_text(float(flow.arriving[-2]))
    return factor_text(left, float(flow.weight_factors[-1]), arriving)


def whole_percent(share: float) -> str:
    """Write a share in whole percents, rounded down."""
    return f"{grouped(np.floor(100 * share))}%"


def _above(share: float) -> str:
    return in_full(float(np.ceil(1000 * share) / 10), 3)
