"""The tour: nothing is cut off or written over, and it says of its functions what is so."""

from pathlib import Path

import pytest

from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activations import Activations
from tests.support.command_line import CommandLine
from tests.support.layout import perform


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        ({}, "None is best everywhere. Begin with ReLU: cheap, with slope 1 above 0."),
        (
            {"names": ("selu", "rrelu", "hardsigmoid"), "theme": "light"},
            "None is best everywhere: try more than one.",
        ),
        (
            {"names": ("relu", "tanh"), "aspect": "9:16"},
            "None is best everywhere. Begin with ReLU: cheap, with slope 1 above 0.",
        ),
    ],
    ids=str,
)
def test_nothing_is_cut_off_or_written_over(
    options: dict[str, object], ends: str, tmp_path: Path
) -> None:
    spec = ActivationsSpec(**options)
    film = perform(Activations, spec, None, tmp_path)
    assert film.faults == []
    assert film.timeline.sentences[-1].text == ends
    assert len(film.timeline.sections) == len(spec.names) + 1
    assert film.seconds < 100


def test_a_tour_of_one_is_refused(warpreel: CommandLine) -> None:
    refused = warpreel("render", "activations", "--names", "relu")
    assert refused.code == 2
    assert refused.sentence.startswith("--names has 1")
