"""What the films of activation functions say of each."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from engine.experiments.activated_plane import EXTENT
from engine.experiments.activation_facts import SMALL, ActivationFacts, Bound, Interval, values
from engine.experiments.learned_slope import RANDOM_SLOPES
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import fixed, fixed_or_zero, significant


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
    trait : str
        The same in two or three words.
    """

    title: str
    plane: str
    moral: str
    trait: str


WORDS = {
    "sigmoid": ActivationWords(
        "Sigmoid",
        "All of the plane lands in a square of side 1; the part seen here, in one of side {side}.",
        "Sigmoid makes a number between 0 and 1 of any number; far from 0, it hardly learns.",
        "saturates on both sides",
    ),
    "tanh": ActivationWords(
        "Tanh",
        "The whole plane is squeezed into a square around the origin.",
        "Tanh is a steeper sigmoid, centred on 0; far from 0, it hardly learns either.",
        "saturates, zero-centred",
    ),
    "relu": ActivationWords(
        "ReLU",
        "The third quadrant collapses to the origin, the second and fourth onto the axes.",
        "ReLU is cheap and never saturates above 0; a unit that stays below 0 is dead.",
        "cheap, sparse; may die",
    ),
    "leaky-relu": ActivationWords(
        "Leaky ReLU",
        "Nothing collapses: whatever is negative shrinks to {alpha} of its length.",
        "Leaky ReLU lets a little through, so no unit dies; α is a hyper-parameter, set by hand.",
        "no dead units",
    ),
    "prelu": ActivationWords(
        "Parametric ReLU",
        "Here α is 0.25, as it is before training: negative numbers shrink to a quarter.",
        "Parametric ReLU is a leaky ReLU whose α is learned from the data.",
        "learns its own slope",
    ),
    "rrelu": ActivationWords(
        "Randomised ReLU",
        "After training, all negative numbers shrink alike, to the average: 11/48 of their length.",
        "Randomised leaky ReLU adds noise in training, and uses the average slope afterwards.",
        "slopes drawn at random",
    ),
    "relu6": ActivationWords(
        "ReLU6",
        "As with ReLU, three quadrants collapse; the limit of 6 lies outside this picture.",
        "ReLU6 is a ReLU that stops at 6: numbers that stay small fit into few bits.",
        "a ReLU that stops at 6",
    ),
    "elu": ActivationWords(
        "ELU",
        "Negative coordinates bend towards a limit, −{alpha}; positive ones stay as they are.",
        "ELU is a ReLU with a smooth negative side, which brings its mean output nearer to 0.",
        "saturates below 0 only",
    ),
    "selu": ActivationWords(
        "SELU",
        "Negative coordinates bend towards −1.76; positive ones grow by 5%.",
        "SELU's two constants are chosen to keep mean 0 and variance 1 from layer to layer.",
        "keeps mean, variance",
    ),
    "celu": ActivationWords(
        "CELU",
        "Negative coordinates bend towards a limit, −{alpha}; positive ones stay as they are.",
        "CELU is an ELU without a corner at 0, whatever α is.",
        "an ELU without a corner",
    ),
    "softplus": ActivationWords(
        "Softplus",
        "Every coordinate becomes positive: the plane bends into the first quadrant.",
        "Softplus is a smooth ReLU: always above 0, and its slope is the sigmoid.",
        "smooth, above 0",
    ),
    "softsign": ActivationWords(
        "Softsign",
        "The plane is squeezed into a square around the origin, more gently than by tanh.",
        "Softsign looks like tanh, but comes near its limits much more slowly.",
        "saturates slowly",
    ),
    "gelu": ActivationWords(
        "GELU",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "GELU weighs x by how likely a standard normal number is to be smaller; smooth at 0.",
        "smooth, dips below 0",
    ),
    "silu": ActivationWords(
        "SiLU",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "SiLU, also called swish, is x times its own sigmoid: smooth, and with a dip below 0.",
        "smooth, dips below 0",
    ),
    "mish": ActivationWords(
        "Mish",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "Mish is x times the tanh of its softplus: smooth, and with a dip much like SiLU's.",
        "smooth, dips below 0",
    ),
    "logsigmoid": ActivationWords(
        "Log-sigmoid",
        "Every coordinate becomes negative: the plane bends into the third quadrant.",
        "Log-sigmoid is the logarithm of a probability: its place is in losses.",
        "log of a probability",
    ),
    "hardtanh": ActivationWords(
        "Hardtanh",
        "Whatever lies outside the square from −1 to 1 is pushed onto its border.",
        "Hardtanh is a tanh of straight lines: it costs little, and learns nothing outside them.",
        "a straight-line tanh",
    ),
    "hardsigmoid": ActivationWords(
        "Hardsigmoid",
        "As far as this picture reaches it is straight: the plane only shrinks and moves.",
        "Hardsigmoid is a sigmoid of straight lines, made for networks on phones.",
        "a straight-line sigmoid",
    ),
    "hardswish": ActivationWords(
        "Hardswish",
        "Below {turn} the curve turns up again: there the plane folds over itself.",
        "Hardswish is a SiLU without the exponential, made for networks on phones.",
        "a cheap SiLU",
    ),
    "hardshrink": ActivationWords(
        "Hardshrink",
        "Coordinates nearer to 0 than 0.5 become 0, all others stay: the plane is torn.",
        "Hardshrink removes what is small, as if it were noise; at −0.5 and 0.5 it jumps.",
        "removes what is small",
    ),
    "softshrink": ActivationWords(
        "Softshrink",
        "Coordinates nearer to 0 than 0.5 become 0; all others come nearer by 0.5.",
        "Softshrink removes what is small and shortens the rest, without a jump.",
        "what is small becomes 0",
    ),
    "tanhshrink": ActivationWords(
        "Tanhshrink",
        "Near the origin hardly anything is left; far away, 1 is taken off each coordinate.",
        "Tanhshrink is what tanh leaves out: it presses what is small towards 0, smoothly.",
        "presses the small to 0",
    ),
    "threshold": ActivationWords(
        "Threshold",
        "Coordinates up to 1 become 0; what is larger stays: the plane is torn.",
        "Threshold lets a number through as it is, once it exceeds 1, and else gives 0.",
        "nothing up to 1",
    ),
    "heaviside": ActivationWords(
        "Heaviside step",
        "Each quadrant collapses to one point: only the signs of the coordinates are left.",
        "The step of the first artificial neuron: no gradient passes, so none can train it.",
        "no gradient at all",
    ),
}

SATURATED = "In the shaded part the slope is below {small} and fades to 0: the unit saturates."
DEAD = "In the hatched part the slope is exactly 0: no gradient passes, and nothing is learned."
DEAD_EVERYWHERE = "Its slope is 0 wherever it has one: no gradient ever passes."
GENTLE = "Its slope is never below {least}: some gradient passes everywhere."
GENTLE_AT_FIRST = "Its slope is never below {least}, as long as α is what it was at first."
GENTLE_ON_AVERAGE = (
    "After training its slope is never below {least}; in training, never below {drawn}."
)
FLAT_SPOT = "It never saturates: its slope is small only near 0."


def flat_sentence(facts: ActivationFacts) -> tuple[str, dict[str, str]]:
    """Return where the function is flat: a template and what stands in its fields."""
    if facts.steepest == 0:
        return DEAD_EVERYWHERE, {}
    if facts.dead:
        return DEAD, {}
    if facts.saturated:
        return SATURATED, {"small": significant(SMALL)}
    if facts.gentlest > 0 and facts.kind.module == "RReLU":
        drawn = str(Fraction(RANDOM_SLOPES[0]).limit_denominator(100))
        return GENTLE_ON_AVERAGE, {"least": significant(facts.gentlest, 3), "drawn": drawn}
    if facts.gentlest > 0 and facts.kind.module == "PReLU":
        return GENTLE_AT_FIRST, {"least": significant(facts.gentlest, 3)}
    if facts.gentlest > 0:
        return GENTLE, {"least": significant(facts.gentlest, 3)}
    return FLAT_SPOT, {}


def plane_sentence(words: ActivationWords, facts: ActivationFacts) -> Phrase:
    """Return what becomes of the plane, with the constant that the function has."""
    alpha = facts.kind.alpha_value
    if facts.kind.module == "LeakyReLU" and alpha == 0:
        return WORDS["relu"].plane, {}
    if facts.kind.module == "LeakyReLU" and alpha == 1:
        return "With α = 1 nothing changes: every point stays where it is.", {}
    left, right = values(facts.kind, np.array([-EXTENT, EXTENT])).tolist()
    known = {
        "alpha": "" if alpha is None else significant(alpha),
        "turn": fixed_or_zero(facts.turns[0]) if facts.turns else "",
        "side": fixed(right - left, 2),
    }
    return words.plane, {name: text for name, text in known.items() if f"{{{name}}}" in words.plane}


def moral_of(words: ActivationWords, facts: ActivationFacts) -> str:
    """Return what matters about the function, with the constant that it has."""
    if facts.kind.module == "LeakyReLU" and facts.kind.alpha_value == 0:
        return "A leaky ReLU that leaks nothing is ReLU: a unit that stays below 0 is dead."
    if facts.kind.module == "LeakyReLU" and facts.kind.alpha_value == 1:
        return "A leaky ReLU that leaks all is the identity: it bends nothing."
    return words.moral


def end_of(value: float) -> str:
    """Write the end of an interval, with two decimals where that is not exact."""
    is_exact = np.isinf(value) or value == round(value, 2)
    return significant(value) if is_exact else fixed(value, 2, signed_zero=True)


def range_of(facts: ActivationFacts) -> str:
    """Write the range, with square brackets where an end is reached."""
    if takes_few_values(facts):
        return "{" + ", ".join(end_of(low.value) for low, _ in facts.outputs) + "}"
    return ", ".join(_part(low, high) for low, high in facts.outputs)


def takes_few_values(facts: ActivationFacts) -> bool:
    """Return whether only single numbers can come out."""
    return all(low == high for low, high in facts.outputs)


def _part(low: Bound, high: Bound) -> str:
    if low == high:
        return "{" + end_of(low.value) + "}"
    opening, closing = "[" if low.reached else "(", "]" if high.reached else ")"
    return f"{opening}{end_of(low.value)}, {end_of(high.value)}{closing}"


def where(parts: tuple[Interval, ...]) -> str:
    """Write intervals as conditions on x, in the language of the film that plays."""
    if len(parts) == 2:
        low, high = parts[0].high, parts[1].low
        template = "x < {low} or x > {high}"
        if low == high:
            template = "x ≠ {low}"
        elif abs(low + high) < 1e-9:
            template = "|x| > {high}"
        return translate(template, low=end_of(low), high=end_of(high))
    (part,) = parts
    template = "{low} < x < {high}"
    if part.low == -part.high:
        template = "|x| < {high}"
    elif np.isneginf(part.low):
        template = "x < {high}"
    elif np.isposinf(part.high):
        template = "x > {low}"
    return template.format(low=end_of(part.low), high=end_of(part.high))
