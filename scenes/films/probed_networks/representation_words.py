"""What the film of representations says, which depends on what was measured."""

from __future__ import annotations

from scenes.films.probed_networks.answers import Answers
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, percent

MORE = 0.02
"""A share that grew by less has not changed."""


def opening(answers: Answers, *, digits: bool) -> Phrase:
    """Say what a point of the picture is."""
    values = {"units": grouped(answers.units(answers.layer))}
    if digits:
        return "Digits, each where a network puts it that has learned nothing yet.", values
    return "Each point is an input, placed by a network that has learned nothing yet.", values


def gathered(answers: Answers) -> Phrase:
    """Say whether training brought together what belongs together."""
    run = answers.recording
    before = answers.gathered(answers.layer, int(run.steps[0]))
    after = answers.gathered(answers.layer, run.last_step)
    values = {"before": percent(before, 0), "after": percent(after, 0)}
    if after - before > MORE:
        return "Nearest to the mean of their own class: first {before}, now {after}.", values
    if before - after > MORE:
        return "Nearest to the mean of their own class: {before} before, only {after} now.", values
    return "Nearest to the mean of their own class: {after}, hardly another share.", values


def of_layer(answers: Answers, layer: str) -> Phrase:
    """Say how far a layer has the classes gathered."""
    share = percent(answers.gathered(layer, answers.recording.last_step), 0)
    return "In {layer}, {share} are nearest to the mean of their class.", {
        "layer": layer,
        "share": share,
    }


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
    return "This one is a {truth}, taken for a {taken}.", {
        "truth": names[int(run.labels[point])],
        "taken": taken,
    }


def moral(answers: Answers) -> Phrase:
    """End the film."""
    run = answers.recording
    first = answers.gathered(answers.layer, int(run.steps[0]))
    last = answers.gathered(answers.layer, run.last_step)
    if last - first > MORE:
        if not len(answers.missed):
            return "Learning puts like beside like. Then one linear layer can tell them apart.", {}
        text = "Learning puts like beside like. Then one linear layer gets {share} right."
        return text, {"share": percent(answers.right)}
    return "On this data the layers gather the classes no better than at first.", {}
