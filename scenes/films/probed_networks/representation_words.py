"""What the film of representations says, which depends on what was measured."""

from __future__ import annotations

import numpy as np

from scenes.films.probed_networks.answers import INPUTS, Answers
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import grouped, percent

MORE = 0.02
"""A share that changed by no more has hardly changed."""


def question(*, digits: bool) -> str:
    """Ask what the film is about."""
    if digits:
        return "What does a network make of a digit? Colours tell the true class."
    return "What does a network make of its inputs? Colours tell the class."


def opening(answers: Answers, *, digits: bool, ours: bool) -> Phrase:
    """Say what the points of the picture go through; our own network's layers are told."""
    values = {"count": grouped(len(answers.recording.probe))}
    if ours and answers.layer == "hidden":
        return (
            "{count} digits go through an untrained network: "
            "two convolutions, then a hidden layer.",
            values,
        )
    if digits:
        return (
            "Each of these {count} digits goes through the layers of an untrained network.",
            values,
        )
    return (
        "Each of these {count} inputs goes through the layers of an untrained network.",
        values,
    )


def learning(answers: Answers, *, ours: bool) -> Phrase:
    """Say that training begins; of our own, that the points are among what it learns from."""
    if not ours:
        return "Now it trains, and like comes to like.", {}
    return "Now it trains, on these {count} among others, and like comes to like.", {
        "count": grouped(len(answers.recording.probe))
    }


def view(answers: Answers) -> Phrase:
    """Say from where the watched layer is seen."""
    if answers.units(answers.layer) <= 2:
        return "The points are drawn apart until they fill the picture.", {}
    if len(np.unique(answers.recording.labels)) <= 2:
        return "Seen from the side where the points will end up spread most, and scaled to fit.", {}
    units = grouped(answers.units(answers.layer))
    return "Each is now {units} numbers, seen from where all classes together part most.", {
        "units": units
    }


def numbers_of_each(answers: Answers) -> Phrase:
    """Say what each input is after the watched layer, and what the bars are."""
    return "After {layer}, each is {units} numbers. The bars are those of one.", {
        "layer": answers.layer,
        "units": grouped(answers.units(answers.layer)),
    }


def shadow(answers: Answers) -> Phrase:
    """Say how the numbers of an input become its place."""
    return "A flat shadow of them: from the middle, each of the {units} pushes it its own way.", {
        "units": grouped(answers.units(answers.layer))
    }


def means(answers: Answers) -> Phrase:
    """Say what the dots are, and that one of the points lies nearest to a wrong one."""
    if answers.lost is None:
        return "Each dot is the mean of a class.", {}
    point, label = answers.lost
    return (
        "The dots: the means of {truth} and {name}. This {truth} lies nearer to {name}'s: astray.",
        {
            "truth": class_name(answers, int(answers.recording.labels[point])),
            "name": class_name(answers, label),
        },
    )


def gathered(answers: Answers) -> Phrase:
    """Say for how many points it is so that they lie nearest to the mean of their own class."""
    count, wrong = len(answers.recording.probe), answers.counts[answers.layer]
    values = {"count": grouped(count), "units": grouped(answers.units(answers.layer))}
    if not wrong:
        return "In all {units} numbers, each of the {count} lies nearest to its own mean.", values
    values |= {"right": grouped(count - wrong), "wrong": grouped(wrong)}
    return (
        "By all {units} numbers, {right} of {count} lie nearest to their own mean. "
        "Astray: these {wrong}.",
        values,
    )


def overlap(answers: Answers, one: int, other: int) -> Phrase:
    """Say that two classes are apart though the picture lays one over the other."""
    return "Here {one} and {other} overlap. Seen from another side, they mostly part.", {
        "one": class_name(answers, one),
        "other": class_name(answers, other),
    }


def before(answers: Answers) -> Phrase:
    """Say how many lie astray in the watched layer before training."""
    return "By all {units} numbers, {wrong} of {count} are astray.", {
        "units": grouped(answers.units(answers.layer)),
        "wrong": grouped(len(answers.untrained)),
        "count": grouped(len(answers.recording.probe)),
    }


CHART = "how many lie astray"


def of_inputs(answers: Answers, *, pictures: bool) -> Phrase:
    """Say how many of the inputs lie astray."""
    values = {
        "wrong": grouped(answers.counts[INPUTS]),
        "count": grouped(len(answers.recording.probe)),
    }
    if pictures:
        return "By raw pixels, {wrong} of {count} are astray.", values
    return "By raw inputs, {wrong} of {count} are astray.", values


def of_layer(answers: Answers, layer: str) -> Phrase:
    """Say how many lie astray after a trained layer."""
    return "Trained: after {layer}, {wrong} are astray.", {
        "layer": layer,
        "wrong": grouped(answers.counts[layer]),
    }


def best_layer(answers: Answers) -> str | None:
    """Return the layer in which their number falls most, if any does much, from the inputs on."""
    falls = -np.diff(list(answers.counts.values()))
    best = int(falls.argmax())
    is_much = falls[best] > MORE * len(answers.recording.probe)
    return answers.way[best + 1] if is_much else None


def which_layer(answers: Answers) -> Phrase:
    """Say in which layer their number falls most."""
    best = best_layer(answers)
    if best is None:
        return "No layer does much.", {}
    before = answers.way[answers.way.index(best) - 1]
    return "The {layer} layer does the most: from {before} down to {after}.", {
        "layer": best,
        "before": grouped(answers.counts[before]),
        "after": grouped(answers.counts[best]),
    }


def name_of(answers: Answers, layer: str, pictures: bool) -> str:
    """Return what a layer is called on screen, or how many numbers an input is."""
    if layer != INPUTS:
        return translate("{name}", name=layer)
    text = "{count} pixels" if pictures else "{count} numbers"
    return translate(text, count=grouped(answers.units(INPUTS)))


def layers_after(answers: Answers) -> int:
    """Return how many layers there are behind the watched one."""
    layers = answers.recording.layers
    return len(layers) - 1 - layers.index(answers.layer)


def class_name(answers: Answers, label: int) -> str:
    """Return what a class is called: its number, if a network has more outputs than names."""
    names = answers.recording.data.class_names
    return names[label] if label < len(names) else str(label)


def mistakes(answers: Answers) -> Phrase:
    """Say how many points the trained network gets wrong."""
    count, wrong = len(answers.recording.probe), len(answers.missed)
    values = {"count": grouped(count), "wrong": grouped(wrong)}
    if not wrong:
        return "Of these {count}, not one is taken for another class.", values
    after = layers_after(answers)
    if after == 1:
        text = "From there, one last layer answers: {wrong} of {count} it takes for another class."
    elif after:
        text = "From there, the last layers answer: {wrong} of {count} taken for another class."
    else:
        text = "The network takes {wrong} of {count} for another class."
    return text, values


def one_mistake(answers: Answers, point: int) -> Phrase:
    """Say what one of them is, and what it lies nearer to."""
    return "This {truth} lies nearer to the mean of {name}.", {
        "truth": class_name(answers, int(answers.recording.labels[point])),
        "name": class_name(answers, int(answers.decided[point])),
    }


def mended(answers: Answers) -> Phrase | None:
    """Say how many of those that lay astray are answered rightly, and how many still are not."""
    astray, missed = answers.astray(answers.layer), answers.missed
    if not len(astray):
        return None
    return "Of the {astray} astray it mends {mended}, in green; {rest} stay wrong, in red.", {
        "astray": grouped(len(astray)),
        "mended": grouped(len(np.setdiff1d(astray, missed))),
        "rest": grouped(len(np.intersect1d(astray, missed))),
    }


def errors(answers: Answers, *, ours: bool) -> Phrase:
    """Say how many points are mistaken, how many of them anew, and the share that is right.

    Of our own, that the network was trained on them.
    """
    values = {
        "broken": grouped(len(np.setdiff1d(answers.missed, answers.astray(answers.layer)))),
        "wrong": grouped(len(answers.missed)),
        "count": grouped(len(answers.recording.probe)),
        "share": percent(answers.right),
    }
    if ours:
        return (
            "With {broken} new errors, {wrong} of the {count} it trained on are wrong: "
            "{share} right.",
            values,
        )
    return "With {broken} new errors, {wrong} of {count} are wrong: {share} right.", values


def parted(answers: Answers) -> str:
    """Say what the columns are."""
    after = layers_after(answers)
    if after == 1:
        return "One last layer answers: a column for each class."
    if after:
        return "The last layers answer: a column for each class."
    return "The network answers: a column for each class."


def moral(answers: Answers) -> Phrase:
    """End the film: say what training has done, and that the layers alone do not do it."""
    run = answers.recording
    first = answers.gathered(answers.layer, int(run.steps[0]))
    last = answers.gathered(answers.layer, run.last_step)
    if last - first <= MORE:
        return "On this data the layers gather the classes no better than at first.", {}
    if len(answers.untrained) > answers.counts[INPUTS] > answers.counts[answers.layer]:
        return "An untrained network mixes them up. Learning puts like beside like.", {}
    return "Learning puts like beside like.", {}


def headings(answers: Answers, *, pictures: bool) -> list[Phrase]:
    """Return what stands over the clouds of the inputs, and before and after training."""
    counts = answers.counts[INPUTS], len(answers.untrained), answers.counts[answers.layer]
    texts = (
        "pixels: {wrong} astray" if pictures else "inputs: {wrong} astray",
        "untrained: {wrong} astray",
        "trained: {wrong} astray",
    )
    return [(text, {"wrong": grouped(count)}) for text, count in zip(texts, counts, strict=True)]
