"""The film of one activation function: nothing is cut off or written over."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.activations.activation import Activation
from scenes.films.activations.activation_specs import ActivationSpec
from scenes.films.activations.activation_stage import LiveColumns
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS: dict[str, tuple[dict[str, object], set[str]]] = {
    "saturates on both sides": (
        {},
        {"between 0 and 1", "Beyond ±2.89,", "the mean output is 0.50: the next layer gets",
         "never above 0.25", "upwards × 2.2: slopes look steeper",
         "Here the slope is 0.045: a gradient of 1 comes out as 0.045."},
    ),
    "dead on one side": (
        {"name": "relu"},
        {"0 and up", "Where x < 0, shaded", "mean output 0.40", "50% of its outputs",
         "25%",
         "One step of its bias b, too large, moves every x below 0.", "all outputs: 0",
         "no gradient moves the unit any more",
         "Here the slope is 1: the gradient passes whole.",
         "Here the slope is 0: nothing passes."},
    ),
    "dead, for a telephone": ({"name": "relu", "aspect": "9:16"}, {"50% of all dots, all at 0"}),
    "related to sigmoid": (
        {"name": "tanh", "aspect": "4:3"}, {"between −1 and 1", "Beyond ±2.18", "lower it by 1"}
    ),
    "its slope is learned": (
        {"name": "prelu"}, {"α went from 0.25 to −0.29", "it even turned negative"}
    ),
    "its slope is drawn": ({"name": "rrelu", "theme": "light"}, {"0.229", "is 0.31, not 0"}),
    "α is chosen": ({"name": "elu", "alpha": 0.5}, {"α = 0.5", "above −0.5", "Where x < −2.30"}),
    "no gradient at all": ({"name": "heaviside", "tempo": 2.0}, {"0 or 1", "only 0 or 1 comes"}),
    "for a telephone": ({"name": "gelu", "aspect": "9:16"}, {"Below −0.75 the curve turns"}),
    "square": ({"name": "relu6", "aspect": "1:1", "lang": "zh"}, {"从 0 到 6"}),
}  # fmt: skip


@pytest.mark.parametrize(("options", "facts"), FILMS.values(), ids=list(FILMS))
def test_all_is_readable_and_what_was_measured_is_said(
    options: dict[str, object], facts: set[str], tmp_path: Path
) -> None:
    spec = ActivationSpec(**options)
    film = perform(Activation, spec, Activation.compute(spec), tmp_path)
    assert film.faults == []
    assert film.looks > 50
    assert film.seconds < 100
    unsaid = {fact for fact in facts if not any(fact in words for words in film.words)}
    assert unsaid == set()


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_outputs_and_slopes_recompute_from_the_inputs_that_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[list[str]] = []
    write = LiveColumns.write

    def note(self: LiveColumns, texts: list[str]) -> None:
        rows.append(texts)
        write(self, texts)

    monkeypatch.setattr(LiveColumns, "write", note)
    perform(Activation, ActivationSpec(), None, tmp_path)
    triples = [row for row in rows if len(row) == 3]
    pairs = [row for row in rows if len(row) == 4]
    assert len(triples) > 40
    for x, output, slope in triples:
        g = 1 / (1 + np.exp(-number(x)))
        assert number(output) == pytest.approx(g, abs=0.00051)
        assert number(slope) == pytest.approx(g * (1 - g), abs=0.00051)
    assert pairs[0] == ["−1.40", "", "+1.20", ""]
    assert {(row[0], row[2]) for row in pairs} == {("−1.40", "+1.20")}
    shown = [text for row in pairs for text in row[1::2] if text]
    assert {number(text) for text in shown} == {0.20, 0.77}
    assert [number(text) for text in pairs[-1][1::2]] == pytest.approx(
        [1 / (1 + np.exp(1.4)), 1 / (1 + np.exp(-1.2))], abs=0.0051
    )


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
