"""What the film of four networks says; it concludes from measured accuracies alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.geometry.decisions import accuracy
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


WORSE = 0.05
"""Worth a sentence is a share of right points that was larger on the way by so much."""
MISTAKES = "Each circled point is a mistake."
CHANGES = (
    "Units that only add up: their border stays straight.",
    "Now each unit bends its sum. The bend is the activation, here ReLU.",
    "Another activation: tanh, a smooth step.",
    "One more unit, and nothing else.",
)
"""Said of each of the four networks."""
LINES = "Each dashed line is one unit: across it, tanh steps from −1 to +1."
OPEN = "Two lines: a strip between them, open at both ends."
CLOSED = "A third line closes it."
LIFTED = "Three units span a space: the middle rises out of the plane."
CUT = "Now one flat cut has one class above it and one below."
ANSWER = "Two units cannot cut out the middle. A third lifts it out of the plane."


def question(*, nested: bool) -> str:
    """Return what the film asks, of data in which one class surrounds the other or does not."""
    if nested:
        return "Can a small network cut out the class in the middle?"
    return "Can a small network tell these two classes apart?"


def best_step(run: Recording) -> int | None:
    """Return the step at which most points were right, if fewer are at the end while the loss fell.

    There must be fewer by `WORSE`.
    """
    shares = [accuracy(run, int(step)) for step in run.steps]
    best, loss = int(run.steps[int(np.argmax(shares))]), run.metrics.loss
    fell = measured(loss, run.last_step) < measured(loss, best)
    return best if max(shares) - shares[-1] >= WORSE and fell else None


def at_best(run: Recording, step: int) -> Phrase:
    """Say how many are right at a step, at which the training is stopped for a while."""
    text = "Stop at step {step}: {most} are right, and the loss is {loss}."
    values = {"step": grouped(step), "most": percent(accuracy(run, step))}
    return text, values | {"loss": loss_text(run, step)}


def got_worse(run: Recording) -> Phrase | None:
    """Explain why a network ends with fewer points right than on its way, if it does."""
    best = best_step(run)
    if best is None:
        return None
    return "Then {most} were right, now {end}: the loss fell to {loss}, the mistakes did not.", {
        "most": percent(accuracy(run, best)),
        "end": percent(accuracy(run, run.last_step)),
        "loss": loss_text(run, run.last_step),
    }


def stays_straight(run: Recording) -> Phrase | None:
    """Explain why the border of bent units is straight, if one unit alone is ever above 0."""
    spec = run.spec
    if spec is None or spec.activation != "relu" or len(spec.widths) != 1 or spec.widths[0] < 2:
        return None
    last = {name: values[:][-1].numpy() for name, values in run.tensors.items()}
    sums = run.data.features @ last["0.weight"].T + last["0.bias"]
    if np.count_nonzero((sums > 0).any(axis=0)) != 1:
        return None
    return "Of its {count} units one alone is ever above 0 here: so this border is straight too.", {
        "count": grouped(spec.widths[0])
    }


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
