"""The regression is trained once and found again, or read from a recording."""

from pathlib import Path

import numpy as np
import pytest

from engine.experiments.curve_fit.curve_points import curve_points
from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.progress import Advance
from scenes.films.fit.fit_spec import FitOptions
from scenes.films.fit.shown_fit import shown_fit
from tests.support.quick_films import QUICK


def test_it_is_trained_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Advance:
        return lambda done, status: told.append(done)

    options = FitOptions(**{**QUICK["fit"], "steps": 12})
    first, second = (shown_fit(options, work) for _ in range(2))
    assert told == list(range(12))
    np.testing.assert_array_equal(first.curve(12), second.curve(12))


def test_the_points_are_those_of_the_experiment(overfitted: FittedCurve) -> None:
    points = curve_points(FitOptions(**QUICK["fit"]).training)
    np.testing.assert_array_equal(overfitted.points, points.training.astype(np.float32))
    np.testing.assert_array_equal(overfitted.held_out, points.held_out)
    assert overfitted.truth is not None
    x, y = overfitted.truth.T
    assert y == pytest.approx(np.sin(np.pi * x + 0.4))


def test_a_recording_is_read(own: FittedCurve, tmp_path: Path) -> None:
    path = own.recording.save(tmp_path / "run.safetensors")
    found = shown_fit(FitOptions(recording=path))
    np.testing.assert_array_equal(found.curve(3), own.curve(3))
    assert (found.held_out, found.truth) == (None, None)


def test_a_file_is_learned_in_its_own_units_and_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "curve.csv"
    path.write_text("hour,note,load\n" + "".join(f"{i},a,{1000 + i % 5}\n" for i in range(24)))
    found = shown_fit(FitOptions(data=str(path), units=8, steps=20))
    assert found.names == ("hour", "load")
    assert (found.truth, found.held_out is None) == (None, False)
    assert found.domain[0] + 1 >= 0
    assert found.points[:, 1].min() >= 1000
    assert "'note' holds text and is left out" in capsys.readouterr().err
