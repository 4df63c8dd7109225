"""The tour: nothing is cut off or written over, and it says of its functions what is so."""

from pathlib import Path

import numpy as np
import pytest
from manim import smooth

from scenes.films.activations.activation_rounding import rounded_of
from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activations import Activations, dip
from tests.support.command_line import CommandLine
from tests.support.layout import perform

RELU = "Begin with ReLU: above 0 a gradient passes whole, below not at all."


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        ({}, RELU),
        (
            {"names": ("selu", "rrelu", "hardsigmoid"), "theme": "light"},
            "None is best everywhere: try more than one.",
        ),
        (
            {"names": ("relu", "tanh", "softplus", "gelu"), "aspect": "9:16"},
            RELU,
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
    rounded = rounded_of(spec.names)
    alone = len(spec.names) - len(rounded)
    assert len(film.timeline.sections) == alone + bool(rounded) + 1
    assert film.seconds < 100


def test_a_tour_of_one_is_refused(warpreel: CommandLine) -> None:
    refused = warpreel("render", "activations", "--names", "relu")
    assert refused.code == 2
    assert refused.sentence.startswith("--names has 1")


def test_shading_goes_and_comes_without_a_flash() -> None:
    seen = [dip(smooth(time)) for time in np.linspace(0, 1, 19)]
    assert (seen[0], min(seen), seen[-1]) == pytest.approx((1, 0, 1))
    assert np.abs(np.diff(seen)).max() < 0.25
    assert abs(seen[10] - seen[9]) < 0.1, "shading pops in when the other function's is hung"
