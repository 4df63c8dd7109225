"""Options of the training have no effect on a recording."""

from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from scenes.films.fit.fit_spec import FitOptions, FitSpec


def test_the_training_is_what_was_asked_for() -> None:
    spec = FitSpec(samples=9, noise=0.1, theme="light")
    assert spec.training == CurveFitSpec(samples=9, noise=0.1)


@pytest.mark.parametrize("kind", [FitSpec, FitOptions])
def test_options_of_the_training_are_refused_with_a_recording(kind: type[FitOptions]) -> None:
    with pytest.raises(UsageError, match="--held-out has no effect on a --recording"):
        kind(recording=Path("run.safetensors"), held_out=9)
    assert kind(recording=Path("run.safetensors")).training == CurveFitSpec()


def test_what_is_out_of_range_is_refused() -> None:
    with pytest.raises(UsageError, match="--samples 1: choose between"):
        FitSpec(samples=1)
    with pytest.raises(UsageError, match="--tempo 0: choose between"):
        FitSpec(tempo=0)


def test_options_are_for_the_points_that_there_are() -> None:
    with pytest.raises(UsageError, match="--noise has no effect on the --data of a file"):
        FitSpec(data="own.csv", noise=0.1)
    with pytest.raises(UsageError, match="--columns names what is read from --data FILE"):
        FitSpec(columns=("x", "y"))
    with pytest.raises(UsageError, match="--samples 300: choose between 4 and 200"):
        FitSpec(samples=300)
    assert FitSpec(data="own.csv", samples=300).training.samples == 300
