"""Build the networks that a spec names."""

from __future__ import annotations

import torch
from torch import nn

from engine.networks.activations import ACTIVATIONS
from engine.networks.residual_block import ResidualBlock
from engine.recordings.run_spec import RunSpec

CURVATURE = 2.0
"""Factor by which U of a residual block starts larger than torch's default, so that the block
bends the plane visibly."""
SHARPNESS = 8.0
"""Factor by which the classifier behind residual blocks starts larger than torch's default: with a
sharp softmax the loss is small as soon as points have left the border, and the plane stays
readable."""


def build_network(spec: RunSpec, inputs: int, outputs: int) -> nn.Sequential:
    """Build the network a spec names, ending in the affine map to the logits.

    Weights come from torch's global generator: seed it first.

    Parameters
    ----------
    spec : RunSpec
        Architecture, hidden widths and activation.
    inputs, outputs : int
        Features and classes.

    References
    ----------
    He et al. 2015, Delving deep into rectifiers: with a gain of √2, layers of ReLU keep the size
    of what flows through them, either way.
    """
    activation = ACTIVATIONS.find(spec.activation)
    if spec.network == "residual":
        blocks = [ResidualBlock(inputs, hidden, activation.build()) for hidden in spec.widths]
        classifier = nn.Linear(inputs, outputs)
        with torch.no_grad():
            classifier.weight *= SHARPNESS
            for block in blocks:
                block.inner.weight *= CURVATURE
        return nn.Sequential(*blocks, classifier)
    layers: list[nn.Module] = []
    for before, after in zip((inputs, *spec.widths), spec.widths, strict=False):
        layers += [nn.Linear(before, after), activation.build()]
    network = nn.Sequential(*layers, nn.Linear(spec.widths[-1], outputs))
    if spec.gain is not None:
        for layer in network:
            if isinstance(layer, nn.Linear):
                nn.init.normal_(layer.weight, std=spec.gain / layer.in_features**0.5)
                nn.init.zeros_(layer.bias)
    return network
