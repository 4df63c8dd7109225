"""The conclusion of a comparison claims no more than was measured."""

import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from scenes.films.representation import controls_words
from scenes.films.representation.control_wall import NAMES as SHOWN
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import (
    CHANGES,
    at_best,
    best_step,
    got_worse,
    question,
    stays_straight,
    verdict,
)
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.languages.numbers import fixed, percent

NAMES = ("plain", "relu", "tanh", "wider")


def said(accuracies: list[float], *, ring: bool = False) -> str:
    found = verdict(NAMES, accuracies, 1200, ring=ring)
    return found.text.format(**found.values)


@pytest.mark.parametrize(
    ("accuracies", "sentence"),
    [
        ([0.5, 0.66, 0.82, 1.0], "One more unit: 100%. The others end at 82.0% or less."),
        (
            [0.6, 0.7, 0.9, 0.8],
            "None separates the classes in 1,200 steps. The best, tanh, gets 90.0%.",
        ),
        (
            [0.88, 1.0, 1.0, 1.0],
            "With an activation each separates the classes; without, it gets 88.0%.",
        ),
        ([1.0] * 4, "All four separate the classes: here the difference does not matter."),
        ([0.5, 1.0, 0.8, 1.0], "These separate the classes: relu, wider."),
    ],
)
def test_every_outcome_has_its_sentence(accuracies: list[float], sentence: str) -> None:
    assert said(accuracies) == sentence


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_all_that_is_said(language: Language) -> None:
    constants = [text for text in vars(controls_words).values() if isinstance(text, str)]
    sentences = [text for text in constants if text.endswith(".") and " " in text]
    asked = [question(nested=nested) for nested in (True, False)]
    assert len(sentences) > 6  # and the module's docstring
    known = (*SHOWN, *CHANGES, *asked, *sentences[1:])
    assert [words for words in known if not language.knows(words)] == []


def test_networks_are_listed_in_the_language_of_the_film() -> None:
    with use_language(LANGUAGES["zh"]):
        found = verdict(SHOWN, [1.0, 0.5, 1.0, 0.5], 9, ring=False)
    assert found.values == {"names": "无激活函数、tanh"}


def test_only_a_ring_that_the_third_unit_alone_separates_is_explained() -> None:
    assert verdict(NAMES, [0.5, 0.6, 0.8, 1.0], 9, ring=True).ring
    assert not verdict(NAMES, [0.5, 0.6, 0.8, 1.0], 9, ring=False).ring
    assert not verdict(NAMES, [0.5, 0.6, 0.8, 0.9], 9, ring=True).ring


def test_fewer_points_right_than_on_the_way_are_explained() -> None:
    runs = Controls.compute(ControlsSpec()).runs
    worse = got_worse(runs[0])
    assert worse is not None
    text, values = worse
    shares = [accuracy(runs[0], step) for step in range(runs[0].last_step + 1)]
    loss = runs[0].metrics.loss
    end = {"most": percent(max(shares)), "end": percent(shares[-1]), "loss": fixed(loss[-1], 4)}
    assert values == end
    best = best_step(runs[0])
    assert best == int(np.argmax(shares))
    stop, there = at_best(runs[0], best)
    assert there == {"step": str(best), "most": end["most"], "loss": fixed(loss[best], 4)}
    assert max(shares) > shares[-1]
    assert runs[0].metrics.loss[int(np.argmax(shares))] > runs[0].metrics.loss[-1]
    assert got_worse(runs[3]) is None
    assert all(language.knows(each) for language in LANGUAGES.values() for each in (text, stop))


def test_a_straight_border_of_bent_units_is_explained() -> None:
    runs = Controls.compute(ControlsSpec()).runs
    explained = [stays_straight(run) for run in runs]
    assert [found is not None for found in explained] == [False, True, False, False]
    weight, bias = (runs[1].tensors[f"0.{name}"][:][-1].numpy() for name in ("weight", "bias"))
    above = (weight @ runs[1].data.features.T + bias[:, None] > 0).any(axis=1)
    assert above.sum() == 1
    assert explained[1] is not None
    text, values = explained[1]
    assert values == {"count": str(len(above))}
    assert all(language.knows(text) for language in LANGUAGES.values())
