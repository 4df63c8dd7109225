"""The film of learning rates: regimes as theory has them, nothing cut off or written over."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.gradient_descent.learning_rates import LearningRates
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS = {
    "a circle, in light": {"surface": "bowl", "theme": "light"},
    "a curve and two rates": {"surface": "parabola", "rates": (0.1, 0.9)},
    "a formula and three": {"formula": "a**2 + 3*b**2 + a*b", "rates": (0.01, 0.1, 2.0)},
    "square": {"aspect": "1:1"},
    "many steps": {"surface": "linear-regression", "steps": 400},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = LearningRatesSpec(**options)
    film = perform(LearningRates, spec, LearningRates.compute(spec), tmp_path)
    assert film.faults == []


def test_the_four_rates_do_what_they_are_called() -> None:
    results = LearningRates.compute(LearningRatesSpec())
    assert results.sweep.limit == pytest.approx(2 / 18)
    small, good, large, diverging = results.descents
    end = [descent.loss[-1] for descent in (small, good, large, diverging)]
    assert end[1] < end[2] < end[0] < diverging.loss[0] < end[3]
    assert large.rate[0] < results.sweep.limit < diverging.rate[0]
    leaps = np.linalg.norm(np.diff(diverging.path, axis=0), axis=1)
    assert (np.diff(leaps[2:]) > 0).all()
    assert (np.diff(large.loss) < 0).all()


def test_no_rate_ends_lower_than_the_best_whose_descent_is_shown_last() -> None:
    results = LearningRates.compute(LearningRatesSpec())
    assert results.best.loss[-1] == pytest.approx(results.sweep.losses.min(), rel=1e-9)
    assert results.best.rate[0] == pytest.approx(0.09739, abs=5e-6)


def test_every_rate_lies_on_the_curve_of_all() -> None:
    results = LearningRates.compute(LearningRatesSpec())
    sweep = results.sweep
    for descent in results.descents:
        near = np.interp(descent.rate[0], sweep.rates, np.log(sweep.losses))
        assert np.log(descent.loss[-1]) == pytest.approx(near, abs=0.1)


def test_it_reports_the_limit_and_the_losses() -> None:
    lines = LearningRates.report(LearningRates.compute(LearningRatesSpec(rates=(0.05, 0.12))))
    assert lines[0] == "limit 2/λ = 0.111111"
    assert lines[1].startswith("learning rate 0.05: loss ")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--surface", "rosenbrock"], "does not have the same curvature everywhere"),
        (["--formula", "a**2 - b**2"], "has no minimum"),
        (["--rates", "0.1"], "--rates: give between 2 and 4"),
        (["--rates", "1,2,3,4,5"], "--rates: give between 2 and 4"),
        (["--rates", "0.1,0"], "--rates 0: choose between"),
        (["--steps", "2"], "--steps 2: choose between 3 and 1,000"),
        (["--start", "11,0"], "--start 11,0 lies outside"),
        (["--surface", "bowl", "--formula", "a*a"], "--surface bowl has no effect on a --formula"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], told: str
) -> None:
    answer = warpreel("render", "learning-rates", *arguments)
    assert answer.code == 2
    assert told in answer.sentence
