"""The film of vanishing gradients: whatever is measured, nothing is cut off or written over."""

from pathlib import Path

import pytest

from engine.experiments.saturation import Comparison
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform

BRIEF = {"depth": 6, "width": 8, "steps": 12}
FILMS = {
    "one network": {**BRIEF, "activations": ("relu",)},
    "three, of irises": {"data": "iris", "activations": ("gelu", "softplus", "selu"), **BRIEF},
    "two shallow ones": {"activations": ("prelu", "hardsigmoid"), "depth": 2, "steps": 30,
                         "tempo": 2.0},
    "all but nothing gets through": {**BRIEF, "depth": 20, "gain": 0.01, "theme": "light"},
}  # fmt: skip


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = SaturationSpec(**options)
    film = perform(Saturation, spec, Saturation.compute(spec), tmp_path)
    assert film.faults == []


@pytest.fixture(scope="module")
def usual() -> Comparison:
    return Saturation.compute(SaturationSpec(steps=250))


def test_as_filmed_the_sigmoid_alone_has_not_learned(usual: Comparison) -> None:
    sigmoid, *others = usual.networks
    assert sigmoid.flow.left[0] < 1e-5
    assert sigmoid.loss[-1] == pytest.approx(usual.guess, abs=0.01)
    for network in others:
        assert network.flow.left[0] > 0.5
        assert network.loss[-1] < 0.1 * usual.guess


def test_the_report_has_a_line_for_each_network(usual: Comparison) -> None:
    lines = Saturation.report(usual)
    assert [line.split(":")[0] for line in lines] == ["sigmoid", "tanh", "relu", "leaky-relu"]
    assert "0 of 320 units dead" in lines[0]


def test_a_training_that_diverges_says_which_and_what_to_do(warpreel: CommandLine) -> None:
    options = ["--activations", "tanh,relu", "--gain", "20", "--rate", "10", "--steps", "40"]
    answer = warpreel("render", "saturation", *options, "-q", "l")
    assert answer.code == 1
    assert "with relu" in answer.err.splitlines()[-1]
    assert "--activations" in answer.err.splitlines()[-1]


def test_bad_wishes_are_answered_in_one_sentence(warpreel: CommandLine) -> None:
    answer = warpreel("render", "saturation", "--depth", "0")
    assert answer.code == 2
    assert "--depth 0" in answer.sentence
