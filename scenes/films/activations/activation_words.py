"""Words for each activation function."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActivationWords:
    """Words for one function.

    Attributes
    ----------
    title : str
        Its name.
    plane : str
        What becomes of the plane; {alpha} and {turn} stand for its constant and where it turns.
    moral : str
        What matters about it.
    """

    title: str
    plane: str
    moral: str


WORDS = {
    "sigmoid": ActivationWords(
        "Sigmoid",
        "However far out a point is, it lands inside this square, from 0 to 1.",
        "Sigmoid gives a number between 0 and 1; far from 0, hardly any gradient gets through.",
    ),
    "tanh": ActivationWords(
        "Tanh",
        "The whole plane is squeezed into a square around the origin.",
        "Tanh runs from −1 to 1, around 0; far out, hardly any gradient passes.",
    ),
    "relu": ActivationWords(
        "ReLU",
        "Where both are negative, everything falls on the origin; where one is, on an axis.",
        "ReLU passes numbers above 0, and their gradients, unchanged; below 0 it passes nothing.",
    ),
    "leaky-relu": ActivationWords(
        "Leaky ReLU",
        "Nothing collapses: whatever is negative shrinks to {alpha} of its length.",
        "Leaky ReLU lets a little through below 0, too, so no unit dies.",
    ),
    "prelu": ActivationWords(
        "Parametric ReLU",
        "Here α is 0.25, as it is before training: negative numbers shrink to a quarter.",
        "Parametric ReLU is a leaky ReLU whose α is learned from the data.",
    ),
    "rrelu": ActivationWords(
        "Randomised ReLU",
        "After training, all negative numbers shrink alike, to the average: 11/48 of their length.",
        "Randomised leaky ReLU adds noise in training, and uses the average slope afterwards.",
    ),
    "relu6": ActivationWords(
        "ReLU6",
        "As with ReLU, three quadrants collapse; the limit of 6 lies outside this picture.",
        "ReLU6 is a ReLU that stops at 6: numbers that stay small fit into few bits.",
    ),
    "elu": ActivationWords(
        "ELU",
        "Negative coordinates bend towards a limit, −{alpha}; positive ones stay as they are.",
        "ELU is a ReLU with a smooth negative side, which brings its mean output nearer to 0.",
    ),
    "selu": ActivationWords(
        "SELU",
        "Negative coordinates bend towards −1.76; positive ones grow by 5%.",
        "SELU's two constants are chosen to keep mean 0 and variance 1 from layer to layer.",
    ),
    "celu": ActivationWords(
        "CELU",
        "Negative coordinates bend towards a limit, −{alpha}; positive ones stay as they are.",
        "CELU is an ELU without a corner at 0, whatever α is.",
    ),
    "softplus": ActivationWords(
        "Softplus",
        "Every coordinate becomes positive: the plane bends into the first quadrant.",
        "Softplus is a smooth ReLU: always above 0, and its slope is the sigmoid.",
    ),
    "softsign": ActivationWords(
        "Softsign",
        "The plane is squeezed into a square around the origin, more gently than by tanh.",
        "Softsign looks like tanh, but comes near its limits much more slowly.",
    ),
    "gelu": ActivationWords(
        "GELU",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "GELU weighs x by how likely a standard normal number is to be smaller; smooth at 0.",
    ),
    "silu": ActivationWords(
        "SiLU",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "SiLU, also called swish, is x times its own sigmoid: smooth, and with a dip below 0.",
    ),
    "mish": ActivationWords(
        "Mish",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "Mish is x times the tanh of its softplus: smooth, and with a dip much like SiLU's.",
    ),
    "logsigmoid": ActivationWords(
        "Log-sigmoid",
        "Every coordinate becomes negative: the plane bends into the third quadrant.",
        "Log-sigmoid is the logarithm of a probability: its place is in losses.",
    ),
    "hardtanh": ActivationWords(
        "Hardtanh",
        "Whatever lies outside the square from −1 to 1 is pushed onto its border.",
        "Hardtanh is a tanh of straight lines: it costs little, and learns nothing outside them.",
    ),
    "hardsigmoid": ActivationWords(
        "Hardsigmoid",
        "The whole plane lands in the square from 0 to 1; what lies far out, on its border.",
        "Hardsigmoid is a sigmoid of straight lines, made for networks on phones.",
    ),
    "hardswish": ActivationWords(
        "Hardswish",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "Hardswish is a SiLU without the exponential, made for networks on phones.",
    ),
    "hardshrink": ActivationWords(
        "Hardshrink",
        "Coordinates nearer to 0 than 0.5 become 0, all others stay: the plane is torn.",
        "Hardshrink removes what is small, as if it were noise; at −0.5 and 0.5 it jumps.",
    ),
    "softshrink": ActivationWords(
        "Softshrink",
        "Coordinates nearer to 0 than 0.5 become 0; all others come nearer by 0.5.",
        "Softshrink removes what is small and shortens the rest, without a jump.",
    ),
    "tanhshrink": ActivationWords(
        "Tanhshrink",
        "Near the origin hardly anything is left; far away, 1 is taken off each coordinate.",
        "Tanhshrink is what tanh leaves out: it presses what is small towards 0, smoothly.",
    ),
    "threshold": ActivationWords(
        "Threshold",
        "Coordinates up to 1 become 0; what is larger stays: the plane is torn.",
        "Threshold lets a number through as it is, once it exceeds 1, and else gives 0.",
    ),
    "heaviside": ActivationWords(
        "Heaviside step",
        "Each quadrant collapses to one point: only the signs of the coordinates are left.",
        "The step of the first artificial neuron: no gradient passes, so none can train it.",
    ),
}
