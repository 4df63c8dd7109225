"""What the film of representations says, which depends on what was measured."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.films.probed_networks.answers import INPUTS, Answers
from scenes.languages.language import Phrase, listed, translate
from scenes.languages.numbers import grouped, percent

MORE = 0.02
"""A share that grew by less has not changed."""


def opening(answers: Answers, *, digits: bool) -> Phrase:
    """Say where the points of the picture go."""
    values = {"count": grouped(len(answers.recording.probe))}
    if digits:
        return (
            "Each of these {count} digits goes where a network puts it that has learned nothing.",
            values,
        )
    return (
        "Each of these {count} inputs goes where a network puts it that has learned nothing.",
        values,
    )


def view(answers: Answers) -> Phrase:
    """Say from where the watched layer is seen."""
    if answers.units(answers.layer) <= 2:
        return "The points are drawn apart until they fill the picture.", {}
    if len(np.unique(answers.recording.labels)) <= 2:
        return "Seen from the side where the points will end up spread most, and scaled to fit.", {}
    units = grouped(answers.units(answers.layer))
    return "Each is now {units} numbers, seen from the side where the classes will part most.", {
        "units": units
    }


def means(answers: Answers) -> Phrase:
    """Say what the dots are, and what one of the points has to do with them."""
    if answers.example is None:
        return "Each dot is the mean of a class.", {}
    return "Each dot is the mean of a class. The ringed one lies nearest to its own.", {}


def gathered(answers: Answers) -> Phrase:
    """Say whether training brought together what belongs together."""
    run = answers.recording
    before = answers.gathered(answers.layer, int(run.steps[0]))
    after = answers.gathered(answers.layer, run.last_step)
    units = grouped(answers.units(answers.layer))
    values = {"before": percent(before, 0), "after": percent(after, 0), "units": units}
    if abs(after - before) <= MORE:
        text = "In all {units} numbers, {after} lie nearest to their class's mean: no change."
    elif after > before:
        text = (
            "In all {units} numbers, {after} lie nearest to their class's mean; at first, {before}."
        )
    else:
        text = (
            "In all {units} numbers, only {after} lie nearest to their class's mean; "
            "at first, {before}."
        )
    return text, values


def beats(answers: Answers, order: list[str]) -> list[list[str]]:
    """Divide layers into those that are told of together: several that hardly change anything."""
    told, was_alike = [[order[0]]], False
    for before, layer in pairwise(order):
        shares = [answers.gathered_at_last[each] for each in (before, layer)]
        is_alike = abs(shares[1] - shares[0]) <= MORE
        if is_alike and was_alike:
            told[-1].append(layer)
        else:
            told.append([layer])
        was_alike = is_alike
    return told


def of_layers(answers: Answers, layers: list[str]) -> Phrase:
    """Say how far one layer, or several that hardly differ, have the classes gathered."""
    shares = [percent(answers.gathered_at_last[layer], 0) for layer in layers]
    if len(layers) > 1:
        return "{layers} hardly change that: {shares}.", {
            "layers": listed(layers),
            "shares": listed(shares),
        }
    if layers == [INPUTS]:
        return _of_inputs(answers, shares[0])
    return "In {layer}, {share} lie nearest to the mean of their class.", {
        "layer": layers[0],
        "share": shares[0],
    }


def _of_inputs(answers: Answers, share: str) -> Phrase:
    before = answers.gathered(answers.layer, int(answers.recording.steps[0]))
    if before < answers.gathered_at_last[INPUTS] - MORE:
        return (
            "The inputs alone: {share} lie nearest to the mean of their class. "
            "Untrained layers scatter that to {before}.",
            {"share": share, "before": percent(before, 0)},
        )
    return "The inputs alone: {share} lie nearest to the mean of their class.", {"share": share}


def which_layer(answers: Answers) -> Phrase:
    """Say in which layer the share rises most, from that of the inputs on."""
    shares = list(answers.gathered_at_last.values())
    rises = np.diff(shares)
    best = int(rises.argmax())
    if rises[best] <= MORE:
        return "No layer adds much.", {}
    return "Most is added by {layer}: from {before} to {after}.", {
        "layer": answers.way[best + 1],
        "before": percent(shares[best], 0),
        "after": percent(shares[best + 1], 0),
    }


def name_of(layer: str) -> str:
    """Return what a layer is called on screen."""
    return translate("inputs") if layer == INPUTS else translate("{name}", name=layer)


def with_article(name: str) -> str:
    """Return the name of a class as one of its kind, with the article that it takes."""
    takes_an = name[:1].lower() in set("aeio8") or name in {"11", "18"}
    return translate("an {name}" if takes_an else "a {name}", name=name)


def mistakes(answers: Answers) -> Phrase:
    """Say how many points the trained network gets wrong."""
    count, wrong = len(answers.recording.probe), len(answers.missed)
    if not wrong:
        return "Of these {count}, not one is taken for another class.", {"count": grouped(count)}
    if wrong == 1:
        return "One of these {count} is taken for another class.", {"count": grouped(count)}
    return "Of these {count}, {wrong} are taken for another class.", {
        "count": grouped(count),
        "wrong": grouped(wrong),
    }


def one_mistake(answers: Answers, point: int) -> Phrase:
    """Say what one of them is taken for."""
    run = answers.recording
    names = run.data.class_names
    decided = int(run.decisions(run.last_step)[point])
    taken = names[decided] if decided < len(names) else str(decided)
    return "This one is {truth}, taken for {taken}.", {
        "truth": with_article(names[int(run.labels[point])]),
        "taken": with_article(taken),
    }


def unseen(answers: Answers) -> Phrase | None:
    """Return how the trained network does on points that are new to it, if that is known."""
    measured = answers.recording.metrics.validation_accuracy
    if measured is None or not np.isfinite(measured[-1]):
        return None
    return "These it was trained on. Of new ones, it gets {share} right.", {
        "share": percent(float(measured[-1]))
    }


def moral(answers: Answers) -> Phrase:
    """End the film."""
    run = answers.recording
    first = answers.gathered(answers.layer, int(run.steps[0]))
    last = answers.gathered(answers.layer, run.last_step)
    if last - first <= MORE:
        return "On this data the layers gather the classes no better than at first.", {}
    values = {"share": percent(answers.right)}
    after = len(run.layers) - 1 - run.layers.index(answers.layer)
    if after == 1:
        return "Learning puts like beside like. Then one last layer gets {share} right.", values
    if after:
        return "Learning puts like beside like. Then the last layers get {share} right.", values
    return "Learning puts like beside like. The network gets {share} right.", values
