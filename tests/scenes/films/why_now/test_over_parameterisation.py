"""The film of over-parameterised networks: legible for any options, and true to what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now.over_parameterisation import OverParameterisation
from scenes.films.why_now.over_parameterisation_spec import OverParameterisationSpec
from tests.support.command_line import Answer
from tests.support.layout import perform

BRIEF = {"samples": 6, "widest": 60, "seeds": 3}
FILMS = {
    "few points, in light": {**BRIEF, "theme": "light"},
    "steep units, upright": {**BRIEF, "steepness": 60.0, "aspect": "9:16"},
    "flat units, square": {**BRIEF, "steepness": 2.0, "noise": 1.0, "aspect": "1:1"},
    "one draw of many points": {"samples": 30, "widest": 120, "seeds": 1, "aspect": "4:3"},
}  # fmt: skip


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = OverParameterisationSpec(**options)
    film = perform(OverParameterisation, spec, OverParameterisation.compute(spec), tmp_path)
    assert film.faults == []


def test_half_of_the_time_is_for_the_peak(tmp_path: Path) -> None:
    spec = OverParameterisationSpec(**BRIEF)
    results = OverParameterisation.compute(spec)
    ways: list[np.ndarray] = []

    class Noted(OverParameterisation):
        def error_curve(self) -> None:
            ways.append(np.array([self.noted(p) for p in np.linspace(0, 1, 1001)]))
            super().error_curve()

    assert perform(Noted, spec, results, tmp_path).faults == []
    (way,) = ways
    best = results.best_before(results.test[results.shown])
    sizes = np.interp(way, range(len(results.sizes)), results.sizes)
    assert (np.diff(way) >= 0).all()
    assert (sizes[0], sizes[-1]) == (1, spec.widest)
    at_the_peak = (sizes <= 2 * spec.samples) & (way >= best)
    assert at_the_peak.mean() == pytest.approx(0.5, abs=0.01)


@pytest.fixture(scope="module")
def usual() -> DoubleDescent:
    return OverParameterisation.compute(OverParameterisationSpec())


def test_as_filmed_the_error_descends_twice_and_further_the_second_time(
    usual: DoubleDescent,
) -> None:
    best, peak = usual.best_before(usual.median), usual.peak(usual.median)
    assert usual.sizes[peak] == usual.samples
    assert usual.median[peak] > 100 * usual.median[best]
    assert usual.median[-1] < 0.6 * usual.median[best]
    assert usual.wins > 0.8 * len(usual.test)


def test_the_shown_curve_errs_by_what_is_written_above_it(usual: DoubleDescent) -> None:
    gap = np.mean((usual.curves - usual.truth) ** 2, axis=1)
    assert usual.noise**2 + gap == pytest.approx(usual.test[usual.shown])
    at_points = np.array([np.interp(usual.inputs, usual.grid, each) for each in usual.curves])
    missed = np.mean((at_points - usual.outputs) ** 2, axis=1)
    tame = np.abs(usual.curves).max(axis=1) < 3
    assert tame.sum() > 30
    assert missed[tame] == pytest.approx(usual.train[usual.shown][tame], abs=1e-3)


def test_the_report_tells_the_landmarks(usual: DoubleDescent) -> None:
    landmarks, wins = OverParameterisation.report(usual)
    assert "with 12" in landmarks
    assert "with 1,000" in landmarks
    assert f"in {usual.wins} draws" in wins


def test_the_experiment_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = OverParameterisationSpec(samples=5, widest=20, seeds=2)
    first, second = (OverParameterisation.compute(spec, work) for _ in range(2))
    assert told == [1, 2]
    assert np.array_equal(first.test, second.test)
    assert np.array_equal(first.curves, second.curves)


def test_an_unfit_request_is_answered_in_one_sentence(warpreel: Callable[..., Answer]) -> None:
    answer = warpreel("render", "over-parameterisation", "--widest", "40")
    assert answer.code == 2
    assert answer.sentence.startswith("--widest 40: ")
