"""What the film of backpropagation says of its results."""

from __future__ import annotations

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.digits import Digits
from scenes.films.backprop.nudge import Nudge
from scenes.languages.language import Phrase
from scenes.languages.numbers import compact


def question(step: DescentStep) -> Phrase:
    """Ask what the film answers."""
    return (
        "The output should be {target}. Which way must these {count} numbers go?",
        {"target": compact(step.network.target), "count": len(step.network.parameters)},
    )


def output(step: DescentStep) -> Phrase:
    """Say what comes out, and what should."""
    found = Digits.of(step).text(step.before["p"].value)
    target = compact(step.network.target)
    return (
        "The same again, with the next weights: the output ŷ is {output}, not {target}."
        if found != Digits.of(step).text(step.network.target)
        else "The same again, with the next weights: the output ŷ is {output}, as it should be.",
        {"output": found, "target": target},
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
        "{size} more weight, {change} more loss: a slope near {slope}."
        if nudge.ratio > 0
        else "{size} more weight, {change} less loss: a slope near {slope}."
    )
    digits = Digits.of(step)
    return template, {
        "size": f"{nudge.size:g}", "change": nudge.change, "slope": digits.text(nudge.ratio)
    }  # fmt: skip


def handed_back(step: DescentStep) -> Phrase:
    """Say why a slope is handed back through a weight."""
    return (
        "a₁ counts {weight} times in {sum}, so its slope is {weight} times as large.",
        {"weight": Digits.of(step).text(step.before["v1"].value), "sum": _sum(step)},
    )


def to_weight(step: DescentStep) -> Phrase:
    """Say why the slope of a weight is what it is."""
    return (
        "v₁ is multiplied by a₁: its slope is {value} times that of {sum}.",
        {"value": Digits.of(step).text(step.before["a1"].value), "sum": _sum(step)},
    )


def _sum(step: DescentStep) -> str:
    return "ŷ" if step.network.output_sum == "p" else "s"


def checked(step: DescentStep, nudge: Nudge) -> Phrase:
    """Say that going back has found what the nudge has."""
    digits = Digits.of(step)
    slope, ratio = digits.text(step.adjoints[nudge.name]), digits.text(nudge.ratio)
    values = {"count": len(step.network.parameters), "slope": slope}
    if slope == ratio:
        return "All {count} slopes in one pass: {slope} again for w₁₁.", values
    return (
        "All {count} slopes in one pass. For w₁₁ {slope}; the nudge gave {ratio}.",
        values | {"ratio": ratio},
    )


def ended(step: DescentStep) -> Phrase:
    """Say what became of the loss."""
    before, after = step.losses
    old, new = (Digits.of(step).text(loss, "L") for loss in step.losses)
    values = {"old": old, "new": new, "count": len(step.network.parameters)}
    if after == before:
        return ("The loss stays at {old}: no slope told a number to move.", values)
    if after < before:
        return (
            "One pass back told all {count} numbers which way to go.",
            values,
        )
    return ("The loss rose from {old} to {new}: the step was too long. Try a smaller rate.", values)
