"""The conclusion of a comparison claims no more than was measured."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.recordings.recording import Recording
from scenes.films.representation import controls_words
from scenes.films.representation.control_wall import NAMES as SHOWN
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import (
    CHANGES,
    like_a_coin,
    question,
    silent_units,
    stays_straight,
    verdict,
)
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.languages.numbers import fixed

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


def test_a_loss_like_that_of_a_coin_is_called_so() -> None:
    runs = Controls.compute(ControlsSpec()).runs
    found = [like_a_coin(run) for run in runs]
    assert [each is not None for each in found] == [True, False, False, False]
    text, values = found[0] or ("", {})
    assert values == {"loss": fixed(runs[0].metrics.loss[-1], 4)}
    assert float(values["loss"]) == pytest.approx(np.log(2), abs=1e-3)
    assert all(language.knows(text) for language in LANGUAGES.values())


def with_silent_units(run: Recording, total: int, silent: int) -> Recording:
    """Return a run of so many units, of which the first ones are 0 at every point."""
    bias = np.where(np.arange(total) < silent, -100.0, 100.0).astype(np.float32)
    tensors = {"0.weight": torch.zeros(1, total, 2), "0.bias": torch.tensor(bias)[None]}
    return replace(run, spec=replace(run.spec, hidden=(total,)), tensors=tensors)


def test_as_the_film_comes_both_units_with_relu_are_at_work_and_no_point_needs_them_both() -> None:
    run = Controls.compute(ControlsSpec()).runs[1]
    weight, bias = (run.tensors[f"0.{name}"][:][-1].numpy() for name in ("weight", "bias"))
    above = weight @ run.data.features.T + bias[:, None] > 0
    assert above.any(axis=1).all()
    assert silent_units(run) == []
    assert stays_straight(run) is None


def test_a_straight_border_of_bent_units_is_explained() -> None:
    runs = Controls.compute(ControlsSpec(seed=1)).runs
    explained = [stays_straight(run) for run in runs]
    assert [found is not None for found in explained] == [False, True, False, False]
    weight, bias = (runs[1].tensors[f"0.{name}"][:][-1].numpy() for name in ("weight", "bias"))
    above = (weight @ runs[1].data.features.T + bias[:, None] > 0).any(axis=1)
    assert (len(above), above.sum()) == (2, 1)
    assert silent_units(runs[1]) == [int(np.argmin(above))]
    many = stays_straight(with_silent_units(runs[1], 4, 3))
    assert many is not None
    assert many[1] == {"silent": "3", "count": "4"}
    assert stays_straight(with_silent_units(runs[1], 4, 2)) is None
    assert stays_straight(with_silent_units(runs[1], 1, 0)) is None
    for text, _ in (explained[1] or ("", {}), many):
        assert all(language.knows(text) for language in LANGUAGES.values())
