"""A network's health at its layers, made up but for the way of a gradient."""

import numpy as np

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import LayerHealth, slope_curve


def health_of(flow: GradientFlow) -> LayerHealth:
    """Return the health of a network of which nothing matters but the gradient's way."""
    layers, units = flow.slopes.shape
    nothing = np.zeros((1, layers))
    return LayerHealth(
        activation="sigmoid",
        curve=slope_curve("sigmoid"),
        loss=np.ones(1),
        accuracy=np.ones(1),
        gradient=nothing,
        checked=np.zeros(1, int),
        saturated=nothing,
        dead=nothing.astype(int),
        width=np.full(layers, units),
        flow=flow,
    )
