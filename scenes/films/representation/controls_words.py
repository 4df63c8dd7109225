"""What the film of four networks says; it concludes from measured accuracies alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.recordings.metrics import measured
from engine.recordings.recording import Recording
from scenes.languages.language import Phrase, listed
from scenes.languages.numbers import fixed, grouped, percent


@dataclass(frozen=True)
class Verdict:
    """Sentences that sum up a comparison.

    Attributes
    ----------
    text : str
        With fields in braces.
    values : dict
        What stands in them.
    ring : bool
        Whether one more unit is what separated a class from the one around it.
    """

    text: str
    values: dict[str, str]
    ring: bool = False


COIN = 0.001
"""Difference from the loss of tossing a coin below which a loss is called equal to it."""
MISTAKES = "Each circled point is a mistake."
CHANGES = (
    "Units that only add up: their border stays straight.",
    "Now each unit bends its sum. The bend is the activation, here ReLU.",
    "Another activation: tanh, a smooth step.",
    "One more unit, trained afresh.",
)
"""Said of each of the four networks."""
LINES = "Each dashed line is one unit: across it, tanh steps from −1 to +1."
OPEN = "Two lines never close: at least one end stays open."
CLOSED = "A third line closes it."
BALANCE = "Each unit adds its weighed step. On the border, the sum is 0."
LIFTED = "Place each point by its three outputs: the middle goes to a corner."
CUT = "Now one flat cut has one class above it and one below."
ANSWER = "Two units cannot cut out the middle. A third lifts it out of the plane."


def question(*, nested: bool) -> str:
    """Return what the film asks, of data in which one class surrounds the other or does not."""
    if nested:
        return "Can a small network cut out the class in the middle?"
    return "Can a small network tell these two classes apart?"


def like_a_coin(run: Recording) -> Phrase | None:
    """Say that a network's loss ends as high as that of tossing a coin, if it does."""
    if abs(measured(run.metrics.loss, run.last_step) - np.log(2)) >= COIN:
        return None
    text = "Its loss ends at {loss}: no better than tossing a coin."
    return text, {"loss": loss_text(run, run.last_step)}


def silent_units(run: Recording) -> list[int]:
    """Return which of a layer's bent units stay at 0 at every point, of one layer with ReLU."""
    spec = run.spec
    if spec is None or spec.activation != "relu" or len(spec.widths) != 1:
        return []
    last = {name: values[:][-1].numpy() for name, values in run.tensors.items()}
    sums = run.data.features @ last["0.weight"].T + last["0.bias"]
    return np.flatnonzero((sums <= 0).all(axis=0)).tolist()


def stays_straight(run: Recording) -> Phrase | None:
    """Explain why the border of bent units is straight, if one unit alone is ever above 0."""
    count, silent = run.spec.widths[0] if run.spec else 0, len(silent_units(run))
    if not silent or count - silent != 1:
        return None
    if silent == 1:
        return "One of its two units stays at 0 at every point: so this border is straight too.", {}
    text = "{silent} of its {count} units stay at 0 at every point: so this border is straight too."
    return text, {"silent": grouped(silent), "count": grouped(count)}


def loss_text(run: Recording, step: int) -> str:
    """Write the loss at a step."""
    return fixed(measured(run.metrics.loss, step), 4)


def verdict(names: Sequence[str], accuracies: list[float], steps: int, *, ring: bool) -> Verdict:
    """Conclude, and no more than was measured.

    Parameters
    ----------
    names : sequence of str
        Of the networks: the first has no activation, the last a unit more than the others.
    accuracies : list of float
    steps : int
        That each was trained.
    ring : bool
        Whether one class surrounds the other and the narrower networks map plane to plane.
    """
    able = [share == 1 for share in accuracies]
    best = max(accuracies[:-1])
    if able == [False, False, False, True]:
        text = "One more unit: {most}. The others end at {best} or less."
        values = {"most": percent(accuracies[-1]), "best": percent(best)}
        return Verdict(text, values, ring)
    if all(able):
        return Verdict("All four separate the classes: here the difference does not matter.", {})
    if able == [False, True, True, True]:
        text = "With an activation each separates the classes; without, it gets {least}."
        return Verdict(text, {"least": percent(accuracies[0])})
    if not any(able):
        top = max(accuracies)
        text = "None separates the classes in {steps} steps. The best, {name}, gets {most}."
        values = {
            "steps": grouped(steps),
            "name": names[accuracies.index(top)],
            "most": percent(top),
        }
        return Verdict(text, values)
    text = "These separate the classes: {names}."
    return Verdict(text, {"names": listed(n for n, a in zip(names, able, strict=True) if a)})
