"""What the film of backpropagation says of its results."""

from __future__ import annotations

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.nudge import Nudge
from scenes.languages.language import Phrase
from scenes.languages.numbers import compact


def question(step: DescentStep) -> Phrase:
    """Ask what the film answers."""
    return (
        "The output should be {target}. Which way must each of these {count} numbers go?",
        {"target": compact(step.network.target), "count": len(step.network.parameters)},
    )


def output(step: DescentStep) -> Phrase:
    """Say what comes out, and what should."""
    return (
        "The same again, with the next weights: the output ŷ is {output}, not {target}."
        if compact(step.before["p"].value) != compact(step.network.target)
        else "The same again, with the next weights: the output ŷ is {output}, as it should be.",
        {"output": compact(step.before["p"].value), "target": compact(step.network.target)},
    )


def loss(step: DescentStep) -> str:
    """Say what the loss is."""
    if step.network.loss == "mse":
        return "The loss L is the squared distance from ŷ to the target y."
    return "The loss L is small where ŷ is near the target y, and grows without end away from it."


def nudged(step: DescentStep, nudge: Nudge) -> Phrase:
    """Say what the nudge did to the loss."""
    if nudge.ratio == 0 and step.adjoints[nudge.name] != 0:
        return "The loss hardly changes: for this weight, its slope is almost 0.", {}
    if nudge.ratio == 0:
        return "The loss does not change at all: for this weight, its slope is 0.", {}
    template = (
        "The loss grows {ratio} times as much: that is its slope for this weight."
        if nudge.ratio > 0
        else "The loss falls {ratio} times as much: that is its slope for this weight."
    )
    return (template, {"ratio": compact(abs(nudge.ratio))})


def checked(step: DescentStep, nudge: Nudge) -> Phrase:
    """Say that going back has found what the nudge has."""
    return (
        "All {count} slopes in one pass. For this weight: {slope}; the nudge gave {ratio}.",
        {
            "count": len(step.network.parameters),
            "slope": compact(step.adjoints[nudge.name]),
            "ratio": compact(nudge.ratio),
        },
    )


def ended(step: DescentStep) -> Phrase:
    """Say what became of the loss."""
    before, after = step.losses
    values = {
        "old": compact(before), "new": compact(after), "count": len(step.network.parameters)
    }  # fmt: skip
    if after == before:
        return ("The loss stays at {old}: no slope told a number to move.", values)
    if after < before:
        return (
            "From {old} to {new}: one pass back told all {count} numbers which way to go.",
            values,
        )
    return ("The loss rose from {old} to {new}: the step was too long. Try a smaller rate.", values)
