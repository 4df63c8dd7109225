"""The film of one activation function: nothing is cut off or written over."""

from pathlib import Path

import pytest
from manim import Mobject, Text

from scenes.films.activations.activation import Activation
from scenes.films.activations.activation_specs import ActivationSpec
from tests.support.command_line import CommandLine
from tests.support.layout import family, perform

FILMS: dict[str, tuple[dict[str, object], set[str]]] = {
    "saturates on both sides": ({}, {"(0, 1)", "|x| > 2.89", "0.50", "saturated"}),
    "dead on one side": ({"name": "relu"}, {"[0, ∞)", "x < 0", "0.40", "50%", "no gradient"}),
    "related to sigmoid": ({"name": "tanh"}, {"(−1, 1)", "|x| > 2.18", "mean output 0"}),
    "its slope is learned": ({"name": "prelu"}, {"α = −0.29", "range [0, ∞)"}),
    "its slope is drawn": ({"name": "rrelu", "theme": "light"}, {"0.229", "0.31"}),
    "α is chosen": ({"name": "elu", "alpha": 0.5}, {"α = 0.5", "(−0.5, ∞)", "x < −2.30"}),
    "no gradient at all": ({"name": "heaviside", "tempo": 2.0}, {"{0, 1}", "x ≠ 0", "50%"}),
}


def spaceless(text: str) -> str:
    """Leave the spaces out, as Manim does."""
    return text.replace(" ", "")


@pytest.mark.parametrize(("options", "facts"), FILMS.values(), ids=list(FILMS))
def test_all_is_readable_and_what_was_measured_is_said(
    options: dict[str, object], facts: set[str], tmp_path: Path
) -> None:
    written: set[str] = set()

    class Read(Activation):
        def add(self, *mobjects: Mobject) -> "Read":
            texts = family(list(mobjects), (Text,))
            written.update(spaceless(text.original_text) for text in texts)
            super().add(*mobjects)
            return self

    spec = ActivationSpec(**options)
    film = perform(Read, spec, Activation.compute(spec), tmp_path)
    assert film.faults == []
    assert film.looks > 50
    assert {spaceless(fact) for fact in facts} <= written


def test_only_a_learned_slope_needs_a_training() -> None:
    assert Activation.compute(ActivationSpec(name="tanh")) is None
    assert Activation.compute(ActivationSpec(name="prelu")).spec.activation == "prelu"


@pytest.mark.parametrize(
    ("flags", "answer"),
    [
        (["--name", "softmaxx"], "there is no activation named 'softmaxx'; did you mean"),
        (["--name", "tanh", "--alpha", "0.2"], "--alpha: tanh has none"),
        (["--name", "elu", "--alpha", "9"], "--alpha 9: choose between 0.1 and 3"),
    ],
)
def test_a_film_that_cannot_be_is_refused(
    flags: list[str], answer: str, warpreel: CommandLine
) -> None:
    refused = warpreel("render", "activation", *flags)
    assert refused.code == 2
    assert refused.sentence.startswith(answer)
